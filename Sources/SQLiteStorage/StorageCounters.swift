public import Synchronization

/// What a store has done since it was opened, for metrics, tests and benchmarks.
public final class StorageCounters: Sendable {
  /// Writes whose group committed, failed ones among them.
  public let jobs = Atomic<Int>(0)
  /// Groups that committed; each with changes cost one forced write to disk.
  public let commits = Atomic<Int>(0)
  /// Groups that failed as a whole and were run again singly.
  public let reruns = Atomic<Int>(0)
  /// Writes refused because the queue was full.
  public let refusals = Atomic<Int>(0)
  /// Checkpoints that moved pages; each cost up to two forced writes to disk, off the commit path.
  public let checkpoints = Atomic<Int>(0)
  /// Checkpoints for which the writer waited.
  public let heldCheckpoints = Atomic<Int>(0)
  /// Reads that went over their step budget.
  public let overBudget = Atomic<Int>(0)
  /// Pages in the write-ahead log after the last commit.
  public let logPages = Atomic<Int>(0)
  /// Pages of the write-ahead log that the last checkpoint had moved.
  let movedPages = Atomic<Int>(0)

  /// Pages in the write-ahead log that no checkpoint has moved yet.
  public var pagesLeft: Int { max(0, logPages.value - movedPages.value) }

  init() {}
}

extension Atomic where Value == Int {
  func count(_ more: Int = 1) { wrappingAdd(more, ordering: .relaxed) }

  /// The number now.
  public var value: Int { load(ordering: .relaxed) }
}
