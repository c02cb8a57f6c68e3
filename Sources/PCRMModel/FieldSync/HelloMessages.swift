public import PCRMCore
public import ProtobufCodec

/// Announces a device.
///
/// ```proto
/// message HelloRequest {
///   string request_id = 1;
///   string device_id = 2;
///   string name = 3;
///   int32 schema_rev = 4;
///   string epoch = 5;
///   int64 acked_n = 6;
///   int32 queue_length = 7;
///   string last_failure = 8;
/// }
/// ```
public struct HelloRequest: Message {
  public static let protoName = "pcrm.v1.HelloRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// UUID that the installation made for itself. Required.
  public var deviceID = DeviceID()
  /// What people call it, at most 100 characters. Empty = as it is.
  public var name = ""
  /// Version of the client's schema. Required.
  public var schemaRev: Int32 = 0
  /// The epoch that the client knows; empty at first.
  public var epoch = ""
  /// Number of the last mutation whose result the client has stored for good.
  public var ackedN: Int64 = 0
  /// Mutations that it holds.
  public var queueLength: Int32 = 0
  /// Why its last sync failed; empty when it did not. At most 64 characters.
  public var lastFailure = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "device_id", &deviceID)
    try c.string(3, "name", &name)
    try c.int32(4, "schema_rev", &schemaRev)
    try c.string(5, "epoch", &epoch)
    try c.int64(6, "acked_n", &ackedN)
    try c.int32(7, "queue_length", &queueLength)
    try c.string(8, "last_failure", &lastFailure)
  }
}

/// Where a device stands.
///
/// ```proto
/// message HelloResponse {
///   string epoch = 1;
///   int64 last_n = 2;
///   int64 durable_n = 3;
///   google.protobuf.Timestamp server_time = 4;
///   SyncLimits limits = 5;
///   string staff_id = 6;
///   DeviceState state = 7;
///   int64 high_water = 8;
///   int32 schema_rev = 9;
/// }
/// ```
public struct HelloResponse: Message {
  public static let protoName = "pcrm.v1.HelloResponse"

  /// Which life of the store this is. When it is another one than the client knows, the client
  /// begins anew with an empty cursor, keeps its queue, and sends again what lies past last_n.
  public var epoch = ""
  /// Number of the last mutation that was taken from the device.
  public var lastN: Int64 = 0
  /// Number of the last mutation that a backup elsewhere is known to hold.
  public var durableN: Int64 = 0
  /// The server's time.
  public var serverTime: Timestamp?
  /// What the device is held to.
  public var limits: SyncLimits?
  /// Its member of staff.
  public var staffID = StaffID()
  /// Whether it may still carry anything.
  public var state = DeviceState.unspecified
  /// Newest place in the sequence.
  public var highWater: Int64 = 0
  /// Version of the schema that the server speaks.
  public var schemaRev: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "epoch", &epoch)
    try c.int64(2, "last_n", &lastN)
    try c.int64(3, "durable_n", &durableN)
    try c.message(4, "server_time", &serverTime)
    try c.message(5, "limits", &limits)
    try c.text(6, "staff_id", &staffID)
    try c.enumeration(7, "state", &state)
    try c.int64(8, "high_water", &highWater)
    try c.int32(9, "schema_rev", &schemaRev)
  }
}
