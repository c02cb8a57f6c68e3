import Synchronization

/// Those who want to hear of each commit.
final class CommitObservers: Sendable {
  private let observers = Mutex<[@Sendable () -> Void]>([])

  func add(_ observer: @escaping @Sendable () -> Void) {
    observers.withLock { $0.append(observer) }
  }

  func tell() {
    for observer in observers.withLock({ $0 }) { observer() }
  }

  func removeAll() { observers.withLock { $0 = [] } }
}
