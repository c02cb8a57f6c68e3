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
    let due: Instant
    let cancellation: Cancellation
    let wake: @Sendable () -> Void

    /// Whether its caller has left, or its time is over.
    func isGone(at now: Instant) -> Bool { cancellation.isCancelled || now >= until }
  }

  private let state = Mutex(State())

  /// How often it has rung.
  var rings: UInt64 { state.withLock { $0.rings } }

  /// How many wait for it.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Calls `wake` at the next ring, at once when it has rung since `seen`, or without a ring at the first sweep after `due`.
  func onRing(
    after seen: UInt64, until: Instant, due: Instant = .distantFuture, _ cancellation: Cancellation,
    _ wake: @escaping @Sendable () -> Void
  ) {
    let late = state.withLock { state in
      if state.rings != seen { return true }
      state.waiting.append(
        Waiter(until: until, due: due, cancellation: cancellation, wake: wake))
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
    for waiter in woken where !waiter.isGone(at: now) { waiter.wake() }
  }

  /// Wakes those who have waited long enough, and lets go of those who left: where nothing is committed, nothing rings.
  func sweep(at now: Instant) {
    let woken = state.withLock { state in
      state.waiting.removeAll { $0.isGone(at: now) }
      let woken = state.waiting.filter { $0.due <= now }
      if !woken.isEmpty { state.waiting.removeAll { $0.due <= now } }
      return woken
    }
    for waiter in woken { waiter.wake() }
  }
}
