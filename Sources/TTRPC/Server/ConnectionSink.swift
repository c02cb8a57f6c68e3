import NIOCore
import PCRMCore
import RPC
import Storage
import Synchronization

/// Where the answers of one connection arrive from other threads: however many come at once, its loop is woken once.
final class ConnectionSink: AnswerSink {
  /// What came since the loop last looked.
  struct Late {
    var answers: [Answer] = []
    var pages: [(id: UInt32, delivery: ServerStream.Delivery)] = []
    fileprivate var isAwaited = false
    fileprivate var isClosed = false
  }

  private let late = Mutex(Late())
  private let loop: any EventLoop
  private let handler: NIOLoopBoundBox<ServerHandler?>

  /// Makes the sink of a connection, on the connection's loop.
  init(on loop: any EventLoop) {
    self.loop = loop
    handler = NIOLoopBoundBox(nil, eventLoop: loop)
  }

  /// Names the handler that sends what comes; on the loop.
  func attach(_ handler: ServerHandler) { self.handler.value = handler }

  /// The connection is gone: what comes from now on is dropped.
  func close() {
    late.withLock { $0 = Late(isClosed: true) }
    handler.value = nil
  }

  func take(_ answers: [Answer]) {
    add { $0.answers.append(contentsOf: answers) }
  }

  /// Takes a page of a stream; called on any thread.
  func take(_ delivery: ServerStream.Delivery, of id: UInt32) {
    add { $0.pages.append((id, delivery)) }
  }

  private func add(_ body: (inout Late) -> Void) {
    late.withLock { late in
      if late.isClosed { return }
      body(&late)
      if late.isAwaited { return }
      late.isAwaited = true
      // Under the lock: after `close` the loop itself may be gone.
      loop.execute { self.hand() }
    }
  }

  private func hand() {
    let arrived = late.withLock { late in
      defer { if !late.isClosed { late = Late() } }
      return late
    }
    handler.value?.deliver(arrived)
  }
}
