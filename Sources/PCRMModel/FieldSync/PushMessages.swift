public import PCRMCore
public import ProtobufCodec

/// Hands mutations over.
///
/// ```proto
/// message PushRequest {
///   string device_id = 1;
///   repeated Mutation mutations = 2;
///   DeviceTime time = 3;
///   int64 acked_n = 4;
///   int32 queue_length = 5;
///   string epoch = 6;
/// }
/// ```
public struct PushRequest: Message {
  public static let protoName = "pcrm.v1.PushRequest"

  /// The device. Required.
  public var deviceID = DeviceID()
  /// At most 200 and 1 MiB, in the order of their numbers.
  public var mutations: [Mutation] = []
  /// The device's clocks as it sends.
  public var time: DeviceTime?
  /// Number of the last mutation whose result the client has stored for good.
  public var ackedN: Int64 = 0
  /// Mutations that it holds beside these.
  public var queueLength: Int32 = 0
  /// The epoch that the client knows: a push for another life of the store is refused with
  /// FAILED_PRECONDITION, RESYNC_REQUIRED. Required.
  public var epoch = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "device_id", &deviceID)
    try c.message(2, "mutations", &mutations)
    try c.message(3, "time", &time)
    try c.int64(4, "acked_n", &ackedN)
    try c.int32(5, "queue_length", &queueLength)
    try c.string(6, "epoch", &epoch)
  }
}

/// What became of them.
///
/// ```proto
/// message PushResponse {
///   repeated MutationResult results = 1;
///   int64 expected_n = 2;
///   int64 applied_seq = 3;
///   int64 last_n = 4;
///   int64 durable_n = 5;
///   google.protobuf.Timestamp server_time = 6;
/// }
/// ```
public struct PushResponse: Message {
  public static let protoName = "pcrm.v1.PushResponse"

  /// One for each mutation that was taken or had been, in order. What follows a gap has none.
  public var results: [MutationResult] = []
  /// When not 0: the number that was expected where another one stood.
  public var expectedN: Int64 = 0
  /// Place in the sequence at which the effects stand: a pull past it shows them.
  public var appliedSeq: Int64 = 0
  /// Number of the last mutation that was taken from the device.
  public var lastN: Int64 = 0
  /// Number of the last mutation that a backup elsewhere is known to hold.
  public var durableN: Int64 = 0
  /// The server's time.
  public var serverTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "results", &results)
    try c.int64(2, "expected_n", &expectedN)
    try c.int64(3, "applied_seq", &appliedSeq)
    try c.int64(4, "last_n", &lastN)
    try c.int64(5, "durable_n", &durableN)
    try c.message(6, "server_time", &serverTime)
  }
}
