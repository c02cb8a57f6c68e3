public import PCRMCore
public import Storage

/// One door thread's way into the dispatcher. It owns that thread's reader; only that thread may use it.
public final class DoorSession {
  /// What becomes of a call that was started.
  public enum Started {
    /// The answer, ready to send (and already counted).
    case answered(Result<[UInt8], Status>)
    /// The answer will come to the peer's sink; the door passes it through `Dispatcher.settle`. Whoever no longer
    /// waits for it cancels: a read is interrupted, a write that has not begun is not done.
    case later(Cancellation)
    /// A stream: the door asks it for pages.
    case streaming(ServerStream)
  }

  public let dispatcher: Dispatcher
  private let reader: (any BurstReader)?
  private var inBurst = false
  /// The authenticator's generation when the burst's snapshot was taken: what is read in it is not newer.
  private var burstGeneration: UInt64 = 0

  public init(_ dispatcher: Dispatcher) throws(Status) {
    self.dispatcher = dispatcher
    reader = dispatcher.readsInline ? try dispatcher.database.openBurstReader() : nil
  }

  /// Ends the burst: the snapshot that its reads shared is let go. A burst begins with its first read.
  public func endBurst() {
    guard inBurst else { return }
    inBurst = false
    reader?.end()
  }

  /// Starts a call, and finishes it too where that takes no waiting.
  public func start(_ incoming: Incoming, from peer: Peer) -> Started {
    do throws(Status) {
      return try admit(incoming, peer)
    } catch {
      return .answered(dispatcher.settle(incoming.inFlight, .failure(error)))
    }
  }

  private func admit(_ incoming: Incoming, _ peer: Peer) throws(Status) -> Started {
    let method = dispatcher.table[incoming.method]
    guard incoming.received < incoming.deadline else { throw .deadlineExceeded }
    if method.permission == .anyone { return try run(method, incoming, .anonymous, peer) }
    guard var caller = try caller(incoming, peer) else {
      throw Status(
        .unauthenticated, "authorization: send the metadata `authorization: Bearer TOKEN`",
        ErrorInfo(reason: "TOKEN_MISSING", field: "authorization"))
    }
    if let wait = peer.bucket?.take(at: incoming.received) {
      throw .rateLimited(
        callsPerSecond: dispatcher.limits.callsPerSecondMax, retryAfter: wait)
    }
    guard caller.permissions.contains(method.permission) else {
      throw Status(
        .permissionDenied, "\(method.name) asks for the permission \(method.permission.name)",
        ErrorInfo(reason: "PERMISSION_MISSING", field: "authorization")
      ).with("permission", method.permission.name)
    }
    caller.address = peer.address
    return try run(method, incoming, caller, peer)
  }

  private func run(
    _ method: Method, _ incoming: Incoming, _ caller: Caller, _ peer: Peer
  ) throws(Status) -> Started {
    switch method.body {
    case .local(let body):
      return .answered(dispatcher.settle(incoming.inFlight, .success(try body(incoming.payload))))
    case .read(let body):
      let prepared = try body(incoming.payload)
      if let outcome = try inline({ (reader) throws(Status) in try prepared.run(caller, reader) }) {
        return .answered(dispatcher.settle(incoming.inFlight, .success(outcome.message)))
      }
      return .later(scan(prepared, incoming, caller, peer))
    case .scan(let body), .plan(let body):
      return .later(scan(try body(incoming.payload), incoming, caller, peer))
    case .anonymous(let body):
      let prepared = try body(incoming.payload)
      let dispatcher = dispatcher
      guard let look = prepared.look else {
        return .later(write(incoming, peer, dispatcher.anonymousWrite(prepared)))
      }
      return .later(
        write(incoming, peer) { (reader) throws(Status) in
          dispatcher.anonymousWrite(try look(reader))
        })
    case .write(let body):
      let prepared = try body(incoming.payload)
      let (dispatcher, index, address) = (dispatcher, incoming.method, peer.address)
      guard let look = prepared.look else {
        return .later(write(incoming, peer, dispatcher.write(prepared, index, caller, address)))
      }
      return .later(
        write(incoming, peer) { (reader) throws(Status) in
          dispatcher.write(try look(caller, reader), index, caller, address)
        })
    case .stream(let open):
      return .streaming(
        ServerStream(
          try open(incoming.payload, caller), dispatcher: dispatcher,
          right: StreamRight(
            token: String(decoding: incoming.token, as: UTF8.self), permission: method.permission,
            caller: caller, generation: burstGeneration,
            validUntil: incoming.received.adding(nanoseconds: 10_000_000_000)),
          deadline: incoming.deadline, cancellation: Cancellation()))
    }
  }

