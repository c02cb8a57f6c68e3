public import PCRMCore
public import ProtobufCodec

/// Asks what is to be done on a day.
///
/// ```proto
/// message QueryDutyMatrixRequest {
///   CivilDate on = 1;
///   string office_id = 2;
///   string case_type = 3;
///   string stage = 4;
///   bool unowned_only = 5;
///   bool joint_only = 6;
/// }
/// ```
public struct QueryDutyMatrixRequest: Message {
  public static let protoName = "pcrm.v1.QueryDutyMatrixRequest"

  /// The day. Absent = today in Asia/Seoul.
  public var on: CivilDate?
  /// As it is in this office. Empty = where no office has rows of its own.
  public var officeID = UnitID()
  /// Only for cases of this type.
  public var caseType = ""
  /// Only at this stage.
  public var stage = ""
  /// Only what no team does.
  public var unownedOnly = false
  /// Only what several teams do together.
  public var jointOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "on", &on)
    try c.text(2, "office_id", &officeID)
    try c.string(3, "case_type", &caseType)
    try c.string(4, "stage", &stage)
    try c.bool(5, "unowned_only", &unownedOnly)
    try c.bool(6, "joint_only", &jointOnly)
  }
}

/// What is to be done on a day.
///
/// ```proto
/// message QueryDutyMatrixResponse {
///   repeated DutyEntry entries = 1;
/// }
/// ```
public struct QueryDutyMatrixResponse: Message {
  public static let protoName = "pcrm.v1.QueryDutyMatrixResponse"

  /// The duties, in the document's order.
  public var entries: [DutyEntry] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "entries", &entries)
  }
}

/// Asks who does what for a case.
///
/// ```proto
/// message RouteCaseRequest {
///   string case_id = 1;
///   string duty = 2;
///   CivilDate on = 3;
/// }
/// ```
public struct RouteCaseRequest: Message {
  public static let protoName = "pcrm.v1.RouteCaseRequest"

  /// The case. Required.
  public var caseID = CaseID()
  /// Only this duty; empty = all at the case's stage.
  public var duty = ""
  /// The day. Absent = today in Asia/Seoul.
  public var on: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "case_id", &caseID)
    try c.string(2, "duty", &duty)
    try c.message(3, "on", &on)
  }
}

/// Who does what for a case.
///
/// ```proto
/// message RouteCaseResponse {
///   repeated DutyEntry entries = 1;
/// }
/// ```
public struct RouteCaseResponse: Message {
  public static let protoName = "pcrm.v1.RouteCaseResponse"

  /// The duties, in the document's order.
  public var entries: [DutyEntry] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "entries", &entries)
  }
}
