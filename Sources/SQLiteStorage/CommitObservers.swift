import Storage
import Synchronization

/// Those who want to hear of each commit.
final class CommitObservers: Sendable {
  private let observers = Mutex<[@Sendable (CommitNews) -> Void]>([])

  func add(_ observer: @escaping @Sendable (CommitNews) -> Void) {
    observers.withLock { $0.append(observer) }
  }

  func tell(_ news: CommitNews) {
    for observer in observers.withLock({ $0 }) { observer(news) }
  }

  func removeAll() { observers.withLock { $0 = [] } }
}
