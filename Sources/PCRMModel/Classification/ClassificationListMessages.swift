public import PCRMCore
public import ProtobufCodec

/// Asks for one decision.
///
/// ```proto
/// message GetClassificationRequest {
///   string id = 1;
/// }
/// ```
public struct GetClassificationRequest: Message {
  public static let protoName = "pcrm.v1.GetClassificationRequest"

  /// The decision.
  public var id = ClassificationID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks how a case is classified.
///
/// ```proto
/// message GetCaseClassificationRequest {
///   string case_id = 1;
///   google.protobuf.Timestamp at = 2;
/// }
/// ```
public struct GetCaseClassificationRequest: Message {
  public static let protoName = "pcrm.v1.GetCaseClassificationRequest"

  /// The case.
  public var caseID = CaseID()
  /// At this time. Absent = now.
  public var at: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.message(2, "at", &at)
  }
}

/// Asks for a page of a case's decisions.
///
/// ```proto
/// message ListClassificationsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
///   ClassificationKind kind = 4;
/// }
/// ```
public struct ListClassificationsRequest: Message {
  public static let protoName = "pcrm.v1.ListClassificationsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The case. Required.
  public var caseID = CaseID()
  /// Only of this kind.
  public var kind = ClassificationKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
    try c.enumeration(4, "kind", &kind)
  }
}

/// A page of decisions.
///
/// ```proto
/// message ListClassificationsResponse {
///   repeated Classification classifications = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListClassificationsResponse: Message {
  public static let protoName = "pcrm.v1.ListClassificationsResponse"

  /// The decisions.
  public var classifications: [Classification] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "classifications", &classifications)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of what happened.
///
/// ```proto
/// message ListClassificationEventsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
///   ClassificationKind kind = 4;
/// }
/// ```
public struct ListClassificationEventsRequest: Message {
  public static let protoName = "pcrm.v1.ListClassificationEventsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The case. Required.
  public var caseID = CaseID()
  /// Only of this kind.
  public var kind = ClassificationKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
    try c.enumeration(4, "kind", &kind)
  }
}

/// A page of what happened.
///
/// ```proto
/// message ListClassificationEventsResponse {
///   repeated ClassificationEvent events = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListClassificationEventsResponse: Message {
  public static let protoName = "pcrm.v1.ListClassificationEventsResponse"

  /// The events.
  public var events: [ClassificationEvent] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "events", &events)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of proposals.
///
/// ```proto
/// message ListClassificationProposalsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string office_id = 3;
///   string team_id = 4;
///   ClassificationKind kind = 5;
/// }
/// ```
public struct ListClassificationProposalsRequest: Message {
  public static let protoName = "pcrm.v1.ListClassificationProposalsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only cases of this office.
  public var officeID = UnitID()
  /// Only cases whose case worker is of this team.
  public var teamID = UnitID()
  /// Only of this kind.
  public var kind = ClassificationKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "office_id", &officeID)
    try c.text(4, "team_id", &teamID)
    try c.enumeration(5, "kind", &kind)
  }
}

/// A page of proposals.
///
/// ```proto
/// message ListClassificationProposalsResponse {
///   repeated Classification classifications = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListClassificationProposalsResponse: Message {
  public static let protoName = "pcrm.v1.ListClassificationProposalsResponse"

  /// The proposals.
  public var classifications: [Classification] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "classifications", &classifications)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of cases that are due.
///
/// ```proto
/// message ListDueCasesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string office_id = 3;
///   string team_id = 4;
///   ClassificationKind kind = 5;
/// }
/// ```
public struct ListDueCasesRequest: Message {
  public static let protoName = "pcrm.v1.ListDueCasesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only cases of this office.
  public var officeID = UnitID()
  /// Only cases whose case worker is of this team.
  public var teamID = UnitID()
  /// Only of this kind.
  public var kind = ClassificationKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "office_id", &officeID)
    try c.text(4, "team_id", &teamID)
    try c.enumeration(5, "kind", &kind)
  }
}

/// A page of cases that are due.
///
/// ```proto
/// message ListDueCasesResponse {
///   repeated DueClassification due = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListDueCasesResponse: Message {
  public static let protoName = "pcrm.v1.ListDueCasesResponse"

  /// The cases.
  public var due: [DueClassification] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "due", &due)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
