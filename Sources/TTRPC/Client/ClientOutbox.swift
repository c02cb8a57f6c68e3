import NIOCore
import PCRMCore
import Synchronization

/// What callers on any thread want of a connection: however much comes at once, its loop is woken once.
final class ClientOutbox: Sendable {
  /// Something a caller wants.
  enum Wish: Sendable {
    case call(ClientCall)
    /// The caller of this call no longer waits for it.
    case cancel(UInt64)
    /// The reader of this stream has room again.
    case room(UInt64)
    case load(PipelinedLoad)
    case close

    /// Tells its maker that the connection is gone.
    func fail(_ status: Status) {
      switch self {
      case .call(let call): _ = call.receive(.finished(.failure(status)))
      case .load(let load): load.fail(from: 0, status)
      case .cancel, .room, .close: break
      }
    }
  }

  private struct State {
    var wishes: [Wish] = []
    var lost: Status?
  }

  private let state = Mutex(State())
  private let loop: any EventLoop
  private let handler: NIOLoopBoundBox<ClientHandler?>
  private let tokens = Atomic<UInt64>(0)

  /// Makes the outbox of a connection, on the connection's loop.
  init(on loop: any EventLoop) {
    self.loop = loop
    handler = NIOLoopBoundBox(nil, eventLoop: loop)
  }

  /// A name for a new call.
  func token() -> UInt64 { tokens.add(1, ordering: .relaxed).newValue }

  func attach(_ handler: ClientHandler) { self.handler.value = handler }

  /// The connection is gone: what was asked, and what will be, ends with `status`.
  func lose(_ status: Status) {
    let wishes = state.withLock { state in
      defer { state = State(lost: status) }
      return state.wishes
    }
    handler.value = nil
    for wish in wishes { wish.fail(status) }
  }

  func add(_ wish: Wish) {
    let lost = state.withLock { state -> Status? in
      if let lost = state.lost { return lost }
      state.wishes.append(wish)
      // Under the lock: after `lose` the loop itself may be gone.
      if state.wishes.count == 1 { loop.execute { self.hand() } }
      return nil
    }
    if let lost { wish.fail(lost) }
  }

  private func hand() {
    let wishes = state.withLock { state in
      defer { state.wishes.removeAll() }
      return state.wishes
    }
    handler.value?.fulfil(wishes)
  }
}
