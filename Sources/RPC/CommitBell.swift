import PCRMCore
import Storage
import Synchronization

/// Rings after each commit, for streams that wait for news.
final class CommitBell: Sendable {
  private struct State {
    var rings: UInt64 = 0
    var waiting: [Waiter] = []
  }

  private struct Waiter: Sendable {
    let until: Instant
    let cancellation: Cancellation
    let wake: @Sendable () -> Void
  }

  private let state = Mutex(State())

  /// How often it has rung.
  var rings: UInt64 { state.withLock { $0.rings } }

  /// Calls `wake` at the next ring; at once when it has rung since `seen`.
  func onRing(
    after seen: UInt64, until: Instant, _ cancellation: Cancellation,
    _ wake: @escaping @Sendable () -> Void
  ) {
    let late = state.withLock { state in
      if state.rings != seen { return true }
      state.waiting.append(Waiter(until: until, cancellation: cancellation, wake: wake))
      return false
    }
    if late { wake() }
  }

  func ring() {
    let now = Instant.now()
    let woken = state.withLock { state in
      state.rings &+= 1
      defer { state.waiting.removeAll(keepingCapacity: true) }
      return state.waiting
    }
    // Those whose caller has gone, or whose time is over, are let go here.
    for waiter in woken where !waiter.cancellation.isCancelled && now < waiter.until {
      waiter.wake()
    }
  }
}
