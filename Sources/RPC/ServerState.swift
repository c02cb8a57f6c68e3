public import PCRMCore
import Synchronization

/// Whether the server takes calls: what health answers, and what draining changes.
public final class ServerState: Sendable {
  private struct State {
    var serving = true
    var observers: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  public init() {}

  public var isServing: Bool { state.withLock { $0.serving } }

  /// From now on health answers NOT_SERVING, and doors take no new calls.
  public func drain() {
    let observers = state.withLock { state in
      state.serving = false
      return state.observers
    }
    for observer in observers { observer() }
  }

  /// Calls `observer` at each change.
  public func onChange(_ observer: @escaping @Sendable () -> Void) {
    state.withLock { $0.observers.append(observer) }
  }
}

extension Status {
  /// What a call is told that comes, or still waits for news, while the server drains.
  public static let draining = Status(
    .unavailable, "the server is shutting down; send the call to another, or again later",
    ErrorInfo(reason: "DRAINING"))
}
