import Synchronization

/// Notices that somebody's rights may have changed, so that every caller is looked up again.
public final class AccessChanges: Sendable {
  private let number = Atomic<UInt64>(1)
  private let isPending = Atomic(false)

  public init() {}

  /// Grows with every change; a bump too many costs one look-up a connection.
  var generation: UInt64 { number.load(ordering: .acquiring) }

  /// Called inside a write that may change rights.
  func changed() {
    isPending.store(true, ordering: .releasing)
    number.add(1, ordering: .acquiringAndReleasing)
  }

  /// Called after each commit, before its writers are answered: who was looked up between the write and its commit
  /// is looked up again.
  func committed() {
    guard isPending.exchange(false, ordering: .acquiringAndReleasing) else { return }
    number.add(1, ordering: .acquiringAndReleasing)
  }
}
