/// Every bound of the server in one place; each is tested at and just past it.
public struct Limits: Sendable {
  /// The largest frame payload, in bytes; larger ones are discarded and answered on their stream.
  public var frameBytesMax = 4 << 20
  /// Calls and streams in flight on one connection.
  public var streamsInFlightMax = 256
  public var connectionsMax = 4096
  /// Bytes waiting to go out on one connection; above it the server stops reading from it.
  public var outboundBytesHighWater = 1 << 20
  /// Writes waiting for the writer; past it a write is refused with a retry-after.
  public var writerQueueMax = 8192
  public var jobsPerCommitMax = 512
  public var pageRowsMax = 1000
  public var pageBytesMax = 1 << 20
  public var pageRowsDefault = 50
  public var batchItemsMax = 1000
  public var messageDepthMax = 32
  public var idleSecondsMax = 300
  public var handshakeSecondsMax = 10
  public var drainSecondsMax = 30
  /// A call that names no deadline has this one.
  public var deadlineSecondsDefault = 30
  /// A stream that waits for news sends a sign of life, where its method has one, after so long without a message.
  public var silenceSecondsMax = 30
  /// Calls a second of one principal, over all its connections; a second's worth may come at once. Zero: no limit.
  public var callsPerSecondMax = 50_000
  /// SQLite virtual-machine steps a read may take on an event loop before it is rerun on the pool.
  public var inlineStepsMax = 50_000
  public var scanThreads = 2

  public init() {}
}
