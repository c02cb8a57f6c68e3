public import PCRMCore

/// A store: where reads and writes are handed in. What runs them (a thread, a pool, a pipeline) is the adapter's affair.
public protocol Database: AnyObject, Sendable {
  /// A reader for the calling thread, which alone may use it; nil where the store's reads wait on a network.
  func openBurstReader() throws(Status) -> (any BurstReader)?

  /// Runs a read on the reader pool.
  func scan(_ job: ScanJob)

  /// Queues a write for the next group commit; past the queue's bound the job is answered `resourceExhausted` at once.
  func write(_ job: WriteJob)

  /// Calls `observer` on the writer's thread after each group that committed, with whose news it brings, until the
  /// database closes.
  func observeCommits(_ observer: @escaping @Sendable (CommitNews) -> Void)

  /// Whether so much is yet to be tidied up behind the writer that work without hurry should wait a little.
  var isBehind: Bool { get }

  /// Stops taking work, finishes what is queued, and closes the files.
  func close()
}

/// One thread's reader: all reads between `begin` and `end` see one snapshot.
public protocol BurstReader: AnyObject {
  func begin() throws(Status)
  func end()

  /// Runs a read inside the burst.
  ///
  /// - Returns: nil when the read went over its step budget and must be run again on the pool.
  func read<T>(_ body: (Reader) throws(Status) -> T) throws(Status) -> T?
}

/// A read for the pool.
public struct ScanJob: Sendable {
  /// After it the job is not started, or is interrupted.
  public let deadline: Instant
  public let cancellation: Cancellation
  /// Called once, on a pool thread; a failure means the job could not be started or was interrupted.
  public let body: @Sendable (Reader) -> Void
  /// Called instead of `body` when the job could not be started.
  public let refused: @Sendable (Status) -> Void

  public init(
    deadline: Instant, cancellation: Cancellation,
    body: @escaping @Sendable (Reader) -> Void, refused: @escaping @Sendable (Status) -> Void
  ) {
    self.deadline = deadline
    self.cancellation = cancellation
    self.body = body
    self.refused = refused
  }
}

/// A write for the single writer: runs in a group commit, all of it or nothing, answered after the commit.
public struct WriteJob: Sendable {
  /// Which call of the sink this is.
  public let tag: UInt32
  public let sink: any AnswerSink
  /// After it the job is not started. Once started it always ends.
  public let deadline: Instant
  public let cancellation: Cancellation
  /// May run more than once: when a group fails as a whole, its jobs are run again singly.
  public let body: @Sendable (inout Writer) throws(Status) -> [UInt8]

  public init(
    tag: UInt32, sink: any AnswerSink, deadline: Instant, cancellation: Cancellation,
    body: @escaping @Sendable (inout Writer) throws(Status) -> [UInt8]
  ) {
    self.tag = tag
    self.sink = sink
    self.deadline = deadline
    self.cancellation = cancellation
    self.body = body
  }
}

/// What a call came to.
public struct Answer: Sendable {
  public let tag: UInt32
  public let result: Result<[UInt8], Status>

  public init(tag: UInt32, result: Result<[UInt8], Status>) {
    self.tag = tag
    self.result = result
  }
}

/// Where answers go: one a connection, so that a group commit answers each connection once.
public protocol AnswerSink: AnyObject, Sendable {
  /// Takes the answers of one group, in the order in which they were done; called on any thread.
  func take(_ answers: [Answer])
}
