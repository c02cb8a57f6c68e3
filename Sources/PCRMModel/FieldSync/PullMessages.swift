public import PCRMCore
public import ProtobufCodec

/// Asks for what changed.
///
/// ```proto
/// message PullRequest {
///   string device_id = 1;
///   string cursor = 2;
///   int32 max_rows = 3;
///   int32 max_bytes = 4;
/// }
/// ```
public struct PullRequest: Message {
  public static let protoName = "pcrm.v1.PullRequest"

  /// The device. Required.
  public var deviceID = DeviceID()
  /// `next_cursor` of the pull before; empty = everything.
  public var cursor = ""
  /// Rows: 0 = 500, at most 500.
  public var maxRows: Int32 = 0
  /// Bytes: 0 = 1 MiB, at most 1 MiB. One row is always answered.
  public var maxBytes: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "device_id", &deviceID)
    try c.string(2, "cursor", &cursor)
    try c.int32(3, "max_rows", &maxRows)
    try c.int32(4, "max_bytes", &maxBytes)
  }
}

/// What changed.
///
/// ```proto
/// message PullResponse {
///   repeated SyncRow rows = 1;
///   repeated SyncRemoval removals = 2;
///   string next_cursor = 3;
///   bool complete = 4;
///   google.protobuf.Timestamp server_time = 5;
///   int64 high_water = 6;
///   int64 seq = 7;
/// }
/// ```
public struct PullResponse: Message {
  public static let protoName = "pcrm.v1.PullResponse"

  /// Rows that are new or have changed.
  public var rows: [SyncRow] = []
  /// Rows that the device no longer carries.
  public var removals: [SyncRemoval] = []
  /// Where to go on.
  public var nextCursor = ""
  /// Nothing is missing: with this page the device has what the server had at one moment.
  public var complete = false
  /// The server's time.
  public var serverTime: Timestamp?
  /// Newest place in the sequence.
  public var highWater: Int64 = 0
  /// The place up to which this page goes: what the device changed itself up to there is in it.
  public var seq: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "rows", &rows)
    try c.message(2, "removals", &removals)
    try c.string(3, "next_cursor", &nextCursor)
    try c.bool(4, "complete", &complete)
    try c.message(5, "server_time", &serverTime)
    try c.int64(6, "high_water", &highWater)
    try c.int64(7, "seq", &seq)
  }
}
