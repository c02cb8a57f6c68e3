import CSQLite
import Dispatch
import PCRMCore
import Storage
import Synchronization

/// Reads that take their time: threads with a read-only connection each, and a bounded queue.
final class ScanPool: Sendable {
  private struct State {
    var jobs: [ScanJob] = []
    /// Where the next job stands; those before it are done.
    var next = 0
    var isClosed = false

    mutating func pop() -> ScanJob? {
      guard next < jobs.count else { return nil }
      let job = jobs[next]
      next += 1
      if next == jobs.count {
        jobs.removeAll(keepingCapacity: true)
        next = 0
      } else if next >= 256 {
        jobs.removeFirst(next)
        next = 0
      }
      return job
    }
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let waitingMax: Int
  private let clock: any WallClock

  init(waitingMax: Int, clock: any WallClock) {
    self.waitingMax = waitingMax
    self.clock = clock
  }

  /// Queues a job, or tells it why not.
  func add(_ job: ScanJob) {
    let refusal: Status? = state.withLock { state in
      if state.isClosed { return WriteQueue.closed }
      if state.jobs.count - state.next >= waitingMax { return Self.busy }
      state.jobs.append(job)
      return nil
    }
    if let refusal { job.refused(refusal) } else { wake.signal() }
  }

  /// One thread's work, until ``close(threads:)``.
  func run(_ connection: SQLiteConnection) {
    let current = CurrentScan(connection)
    let guardian = ProgressGuard(connection) { current.mayGoOn() }
    connection.mayGoOn = { current.mayGoOn() }
    // The two hold each other while the thread lives.
    defer { connection.mayGoOn = nil }
    withExtendedLifetime(guardian) {
      while true {
        wake.wait()
        let (job, isOver): (ScanJob?, Bool) = state.withLock { ($0.pop(), $0.isClosed) }
        if let job { run(job, current) } else if isOver { return }
      }
    }
  }

  private func run(_ job: ScanJob, _ current: CurrentScan) {
    current.job = job
    defer { current.job = nil }
    if !current.mayGoOn() { return job.refused(current.connection.interruption) }
    let connection = current.connection
    guard connection.step("BEGIN") == SQLITE_DONE else { return job.refused(.internalError) }
    job.body(Reader(connection: connection, now: clock.now()))
    if connection.isInTransaction { _ = connection.step("END") }
  }

  /// Takes no more jobs; those queued are still done, and each of `threads` then ends.
  func close(threads: Int) {
    state.withLock { $0.isClosed = true }
    for _ in 0..<threads { wake.signal() }
  }

  private static let busy = Status(
    .resourceExhausted, "too many searches are waiting; try again shortly",
    ErrorInfo(reason: "READERS_BUSY")
  ).with("retry_after_ms", "200")
}

/// What one pool thread is at.
private final class CurrentScan {
  let connection: SQLiteConnection
  var job: ScanJob?

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// Whether the job has time left and someone who waits; if not, the reason is left with the connection.
  func mayGoOn() -> Bool {
    guard let job else { return true }
    if job.cancellation.isCancelled {
      connection.interruption = .cancelled
      return false
    }
    if job.deadline != .distantFuture && Instant.now() >= job.deadline {
      connection.interruption = .deadlineExceeded
      return false
    }
    return true
  }
}
