import CRecordingDisk
import CSQLite
import Dispatch
import Foundation
import Glibc
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

/// Failing disks, power cuts and kills. One after the other: the recording disk is one a process.
@Suite(.serialized) struct DurabilityTests {
  init() { recording_register() }

  private func store() throws -> TestStore {
    try TestStore { $0.fileSystem = "recording" }
  }

  @Test func anAnsweredWriteCostsOneForcedWrite() throws {
    let store = try store()
    let database = try store.database
    try database.write { (writer) throws(Status) in try writer.insert(0, "warm") }
    let before = recording_sync_count()
    for number in 1...20 {
      try database.write { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
    }
    #expect(recording_sync_count() - before == 20)
    let release = database.holdWriter()
    let sink = Collector()
    let group = recording_sync_count()
    for number in 100..<164 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
    }
    release.set()
    _ = try sink.wait(for: 64)
    #expect(recording_sync_count() - group == 1, "64 writes, one forced write")
  }

  @Test(
    "A group whose commit fails on the disk is not answered as stored",
    arguments: [
      ("sync", SQLITE_IOERR | 4 << 8, StatusCode.internal),
      ("write", SQLITE_IOERR | 3 << 8, .internal), ("write", SQLITE_FULL, .resourceExhausted),
    ])
  func aFailingDisk(call: String, code: Int32, expected: StatusCode) throws {
    let store = try store()
    let database = try store.database
    defer {
      recording_fail_syncs(0, 0, 0)
      recording_fail_writes(0, 0, 0)
    }
    try database.write { (writer) throws(Status) in try writer.insert(0, "before") }
    let fail = call == "sync" ? recording_fail_syncs : recording_fail_writes

    // For good: nothing is answered as stored, by the group or singly.
    let release = database.holdWriter()
    let sink = Collector()
    for number in 1...3 {
      database.write(UInt32(number), sink) { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
    }
    fail(0, -1, code)
    release.set()
    let groups = try sink.wait(for: 3)
    #expect(codes(groups[0]) == [expected, expected, expected])
    #expect(database.counters.reruns.value == 1)
    #expect(try database.read { (reader) throws(Status) in try reader.names() } == ["before"])

    // The disk is well again: service resumes, without a restart.
    fail(0, 0, 0)
    try database.write { (writer) throws(Status) in try writer.insert(4, "after") }

    // Once: the group fails, each of its jobs is run again and stored.
    let secondRelease = database.holdWriter()
    let second = Collector()
    for number in 5...7 {
      database.write(UInt32(number), second) { (writer) throws(Status) in
        try writer.insert(Int64(number), "n\(number)")
      }
    }
    fail(0, 1, code)
    secondRelease.set()
    #expect(codes(try second.wait(for: 3)[0]) == [.ok, .ok, .ok])
    #expect(
      try database.read { (reader) throws(Status) in try reader.names() }
        == ["before", "after", "n5", "n6", "n7"])
    #expect(try database.verify() == [])
    store.close()
    #expect(try store.open().read { (reader) throws(Status) in try reader.count() } == 5)
  }

  @Test func aCheckpointThatFailsHoldsUpNobodyAndIsTriedAgain() throws {
    let store = try TestStore {
      $0.fileSystem = "recording"
      $0.checkpointPages = 20
      $0.checkpointPagesMax = 60
    }
    let database = try store.database
    defer { recording_fail_syncs(0, 0, 0) }
    for number in 0..<300 {
      if number % 50 == 10 { recording_fail_syncs(Int32(number % 3), 2, SQLITE_IOERR | 4 << 8) }
      // Some of these fail, as their own sync may be the one that is hit.
      _ = try? database.write { (writer) throws(Status) in
        try writer.execute(
          "INSERT INTO item (number, name, filler) VALUES ($1, $2, zeroblob(2000))",
          .integer(Int64(number)), .text("n\(number)"))
      }
    }
    recording_fail_syncs(0, 0, 0)
    try database.write { (writer) throws(Status) in try writer.insert(1000, "last") }
    #expect(try database.verify() == [])
    // Six times two syncs were made to fail, and each of them may have been a write's own.
    #expect(try database.read { (reader) throws(Status) in try reader.count() } >= 300 - 12 + 1)
  }

  // MARK: power cuts

  /// Two thousand and thirty in the suite, more in a campaign (`tools/crash-test`).
  static let states = environment("PCRM_CRASH_STATES", 2000)
  static let kills = environment("PCRM_CRASH_KILLS", 30)

  @Test func noPowerCutLosesWhatWasAnswered() throws {
    let seed = UInt64(Self.environment("PCRM_CRASH_SEED", Int.random(in: 0..<1 << 32)))
    print("power cuts: \(Self.states) states, seed \(seed)")
    recording_start()
    defer { recording_stop() }
    try workload(seed: seed)
    var cut = PowerCut(seed: seed)
    var random = SplitMix64(seed: seed ^ 1)
    let points = (0..<Self.states).map { _ in Int(random.next() % UInt64(cut.count + 1)) }.sorted()
    let folder = "/dev/shm/pcrm-cut-\(getpid())"
    defer { removeFolder(folder) }
    var most = 0
    for (state, point) in points.enumerated() {
      cut.play(to: point)
      removeFolder(folder)
      mkdir(folder, 0o700)
      cut.leave(in: folder)
      let held = try checkState(folder, answered: cut.marks)
      most = max(most, held)
      if held < 0 {
        Issue.record("state \(state), cut at event \(point) of \(cut.count), seed \(seed)")
        return
      }
    }
    #expect(most > 100, "the last states hold most rows")
    print("power cuts: \(cut.count) writes and syncs recorded, up to \(most) rows held")
  }

