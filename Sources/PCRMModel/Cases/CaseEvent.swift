public import PCRMCore
public import ProtobufCodec

/// One entry of a case's history. Entries are numbered without gaps and never change.
///
/// ```proto
/// message CaseEvent {
///   int64 number = 1;
///   CaseEventKind kind = 2;
///   google.protobuf.Timestamp time = 3;
///   google.protobuf.Timestamp record_time = 4;
///   string recorded_by = 5;
///   string stage = 6;
///   string phase = 7;
///   string from = 8;
///   string to = 9;
///   string reason = 10;
///   string exit_reason = 11;
///   string note = 12;
///   string customer_id = 13;
/// }
/// ```
public struct CaseEvent: Message {
  public static let protoName = "pcrm.v1.CaseEvent"

  /// 1, 2, 3 …
  public var number: Int64 = 0
  /// What happened.
  public var kind = CaseEventKind.unspecified
  /// When it took effect.
  public var time: Timestamp?
  /// When it was recorded.
  public var recordTime: Timestamp?
  /// Principal who recorded it.
  public var recordedBy = PrincipalID()
  /// The case's stage afterwards.
  public var stage = ""
  /// The case's phase afterwards.
  public var phase = ""
  /// What it was before: a stage, a phase, a severity ("AIS 2"), a version, an amount.
  public var from = ""
  /// What it is now, or what it is about: a code.
  public var to = ""
  /// Why; for a stage or phase, why it was entered.
  public var reason = ""
  /// Why the stage or phase before was left.
  public var exitReason = ""
  /// What else was said.
  public var note = ""
  /// The case's customer.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "number", &number)
    try c.enumeration(2, "kind", &kind)
    try c.message(3, "time", &time)
    try c.message(4, "record_time", &recordTime)
    try c.text(5, "recorded_by", &recordedBy)
    try c.string(6, "stage", &stage)
    try c.string(7, "phase", &phase)
    try c.string(8, "from", &from)
    try c.string(9, "to", &to)
    try c.string(10, "reason", &reason)
    try c.string(11, "exit_reason", &exitReason)
    try c.string(12, "note", &note)
    try c.text(13, "customer_id", &customerID)
  }
}

/// What may happen to a case.
public struct CaseEventKind: OpenEnum {
  public static let protoName = "pcrm.v1.CaseEventKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: everything.
  public static let unspecified = CaseEventKind(rawValue: 0)
  /// Opened; `to` is the stage.
  public static let opened = CaseEventKind(rawValue: 1)
  /// Another stage.
  public static let stage = CaseEventKind(rawValue: 2)
  /// Another phase.
  public static let phase = CaseEventKind(rawValue: 3)
  /// Another severity.
  public static let severity = CaseEventKind(rawValue: 4)
  /// Suspended.
  public static let suspended = CaseEventKind(rawValue: 5)
  /// Resumed.
  public static let resumed = CaseEventKind(rawValue: 6)
  /// Closed.
  public static let closed = CaseEventKind(rawValue: 7)
  /// Opened again.
  public static let reopened = CaseEventKind(rawValue: 8)
  /// Another version of the case type.
  public static let migrated = CaseEventKind(rawValue: 9)
  /// A touchpoint took place; `to` is its code.
  public static let touchpoint = CaseEventKind(rawValue: 10)
  /// Needs and hardships were recorded.
  public static let needs = CaseEventKind(rawValue: 11)
  /// A quality point was checked; `to` is its code.
  public static let quality = CaseEventKind(rawValue: 12)
  /// A benefit was decided; `to` is its kind.
  public static let benefit = CaseEventKind(rawValue: 13)
  /// A benefit has to be decided anew; `to` is its kind, `from` the kind that changed.
  public static let benefitReopened = CaseEventKind(rawValue: 14)

  public static let names: [(Int32, String)] = [
    (0, "CASE_EVENT_KIND_UNSPECIFIED"),
    (1, "CASE_EVENT_KIND_OPENED"),
    (2, "CASE_EVENT_KIND_STAGE"),
    (3, "CASE_EVENT_KIND_PHASE"),
    (4, "CASE_EVENT_KIND_SEVERITY"),
    (5, "CASE_EVENT_KIND_SUSPENDED"),
    (6, "CASE_EVENT_KIND_RESUMED"),
    (7, "CASE_EVENT_KIND_CLOSED"),
    (8, "CASE_EVENT_KIND_REOPENED"),
    (9, "CASE_EVENT_KIND_MIGRATED"),
    (10, "CASE_EVENT_KIND_TOUCHPOINT"),
    (11, "CASE_EVENT_KIND_NEEDS"),
    (12, "CASE_EVENT_KIND_QUALITY"),
    (13, "CASE_EVENT_KIND_BENEFIT"),
    (14, "CASE_EVENT_KIND_BENEFIT_REOPENED"),
  ]
}
