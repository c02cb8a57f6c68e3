import Dispatch
import PCRMCore
import Storage
import Synchronization

/// Writes that wait for the writer's thread.
final class WriteQueue: Sendable {
  private struct State {
    var jobs: [WriteJob] = []
    /// Jobs handed in and not begun; more than `jobs`, while the writer works off what it took.
    var waiting = 0
    var isAsleep = false
    var isClosed = false
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let waitingMax: Int

  init(waitingMax: Int) {
    self.waitingMax = waitingMax
  }

  /// Jobs handed in and not begun.
  var waiting: Int { state.withLock { $0.waiting } }

  /// Queues a job, or says why not.
  func add(_ job: WriteJob) -> Status? {
    let (refusal, wakes): (Status?, Bool) = state.withLock { state in
      if state.isClosed { return (Self.closed, false) }
      if state.waiting >= waitingMax { return (Self.busy, false) }
      state.jobs.append(job)
      state.waiting += 1
      defer { state.isAsleep = false }
      return (nil, state.isAsleep)
    }
    if wakes { wake.signal() }
    return refusal
  }

  /// All that waits, in order; sleeps while there is nothing, and answers nil at the end.
  func take() -> [WriteJob]? {
    while true {
      let (jobs, isOver): ([WriteJob], Bool) = state.withLock { state in
        var jobs: [WriteJob] = []
        swap(&jobs, &state.jobs)
        if jobs.isEmpty && !state.isClosed { state.isAsleep = true }
        return (jobs, jobs.isEmpty && state.isClosed)
      }
      if !jobs.isEmpty { return jobs }
      if isOver { return nil }
      wake.wait()
    }
  }

  /// Notes that `count` of the jobs taken no longer wait.
  func began(_ count: Int) { state.withLock { $0.waiting -= count } }

  /// Whether nothing waits.
  var isIdle: Bool { state.withLock { $0.waiting == 0 } }

  /// Takes no more jobs; those queued are still done.
  func close() {
    let wakes = state.withLock { state in
      state.isClosed = true
      defer { state.isAsleep = false }
      return state.isAsleep
    }
    if wakes { wake.signal() }
  }

  private static let busy = Status(
    .resourceExhausted, "too many writes are waiting; try again shortly",
    ErrorInfo(reason: "WRITER_BUSY")
  ).with("retry_after_ms", "100")

  static let closed = Status(
    .unavailable, "the server is stopping; try again on the next connection",
    ErrorInfo(reason: "STOPPING"))
}
