import PCRMCore
public import Storage

/// One connection as the dispatcher knows it. Belongs to the door's thread but for its sink and cancellation.
public final class Peer {
  /// Where answers that are not ready at once will go.
  public let sink: any AnswerSink
  /// Set when the connection is gone.
  public let cancellation = Cancellation()
  /// Where it came from: an address, or "unix"; for the audit log.
  public let address: String
  private var token: [UInt8] = []
  private var generation: UInt64 = .max
  private var known: KnownCaller?
  /// The remembered caller's share of the server.
  private(set) var bucket: RateLimiter.Bucket?

  public init(sink: any AnswerSink, address: String) {
    self.sink = sink
    self.address = address
  }

  /// The caller that showed this very token last time, while that is still true.
  func remembered(
    _ token: UnsafeRawBufferPointer, generation: UInt64, at now: Instant
  ) -> Caller? {
    guard let known, self.generation == generation, now < known.validUntil,
      token.elementsEqual(self.token)
    else { return nil }
    return known.caller
  }

  func remember(
    _ token: UnsafeRawBufferPointer, _ known: KnownCaller, generation: UInt64,
    bucket: RateLimiter.Bucket?
  ) {
    self.bucket = bucket
    self.token = [UInt8](token)
    self.known = known
    self.generation = generation
  }
}
