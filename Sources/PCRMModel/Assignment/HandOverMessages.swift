public import PCRMCore
public import ProtobufCodec

/// Asks to propose a hand-over.
///
/// ```proto
/// message ProposeHandOverRequest {
///   string request_id = 1;
///   string case_id = 2;
///   string to_staff_id = 3;
///   string to_team_id = 4;
///   string reason = 5;
///   bool moves_customer = 6;
///   google.protobuf.Timestamp expire_time = 7;
/// }
/// ```
public struct ProposeHandOverRequest: Message {
  public static let protoName = "pcrm.v1.ProposeHandOverRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var caseID = CaseID()
  /// Who is to take over; or empty.
  public var toStaffID = StaffID()
  /// The team of which somebody is to take over; or empty. One of both is required.
  public var toTeamID = UnitID()
  /// Why, 1 to 500 characters. Required.
  public var reason = ""
  /// Whether the customer's home office becomes the receiving one too.
  public var movesCustomer = false
  /// When it expires. Absent = after the hours that the duty matrix says.
  public var expireTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.text(3, "to_staff_id", &toStaffID)
    try c.text(4, "to_team_id", &toTeamID)
    try c.string(5, "reason", &reason)
    try c.bool(6, "moves_customer", &movesCustomer)
    try c.message(7, "expire_time", &expireTime)
  }
}

/// Asks to take a case over.
///
/// ```proto
/// message AcceptHandOverRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct AcceptHandOverRequest: Message {
  public static let protoName = "pcrm.v1.AcceptHandOverRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hand-over's id. Required.
  public var id = HandOverID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks to refuse a case.
///
/// ```proto
/// message DeclineHandOverRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct DeclineHandOverRequest: Message {
  public static let protoName = "pcrm.v1.DeclineHandOverRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hand-over's id. Required.
  public var id = HandOverID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}

/// Asks to take a proposal back.
///
/// ```proto
/// message WithdrawHandOverRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct WithdrawHandOverRequest: Message {
  public static let protoName = "pcrm.v1.WithdrawHandOverRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The hand-over's id. Required.
  public var id = HandOverID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, at most 500 characters.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "reason", &reason)
  }
}

/// Asks for one hand-over.
///
/// ```proto
/// message GetHandOverRequest {
///   string id = 1;
/// }
/// ```
public struct GetHandOverRequest: Message {
  public static let protoName = "pcrm.v1.GetHandOverRequest"

  /// The hand-over's id. Required.
  public var id = HandOverID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of hand-overs.
///
/// ```proto
/// message ListHandOversRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
///   string to_staff_id = 4;
///   string to_team_id = 5;
///   string from_staff_id = 6;
///   HandOverState state = 7;
/// }
/// ```
public struct ListHandOversRequest: Message {
  public static let protoName = "pcrm.v1.ListHandOversRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this case.
  public var caseID = CaseID()
  /// Only those addressed to this person, by name or by the person's team now.
  public var toStaffID = StaffID()
  /// Only those addressed to this team.
  public var toTeamID = UnitID()
  /// Only those that this person hands over.
  public var fromStaffID = StaffID()
  /// Only in this state.
  public var state = HandOverState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "to_staff_id", &toStaffID)
    try c.text(5, "to_team_id", &toTeamID)
    try c.text(6, "from_staff_id", &fromStaffID)
    try c.enumeration(7, "state", &state)
  }
}

/// A page of hand-overs.
///
/// ```proto
/// message ListHandOversResponse {
///   repeated HandOver hand_overs = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListHandOversResponse: Message {
  public static let protoName = "pcrm.v1.ListHandOversResponse"

  /// The hand-overs.
  public var handOvers: [HandOver] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "hand_overs", &handOvers)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
