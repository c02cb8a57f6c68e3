import CSQLite
import Glibc
public import PCRMCore
public import Storage
import Synchronization

/// A store in one SQLite file: readers on their callers' threads and in a pool, one writer with group commit.
///
/// What it promises: a write is answered only when it would survive a power cut; one that failed left nothing; the
/// reads of a burst see one moment; one server only has the files.
public final class SQLiteDatabase: Database {
  /// The database's name in the data folder.
  public static let fileName = "pcrm.db"

  public let counters = StorageCounters()
  let file: String
  let options: SQLiteOptions
  let migrations: [Migration]
  private let limits: Limits
  private let clock: any WallClock
  private let lock: FolderLock
  private let queue: WriteQueue
  private let pool: ScanPool
  private let checkpointer: Checkpointer
  private let observers = CommitObservers()
  private let threads = Mutex<[WorkerThread]>([])
  private let isClosed = Atomic(false)

  /// Opens the database in the data folder at `path`, making both when they are missing, and brings its schema up to date.
  ///
  /// - Parameter migrations: all of them, ``Migration/base`` first.
  /// - Throws: `failedPrecondition` when another server has the folder (DATA_IN_USE), when the schema is newer than
  ///   the program (SCHEMA_NEWER) or was edited (SCHEMA_CHANGED), or when SQLite would not be durable (NOT_DURABLE).
  public static func open(
    path: String, migrations: [Migration], limits: Limits = Limits(),
    clock: any WallClock = SystemClock(), options: SQLiteOptions = SQLiteOptions()
  ) throws(Status) -> SQLiteDatabase {
    let folder = try DataFolder(path)
    let lock = try FolderLock(folder: path)
    try folder.createFile(fileName)
    let connection = try SQLiteConnection(
      file: path + "/" + fileName, role: .writer, options: options)
    try connection.assertDurable()
    try Migrator(connection, .sqlite, migrations).migrate(at: clock.now())
    let writer = Writer(connection: connection, now: clock.now(), ids: IDSource())
    if try writer.reader.epoch() == nil { try writer.set(epoch: .random()) }
    let database = SQLiteDatabase(
      path: path, migrations: migrations, limits: limits, clock: clock, options: options,
      lock: lock)
    try database.start(connection)
    return database
  }

  private init(
    path: String, migrations: [Migration], limits: Limits, clock: any WallClock,
    options: SQLiteOptions, lock: FolderLock
  ) {
    file = path + "/" + Self.fileName
    self.migrations = migrations
    self.limits = limits
    self.clock = clock
    self.options = options
    self.lock = lock
    queue = WriteQueue(waitingMax: limits.writerQueueMax)
    pool = ScanPool(waitingMax: options.scanQueueMax, clock: clock)
    checkpointer = Checkpointer(options: options, counters: counters)
  }

  private func start(_ connection: sending SQLiteConnection) throws(Status) {
    let checkpoints = try SQLiteConnection(file: file, role: .checkpointer, options: options)
    let checkpointer = checkpointer
    try run("pcrm-checkpoint") { checkpointer.run(checkpoints) }
    for index in 0..<limits.scanThreads {
      let reader = try openReader()
      let pool = pool
      try run("pcrm-scan-\(index)") { pool.run(reader) }
    }
    let commit = GroupCommit(
      connection, file: file, clock: clock, counters: counters, checkpointer: checkpointer,
      observers: observers)
    try run("pcrm-writer") { [queue, limits] in
      while let jobs = queue.take() {
        var rest = jobs[...]
        while !rest.isEmpty {
          let group = rest.prefix(limits.jobsPerCommitMax)
          rest = rest.dropFirst(group.count)
          queue.began(group.count)
          commit.run(group)
        }
      }
    }
  }

  private func run(_ name: String, _ body: sending @escaping () -> Void) throws(Status) {
    let thread = try WorkerThread(name, body)
    threads.withLock { $0.append(thread) }
  }

  func openReader() throws(Status) -> SQLiteConnection {
    try SQLiteConnection(file: file, role: .reader, options: options)
  }

  /// Writes that were handed in and not begun.
  public var writesWaiting: Int { queue.waiting }

  /// The size of the write-ahead log after the last commit.
  public var walBytes: Int { counters.logPages.value * SQLiteConnection.pageBytes }

  // MARK: Database

  public func openBurstReader() throws(Status) -> (any BurstReader)? {
    SQLiteBurstReader(
      try openReader(), stepsMax: limits.inlineStepsMax, clock: clock, counters: counters)
  }

  public func scan(_ job: ScanJob) { pool.add(job) }

  public func write(_ job: WriteJob) {
    guard let refusal = queue.add(job) else { return }
    counters.refusals.count()
    job.sink.take([Answer(tag: job.tag, result: .failure(refusal))])
  }

  public var isBehind: Bool {
    if counters.pagesLeft <= 2 * options.checkpointPages { return false }
    // A reader that has held the last one up may be done by now.
    checkpointer.ask()
    return true
  }

  public func observeCommits(_ observer: @escaping @Sendable (CommitNews) -> Void) {
    observers.add(observer)
  }

  public func close() {
    guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    queue.close()
    pool.close(threads: limits.scanThreads)
    checkpointer.close()
    for thread in threads.withLock({ $0 }) { thread.join() }
    observers.removeAll()
    // The last to leave folds the log into the file, but cannot where it was a reader: so let it be this one.
    _ = try? SQLiteConnection(file: file, role: .checkpointer, options: options)
    lock.release()
  }

  deinit { close() }
}
