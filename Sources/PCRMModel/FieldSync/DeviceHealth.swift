public import ProtobufCodec

/// What is known of a device's sync.
///
/// ```proto
/// message DeviceHealth {
///   google.protobuf.Timestamp seen_time = 1;
///   google.protobuf.Timestamp pull_time = 2;
///   google.protobuf.Timestamp push_time = 3;
///   int32 queue_length = 4;
///   string last_failure = 5;
///   int64 last_n = 6;
///   int32 rows = 7;
///   int32 open_conflicts = 8;
///   int32 quarantined = 9;
///   int64 clock_skew_ms = 10;
///   int32 schema_rev = 11;
///   int64 pulled_bytes = 12;
///   int64 pushed_bytes = 13;
/// }
/// ```
public struct DeviceHealth: Message {
  public static let protoName = "pcrm.v1.DeviceHealth"

  /// When it last said hello, pulled or pushed.
  public var seenTime: Timestamp?
  /// When a pull was last complete.
  public var pullTime: Timestamp?
  /// When it last pushed.
  public var pushTime: Timestamp?
  /// Mutations that it still held when it last said so.
  public var queueLength: Int32 = 0
  /// Why its last sync failed, as it said: the reason of an ErrorInfo, for example
  /// "CONNECTION_LOST"; empty when it did not.
  public var lastFailure = ""
  /// Number of the last mutation that was taken from it.
  public var lastN: Int64 = 0
  /// Rows that it carries.
  public var rows: Int32 = 0
  /// Conflicts of its member of staff that nobody has resolved.
  public var openConflicts: Int32 = 0
  /// Items of it in quarantine.
  public var quarantined: Int32 = 0
  /// How far its clock was off when it last pushed, in milliseconds; positive = ahead.
  public var clockSkewMs: Int64 = 0
  /// Version of the client's schema.
  public var schemaRev: Int32 = 0
  /// Bytes of pulls that the server answered it with.
  public var pulledBytes: Int64 = 0
  /// Bytes of pushes that it sent.
  public var pushedBytes: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "seen_time", &seenTime)
    try c.message(2, "pull_time", &pullTime)
    try c.message(3, "push_time", &pushTime)
    try c.int32(4, "queue_length", &queueLength)
    try c.string(5, "last_failure", &lastFailure)
    try c.int64(6, "last_n", &lastN)
    try c.int32(7, "rows", &rows)
    try c.int32(8, "open_conflicts", &openConflicts)
    try c.int32(9, "quarantined", &quarantined)
    try c.int64(10, "clock_skew_ms", &clockSkewMs)
    try c.int32(11, "schema_rev", &schemaRev)
    try c.int64(12, "pulled_bytes", &pulledBytes)
    try c.int64(13, "pushed_bytes", &pushedBytes)
  }
}
