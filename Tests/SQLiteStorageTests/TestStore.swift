import Glibc
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

/// A store in a folder of its own, which is removed with it.
final class TestStore: Sendable {
  static let tables = Migration(
    2, "tests",
    [
      """
      CREATE TABLE item (
        number {bigint} NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        size {bigint} NOT NULL DEFAULT 0 CHECK (size >= 0),
        parent {bigint} REFERENCES item (number) DEFERRABLE INITIALLY IMMEDIATE,
        late_parent {bigint} REFERENCES item (number) DEFERRABLE INITIALLY DEFERRED,
        filler {bytes}
      ) {strict}
      """
    ])
  static let migrations = Migration.base + [tables]

  let folder: String
  let reports = Mutex<[String]>([])
  private let opened = Mutex<SQLiteDatabase?>(nil)

  init(
    limits: Limits = Limits(), clock: any WallClock = SystemClock(), on disk: String = "/tmp",
    migrations: [Migration] = TestStore.migrations, change: (inout SQLiteOptions) -> Void = { _ in }
  ) throws {
    folder = "\(disk)/pcrm-test-\(getpid())-\(UInt64.random(in: .min ... .max))"
    try open(limits: limits, clock: clock, migrations: migrations, change: change)
  }

  @discardableResult
  func open(
    limits: Limits = Limits(), clock: any WallClock = SystemClock(),
    migrations: [Migration] = TestStore.migrations, change: (inout SQLiteOptions) -> Void = { _ in }
  ) throws -> SQLiteDatabase {
    var options = SQLiteOptions()
    options.report = { [weak self] line in self?.reports.withLock { $0.append(line) } }
    change(&options)
    let database = try SQLiteDatabase.open(
      path: folder, migrations: migrations, limits: limits, clock: clock, options: options)
    opened.withLock { $0 = database }
    return database
  }

  var database: SQLiteDatabase {
    get throws { try #require(opened.withLock { $0 }) }
  }

  var file: String { folder + "/pcrm.db" }

  /// Closes the store and lets go of it; its files stay.
  func close() {
    opened.withLock {
      $0?.close()
      $0 = nil
    }
  }

  deinit {
    close()
    removeFolder(folder)
  }
}

/// Removes a folder of plain files.
func removeFolder(_ path: String) {
  guard let folder = opendir(path) else { return }
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { unlink(path + "/" + name) }
  }
  closedir(folder)
  rmdir(path)
}

extension Writer {
  func insert(_ number: Int64, _ name: String, size: Int64 = 0) throws(Status) {
    try execute(
      "INSERT INTO item (number, name, size) VALUES ($1, $2, $3)", .integer(number), .text(name),
      .integer(size))
  }
}

extension Reader {
  func count() throws(Status) -> Int64 {
    try first("SELECT count(*) FROM item") { (row) throws(Status) in row.integer(0) } ?? 0
  }

  func names() throws(Status) -> [String] {
    try all("SELECT name FROM item ORDER BY number") { (row) throws(Status) in row.text(0) }
  }
}

/// Runs a statement outside of the store functions.
func run(_ connection: SQLiteConnection, _ sql: String, _ arguments: Value...) throws(Status) -> Int
{
  try connection.run(SQL(built: sql), arguments) { (_) throws(Status) in true }
}

/// Counts the steps of a query that never ends by itself.
let endless: SQL = """
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
  """

/// Keeps the answers of one caller, group by group.
final class Collector: AnswerSink {
  private let groups = Mutex<[[Answer]]>([])

  func take(_ answers: [Answer]) { groups.withLock { $0.append(answers) } }

  var taken: [[Answer]] { groups.withLock { $0 } }

  /// Waits until so many answers are there.
  func wait(for count: Int) throws -> [[Answer]] {
    let end = Instant.now().adding(nanoseconds: 10_000_000_000)
    while Instant.now() < end {
      let groups = taken
      if groups.reduce(0, { $0 + $1.count }) >= count { return groups }
      usleep(200)
    }
    Issue.record("only \(taken.reduce(0) { $0 + $1.count }) of \(count) answers came")
    return taken
  }
}

/// Something that one thread waits for and another does.
final class Flag: Sendable {
  private let isSet = Atomic(false)

  func set() { isSet.store(true, ordering: .releasing) }

  func wait() { while !isSet.load(ordering: .acquiring) { usleep(100) } }
}

extension SQLiteDatabase {
  /// Hands a write in for `sink`.
  func write(
    _ tag: UInt32, _ sink: any AnswerSink, deadline: Instant = .distantFuture,
    cancellation: Cancellation = Cancellation(),
    _ body: @escaping @Sendable (inout Writer) throws(Status) -> Void
  ) {
    write(
      WriteJob(
        tag: tag, sink: sink, deadline: deadline, cancellation: cancellation,
        body: { (writer) throws(Status) in
          try body(&writer)
          return []
        }))
  }

  /// Holds the writer up until the flag that comes back is set, so that what is handed in meanwhile makes one group.
  func holdWriter() -> Flag {
    let started = Flag()
    let release = Flag()
    write(0, Collector()) { (_) throws(Status) in
      started.set()
      release.wait()
    }
    started.wait()
    return release
  }
}

/// A clock that moves when a test says so.
final class ManualClock: WallClock {
  private let microseconds: Atomic<Int64>

  init(_ seconds: Int64 = 1_700_000_000) { microseconds = Atomic(seconds * 1_000_000) }

  func now() -> Timestamp { Timestamp(microseconds: microseconds.load(ordering: .relaxed)) }

  func advance(seconds: Int64) { microseconds.wrappingAdd(seconds * 1_000_000, ordering: .relaxed) }
}

/// The codes of the answers, in order.
func codes(_ answers: [Answer]) -> [StatusCode] {
  answers.map { answer in
    switch answer.result {
    case .success: .ok
    case .failure(let status): status.code
    }
  }
}
