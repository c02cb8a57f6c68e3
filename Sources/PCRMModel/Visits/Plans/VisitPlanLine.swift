public import PCRMCore
public import ProtobufCodec

/// One thing that a run does.
///
/// ```proto
/// message VisitPlanLine {
///   int32 number = 1;
///   VisitPlanAction action = 2;
///   string customer_id = 3;
///   string staff_id = 4;
///   CivilDate due_date = 5;
///   google.protobuf.Timestamp start_time = 6;
///   google.protobuf.Timestamp end_time = 7;
///   string visit_id = 8;
///   string reason = 9;
///   bool done = 10;
///   string refusal = 11;
/// }
/// ```
public struct VisitPlanLine: Message {
  public static let protoName = "pcrm.v1.VisitPlanLine"

  /// 1, 2, 3, … within the run.
  public var number: Int32 = 0
  /// What.
  public var action = VisitPlanAction.unspecified
  /// The customer.
  public var customerID = CustomerID()
  /// Who visits. Empty = nobody was found.
  public var staffID = StaffID()
  /// The day on which it is due: for an event, the last one.
  public var dueDate: CivilDate?
  /// When the visit begins.
  public var startTime: Timestamp?
  /// When it ends.
  public var endTime: Timestamp?
  /// The visit.
  public var visitID = VisitID()
  /// Why: LEFT, OTHER_VISITOR, NO_CAPACITY …
  public var reason = ""
  /// It was carried out. Of what is proposed only: it was told.
  public var done = false
  /// Why it could not be carried out, as ErrorInfo.reason says; empty = it could.
  public var refusal = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "number", &number)
    try c.enumeration(2, "action", &action)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "staff_id", &staffID)
    try c.message(5, "due_date", &dueDate)
    try c.message(6, "start_time", &startTime)
    try c.message(7, "end_time", &endTime)
    try c.text(8, "visit_id", &visitID)
    try c.string(9, "reason", &reason)
    try c.bool(10, "done", &done)
    try c.string(11, "refusal", &refusal)
  }
}

/// What a line of a run does.
public struct VisitPlanAction: OpenEnum {
  public static let protoName = "pcrm.v1.VisitPlanAction"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every action.
  public static let unspecified = VisitPlanAction(rawValue: 0)
  /// Plans a visit.
  public static let plan = VisitPlanAction(rawValue: 1)
  /// Cancels one.
  public static let cancel = VisitPlanAction(rawValue: 2)
  /// Proposes that somebody cancels one.
  public static let proposeCancel = VisitPlanAction(rawValue: 3)
  /// Finds no place for one.
  public static let unplaced = VisitPlanAction(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_PLAN_ACTION_UNSPECIFIED"),
    (1, "VISIT_PLAN_ACTION_PLAN"),
    (2, "VISIT_PLAN_ACTION_CANCEL"),
    (3, "VISIT_PLAN_ACTION_PROPOSE_CANCEL"),
    (4, "VISIT_PLAN_ACTION_UNPLACED"),
  ]
}
