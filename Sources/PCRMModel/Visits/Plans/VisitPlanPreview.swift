public import PCRMCore
public import ProtobufCodec

/// Asks what a run would do. `code` or `visit_plan` is required.
///
/// ```proto
/// message PreviewVisitPlanRequest {
///   string code = 1;
///   VisitPlan visit_plan = 2;
///   int32 lines_max = 3;
/// }
/// ```
public struct PreviewVisitPlanRequest: Message {
  public static let protoName = "pcrm.v1.PreviewVisitPlanRequest"

  /// A plan that is in force.
  public var code = ""
  /// A plan as it would be.
  public var visitPlan: VisitPlan?
  /// Lines at most: 0 = 100, at most 1,000. Those that find no place come first.
  public var linesMax: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.message(2, "visit_plan", &visitPlan)
    try c.int32(3, "lines_max", &linesMax)
  }
}

/// What a run would do.
///
/// ```proto
/// message VisitPlanPreview {
///   int32 member_count = 1;
///   int32 due_count = 2;
///   int32 kept_count = 3;
///   int32 planned_count = 4;
///   int32 unplaced_count = 5;
///   int32 cancelled_count = 6;
///   int32 proposed_count = 7;
///   repeated VisitPlanLoad loads = 16;
///   repeated VisitPlanShortage shortages = 17;
///   repeated VisitPlanLine lines = 18;
/// }
/// ```
public struct VisitPlanPreview: Message {
  public static let protoName = "pcrm.v1.VisitPlanPreview"

  /// Customers in the population.
  public var memberCount: Int32 = 0
  /// Visits that are due within the horizon.
  public var dueCount: Int32 = 0
  /// Of these, have a visit already.
  public var keptCount: Int32 = 0
  /// Would get one.
  public var plannedCount: Int32 = 0
  /// Find no place.
  public var unplacedCount: Int32 = 0
  /// Open visits that would be cancelled.
  public var cancelledCount: Int32 = 0
  /// Open visits that would be proposed for cancelling.
  public var proposedCount: Int32 = 0
  /// What everybody would have to do.
  public var loads: [VisitPlanLoad] = []
  /// Why some find no place.
  public var shortages: [VisitPlanShortage] = []
  /// Lines, the first ones.
  public var lines: [VisitPlanLine] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "member_count", &memberCount)
    try c.int32(2, "due_count", &dueCount)
    try c.int32(3, "kept_count", &keptCount)
    try c.int32(4, "planned_count", &plannedCount)
    try c.int32(5, "unplaced_count", &unplacedCount)
    try c.int32(6, "cancelled_count", &cancelledCount)
    try c.int32(7, "proposed_count", &proposedCount)
    try c.message(16, "loads", &loads)
    try c.message(17, "shortages", &shortages)
    try c.message(18, "lines", &lines)
  }
}

/// What a plan asks of a member of staff within its horizon.
///
/// ```proto
/// message VisitPlanLoad {
///   string staff_id = 1;
///   string name = 2;
///   int32 kept_count = 3;
///   int32 planned_count = 4;
///   int32 capacity = 5;
///   int32 unplaced_count = 6;
/// }
/// ```
public struct VisitPlanLoad: Message {
  public static let protoName = "pcrm.v1.VisitPlanLoad"

  /// The member of staff.
  public var staffID = StaffID()
  /// The name.
  public var name = ""
  /// Visits of the plan that are there.
  public var keptCount: Int32 = 0
  /// Visits it would add.
  public var plannedCount: Int32 = 0
  /// Visits of the plan for which there is room in all.
  public var capacity: Int32 = 0
  /// Customers whom only this member of staff could visit, and has no room for.
  public var unplacedCount: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.string(2, "name", &name)
    try c.int32(3, "kept_count", &keptCount)
    try c.int32(4, "planned_count", &plannedCount)
    try c.int32(5, "capacity", &capacity)
    try c.int32(6, "unplaced_count", &unplacedCount)
  }
}

/// A reason for which customers find no place, and how many.
///
/// ```proto
/// message VisitPlanShortage {
///   string reason = 1;
///   int32 count = 2;
/// }
/// ```
public struct VisitPlanShortage: Message {
  public static let protoName = "pcrm.v1.VisitPlanShortage"

  /// NO_VISITOR, NOT_WORKING, NO_CAPACITY or WINDOW_PAST.
  public var reason = ""
  /// How many.
  public var count: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "reason", &reason)
    try c.int32(2, "count", &count)
  }
}
