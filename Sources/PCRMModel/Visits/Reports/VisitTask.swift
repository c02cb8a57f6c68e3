public import PCRMCore
public import ProtobufCodec

/// Something to be done after a visit.
///
/// ```proto
/// message VisitTask {
///   string id = 1;
///   int64 version = 2;
///   string visit_id = 3;
///   string customer_id = 4;
///   string case_id = 5;
///   string staff_id = 6;
///   string office_id = 7;
///   VisitTaskKind kind = 8;
///   VisitTaskState state = 9;
///   string title = 10;
///   google.protobuf.Timestamp due_time = 11;
///   bool overdue = 12;
///   google.protobuf.Timestamp end_time = 13;
///   string ended_by = 14;
///   string result = 15;
///   CallBackResult call_back = 16;
///   google.protobuf.Timestamp create_time = 17;
///   google.protobuf.Timestamp update_time = 18;
/// }
/// ```
public struct VisitTask: Message {
  public static let protoName = "pcrm.v1.VisitTask"

  /// UUID.
  public var id = VisitTaskID()
  /// One more with every change.
  public var version: Int64 = 0
  /// The visit that it follows.
  public var visitID = VisitID()
  /// The visit's customer.
  public var customerID = CustomerID()
  /// The visit's case; empty = none.
  public var caseID = CaseID()
  /// Who is to do it; empty = whoever of the office calls back.
  public var staffID = StaffID()
  /// The visit's office.
  public var officeID = UnitID()
  /// What sort of task it is.
  public var kind = VisitTaskKind.unspecified
  /// Where it stands.
  public var state = VisitTaskState.unspecified
  /// What to do, at most 500 characters; empty for a call-back.
  public var title = ""
  /// By when.
  public var dueTime: Timestamp?
  /// It was not done by then.
  public var overdue = false
  /// When it was done or dropped.
  public var endTime: Timestamp?
  /// Principal who did or dropped it.
  public var endedBy = PrincipalID()
  /// What came of it, or why it was dropped, at most 1,000 characters.
  public var result = ""
  /// What a call-back found.
  public var callBack: CallBackResult?
  /// When it was made.
  public var createTime: Timestamp?
  /// When it was last changed.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "visit_id", &visitID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "case_id", &caseID)
    try c.text(6, "staff_id", &staffID)
    try c.text(7, "office_id", &officeID)
    try c.enumeration(8, "kind", &kind)
    try c.enumeration(9, "state", &state)
    try c.string(10, "title", &title)
    try c.message(11, "due_time", &dueTime)
    try c.bool(12, "overdue", &overdue)
    try c.message(13, "end_time", &endTime)
    try c.text(14, "ended_by", &endedBy)
    try c.string(15, "result", &result)
    try c.message(16, "call_back", &callBack)
    try c.message(17, "create_time", &createTime)
    try c.message(18, "update_time", &updateTime)
  }
}

/// Sorts of tasks after a visit.
public struct VisitTaskKind: OpenEnum {
  public static let protoName = "pcrm.v1.VisitTaskKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every sort.
  public static let unspecified = VisitTaskKind(rawValue: 0)
  /// What was agreed on with the customer.
  public static let followUp = VisitTaskKind(rawValue: 1)
  /// A sales agent asks for support.
  public static let agentSupport = VisitTaskKind(rawValue: 2)
  /// The visit is in the sample of those whose customer is called back.
  public static let callBack = VisitTaskKind(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_TASK_KIND_UNSPECIFIED"),
    (1, "VISIT_TASK_KIND_FOLLOW_UP"),
    (2, "VISIT_TASK_KIND_AGENT_SUPPORT"),
    (3, "VISIT_TASK_KIND_CALL_BACK"),
  ]
}

/// Where a task stands.
public struct VisitTaskState: OpenEnum {
  public static let protoName = "pcrm.v1.VisitTaskState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = VisitTaskState(rawValue: 0)
  /// It is to be done.
  public static let open = VisitTaskState(rawValue: 1)
  /// It was done.
  public static let done = VisitTaskState(rawValue: 2)
  /// It was given up.
  public static let dropped = VisitTaskState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "VISIT_TASK_STATE_UNSPECIFIED"),
    (1, "VISIT_TASK_STATE_OPEN"),
    (2, "VISIT_TASK_STATE_DONE"),
    (3, "VISIT_TASK_STATE_DROPPED"),
  ]
}

/// What a call to the customer after a visit found.
///
/// ```proto
/// message CallBackResult {
///   bool reached = 1;
///   bool confirmed = 2;
///   int32 satisfaction = 3;
///   string note = 4;
/// }
/// ```
public struct CallBackResult: Message {
  public static let protoName = "pcrm.v1.CallBackResult"

  /// Whether the customer was reached. A customer who was not reached says nothing else.
  public var reached = false
  /// The customer confirms that the visit took place.
  public var confirmed = false
  /// How satisfied the customer is with it: 1 (not at all) to 5 (very); 0 = not said.
  public var satisfaction: Int32 = 0
  /// In words, at most 1,000 characters. Nothing delicate.
  public var note = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.bool(1, "reached", &reached)
    try c.bool(2, "confirmed", &confirmed)
    try c.int32(3, "satisfaction", &satisfaction)
    try c.string(4, "note", &note)
  }
}
