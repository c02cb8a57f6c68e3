import Dispatch
import Synchronization

/// What a waiting thread is woken with; rung twice before it looks, it wakes once.
final class Bell: Sendable {
  private let isRung = Atomic(false)
  private let ready = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  func ring() {
    if !isRung.exchange(true, ordering: .acquiringAndReleasing) { ready.signal() }
  }

  func wait(milliseconds: UInt64) {
    _ = ready.wait(timeout: .now() + .milliseconds(Int(clamping: milliseconds)))
    isRung.store(false, ordering: .releasing)
  }

  /// The thread is done.
  func end() { ended.signal() }

  func waitForEnd() { ended.wait() }
}
