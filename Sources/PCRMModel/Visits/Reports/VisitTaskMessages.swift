public import PCRMCore
public import ProtobufCodec

/// Asks for a page of tasks that pass every filter.
///
/// ```proto
/// message ListVisitTasksRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string visit_id = 4;
///   string staff_id = 5;
///   string office_id = 6;
///   VisitTaskKind kind = 7;
///   VisitTaskState state = 8;
///   bool overdue = 9;
///   google.protobuf.Timestamp due_before = 10;
/// }
/// ```
public struct ListVisitTasksRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitTasksRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only of this visit.
  public var visitID = VisitID()
  /// Only for this member of staff.
  public var staffID = StaffID()
  /// Only of this office.
  public var officeID = UnitID()
  /// Only of this sort.
  public var kind = VisitTaskKind.unspecified
  /// Only in this state.
  public var state = VisitTaskState.unspecified
  /// Only those that were not done in time.
  public var overdue = false
  /// Only those that are due earlier.
  public var dueBefore: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "visit_id", &visitID)
    try c.text(5, "staff_id", &staffID)
    try c.text(6, "office_id", &officeID)
    try c.enumeration(7, "kind", &kind)
    try c.enumeration(8, "state", &state)
    try c.bool(9, "overdue", &overdue)
    try c.message(10, "due_before", &dueBefore)
  }
}

/// A page of tasks.
///
/// ```proto
/// message ListVisitTasksResponse {
///   repeated VisitTask tasks = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitTasksResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitTasksResponse"

  /// The tasks.
  public var tasks: [VisitTask] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "tasks", &tasks)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to record that a task was done.
///
/// ```proto
/// message CompleteVisitTaskRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string result = 4;
/// }
/// ```
public struct CompleteVisitTaskRequest: Message {
  public static let protoName = "pcrm.v1.CompleteVisitTaskRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The task. Required.
  public var id = VisitTaskID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// What came of it, at most 1,000 characters. Nothing delicate.
  public var result = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.string(4, "result", &result)
  }
}

/// Asks to give a task up.
///
/// ```proto
/// message DropVisitTaskRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string reason = 4;
/// }
/// ```
public struct DropVisitTaskRequest: Message {
  public static let protoName = "pcrm.v1.DropVisitTaskRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The task. Required.
  public var id = VisitTaskID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Why, 1 to 1,000 characters. Required. Nothing delicate.
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

/// Asks to record a call-back.
///
/// ```proto
/// message RecordCallBackRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   CallBackResult result = 4;
/// }
/// ```
public struct RecordCallBackRequest: Message {
  public static let protoName = "pcrm.v1.RecordCallBackRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The task. Required.
  public var id = VisitTaskID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// What the call found. Required. When the customer was not reached, the task stays open.
  public var result: CallBackResult?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "result", &result)
  }
}
