public import ProtobufCodec

/// Asks how the server is.
///
/// ```proto
/// message GetServerStatusRequest {}
/// ```
public struct GetServerStatusRequest: Message {
  public static let protoName = "pcrm.v1.GetServerStatusRequest"

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {}
}

/// How the server and its store are.
///
/// ```proto
/// message ServerStatus {
///   string version = 1;
///   google.protobuf.Timestamp start_time = 2;
///   google.protobuf.Timestamp server_time = 3;
///   int32 schema_version = 4;
///   int64 feed_sequence = 5;
///   int64 database_bytes = 6;
///   int64 wal_bytes = 7;
///   int64 customer_count = 8;
///   int64 deleted_customer_count = 9;
///   int64 unit_count = 10;
///   int64 staff_count = 11;
///   int64 principal_count = 12;
///   int32 writer_queue_length = 13;
/// }
/// ```
public struct ServerStatus: Message {
  public static let protoName = "pcrm.v1.ServerStatus"

  /// Version of the program, for example "0.1.0".
  public var version = ""
  /// When the server was started.
  public var startTime: Timestamp?
  /// The server's clock.
  public var serverTime: Timestamp?
  /// Number of the newest migration of the store.
  public var schemaVersion: Int32 = 0
  /// Newest sequence of the feed.
  public var feedSequence: Int64 = 0
  /// Size of the database in bytes.
  public var databaseBytes: Int64 = 0
  /// Size of the write-ahead log in bytes.
  public var walBytes: Int64 = 0
  /// Customers that are not deleted.
  public var customerCount: Int64 = 0
  /// Customers that are deleted.
  public var deletedCustomerCount: Int64 = 0
  /// Units.
  public var unitCount: Int64 = 0
  /// Staff members.
  public var staffCount: Int64 = 0
  /// Principals.
  public var principalCount: Int64 = 0
  /// Writes that wait now.
  public var writerQueueLength: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "version", &version)
    try c.message(2, "start_time", &startTime)
    try c.message(3, "server_time", &serverTime)
    try c.int32(4, "schema_version", &schemaVersion)
    try c.int64(5, "feed_sequence", &feedSequence)
    try c.int64(6, "database_bytes", &databaseBytes)
    try c.int64(7, "wal_bytes", &walBytes)
    try c.int64(8, "customer_count", &customerCount)
    try c.int64(9, "deleted_customer_count", &deletedCustomerCount)
    try c.int64(10, "unit_count", &unitCount)
    try c.int64(11, "staff_count", &staffCount)
    try c.int64(12, "principal_count", &principalCount)
    try c.int32(13, "writer_queue_length", &writerQueueLength)
  }
}
