import Dispatch
import Synchronization

/// How a ``FieldSyncLoop`` waits for its next sync: by the machine's clock, or as a platform or a test has it.
public protocol FieldWaiting: Sendable {
  /// Waits so long, or until somebody rings.
  func wait(milliseconds: UInt64)

  /// Ends the wait under way; when there is none, the next one.
  func ring()
}

/// Waits by the machine's clock; rung twice before it looks, it wakes once.
final class Bell: FieldWaiting {
  private let isRung = Atomic(false)
  private let ready = DispatchSemaphore(value: 0)

  func ring() {
    if !isRung.exchange(true, ordering: .acquiringAndReleasing) { ready.signal() }
  }

  func wait(milliseconds: UInt64) {
    _ = ready.wait(timeout: .now() + .milliseconds(Int(clamping: milliseconds)))
    isRung.store(false, ordering: .releasing)
  }
}
