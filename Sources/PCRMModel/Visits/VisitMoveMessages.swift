public import PCRMCore
public import ProtobufCodec

/// Asks to move a visit to another time.
///
/// ```proto
/// message RescheduleVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   google.protobuf.Timestamp start_time = 4;
///   google.protobuf.Timestamp end_time = 5;
///   string staff_id = 6;
///   string reason = 7;
///   string next_id = 8;
///   bool confirmed = 9;
///   string outside_hours = 10;
/// }
/// ```
public struct RescheduleVisitRequest: Message {
  public static let protoName = "pcrm.v1.RescheduleVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// When the next one begins. Required.
  public var startTime: Timestamp?
  /// When the next one ends. Absent = it takes as long as this one.
  public var endTime: Timestamp?
  /// Who goes then. Empty = who goes now.
  public var staffID = StaffID()
  /// Why, at most 500 characters. Required.
  public var reason = ""
  /// UUID of the next one. Empty = the server makes one.
  public var nextID = VisitID()
  /// The customer agreed to the new time: the next one is confirmed.
  public var confirmed = false
  /// Why the new time is outside of working hours on purpose, at most 200 characters.
  public var outsideHours = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "start_time", &startTime)
    try c.message(5, "end_time", &endTime)
    try c.text(6, "staff_id", &staffID)
    try c.string(7, "reason", &reason)
    try c.text(8, "next_id", &nextID)
    try c.bool(9, "confirmed", &confirmed)
    try c.string(10, "outside_hours", &outsideHours)
  }
}

/// Asks to give a visit to another member of staff.
///
/// ```proto
/// message ReassignVisitRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   string staff_id = 4;
///   string reason = 5;
/// }
/// ```
public struct ReassignVisitRequest: Message {
  public static let protoName = "pcrm.v1.ReassignVisitRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The visit's id.
  public var id = VisitID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0
  /// Who goes now. Required.
  public var staffID = StaffID()
  /// Why, at most 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.text(4, "staff_id", &staffID)
    try c.string(5, "reason", &reason)
  }
}
