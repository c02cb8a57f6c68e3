public import ProtobufCodec

/// What a device is held to.
///
/// ```proto
/// message SyncLimits {
///   int32 pull_rows_max = 1;
///   int32 pull_bytes_max = 2;
///   int32 push_mutations_max = 3;
///   int32 push_bytes_max = 4;
///   int32 lease_days = 5;
///   int32 keep_days = 6;
///   int32 chunk_bytes = 7;
///   int32 rows_advised_max = 8;
/// }
/// ```
public struct SyncLimits: Message {
  public static let protoName = "pcrm.v1.SyncLimits"

  /// Rows of one pull.
  public var pullRowsMax: Int32 = 0
  /// Bytes of one pull.
  public var pullBytesMax: Int32 = 0
  /// Mutations of one push.
  public var pushMutationsMax: Int32 = 0
  /// Bytes of one push.
  public var pushBytesMax: Int32 = 0
  /// Days after its last complete pull for which a device may show what it carries.
  public var leaseDays: Int32 = 0
  /// Days for which a mutation is kept after it was sent when no backup is known to hold it.
  public var keepDays: Int32 = 0
  /// Bytes of one piece of an attachment.
  public var chunkBytes: Int32 = 0
  /// Rows past which a member of staff carries more than a device is made for.
  public var rowsAdvisedMax: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "pull_rows_max", &pullRowsMax)
    try c.int32(2, "pull_bytes_max", &pullBytesMax)
    try c.int32(3, "push_mutations_max", &pushMutationsMax)
    try c.int32(4, "push_bytes_max", &pushBytesMax)
    try c.int32(5, "lease_days", &leaseDays)
    try c.int32(6, "keep_days", &keepDays)
    try c.int32(7, "chunk_bytes", &chunkBytes)
    try c.int32(8, "rows_advised_max", &rowsAdvisedMax)
  }
}
