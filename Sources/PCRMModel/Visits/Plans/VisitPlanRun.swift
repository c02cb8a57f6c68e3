public import PCRMCore
public import ProtobufCodec

/// Names a run of a plan.
public typealias VisitPlanRunID = ID<VisitPlanRun>

/// A run of a plan.
///
/// ```proto
/// message VisitPlanRun {
///   string id = 1;
///   int64 version = 2;
///   string code = 3;
///   int32 plan_version = 4;
///   VisitPlanRunState state = 5;
///   int32 member_count = 6;
///   int32 kept_count = 7;
///   int32 line_count = 8;
///   int32 done_count = 9;
///   int32 planned_count = 10;
///   int32 cancelled_count = 11;
///   int32 proposed_count = 12;
///   int32 unplaced_count = 13;
///   int32 refused_count = 14;
///   string created_by = 15;
///   google.protobuf.Timestamp create_time = 16;
///   google.protobuf.Timestamp end_time = 17;
/// }
/// ```
public struct VisitPlanRun: Message {
  public static let protoName = "pcrm.v1.VisitPlanRun"

  /// UUID.
  public var id = VisitPlanRunID()
  /// Grows with every change of `state`.
  public var version: Int64 = 0
  /// The plan's code.
  public var code = ""
  /// The plan's version.
  public var planVersion: Int32 = 0
  /// How far it is.
  public var state = VisitPlanRunState.unspecified
  /// Customers in the population.
  public var memberCount: Int32 = 0
  /// Visits that were due and there already.
  public var keptCount: Int32 = 0
  /// Lines.
  public var lineCount: Int32 = 0
  /// Lines that were handled.
  public var doneCount: Int32 = 0
  /// Visits that were planned.
  public var plannedCount: Int32 = 0
  /// Visits that were cancelled.
  public var cancelledCount: Int32 = 0
  /// Visits that were proposed for cancelling.
  public var proposedCount: Int32 = 0
  /// Visits that found no place.
  public var unplacedCount: Int32 = 0
  /// Lines that could not be carried out.
  public var refusedCount: Int32 = 0
  /// The principal who began it.
  public var createdBy = PrincipalID()
  /// When it began.
  public var createTime: Timestamp?
  /// When it ended.
  public var endTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "code", &code)
    try c.int32(4, "plan_version", &planVersion)
    try c.enumeration(5, "state", &state)
    try c.int32(6, "member_count", &memberCount)
    try c.int32(7, "kept_count", &keptCount)
    try c.int32(8, "line_count", &lineCount)
    try c.int32(9, "done_count", &doneCount)
    try c.int32(10, "planned_count", &plannedCount)
    try c.int32(11, "cancelled_count", &cancelledCount)
    try c.int32(12, "proposed_count", &proposedCount)
    try c.int32(13, "unplaced_count", &unplacedCount)
    try c.int32(14, "refused_count", &refusedCount)
    try c.text(15, "created_by", &createdBy)
    try c.message(16, "create_time", &createTime)
    try c.message(17, "end_time", &endTime)
  }
}

/// How far a run is.
public struct VisitPlanRunState: OpenEnum {
  public static let protoName = "pcrm.v1.VisitPlanRunState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = VisitPlanRunState(rawValue: 0)
  /// What is to be done is being found out.
  public static let preparing = VisitPlanRunState(rawValue: 1)
  /// It is being done.
  public static let running = VisitPlanRunState(rawValue: 2)
  /// It is done.
  public static let done = VisitPlanRunState(rawValue: 3)
  /// It was stopped.
  public static let stopped = VisitPlanRunState(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_PLAN_RUN_STATE_UNSPECIFIED"),
    (1, "VISIT_PLAN_RUN_STATE_PREPARING"),
    (2, "VISIT_PLAN_RUN_STATE_RUNNING"),
    (3, "VISIT_PLAN_RUN_STATE_DONE"),
    (4, "VISIT_PLAN_RUN_STATE_STOPPED"),
  ]
}
