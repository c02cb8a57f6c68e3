import Glibc
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite struct GroupCommitTests {
  @Test func whoeverWaitsIsCommittedTogetherAndEachSinkAnsweredOnce() throws {
    let store = try TestStore()
    let database = try store.database
    let release = database.holdWriter()
    let commits = database.counters.commits.value
    let sinks = (0..<3).map { _ in Collector() }
    for number in 0..<60 {
      database.write(UInt32(number), sinks[number % 3]) { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
    }
    release.set()
    for (index, sink) in sinks.enumerated() {
      let groups = try sink.wait(for: 20)
      #expect(groups.count == 1)
      #expect(groups.first?.map(\.tag) == (0..<20).map { UInt32($0 * 3 + index) })
    }
    #expect(database.counters.commits.value - commits == 2, "the held write, and one group")
    #expect(try database.read { (reader) throws(Status) in try reader.count() } == 60)
  }

  @Test func aGroupHoldsNoMoreThanItsLimit() throws {
    var limits = Limits()
    limits.jobsPerCommitMax = 8
    let store = try TestStore(limits: limits)
    let database = try store.database
    for (count, groups) in [(8, 1), (9, 2), (24, 3)] {
      let release = database.holdWriter()
      let before = database.counters.commits.value
      let sink = Collector()
      for tag in 0..<count { database.write(UInt32(tag), sink) { (_) throws(Status) in } }
      release.set()
      let taken = try sink.wait(for: count)
      #expect(taken.map(\.count).allSatisfy { $0 <= 8 })
      #expect(database.counters.commits.value - before == groups + 1, "\(count) jobs")
    }
  }

  @Test func aJobThatFailsLeavesNothingAndHurtsNobody() throws {
    let store = try TestStore()
    let database = try store.database
    let release = database.holdWriter()
    let sink = Collector()
    database.write(1, sink) { (writer) throws(Status) in try writer.insert(1, "one") }
    database.write(2, sink) { (writer) throws(Status) in
      try writer.insert(20, "half")
      throw .notFound("name")
    }
    database.write(3, sink) { (writer) throws(Status) in
      try writer.insert(30, "half too")
      try writer.insert(31, "one")
    }
    database.write(4, sink) { (writer) throws(Status) in try writer.insert(4, "four") }
    release.set()
    let groups = try sink.wait(for: 4)
    #expect(groups.count == 1)
    #expect(codes(groups[0]) == [.ok, .notFound, .alreadyExists, .ok])
    #expect(
      try database.read { (reader) throws(Status) in try reader.names() } == ["one", "four"])
    #expect(database.counters.reruns.value == 0)
    #expect(store.reports.withLock { $0 } == [], "callers' errors are none of the log's affair")
  }

  /// Would catch a group that is taken back for a mere refusal, and one that keeps what a late failure left.
  @Test func onlyAJobThatFailsAfterWritingHasItsGroupRunAgain() throws {
    for (writesFirst, expected) in [(false, 3), (true, 5)] {
      let store = try TestStore()
      let database = try store.database
      let release = database.holdWriter()
      let sink = Collector()
      let runs = Atomic(0)
      for number in 1...3 {
        database.write(UInt32(number), sink) { (writer) throws(Status) in
          runs.wrappingAdd(1, ordering: .relaxed)
          if number != 2 || writesFirst { try writer.insert(Int64(number), "n\(number)") }
          if number == 2 { throw .notFound("name") }
        }
      }
      release.set()
      #expect(codes(try sink.wait(for: 3)[0]) == [.ok, .notFound, .ok])
      #expect(runs.value == expected)
      #expect(
        try database.read { (reader) throws(Status) in try reader.names() } == ["n1", "n3"])
    }
  }

  @Test func aJobSeesWhatEarlierJobsOfItsGroupWrote() throws {
    let store = try TestStore()
    let database = try store.database
    let release = database.holdWriter()
    let sink = Collector()
    for number in 0..<10 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        let count = try writer.reader.count()
        try writer.insert(Int64(number), "n\(number)", size: count)
      }
    }
    release.set()
    _ = try sink.wait(for: 10)
    let wrong = try database.read { (reader) throws(Status) in
      try reader.all("SELECT number FROM item WHERE size <> number") { (row) throws(Status) in
        row.integer(0)
      }
    }
    #expect(wrong == [])
  }

  @Test func whatFailsOnlyAtTheCommitIsFoundByRunningSingly() throws {
    let store = try TestStore()
    let database = try store.database
    let release = database.holdWriter()
    let sink = Collector()
    let runs = Atomic(0)
    for number in 0..<5 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        runs.wrappingAdd(1, ordering: .relaxed)
        try writer.insert(Int64(number), "n\(number)")
        if number == 2 { try writer.execute("UPDATE item SET late_parent = 99 WHERE number = 2") }
      }
    }
    release.set()
    let groups = try sink.wait(for: 5)
    #expect(groups.count == 1)
    #expect(codes(groups[0]) == [.ok, .ok, .failedPrecondition, .ok, .ok])
    #expect(database.counters.reruns.value == 1)
    #expect(runs.value == 10)
    #expect(
      try database.read { (reader) throws(Status) in try reader.names() }
        == ["n0", "n1", "n3", "n4"])
  }

  @Test func aFullStoreRefusesWhatDoesNotFitAndTakesItWhenThereIsRoom() throws {
    let store = try TestStore()
    let database = try store.database
    @Sendable func setRoom(_ pages: Int) throws(Status) {
      try database.write { (writer) throws(Status) in
        let used = try writer.reader.first("PRAGMA page_count") { (row) throws(Status) in
          row.integer(0)
        }
        let most = SQL(built: "PRAGMA max_page_count = \((used ?? 0) + Int64(pages))")
        _ = try writer.reader.all(most, []) { (row) throws(Status) in row.integer(0) }
      }
    }
    try setRoom(20)
    let release = database.holdWriter()
    let sink = Collector()
    for number in 0..<4 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        try writer.execute(
          "INSERT INTO item (number, name, filler) VALUES ($1, $2, zeroblob($3))",
          .integer(Int64(number)), .text("n\(number)"), .integer(number == 1 ? 400_000 : 100))
      }
    }
    release.set()
    let groups = try sink.wait(for: 4)
    #expect(codes(groups[0]) == [.ok, .resourceExhausted, .ok, .ok])
    try setRoom(1000)
    try database.write { (writer) throws(Status) in
      try writer.execute(
        "INSERT INTO item (number, name, filler) VALUES (1, 'n1', zeroblob(400000))")
    }
    #expect(try database.read { (reader) throws(Status) in try reader.count() } == 4)
    #expect(try database.verify() == [])
  }

  @Test func overdueAndCancelledJobsAreNotRun() throws {
    let store = try TestStore()
    let database = try store.database
    let release = database.holdWriter()
    let sink = Collector()
    let gone = Cancellation()
    database.write(1, sink, deadline: Instant.now().adding(nanoseconds: 1_000_000)) {
      (writer) throws(Status) in try writer.insert(1, "late")
    }
    database.write(2, sink, cancellation: gone) { (writer) throws(Status) in
      try writer.insert(2, "gone")
    }
    database.write(3, sink, deadline: Instant.now().adding(nanoseconds: 60_000_000_000)) {
      (writer) throws(Status) in try writer.insert(3, "in time")
    }
    gone.cancel()
    usleep(3000)
    release.set()
    let groups = try sink.wait(for: 3)
    #expect(codes(groups[0]) == [.deadlineExceeded, .cancelled, .ok])
    #expect(try database.read { (reader) throws(Status) in try reader.names() } == ["in time"])
  }

  @Test func theQueueIsBounded() throws {
    var limits = Limits()
    limits.writerQueueMax = 10
    let store = try TestStore(limits: limits)
    let database = try store.database
    let release = database.holdWriter()
    let sink = Collector()
    for tag in 0..<10 { database.write(UInt32(tag), sink) { (_) throws(Status) in } }
    #expect(sink.taken.isEmpty, "ten may wait")
    database.write(10, sink) { (_) throws(Status) in }
    let refused = sink.taken.first?.first
    #expect(refused?.tag == 10)
    guard case .failure(let status)? = refused?.result else {
      Issue.record("the eleventh was not refused")
      return
    }
    #expect(status.code == .resourceExhausted)
    #expect(status.info.reason == "WRITER_BUSY")
    #expect(status.info.params.first?.name == "retry_after_ms")
    #expect(database.counters.refusals.value == 1)
    release.set()
    _ = try sink.wait(for: 11)
    database.write(11, sink) { (_) throws(Status) in }
    #expect(codes(try sink.wait(for: 12).flatMap { $0 }).filter { $0 != .ok }.count == 1)
  }

  @Test func observersHearOfEachCommitBeforeItsAnswer() throws {
    let store = try TestStore()
    let database = try store.database
    let heard = Atomic(0)
    database.observeCommits { _ in heard.wrappingAdd(1, ordering: .sequentiallyConsistent) }
    for number in 1...5 {
      try database.write { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
      #expect(heard.value == number)
    }
  }

  @Test func keysOfOneStoreNeverRepeatAndGrow() throws {
    let store = try TestStore(clock: ManualClock())
    let database = try store.database
    var ids: [CustomerID] = []
    for _ in 0..<20 {
      ids += try database.write { (writer) throws(Status) in
        var made: [CustomerID] = []
        for _ in 0..<100 { made.append(writer.newID()) }
        return made
      }
    }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == 2000)
  }

  @Test func closingDoesWhatWasQueued() throws {
    let store = try TestStore()
    let database = try store.database
    let release = database.holdWriter()
    let sink = Collector()
    for number in 0..<50 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
    }
    release.set()
    store.close()
    #expect(sink.taken.flatMap { codes($0) } == Array(repeating: .ok, count: 50))
    #expect(try store.open().read { (reader) throws(Status) in try reader.count() } == 50)
  }

  @Test func theLogStaysBoundedWhileWritersNeverRest() throws {
    let store = try TestStore {
      $0.checkpointPages = 100
      $0.checkpointPagesMax = 400
    }
    let database = try store.database
    let sink = Collector()
    var most = 0
    for number in 0..<6000 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        try writer.execute(
          "INSERT INTO item (number, name, filler) VALUES ($1, $2, randomblob(1000))",
          .integer(Int64(number)), .text("n\(number)"))
      }
      if number % 50 == 0 { _ = try sink.wait(for: number - 200) }
      most = max(most, database.counters.logPages.value)
    }
    _ = try sink.wait(for: 6000)
    #expect(database.counters.checkpoints.value > 5)
    #expect(most < 2500, "the log held \(most) pages")
  }

  @Test func aLongLogIsCutWhenThereIsNothingToDo() throws {
    let store = try TestStore {
      $0.checkpointPages = 20
      $0.checkpointPagesMax = 50
    }
    let database = try store.database
    // A reader that stays in the past keeps the log from starting over.
    let reader = try #require(try database.openBurstReader())
    try reader.begin()
    _ = try reader.read { (reader) throws(Status) in try reader.count() }
    for number in 0..<100 {
      try database.write { (writer) throws(Status) in
        try writer.execute(
          "INSERT INTO item (number, name, filler) VALUES ($1, $2, zeroblob(3000))",
          .integer(Int64(number)), .text("n\(number)"))
      }
    }
    var info = stat()
    stat(store.file + "-wal", &info)
    #expect(info.st_size > 50 * 4096)
    reader.end()
    let end = Instant.now().adding(nanoseconds: 10_000_000_000)
    while info.st_size > 0 && Instant.now() < end {
      usleep(20_000)
      stat(store.file + "-wal", &info)
    }
    #expect(info.st_size == 0)
  }
}
