import Logging
import NIOCore
import PCRMCore
import RPC

/// One event loop's share of the server: its door session and its connections. Only that loop may use it.
final class DoorLoop {
  let session: DoorSession
  let logger: Logger
  private var connections: [ObjectIdentifier: ServerHandler] = [:]
  private(set) var isDraining = false

  init(_ dispatcher: Dispatcher, logger: Logger) throws(Status) {
    session = try DoorSession(dispatcher)
    self.logger = logger
  }

  func add(_ connection: ServerHandler) {
    connections[ObjectIdentifier(connection)] = connection
  }

  func remove(_ connection: ServerHandler) {
    connections[ObjectIdentifier(connection)] = nil
  }

  /// New calls are refused from now on; connections close when nothing is under way on them.
  func drain() {
    isDraining = true
    for connection in connections.values { connection.drain() }
  }

  /// Closes all connections, whatever is under way.
  func closeAll() {
    for connection in connections.values { connection.close() }
  }
}