  /// Writes from four threads, with small checkpoints, and marks each answer in the record.
  private func workload(seed: UInt64) throws {
    let store = try TestStore {
      $0.fileSystem = "recording"
      $0.checkpointPages = 25
      $0.checkpointPagesMax = 70
    }
    let database = try store.database
    let next = Atomic<Int64>(0)
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      var random = SplitMix64(seed: seed &+ UInt64(thread))
      for _ in 0..<80 {
        let number = next.wrappingAdd(1, ordering: .relaxed).newValue
        let size = Int64(random.next() % 2500)
        do throws(Status) {
          try database.write { (writer) throws(Status) in
            try writer.execute(
              """
              INSERT INTO item (number, name, size, filler)
              VALUES ($1, $2, $3, randomblob($3))
              """, .integer(number), .text("n\(number)"), .integer(size))
            // The other half of the write: it must be there with the first, or not at all.
            try writer.execute(
              """
              INSERT INTO item (number, name, size, filler)
              VALUES (-$1, $2, $3, randomblob($4))
              """, .integer(number), .text("half of n\(number)"), .integer(size),
              .integer(size / 4))
            if number % 5 == 0 {
              try writer.execute(
                "UPDATE item SET filler = randomblob(300) WHERE number BETWEEN $1 - 9 AND $1 - 6",
                .integer(number))
            }
          }
          recording_mark(number)
        } catch {
          Issue.record("a write failed: \(error)")
        }
      }
    }
    // The record ends here; closing would add a last checkpoint, which a cut may hit as well.
    store.close()
  }

  /// Opens what a cut left.
  ///
  /// - Returns: how many writes it holds; −1 when something is wrong.
  private func checkState(_ folder: String, answered: [Int64]) throws -> Int {
    var limits = Limits()
    limits.scanThreads = 1
    do throws(Status) {
      let database = try SQLiteDatabase.open(
        path: folder, migrations: TestStore.migrations, limits: limits)
      defer { database.close() }
      let problems = try database.verify()
      let numbers = try database.read { (reader) throws(Status) in
        Set(try reader.all("SELECT number FROM item") { (row) throws(Status) in row.integer(0) })
      }
      let lost = answered.filter { !numbers.contains($0) }
      let halves = numbers.filter { !numbers.contains(-$0) }
      if problems.isEmpty && lost.isEmpty && halves.isEmpty { return numbers.count / 2 }
      Issue.record("problems \(problems), lost \(lost), halves \(halves)")
    } catch {
      Issue.record("it does not open: \(error)")
    }
    return -1
  }

  // MARK: kills

  @Test func noKillLosesWhatWasAnswered() throws {
    let folder = "/tmp/pcrm-kill-\(getpid())"
    defer { removeFolder(folder) }
    let tables = Migration(2, "crash", CrashTables.statements)
    var answered: Set<Int64> = []
    var recovery: [Double] = []
    var random = SplitMix64(seed: UInt64(Self.environment("PCRM_CRASH_SEED", 11)))
    for kill in 1...max(1, Self.kills) {
      answered.formUnion(try writeUntilKilled(folder, after: 20 + random.next() % 130))
      let start = Instant.now()
      let database = try SQLiteDatabase.open(path: folder, migrations: Migration.base + [tables])
      recovery.append(Double(Instant.now().since(start)) / 1e6)
      let (a, b) = try database.read { (reader) throws(Status) in
        let a = try reader.all("SELECT number FROM crash_a ORDER BY 1") { (row) throws(Status) in
          row.integer(0)
        }
        let b = try reader.all("SELECT number FROM crash_b ORDER BY 1") { (row) throws(Status) in
          row.integer(0)
        }
        return (a, b)
      }
      let problems = try database.verify()
      database.close()
      #expect(problems == [])
      try #require(a == b, "kill \(kill): a write is there by halves")
      // Each seventh write deletes the one that is six before it.
      let lost = answered.subtracting(a).filter { $0 % 7 != 1 }
      try #require(lost.isEmpty, "kill \(kill): answered and lost: \(lost.sorted().prefix(5))")
    }
    recovery.sort()
    let last = recovery[recovery.count * 99 / 100]
    print("kills: \(Self.kills), \(answered.count) writes answered, none lost; open p99 \(last) ms")
    #expect(answered.count > Self.kills)
    #expect(last < 2000)
  }

  /// Starts the program that writes, kills it, and answers which writes it had been told are stored.
  private func writeUntilKilled(_ folder: String, after milliseconds: UInt64) throws -> [Int64] {
    let folderOfTests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let program = URL(fileURLWithPath: folderOfTests).deletingLastPathComponent()
      .appendingPathComponent("pcrm-bench")
    let process = Process()
    process.executableURL = program
    process.arguments = ["crash-writer", folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    // The first answers are waited for, so that every kill hits a writer at work.
    var output = try #require(try pipe.fileHandleForReading.read(upToCount: 64))
    usleep(UInt32(milliseconds) * 1000)
    kill(process.processIdentifier, SIGKILL)
    output += try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    return lines.compactMap { Int64($0) }
  }

  private static func environment(_ name: String, _ otherwise: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? otherwise
  }
}

/// The tables of `pcrm-bench crash-writer`, text for text.
private enum CrashTables {
  static let statements: [SQL] = [
    "CREATE TABLE crash_a (number {bigint} PRIMARY KEY, filler TEXT NOT NULL) {clustered}",
    "CREATE TABLE crash_b (number {bigint} PRIMARY KEY, filler TEXT NOT NULL) {clustered}",
  ]
}
