import Glibc
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite struct BurstReaderTests {
  @Test func aBurstSeesOneMomentAndTheNextBurstTheNext() throws {
    let store = try TestStore()
    let database = try store.database
    let reader = try #require(try database.openBurstReader())
    func count() throws -> Int64? {
      try reader.read { (reader) throws(Status) in try reader.count() }
    }
    try reader.begin()
    try database.write { (writer) throws(Status) in try writer.insert(1, "before the first read") }
    #expect(try count() == 1, "the snapshot begins with the first read, not with the burst")
    try database.write { (writer) throws(Status) in try writer.insert(2, "during the burst") }
    #expect(try count() == 1)
    reader.end()
    try reader.begin()
    #expect(try count() == 2)
    reader.end()
  }

  @Test func aBurstWithoutReadsTouchesNothing() throws {
    let lines = Mutex<[String]>([])
    let store = try TestStore { $0.record = { line in lines.withLock { $0.append(line) } } }
    let reader = try #require(try store.database.openBurstReader())
    lines.withLock { $0 = [] }
    try reader.begin()
    reader.end()
    #expect(lines.withLock { $0 } == [])
    try reader.begin()
    for _ in 0..<3 { _ = try reader.read { (reader) throws(Status) in try reader.count() } }
    reader.end()
    #expect(lines.withLock { $0.filter { $0 == "BEGIN" || $0 == "END" } } == ["BEGIN", "END"])
  }

  /// Would catch the end of a burst that is interrupted for what its last read had spent: the next burst would be shown
  /// what was. SQLite asks at every thousandth step of a statement over all its runs, so only one end in hundreds is.
  @Test func aBurstAfterAReadOverItsBudgetSeesWhatIsThere() throws {
    var limits = Limits()
    limits.inlineStepsMax = 1
    let store = try TestStore(limits: limits)
    let reader = try #require(try store.database.openBurstReader())
    for number in 1...3000 {
      try store.database.write { (writer) throws(Status) in
        try writer.execute("DELETE FROM item")
        try writer.insert(Int64(number), "the newest")
      }
      try reader.begin()
      let newest = try reader.read { (reader) throws(Status) in
        try reader.first("SELECT number FROM item") { (row) throws(Status) in row.integer(0) }
      }
      try #require(newest == Int64(number))
      let spent = try reader.read { (reader) throws(Status) in
        try reader.all(endless) { (row) throws(Status) in row.integer(0) }
      }
      #expect(spent == nil)
      reader.end()
    }
  }

  @Test func aReadCannotWrite() throws {
    let store = try TestStore()
    let reader = try #require(try store.database.openBurstReader())
    try reader.begin()
    #expect(throws: Status.internalError) {
      try reader.read { (reader) throws(Status) in
        _ = try reader.all("DELETE FROM item RETURNING number") { (row) throws(Status) in
          row.integer(0)
        }
      }
    }
    reader.end()
  }

  @Test func aReadOverItsBudgetIsGivenUpAndTheNextIsNot() throws {
    var limits = Limits()
    limits.inlineStepsMax = 20_000
    let store = try TestStore(limits: limits)
    let database = try store.database
    let reader = try #require(try database.openBurstReader())
    // Each turn of this takes eleven steps or so.
    func sum(upTo last: Int64) throws -> Int64? {
      try reader.read { (reader) throws(Status) in
        try reader.first(
          """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
          SELECT sum(i) FROM n
          """, .integer(last)
        ) { (row) throws(Status) in row.integer(0) } ?? 0
      }
    }
    try reader.begin()
    for _ in 0..<50 {
      #expect(try sum(upTo: 1000) == 500_500, "the budget is each read's own")
    }
    #expect(try sum(upTo: 100_000) == nil)
    #expect(database.counters.overBudget.value == 1)
    #expect(try sum(upTo: 10) == 55, "the burst goes on")
    // A body that swallows the interruption is over its budget all the same.
    let swallowed = try reader.read { (reader) throws(Status) -> Int in
      _ = try? reader.all(endless) { (row) throws(Status) in row.integer(0) }
      return 1
    }
    #expect(swallowed == nil)
    // What a body throws by itself goes through.
    #expect(throws: Status.notFound("id")) {
      try reader.read { (_) throws(Status) -> Int in throw .notFound("id") }
    }
    reader.end()
  }

  @Test func budgetIsExactToAThousandSteps() throws {
    for budget in [1, 1000, 5000, 50_000] {
      var limits = Limits()
      limits.inlineStepsMax = budget
      let store = try TestStore(limits: limits)
      let reader = try #require(try store.database.openBurstReader())
      try reader.begin()
      var last: Int64 = 0
      let value: Void? = try reader.read { (reader) throws(Status) in
        try reader.each(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", []
        ) { (row) throws(Status) in
          last = row.integer(0)
          return true
        }
      }
      #expect(value == nil)
      // Twelve to fifteen steps a row.
      #expect(last <= Int64(budget + 2 * ProgressGuard.stepsBetween) / 9, "\(budget): \(last) rows")
      #expect(
        last >= Int64(budget - 2 * ProgressGuard.stepsBetween) / 16, "\(budget): \(last) rows")
      reader.end()
    }
  }
}

