public import PCRMCore

/// Somebody whose news a stream may wait for.
public struct NewsTopic: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// The news of whatever has this key.
  public init<E>(_ id: ID<E>) {
    high = id.high
    low = id.low
  }
}

/// Whose news a commit brings, as far as streams wait for somebody's alone.
public struct CommitNews: Sendable, Equatable {
  public private(set) var topics: Set<NewsTopic> = []
  /// Whether it is news to everybody who waits for somebody's.
  public private(set) var isForAll = false

  public init() {}

  /// News to everybody.
  public static let forAll: CommitNews = {
    var news = CommitNews()
    news.isForAll = true
    return news
  }()

  public mutating func add(_ topic: NewsTopic) { topics.insert(topic) }

  public mutating func formUnion(_ other: CommitNews) {
    if !other.topics.isEmpty { topics.formUnion(other.topics) }
    if other.isForAll { isForAll = true }
  }
}
