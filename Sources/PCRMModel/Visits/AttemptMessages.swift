public import PCRMCore
public import ProtobufCodec

/// Asks to record a try.
///
/// ```proto
/// message RecordAttemptRequest {
///   string request_id = 1;
///   VisitAttempt attempt = 2;
/// }
/// ```
public struct RecordAttemptRequest: Message {
  public static let protoName = "pcrm.v1.RecordAttemptRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The try: visit_id, time and outcome are required.
  public var attempt: VisitAttempt?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "attempt", &attempt)
  }
}

/// Asks for a page of tries.
///
/// ```proto
/// message ListAttemptsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string visit_id = 3;
///   string customer_id = 4;
///   string staff_id = 5;
///   google.protobuf.Timestamp from_time = 6;
///   google.protobuf.Timestamp before_time = 7;
/// }
/// ```
public struct ListAttemptsRequest: Message {
  public static let protoName = "pcrm.v1.ListAttemptsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this visit.
  public var visitID = VisitID()
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only by this member of staff.
  public var staffID = StaffID()
  /// Only at this time or later.
  public var fromTime: Timestamp?
  /// Only before this time.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "visit_id", &visitID)
    try c.text(4, "customer_id", &customerID)
    try c.text(5, "staff_id", &staffID)
    try c.message(6, "from_time", &fromTime)
    try c.message(7, "before_time", &beforeTime)
  }
}

/// A page of tries.
///
/// ```proto
/// message ListAttemptsResponse {
///   repeated VisitAttempt attempts = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListAttemptsResponse: Message {
  public static let protoName = "pcrm.v1.ListAttemptsResponse"

  /// The tries.
  public var attempts: [VisitAttempt] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "attempts", &attempts)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
