public import PCRMCore
public import ProtobufCodec

/// Asks for a proposal about cases. One of `office_id`, `from_staff_id` and `case_ids` is required.
///
/// ```proto
/// message ProposeAssignmentRequest {
///   string request_id = 1;
///   string office_id = 2;
///   string from_staff_id = 3;
///   repeated string case_ids = 4;
///   string case_type = 5;
///   repeated string staff_ids = 6;
///   ProposalMethod method = 7;
///   int32 lines_max = 8;
/// }
/// ```
public struct ProposeAssignmentRequest: Message {
  public static let protoName = "pcrm.v1.ProposeAssignmentRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Only cases of this office, and its staff unless `staff_ids` says otherwise.
  public var officeID = UnitID()
  /// The cases of this member of staff, who leaves. Empty = the cases without a case worker.
  public var fromStaffID = StaffID()
  /// Only these cases, whoever has them; at most 1,000.
  public var caseIDs: [CaseID] = []
  /// Only cases of this type.
  public var caseType = ""
  /// Those who may get cases, at most 1,000. Empty = the staff of the office, or of the office of
  /// `from_staff_id`.
  public var staffIDs: [StaffID] = []
  /// How.
  public var method = ProposalMethod.unspecified
  /// Cases at most: 0 = 1,000, at most 10,000. The oldest come first.
  public var linesMax: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "office_id", &officeID)
    try c.text(3, "from_staff_id", &fromStaffID)
    try c.text(4, "case_ids", &caseIDs)
    try c.string(5, "case_type", &caseType)
    try c.text(6, "staff_ids", &staffIDs)
    try c.enumeration(7, "method", &method)
    try c.int32(8, "lines_max", &linesMax)
  }
}

/// Asks for a matching of a programme's customers to its staff.
///
/// ```proto
/// message MatchProgrammeRequest {
///   string request_id = 1;
///   string programme_id = 2;
///   int32 load_price_m = 3;
///   int32 lines_max = 4;
/// }
/// ```
public struct MatchProgrammeRequest: Message {
  public static let protoName = "pcrm.v1.MatchProgrammeRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The programme. Required.
  public var programmeID = ProgrammeID()
  /// Metres that one more customer at somebody who has one more already may cost: 0 = only distance
  /// counts; at most 100,000.
  public var loadPriceM: Int32 = 0
  /// Customers at most: 0 = 50,000, which is the most. Those with the least ids come first.
  public var linesMax: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "programme_id", &programmeID)
    try c.int32(3, "load_price_m", &loadPriceM)
    try c.int32(4, "lines_max", &linesMax)
  }
}

/// Asks for a proposal.
///
/// ```proto
/// message GetProposalRequest {
///   string id = 1;
/// }
/// ```
public struct GetProposalRequest: Message {
  public static let protoName = "pcrm.v1.GetProposalRequest"

  /// The proposal's id.
  public var id = ProposalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of proposals.
///
/// ```proto
/// message ListProposalsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   ProposalKind kind = 3;
///   ProposalState state = 4;
///   string programme_id = 5;
/// }
/// ```
public struct ListProposalsRequest: Message {
  public static let protoName = "pcrm.v1.ListProposalsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this kind.
  public var kind = ProposalKind.unspecified
  /// Only in this state.
  public var state = ProposalState.unspecified
  /// Only of this programme.
  public var programmeID = ProgrammeID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.enumeration(3, "kind", &kind)
    try c.enumeration(4, "state", &state)
    try c.text(5, "programme_id", &programmeID)
  }
}

/// A page of proposals.
///
/// ```proto
/// message ListProposalsResponse {
///   repeated Proposal proposals = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListProposalsResponse: Message {
  public static let protoName = "pcrm.v1.ListProposalsResponse"

  /// The proposals.
  public var proposals: [Proposal] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "proposals", &proposals)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of a proposal's lines.
///
/// ```proto
/// message ListProposalLinesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string proposal_id = 3;
///   string to_staff_id = 4;
///   bool unplaced_only = 5;
/// }
/// ```
public struct ListProposalLinesRequest: Message {
  public static let protoName = "pcrm.v1.ListProposalLinesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The proposal. Required.
  public var proposalID = ProposalID()
  /// Only what this member of staff would get.
  public var toStaffID = StaffID()
  /// Only those that found nobody.
  public var unplacedOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "proposal_id", &proposalID)
    try c.text(4, "to_staff_id", &toStaffID)
    try c.bool(5, "unplaced_only", &unplacedOnly)
  }
}

/// A page of a proposal's lines.
///
/// ```proto
/// message ListProposalLinesResponse {
///   repeated ProposalLine lines = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListProposalLinesResponse: Message {
  public static let protoName = "pcrm.v1.ListProposalLinesResponse"

  /// The lines.
  public var lines: [ProposalLine] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "lines", &lines)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to do what a proposal says.
///
/// ```proto
/// message ApplyProposalRequest {
///   string request_id = 1;
///   string id = 2;
///   string reason = 3;
/// }
/// ```
public struct ApplyProposalRequest: Message {
  public static let protoName = "pcrm.v1.ApplyProposalRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The proposal's id.
  public var id = ProposalID()
  /// The reason that is kept with each duty and adoption, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.string(3, "reason", &reason)
  }
}
