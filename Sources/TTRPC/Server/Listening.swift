import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import RPC

/// Opens listeners, and gives each new connection its handlers.
struct Listening: Sendable {
  let group: MultiThreadedEventLoopGroup
  let doors: [NIOLoopBound<DoorLoop>]
  let gate: ConnectionGate
  /// Bytes waiting to go out above which a connection is not read.
  let highWater: Int

  func open(_ endpoint: Endpoint) async throws -> any Channel {
    switch endpoint {
    case .tcp(let host, let port):
      return try await bootstrap(plain: false)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: host, port: port).get()
    case .unix(let path):
      try await clear(path)
      let listener = try await bootstrap(plain: true).bind(unixDomainSocketPath: path).get()
      chmod(path, 0o660)
      return listener
    }
  }

  private func bootstrap(plain: Bool) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(
        .writeBufferWaterMark, value: .init(low: max(1, highWater / 2), high: max(2, highWater))
      )
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try set(up: channel, plain: plain) }
      }
  }

  private func set(up channel: any Channel, plain: Bool) throws {
    guard let door = doors.first(where: { $0.eventLoop === channel.eventLoop }) else {
      throw ChannelError.operationUnsupported
    }
    try gate.admit(channel)
    if !plain, let tls = gate.currentTLS {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
    }
    try channel.pipeline.syncOperations.addHandler(ServerHandler(door.value, channel: channel))
  }

  /// Takes away a socket that nobody listens on any more.
  ///
  /// - Throws: when a server answers there.
  private func clear(_ path: String) async throws {
    var info = stat()
    guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFSOCK else { return }
    if let living = try? await ClientBootstrap(group: group).connect(unixDomainSocketPath: path)
      .get()
    {
      try? await living.close()
      throw IOError(errnoCode: EADDRINUSE, reason: "another server listens on \(path)")
    }
    unlinkSocket(path)
  }
}

/// Removes a socket's file.
func unlinkSocket(_ path: String) { _ = unlink(path) }
