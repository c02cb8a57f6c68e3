import CSQLite
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization

/// The writer's work: one transaction for all who wait, one forced write, then the answers.
///
/// A job that fails leaves nothing behind. A savepoint before each would see to that, but makes SQLite keep a copy of
/// every page that each job touches, and hardly any job fails once it has written. So a group runs without them, and
/// only when a job did fail late is it taken back and run again with them.
final class GroupCommit {
  private let file: String
  private let options: SQLiteOptions
  private let clock: any WallClock
  private let counters: StorageCounters
  private let checkpointer: Checkpointer
  private let observers: CommitObservers
  private var connection: SQLiteConnection
  private var ids = IDSource()
  /// Whose news the group under way brings.
  private var news = CommitNews()

  /// How one try at a group ended.
  private enum Outcome {
    /// Each job's result; they may be told.
    case committed([Result<[UInt8], Status>])
    /// Nothing of it is stored.
    case failed(Status)
  }

  init(
    _ connection: SQLiteConnection, file: String, clock: any WallClock, counters: StorageCounters,
    checkpointer: Checkpointer, observers: CommitObservers
  ) {
    self.connection = connection
    self.file = file
    options = connection.options
    self.clock = clock
    self.counters = counters
    self.checkpointer = checkpointer
    self.observers = observers
    checkpointer.watch(connection)
  }

  /// Commits the jobs and answers them; when the group fails as a whole, each is run again by itself.
  ///
  /// Observers are told before the answers go out: who is answered finds the commit known everywhere.
  func run(_ jobs: ArraySlice<WriteJob>) {
    switch checkpointer.gate.withLock({ _ in attempt(jobs) }) {
    case .committed(let results):
      observers.tell(news)
      deliver(results, to: jobs)
    case .failed(let status) where jobs.count == 1:
      recover()
      deliver([.failure(status)], to: jobs)
    case .failed:
      recover()
      counters.reruns.count()
      runSingly(jobs)
    }
  }

  private func runSingly(_ jobs: ArraySlice<WriteJob>) {
    var results: [Result<[UInt8], Status>] = []
    var committed: CommitNews?
    for index in jobs.indices {
      switch checkpointer.gate.withLock({ _ in attempt(jobs[index...index]) }) {
      case .committed(let one):
        results += one
        var all = committed ?? CommitNews()
        all.formUnion(news)
        committed = all
      case .failed(let status):
        recover()
        results.append(.failure(status))
      }
    }
    if let committed { observers.tell(committed) }
    deliver(results, to: jobs)
  }

  private func attempt(_ jobs: ArraySlice<WriteJob>) -> Outcome {
    if let outcome = attempt(jobs, hasSavepoints: false) { return outcome }
    _ = connection.step("ROLLBACK")
    return attempt(jobs, hasSavepoints: true) ?? .failed(fault())
  }

  /// - Returns: nil when a job failed that had written, and there is no savepoint to go back to.
  private func attempt(_ jobs: ArraySlice<WriteJob>, hasSavepoints: Bool) -> Outcome? {
    connection.clearFault()
    news = CommitNews()
    let now = clock.now()
    var results: [Result<[UInt8], Status>] = []
    results.reserveCapacity(jobs.count)
    for job in jobs {
      if let refusal = Self.refusal(of: job) {
        results.append(.failure(refusal))
        continue
      }
      if !connection.isInTransaction {
        guard connection.step("BEGIN IMMEDIATE") == SQLITE_DONE else { return .failed(fault()) }
      }
      let written = connection.writes
      let result = hasSavepoints ? inSavepoint(job, now) : perform(job, now)
      // A full disk or a failing one ends the transaction under us, whatever the job made of it.
      guard connection.isInTransaction else { return .failed(fault()) }
      if case .failure = result, !hasSavepoints, connection.writes != written { return nil }
      results.append(result)
    }
    if connection.isInTransaction {
      guard connection.step("COMMIT") == SQLITE_DONE else {
        let status = fault()
        _ = connection.step("ROLLBACK")
        return .failed(status)
      }
    }
    counters.commits.count()
    counters.jobs.count(jobs.count)
    return .committed(results)
  }

  private func inSavepoint(_ job: WriteJob, _ now: Timestamp) -> Result<[UInt8], Status> {
    guard connection.step("SAVEPOINT job") == SQLITE_DONE else { return .failure(fault()) }
    let result = perform(job, now)
    guard case .success = result else {
      undo()
      return result
    }
    guard connection.step("RELEASE job") == SQLITE_DONE else {
      let status = fault()
      undo()
      return .failure(status)
    }
    return result
  }

  private func perform(_ job: WriteJob, _ now: Timestamp) -> Result<[UInt8], Status> {
    var writer = Writer(connection: connection, now: now, ids: ids)
    defer { ids = writer.idSource }
    do throws(Status) {
      let answer = try job.body(&writer)
      news.formUnion(writer.news)
      return .success(answer)
    } catch {
      return .failure(error)
    }
  }

  /// Takes back what the job did; nothing is left to take back where a fault has ended the transaction.
  private func undo() {
    guard connection.isInTransaction else { return }
    _ = connection.step("ROLLBACK TO job")
    _ = connection.step("RELEASE job")
  }

  private static func refusal(of job: WriteJob) -> Status? {
    if job.cancellation.isCancelled { return .cancelled }
    if job.deadline != .distantFuture && Instant.now() >= job.deadline { return .deadlineExceeded }
    return nil
  }

  /// What the last fault of the connection means.
  private func fault() -> Status {
    let fault = SQLiteFault(
      connection.lastFault, message: String(cString: sqlite3_errmsg(connection.handle)),
      systemError: sqlite3_system_errno(connection.handle))
    if let line = fault.report("the group", isPreparing: true) { options.report(line) }
    return fault.status
  }

  /// After a failing disk, a connection that has seen nothing of it.
  private func recover() {
    if connection.isInTransaction { _ = connection.step("ROLLBACK") }
    guard SQLiteFault.isOfTheDisk(connection.lastFault) else { return }
    do throws(Status) {
      let fresh = try SQLiteConnection(file: file, role: .writer, options: options)
      try fresh.assertDurable()
      connection = fresh
      checkpointer.watch(fresh)
    } catch {
      // The old one is tried again with the next group.
    }
  }

  /// Tells each sink once, in the order in which its jobs were done.
  private func deliver(_ results: [Result<[UInt8], Status>], to jobs: ArraySlice<WriteJob>) {
    var places: [ObjectIdentifier: Int] = [:]
    var groups: [(sink: any AnswerSink, answers: [Answer])] = []
    var last: (id: ObjectIdentifier, place: Int)?
    for (job, result) in zip(jobs, results) {
      let id = ObjectIdentifier(job.sink)
      let answer = Answer(tag: job.tag, result: result)
      if let last, last.id == id {
        groups[last.place].answers.append(answer)
        continue
      }
      let place = places[id] ?? groups.count
      if place == groups.count {
        groups.append((job.sink, [answer]))
        places[id] = place
      } else {
        groups[place].answers.append(answer)
      }
      last = (id, place)
    }
    for group in groups { group.sink.take(group.answers) }
  }
}
