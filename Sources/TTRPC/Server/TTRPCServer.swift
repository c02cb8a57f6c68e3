public import Logging
import NIOCore
import NIOPosix
import NIOSSL
import PCRMCore
public import RPC
import Synchronization

/// The native door: ttrpc over TCP and Unix sockets, with or without TLS.
public final class TTRPCServer: Sendable {
  /// Where it listens, with the ports that the system chose.
  public let endpoints: [Endpoint]
  private let dispatcher: Dispatcher
  private let group: MultiThreadedEventLoopGroup
  private let doors: [NIOLoopBound<DoorLoop>]
  private let listeners: [any Channel]
  private let gate: ConnectionGate
  private let tls: ServerTLS?
  private let logger: Logger
  private let isShutDown = Atomic(false)

  /// Opens the listeners and takes calls from then on.
  ///
  /// TLS, when it is given, is spoken on the TCP listeners; a Unix socket is guarded by its file's mode (0660).
  public static func start(
    _ endpoints: [Endpoint], dispatcher: Dispatcher, threads: Int = 1, tls: ServerTLS? = nil,
    logger: Logger
  ) async throws -> TTRPCServer {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    var listeners: [any Channel] = []
    do {
      let gate = ConnectionGate(
        connectionsMax: dispatcher.limits.connectionsMax, tls: try tls?.context())
      var doors: [NIOLoopBound<DoorLoop>] = []
      for loop in group.makeIterator() {
        let door = loop.submit {
          NIOLoopBound(try DoorLoop(dispatcher, logger: logger), eventLoop: loop)
        }
        doors.append(try await door.get())
      }
      let listening = Listening(
        group: group, doors: doors, gate: gate,
        highWater: dispatcher.limits.outboundBytesHighWater)
      doors.first?.eventLoop.scheduleRepeatedTask(
        initialDelay: .seconds(1), delay: .seconds(1)
      ) { _ in dispatcher.tend() }
      for endpoint in endpoints { listeners.append(try await listening.open(endpoint)) }
      return TTRPCServer(
        endpoints: zip(endpoints, listeners).map { $0.bound(to: $1) }, dispatcher, group, doors,
        listeners, gate, tls, logger)
    } catch {
      for listener in listeners { try? await listener.close() }
      try? await group.shutdownGracefully()
      throw error
    }
  }

  private init(
    endpoints: [Endpoint], _ dispatcher: Dispatcher, _ group: MultiThreadedEventLoopGroup,
    _ doors: [NIOLoopBound<DoorLoop>], _ listeners: [any Channel], _ gate: ConnectionGate,
    _ tls: ServerTLS?, _ logger: Logger
  ) {
    self.endpoints = endpoints
    self.dispatcher = dispatcher
    self.group = group
    self.doors = doors
    self.listeners = listeners
    self.gate = gate
    self.tls = tls
    self.logger = logger
    dispatcher.metrics.gauge("pcrm_connections", "Open connections of the native door.") {
      Double(gate.open)
    }
  }

  /// Connections that are open now.
  public var connections: Int { gate.open }

  /// Reads the certificate, key and client roots again, for the connections that come from now on.
  ///
  /// - Throws: when a file cannot be used; then the old ones stay in force.
  public func reloadTLS() throws {
    guard let tls else { return }
    gate.replaceTLS(try tls.context())
  }

  /// Takes no new connections and calls, lets the running ones finish for so many seconds, then closes.
  public func shutdown(graceSeconds: Double) async {
    guard !isShutDown.exchange(true, ordering: .relaxed) else { return }
    for (endpoint, listener) in zip(endpoints, listeners) {
      try? await listener.close()
      if case .unix(let path) = endpoint { unlinkSocket(path) }
    }
    for door in doors { try? await door.eventLoop.submit { door.value.drain() }.get() }
    if dispatcher.state.isServing { dispatcher.state.drain() }
    let end = Instant.now().adding(nanoseconds: UInt64(max(0, graceSeconds) * 1e9))
    while gate.open > 0 && Instant.now() < end {
      try? await Task.sleep(for: .milliseconds(5))
    }
    if gate.open > 0 {
      logger.notice("closing connections with calls under way", metadata: ["open": "\(gate.open)"])
      for door in doors { door.eventLoop.execute { door.value.closeAll() } }
    }
    try? await group.shutdownGracefully()
  }
}

extension Endpoint {
  /// The same with the port that the system chose.
  fileprivate func bound(to channel: any Channel) -> Endpoint {
    guard case .tcp(let host, _) = self, let port = channel.localAddress?.port else { return self }
    return .tcp(host: host, port: port)
  }
}
