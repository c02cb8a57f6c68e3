import Dispatch
import Glibc
import PCRMCore
import ProtobufCodec
import SQLiteStorage
import Storage
import Synchronization

/// Measures the store in process: a point read inside a burst, and durable inserts at several group sizes.
func benchStorage() throws {
  let folder = "/tmp/pcrm-bench-storage.\(getpid())"
  defer { removeStore(folder) }
  let rows = Migration(
    Migration.baseCount + 1, "benchmark",
    [
      """
      CREATE TABLE bench (
        id {key} PRIMARY KEY, number {bigint} NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
        email TEXT NOT NULL, city TEXT NOT NULL, road TEXT NOT NULL, detail TEXT NOT NULL,
        postal TEXT NOT NULL, language TEXT NOT NULL, sex {bigint} NOT NULL, kind {bigint} NOT NULL,
        latitude {bigint} NOT NULL, longitude {bigint} NOT NULL, office {key} NOT NULL,
        worker {key} NOT NULL, birth {bigint} NOT NULL, created {bigint} NOT NULL,
        updated {bigint} NOT NULL, version {bigint} NOT NULL) {clustered}
      """
    ])
  var limits = Limits()
  limits.writerQueueMax = 100_000
  let database = try SQLiteDatabase.open(
    path: folder, migrations: Migration.base + [rows], limits: limits)
  defer { database.close() }
  try benchReads(database)
  for size in [1, 8, 64, 512] { benchWrites(database, inFlight: size) }
}

/// Rows in the table that is read from.
private let rowsRead = 100_000

private func benchReads(_ database: SQLiteDatabase) throws {
  let ids = try database.write { (writer) throws(Status) -> [CustomerID] in
    var ids: [CustomerID] = []
    for number in 0..<rowsRead { ids.append(try insertBenchRow(number, &writer)) }
    return ids
  }
  guard let reader = try database.openBurstReader() else { return }
  for burst in [1, 16, 64] {
    var random = SplitMix64(seed: 7)
    var bytes = 0
    let count = 200_000
    let start = Instant.now()
    for _ in 0..<(count / burst) {
      try reader.begin()
      for _ in 0..<burst {
        let id = ids[Int(random.next() % UInt64(ids.count))]
        let answer = try reader.read { (reader) throws(Status) in try encoded(id, reader) }
        bytes += answer?.count ?? 0
      }
      reader.end()
    }
    let seconds = Double(Instant.now().since(start)) / 1e9
    print(
      "storage: point read, 20 columns, row to wire, \(burst) a burst: "
        + "\(rounded(seconds / Double(count) * 1e6)) us, \(bytes / count) bytes")
  }
}

private func encoded(_ id: CustomerID, _ reader: Reader) throws(Status) -> [UInt8] {
  var answer: [UInt8] = []
  try reader.each(
    """
    SELECT id, number, name, phone, email, city, road, detail, postal, language, sex, kind, latitude,
      longitude, office, worker, birth, created, updated, version FROM bench WHERE id = $1
    """, [.id(id)]
  ) { (row) throws(Status) in
    var wire = BinaryEncoder(reserving: 384)
    wire.text(1, row.id(0, of: CustomerID.self))
    for column in 2..<10 { wire.string(column, row.raw(column)) }
    for column in 10..<14 { wire.int64(column, row.integer(column)) }
    wire.text(14, row.id(14, of: UnitID.self))
    wire.text(15, row.id(15, of: StaffID.self))
    for column in 16..<20 { wire.int64(column, row.integer(column)) }
    answer = wire.finish()
    return false
  }
  return answer
}

private func insertBenchRow(_ number: Int, _ writer: inout Writer) throws(Status) -> CustomerID {
  let id: CustomerID = writer.newID()
  try writer.execute(
    """
    INSERT INTO bench VALUES
      ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
    """, .id(id), .integer(Int64(number)), .text("홍길동"), .text("010-0000-\(number % 10_000)"),
    .text("someone@example.org"), .text("서울특별시 종로구"), .text("세종대로 \(number % 300)"),
    .text("101동 1203호"), .text("03172"), .text("ko"), .integer(1), .integer(1),
    .integer(375_665_000), .integer(1_269_780_000), .id(id), .id(id), .integer(19_800_101),
    .time(writer.now), .time(writer.now), .integer(1))
  return id
}

/// Keeps so many writes in flight: each answer is followed by the next write.
private final class BenchLoad: AnswerSink {
  private let database: SQLiteDatabase
  private let left: Atomic<Int>
  private let open: Atomic<Int>
  private let done = DispatchSemaphore(value: 0)
  /// When the write in each place was handed in, and how long each took.
  private let times: Mutex<(starts: [Instant], took: [UInt64])>

  init(_ database: SQLiteDatabase, count: Int, inFlight: Int) {
    self.database = database
    left = Atomic(count)
    open = Atomic(count)
    times = Mutex((Array(repeating: Instant.now(), count: inFlight), []))
  }

  /// Runs them all, and answers how long each took, in order of length.
  func run() -> [UInt64] {
    for place in times.withLock({ $0.starts.indices }) { next(UInt32(place)) }
    done.wait()
    return times.withLock { $0.took.sorted() }
  }

  private func next(_ place: UInt32) {
    guard left.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 else { return }
    times.withLock { $0.starts[Int(place)] = Instant.now() }
    database.write(
      WriteJob(
        tag: place, sink: self, deadline: .distantFuture, cancellation: Cancellation(),
        body: { (writer) throws(Status) in
          _ = try insertBenchRow(1, &writer)
          return []
        }))
  }

  func take(_ answers: [Answer]) {
    let now = Instant.now()
    times.withLock { times in
      for answer in answers { times.took.append(now.since(times.starts[Int(answer.tag)])) }
    }
    for answer in answers { next(answer.tag) }
    let rest = open.wrappingSubtract(answers.count, ordering: .relaxed).newValue
    if rest <= 0 { done.signal() }
  }
}

private func benchWrites(_ database: SQLiteDatabase, inFlight: Int) {
  let count = [1: 4000, 8: 30_000, 64: 150_000][inFlight] ?? 300_000
  let counters = database.counters
  let before = (counters.commits.value, counters.checkpoints.value, counters.heldCheckpoints.value)
  let start = Instant.now()
  let took = BenchLoad(database, count: count, inFlight: inFlight).run()
  let seconds = Double(Instant.now().since(start)) / 1e9
  let commits = counters.commits.value - before.0
  print(
    "storage: durable insert, 20 columns, \(inFlight) in flight: \(Int(Double(count) / seconds)) "
      + "rows/s, \(rounded(Double(count) / Double(commits))) writes a commit, "
      + "p50 \(took[took.count / 2] / 1000) us, p99 \(took[took.count * 99 / 100] / 1000) us, "
      + "most \(took[took.count - 1] / 1000) us, "
      + "\(counters.checkpoints.value - before.1) checkpoints "
      + "(\(counters.heldCheckpoints.value - before.2) held), log \(counters.logPages.value) pages")
}

private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

/// Removes a store's files and its folder.
func removeStore(_ folder: String) {
  for name in ["pcrm.db", "pcrm.db-wal", "pcrm.db-shm", "lock"] { unlink(folder + "/" + name) }
  rmdir(folder)
}
