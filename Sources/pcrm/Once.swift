import Synchronization

/// Says yes to the first who asks.
final class Once: Sendable {
  private let taken = Atomic(false)

  func take() -> Bool { !taken.exchange(true, ordering: .relaxed) }
}
