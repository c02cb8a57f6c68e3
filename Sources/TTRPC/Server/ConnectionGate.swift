import NIOCore
import NIOSSL
import Synchronization

/// What a new connection passes: the count of those that are open, and the TLS that is in force.
final class ConnectionGate: Sendable {
  /// More connections than the server takes.
  struct Full: Error {}

  private let connectionsMax: Int
  private let count = Atomic(0)
  private let tls: Mutex<NIOSSLContext?>

  init(connectionsMax: Int, tls: NIOSSLContext?) {
    self.connectionsMax = connectionsMax
    self.tls = Mutex(tls)
  }

  var open: Int { count.load(ordering: .relaxed) }

  func replaceTLS(_ context: NIOSSLContext) { tls.withLock { $0 = context } }

  /// The TLS for a connection that begins now; nil when the door speaks plainly.
  var currentTLS: NIOSSLContext? { tls.withLock { $0 } }

  /// Counts a connection until it closes.
  ///
  /// - Throws: `Full` when there are too many; the connection is then closed.
  func admit(_ channel: any Channel) throws(Full) {
    if count.add(1, ordering: .relaxed).newValue > connectionsMax {
      count.subtract(1, ordering: .relaxed)
      throw Full()
    }
    channel.closeFuture.whenComplete { _ in self.count.subtract(1, ordering: .relaxed) }
  }
}