  /// Queues a write for the next group.
  private func write(
    _ incoming: Incoming, _ peer: Peer,
    _ body: @escaping @Sendable (inout Writer) throws(Status) -> [UInt8]
  ) -> Cancellation {
    let cancellation = Cancellation(within: peer.cancellation)
    dispatcher.database.write(
      WriteJob(
        tag: incoming.tag, sink: peer.sink, deadline: incoming.deadline,
        cancellation: cancellation, body: body))
    return cancellation
  }

  /// Has a write prepared on the reader pool, and queues it from there.
  private func write(
    _ incoming: Incoming, _ peer: Peer,
    after look:
      @escaping @Sendable (Reader) throws(Status) -> (
        @Sendable (inout Writer) throws(Status) -> [UInt8]
      )
  ) -> Cancellation {
    let cancellation = Cancellation(within: peer.cancellation)
    let (tag, deadline, sink) = (incoming.tag, incoming.deadline, peer.sink)
    let database = dispatcher.database
    database.scan(
      ScanJob(
        deadline: deadline, cancellation: cancellation,
        body: { reader in
          do throws(Status) {
            database.write(
              WriteJob(
                tag: tag, sink: sink, deadline: deadline, cancellation: cancellation,
                body: try look(reader)))
          } catch {
            sink.take([Answer(tag: tag, result: .failure(error))])
          }
        },
        refused: { sink.take([Answer(tag: tag, result: .failure($0))]) }))
    return cancellation
  }

  /// Runs a read in the burst's snapshot; nil when there is no inline reader or the read was too long for it.
  private func inline<T>(_ body: (Reader) throws(Status) -> T) throws(Status) -> T? {
    guard let reader else { return nil }
    if !inBurst {
      burstGeneration = dispatcher.authenticator.generation
      try reader.begin()
      inBurst = true
    }
    return try reader.read(body)
  }

  private func scan(
    _ prepared: PreparedRead, _ incoming: Incoming, _ caller: Caller, _ peer: Peer
  ) -> Cancellation {
    let cancellation = Cancellation(within: peer.cancellation)
    let sink = peer.sink
    let tag = incoming.tag
    dispatcher.database.scan(
      ScanJob(
        deadline: incoming.deadline, cancellation: cancellation,
        body: { reader in
          do throws(Status) {
            let outcome = try prepared.run(caller, reader)
            sink.take([Answer(tag: tag, result: .success(outcome.message))])
          } catch {
            sink.take([Answer(tag: tag, result: .failure(error))])
          }
        },
        refused: { sink.take([Answer(tag: tag, result: .failure($0))]) }))
    return cancellation
  }

  private func caller(_ incoming: Incoming, _ peer: Peer) throws(Status) -> Caller? {
    let generation = dispatcher.authenticator.generation
    if let caller = peer.remembered(
      incoming.token, generation: generation, at: incoming.received)
    {
      return caller
    }
    if incoming.token.isEmpty && !(dispatcher.authenticator is TrustEverybody) { return nil }
    let token = String(decoding: incoming.token, as: UTF8.self)
    let authenticator = dispatcher.authenticator
    let look = { (reader: Reader) throws(Status) -> KnownCaller in
      try authenticator.caller(token: token, reader)
    }
    let known: KnownCaller
    var seen = generation
    if let found = try inline(look) {
      known = found
      seen = burstGeneration
    } else {
      // Without an inline reader the look-up waits for the pool: once a connection, token and generation.
      known = try dispatcher.database.read { (reader) throws(Status) in
        try authenticator.caller(token: token, reader)
      }
    }
    peer.remember(
      incoming.token, known, generation: seen,
      bucket: dispatcher.rates.bucket(of: known.caller.principal))
    return known.caller
  }
}
