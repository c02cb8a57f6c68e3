public import PCRMCore
public import ProtobufCodec

/// A time at which somebody works outside of their hours.
///
/// ```proto
/// message Overtime {
///   string id = 1;
///   int64 version = 2;
///   string staff_id = 3;
///   google.protobuf.Timestamp start_time = 4;
///   google.protobuf.Timestamp end_time = 5;
///   string reason = 6;
///   google.protobuf.Timestamp create_time = 7;
/// }
/// ```
public struct Overtime: Message {
  public static let protoName = "pcrm.v1.Overtime"

  /// UUID. A client may choose it.
  public var id = WorkingTimeID()
  /// Output only.
  public var version: Int64 = 0
  /// Who works. Required.
  public var staffID = StaffID()
  /// From when on. Required.
  public var startTime: Timestamp?
  /// Until when; at most 24 hours later. Required.
  public var endTime: Timestamp?
  /// Why, 1 to 500 characters. Required.
  public var reason = ""
  /// Output only. When it was recorded.
  public var createTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "staff_id", &staffID)
    try c.message(4, "start_time", &startTime)
    try c.message(5, "end_time", &endTime)
    try c.string(6, "reason", &reason)
    try c.message(7, "create_time", &createTime)
  }
}
