import NIOCore
import PCRMCore

/// One timer for many deadlines: set to the earliest of them, and set again by its owner when it rings.
struct Alarm {
  private var due: Instant?
  private var scheduled: Scheduled<Void>?

  /// Makes sure that `ring` is called at `deadline` or before.
  mutating func cover(
    _ deadline: Instant, on loop: any EventLoop, _ ring: @escaping @Sendable () -> Void
  ) {
    if deadline == .distantFuture { return }
    if let due, due <= deadline { return }
    scheduled?.cancel()
    due = deadline
    // A year at most: the loop's own clock must not overflow.
    let wait = min(deadline.since(.now()), 31_536_000 * 1_000_000_000)
    scheduled = loop.scheduleTask(in: .nanoseconds(Int64(wait)), ring)
  }

  /// It rang: nothing is covered any more.
  mutating func rang() {
    due = nil
    scheduled = nil
  }

  mutating func cancel() {
    scheduled?.cancel()
    rang()
  }
}