@Suite struct ScanPoolTests {
  @Test func aScanIsInterruptedAtItsDeadline() throws {
    let store = try TestStore()
    let failure = Mutex<Status?>(nil)
    let done = Flag()
    let start = Instant.now()
    try store.database.scan(
      ScanJob(
        deadline: start.adding(nanoseconds: 30_000_000), cancellation: Cancellation(),
        body: { reader in
          do throws(Status) {
            _ = try reader.all(endless) { (row) throws(Status) in row.integer(0) }
          } catch {
            failure.withLock { $0 = error }
          }
          done.set()
        }, refused: { _ in done.set() }))
    done.wait()
    #expect(failure.withLock { $0 } == .deadlineExceeded)
    #expect(Instant.now().since(start) < 2_000_000_000)
    #expect(try store.database.read { (reader) throws(Status) in try reader.count() } == 0)
  }

  @Test func aScanIsInterruptedWhenItsCallerIsGone() throws {
    let store = try TestStore()
    let failure = Mutex<Status?>(nil)
    let started = Flag()
    let done = Flag()
    let gone = Cancellation()
    try store.database.scan(
      ScanJob(
        deadline: .distantFuture, cancellation: gone,
        body: { reader in
          started.set()
          do throws(Status) {
            _ = try reader.all(endless) { (row) throws(Status) in row.integer(0) }
          } catch {
            failure.withLock { $0 = error }
          }
          done.set()
        }, refused: { _ in done.set() }))
    started.wait()
    gone.cancel()
    done.wait()
    #expect(failure.withLock { $0 } == .cancelled)
  }

  /// Would catch a thread that stays in the transaction of a caller who left as soon as it had its answer: it would
  /// refuse every scan from then on.
  @Test func callersWhoLeaveWithTheirAnswerDoNoHarm() throws {
    var limits = Limits()
    limits.scanThreads = 1
    let store = try TestStore(limits: limits)
    for _ in 1...3000 {
      let gone = Cancellation()
      let refused = Mutex<Status?>(nil)
      let done = Flag()
      try store.database.scan(
        ScanJob(
          deadline: .distantFuture, cancellation: gone,
          body: { reader in
            do throws(Status) { _ = try reader.count() } catch { Issue.record("\(error)") }
            gone.cancel()
            done.set()
          },
          refused: { status in
            refused.withLock { $0 = status }
            done.set()
          }))
      done.wait()
      try #require(refused.withLock { $0 } == nil)
    }
  }

  @Test func whatIsOverdueOrCancelledIsNotStarted() throws {
    let store = try TestStore()
    let gone = Cancellation()
    gone.cancel()
    for (deadline, cancellation, expected) in [
      (Instant(nanoseconds: 1), Cancellation(), Status.deadlineExceeded),
      (Instant.distantFuture, gone, Status.cancelled),
    ] {
      let refused = Mutex<Status?>(nil)
      let done = Flag()
      try store.database.scan(
        ScanJob(
          deadline: deadline, cancellation: cancellation,
          body: { _ in
            Issue.record("it was run")
            done.set()
          },
          refused: { status in
            refused.withLock { $0 = status }
            done.set()
          }))
      done.wait()
      #expect(refused.withLock { $0 } == expected)
    }
  }

  @Test func theQueueIsBoundedAndScansRunSideBySide() throws {
    var limits = Limits()
    limits.scanThreads = 2
    let store = try TestStore(limits: limits) { $0.scanQueueMax = 3 }
    let database = try store.database
    let release = Flag()
    let running = Atomic(0)
    let refusals = Mutex<[Status]>([])
    let done = Atomic(0)
    func scan() {
      database.scan(
        ScanJob(
          deadline: .distantFuture, cancellation: Cancellation(),
          body: { _ in
            running.wrappingAdd(1, ordering: .sequentiallyConsistent)
            release.wait()
            done.wrappingAdd(1, ordering: .sequentiallyConsistent)
          }, refused: { status in refusals.withLock { $0.append(status) } }))
    }
    scan()
    scan()
    while running.value < 2 { usleep(100) }
    for _ in 0..<3 { scan() }
    #expect(refusals.withLock { $0.isEmpty }, "three may wait")
    scan()
    #expect(refusals.withLock { $0.map(\.info.reason) } == ["READERS_BUSY"])
    release.set()
    while done.value < 5 { usleep(100) }
  }

  @Test func allStatementsOfAScanSeeOneMoment() throws {
    let store = try TestStore()
    let database = try store.database
    let counts = try database.read { (reader) throws(Status) -> [Int64] in
      let before = try reader.count()
      try database.write { (writer) throws(Status) in try writer.insert(1, "meanwhile") }
      return [before, try reader.count()]
    }
    #expect(counts == [0, 0])
  }
}
