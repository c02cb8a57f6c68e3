import NIOCore
import NIOPosix
import NIOSSL
import PCRMCore

/// Opens a client's connection.
struct Connecting: Sendable {
  let endpoint: Endpoint
  let tls: ClientTLS?
  let timeout: Duration
  let limits: Limits

  func open() async throws -> (any Channel, ClientOutbox) {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let outbox = try await loop.submit { ClientOutbox(on: loop) }.get()
    let ready = loop.makePromise(of: Void.self)
    let (seconds, attoseconds) = timeout.components
    let wait = TimeAmount.nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    let bootstrap = ClientBootstrap(group: loop)
      .connectTimeout(wait)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try set(up: channel, outbox, ready) }
      }
    let channel: any Channel
    do {
      channel = try await connect(bootstrap)
    } catch {
      ready.fail(error)
      throw error
    }
    let late = loop.scheduleTask(in: wait) {
      ready.fail(ChannelError.connectTimeout(wait))
      channel.close(promise: nil)
    }
    defer { late.cancel() }
    try await ready.futureResult.get()
    return (channel, outbox)
  }

  private func connect(_ bootstrap: ClientBootstrap) async throws -> any Channel {
    switch endpoint {
    case .tcp(let host, let port):
      return try await bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1)
        .connect(host: host, port: port).get()
    case .unix(let path):
      return try await bootstrap.connect(unixDomainSocketPath: path).get()
    }
  }

  private func set(
    up channel: any Channel, _ outbox: ClientOutbox, _ ready: EventLoopPromise<Void>
  ) throws {
    if let tls, case .tcp(let host, _) = endpoint {
      try channel.pipeline.syncOperations.addHandler(try tls.handler(host: host))
    }
    let isTLS = if case .tcp = endpoint { tls != nil } else { false }
    try channel.pipeline.syncOperations.addHandler(
      ClientHandler(
        endpoint, outbox, limits: limits, channel: channel, ready: ready, awaitsTLS: isTLS))
  }
}
