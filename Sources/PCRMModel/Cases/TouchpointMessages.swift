public import PCRMCore
public import ProtobufCodec

/// Asks to record what happened at a touchpoint.
///
/// ```proto
/// message RecordTouchpointRequest {
///   string request_id = 1;
///   string touchpoint_id = 2;
///   int64 version = 3;
///   string case_id = 4;
///   Channel channel = 5;
///   string staff_id = 6;
///   google.protobuf.Timestamp effect_time = 7;
///   StateRating rating = 8;
///   string customer_state = 9;
///   string improvement = 10;
///   repeated string services_given = 16;
/// }
/// ```
public struct RecordTouchpointRequest: Message {
  public static let protoName = "pcrm.v1.RecordTouchpointRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The planned touchpoint. Empty = a meeting that was not planned.
  public var touchpointID = TouchpointID()
  /// The touchpoint's version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The case. Required without a touchpoint_id; otherwise it may be left out.
  public var caseID = CaseID()
  /// How they met. Unspecified = as planned.
  public var channel = Channel.unspecified
  /// Member of staff who met the customer. Empty = the caller's own, if it has one.
  public var staffID = StaffID()
  /// When. Absent = now.
  public var effectTime: Timestamp?
  /// How the customer's state compares with what was expected.
  public var rating = StateRating.unspecified
  /// The state in which the customer was, at most 2,000 characters. Nothing delicate belongs here.
  public var customerState = ""
  /// What must improve, at most 2,000 characters.
  public var improvement = ""
  /// Codes of the services that were given, at most 50, each once.
  public var servicesGiven: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "touchpoint_id", &touchpointID)
    try c.int64(3, "version", &version)
    try c.text(4, "case_id", &caseID)
    try c.enumeration(5, "channel", &channel)
    try c.text(6, "staff_id", &staffID)
    try c.message(7, "effect_time", &effectTime)
    try c.enumeration(8, "rating", &rating)
    try c.string(9, "customer_state", &customerState)
    try c.string(10, "improvement", &improvement)
    try c.string(16, "services_given", &servicesGiven)
  }
}

/// What was recorded.
///
/// ```proto
/// message RecordTouchpointResponse {
///   Touchpoint touchpoint = 1;
///   Touchpoint next = 2;
/// }
/// ```
public struct RecordTouchpointResponse: Message {
  public static let protoName = "pcrm.v1.RecordTouchpointResponse"

  /// The touchpoint, done.
  public var touchpoint: Touchpoint?
  /// Its next repetition, when there is one.
  public var next: Touchpoint?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "touchpoint", &touchpoint)
    try c.message(2, "next", &next)
  }
}

/// Asks for a page of touchpoints.
///
/// ```proto
/// message ListTouchpointsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
///   string customer_id = 4;
///   string office_id = 5;
///   string case_worker_id = 6;
///   TouchpointState state = 7;
///   google.protobuf.Timestamp due_before = 8;
/// }
/// ```
public struct ListTouchpointsRequest: Message {
  public static let protoName = "pcrm.v1.ListTouchpointsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this case.
  public var caseID = CaseID()
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only of cases that this unit handles.
  public var officeID = UnitID()
  /// Only of cases of this case worker.
  public var caseWorkerID = StaffID()
  /// Only in this state. Unspecified = planned ones, or every one when case_id or customer_id is
  /// set.
  public var state = TouchpointState.unspecified
  /// Only those due before this time.
  public var dueBefore: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "office_id", &officeID)
    try c.text(6, "case_worker_id", &caseWorkerID)
    try c.enumeration(7, "state", &state)
    try c.message(8, "due_before", &dueBefore)
  }
}

/// A page of touchpoints.
///
/// ```proto
/// message ListTouchpointsResponse {
///   repeated Touchpoint touchpoints = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListTouchpointsResponse: Message {
  public static let protoName = "pcrm.v1.ListTouchpointsResponse"

  /// The touchpoints.
  public var touchpoints: [Touchpoint] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "touchpoints", &touchpoints)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
