public import PCRMCore
public import ProtobufCodec

/// Asks to record overtime.
///
/// ```proto
/// message AddOvertimeRequest {
///   string request_id = 1;
///   Overtime overtime = 2;
/// }
/// ```
public struct AddOvertimeRequest: Message {
  public static let protoName = "pcrm.v1.AddOvertimeRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The overtime. Required.
  public var overtime: Overtime?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "overtime", &overtime)
  }
}

/// Asks to take overtime back.
///
/// ```proto
/// message DeleteOvertimeRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct DeleteOvertimeRequest: Message {
  public static let protoName = "pcrm.v1.DeleteOvertimeRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The overtime's id. Required.
  public var id = WorkingTimeID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks for a page of overtime.
///
/// ```proto
/// message ListOvertimeRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   google.protobuf.Timestamp from_time = 4;
///   google.protobuf.Timestamp before_time = 5;
/// }
/// ```
public struct ListOvertimeRequest: Message {
  public static let protoName = "pcrm.v1.ListOvertimeRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this member of staff.
  public var staffID = StaffID()
  /// Only what ends after this time.
  public var fromTime: Timestamp?
  /// Only what begins before this time.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.message(4, "from_time", &fromTime)
    try c.message(5, "before_time", &beforeTime)
  }
}

/// A page of overtime.
///
/// ```proto
/// message ListOvertimeResponse {
///   repeated Overtime overtime = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListOvertimeResponse: Message {
  public static let protoName = "pcrm.v1.ListOvertimeResponse"

  /// The overtime.
  public var overtime: [Overtime] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "overtime", &overtime)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
