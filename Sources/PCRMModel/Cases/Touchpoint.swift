public import PCRMCore
public import ProtobufCodec

/// A moment at which agency and customer meet or met on a case.
///
/// ```proto
/// message Touchpoint {
///   string id = 1;
///   int64 version = 2;
///   string case_id = 3;
///   string customer_id = 4;
///   string code = 5;
///   string stage = 6;
///   TouchpointState state = 7;
///   google.protobuf.Timestamp due_time = 8;
///   int32 occurrence = 9;
///   DropCause drop_cause = 10;
///   google.protobuf.Timestamp end_time = 11;
///   int64 type_version = 12;
///   google.protobuf.Timestamp update_time = 13;
///   Channel channel = 14;
///   string staff_id = 15;
///   StateRating rating = 16;
///   string customer_state = 17;
///   string improvement = 18;
///   repeated string services_given = 32;
/// }
/// ```
public struct Touchpoint: Message {
  public static let protoName = "pcrm.v1.Touchpoint"

  /// UUID.
  public var id = TouchpointID()
  /// One more with every change.
  public var version: Int64 = 0
  /// The case.
  public var caseID = CaseID()
  /// The case's customer.
  public var customerID = CustomerID()
  /// Code in the touchpoint register of the case's type; empty = it was not planned.
  public var code = ""
  /// The stage for which it was planned, or in which it happened.
  public var stage = ""
  /// Whether it is due, done or dropped.
  public var state = TouchpointState.unspecified
  /// When it is, or was, due; absent when it was not planned.
  public var dueTime: Timestamp?
  /// 1 for the first of a kind in a stage, 2 for its first repetition …
  public var occurrence: Int32 = 0
  /// Why it was dropped.
  public var dropCause = DropCause.unspecified
  /// When it was done or dropped.
  public var endTime: Timestamp?
  /// Version of the case type by which it was planned.
  public var typeVersion: Int64 = 0
  /// When it was last changed.
  public var updateTime: Timestamp?
  /// How they met.
  public var channel = Channel.unspecified
  /// Member of staff who met the customer.
  public var staffID = StaffID()
  /// How the customer's state compares with what was expected.
  public var rating = StateRating.unspecified
  /// The state in which the customer was.
  public var customerState = ""
  /// What must improve.
  public var improvement = ""
  /// Codes of the services that were given.
  public var servicesGiven: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "customer_id", &customerID)
    try c.string(5, "code", &code)
    try c.string(6, "stage", &stage)
    try c.enumeration(7, "state", &state)
    try c.message(8, "due_time", &dueTime)
    try c.int32(9, "occurrence", &occurrence)
    try c.enumeration(10, "drop_cause", &dropCause)
    try c.message(11, "end_time", &endTime)
    try c.int64(12, "type_version", &typeVersion)
    try c.message(13, "update_time", &updateTime)
    try c.enumeration(14, "channel", &channel)
    try c.text(15, "staff_id", &staffID)
    try c.enumeration(16, "rating", &rating)
    try c.string(17, "customer_state", &customerState)
    try c.string(18, "improvement", &improvement)
    try c.string(32, "services_given", &servicesGiven)
  }
}

/// Where a touchpoint stands.
public struct TouchpointState: OpenEnum {
  public static let protoName = "pcrm.v1.TouchpointState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = TouchpointState(rawValue: 0)
  /// It is to come.
  public static let planned = TouchpointState(rawValue: 1)
  /// It waits until its case is resumed.
  public static let paused = TouchpointState(rawValue: 2)
  /// It took place.
  public static let done = TouchpointState(rawValue: 3)
  /// It is no longer due.
  public static let dropped = TouchpointState(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "TOUCHPOINT_STATE_UNSPECIFIED"),
    (1, "TOUCHPOINT_STATE_PLANNED"),
    (2, "TOUCHPOINT_STATE_PAUSED"),
    (3, "TOUCHPOINT_STATE_DONE"),
    (4, "TOUCHPOINT_STATE_DROPPED"),
  ]
}

/// Why a touchpoint is no longer due.
public struct DropCause: OpenEnum {
  public static let protoName = "pcrm.v1.DropCause"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// It was not dropped.
  public static let unspecified = DropCause(rawValue: 0)
  /// The case left the stage that asked for it.
  public static let stageLeft = DropCause(rawValue: 1)
  /// The case left the phase that asked for it.
  public static let phaseLeft = DropCause(rawValue: 2)
  /// The case was closed.
  public static let caseClosed = DropCause(rawValue: 3)
  /// The version of the case type to which the case was migrated does not ask for it.
  public static let migrated = DropCause(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "DROP_CAUSE_UNSPECIFIED"),
    (1, "DROP_CAUSE_STAGE_LEFT"),
    (2, "DROP_CAUSE_PHASE_LEFT"),
    (3, "DROP_CAUSE_CASE_CLOSED"),
    (4, "DROP_CAUSE_MIGRATED"),
  ]
}

/// How a customer's state compares with the expected one.
public struct StateRating: OpenEnum {
  public static let protoName = "pcrm.v1.StateRating"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Not said.
  public static let unspecified = StateRating(rawValue: 0)
  /// As expected.
  public static let asExpected = StateRating(rawValue: 1)
  /// Better.
  public static let better = StateRating(rawValue: 2)
  /// Worse.
  public static let worse = StateRating(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "STATE_RATING_UNSPECIFIED"),
    (1, "STATE_RATING_AS_EXPECTED"),
    (2, "STATE_RATING_BETTER"),
    (3, "STATE_RATING_WORSE"),
  ]
}
