import Dispatch
import Glibc
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite struct BackupTests {
  @Test func aBackupTakenUnderLoadHoldsAPrefixOfWhatWasAnswered() throws {
    let store = try TestStore {
      $0.checkpointPages = 50
      $0.checkpointPagesMax = 200
    }
    let database = try store.database
    let epoch = try database.read { (reader) throws(Status) in try reader.epoch() }
    let answered = Atomic<Int64>(0)
    let isOver = Atomic(false)
    let load = DispatchQueue(label: "load")
    let other = TestStorePath()
    load.async {
      var number: Int64 = 0
      while !isOver.load(ordering: .relaxed) {
        number += 1
        let mine = number
        _ = try? database.write { (writer) throws(Status) in
          try writer.execute(
            "INSERT INTO item (number, name, filler) VALUES ($1, $2, zeroblob(3000))",
            .integer(mine), .text("n\(mine)"))
        }
        answered.store(mine, ordering: .sequentiallyConsistent)
      }
    }
    for round in 0..<5 {
      usleep(30_000)
      let path = "\(store.folder)/backup-\(round)"
      let before = answered.load(ordering: .sequentiallyConsistent)
      let report = try database.backup(to: path)
      let after = answered.load(ordering: .sequentiallyConsistent)
      #expect(report.epoch == epoch)
      #expect(access(path + "-wal", F_OK) != 0 && access(path + ".partial", F_OK) != 0)
      let restored = try SQLiteDatabase.restore(
        backup: path, into: "\(other.path)-\(round)", migrations: TestStore.migrations)
      #expect(restored.epoch != epoch)
      #expect(restored.aside == nil)
      let copy = try SQLiteDatabase.open(
        path: "\(other.path)-\(round)", migrations: TestStore.migrations)
      let (count, last, newEpoch) = try copy.read { (reader) throws(Status) in
        let last = try reader.first("SELECT coalesce(max(number), 0) FROM item") {
          (row) throws(Status) in row.integer(0)
        }
        return (try reader.count(), last ?? 0, try reader.epoch())
      }
      #expect(count == last, "a gap in the history")
      #expect(last >= before && last <= after + 1, "\(before) ≤ \(last) ≤ \(after) + 1")
      #expect(newEpoch == restored.epoch)
      #expect(try copy.verify() == [])
      copy.close()
      removeFolder("\(other.path)-\(round)")
    }
    isOver.store(true, ordering: .relaxed)
    load.sync {}
    #expect(answered.load(ordering: .relaxed) > 20)
  }

  @Test func aBackupNeedsNoServerAndMindsNone() throws {
    let store = try TestStore()
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "a") }
    for name in ["/beside", "/alone"] {
      let report = try SQLiteDatabase.backup(
        folder: store.folder, to: store.folder + name, migrations: TestStore.migrations)
      #expect(report.pages > 3)
      store.close()
    }
    let nothing = #expect(throws: Status.self) {
      try SQLiteDatabase.backup(
        folder: "/tmp/none", to: store.folder + "/none", migrations: TestStore.migrations)
    }
    #expect(nothing?.info.reason == "DATA_FOLDER")
  }

  @Test func aBackupNeverReplacesAFile() throws {
    let store = try TestStore()
    let path = store.folder + "/backup"
    _ = try store.database.backup(to: path)
    let failure = #expect(throws: Status.self) { try store.database.backup(to: path) }
    #expect(failure?.info.reason == "FILE_EXISTS")
    let nowhere = #expect(throws: Status.self) { try store.database.backup(to: "/proc/none/b") }
    #expect(nowhere?.info.reason == "DATA_FOLDER")
  }

  @Test func aRestoreKeepsTheOldFileAside() throws {
    let store = try TestStore()
    let path = store.folder + "/backup"
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "in the backup") }
    _ = try store.database.backup(to: path)
    try store.database.write { (writer) throws(Status) in try writer.insert(2, "after it") }
    let inUse = #expect(throws: Status.self) {
      try SQLiteDatabase.restore(
        backup: path, into: store.folder, migrations: TestStore.migrations)
    }
    #expect(inUse?.info.reason == "DATA_IN_USE")
    store.close()
    let report = try SQLiteDatabase.restore(
      backup: path, into: store.folder, migrations: TestStore.migrations)
    let names = try store.open().read { (reader) throws(Status) in try reader.names() }
    #expect(names == ["in the backup"])
    let old = try SQLiteConnection(
      file: try #require(report.aside), role: .reader, options: SQLiteOptions())
    let kept = try Reader(connection: old, now: SystemClock().now()).names()
    #expect(kept == ["in the backup", "after it"])
  }

  @Test func aRestoreOverACrashedServerKeepsItsLog() throws {
    let store = try TestStore()
    let backup = store.folder + "/backup"
    _ = try store.database.backup(to: backup)
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "in the log only") }
    // What a kill leaves: the file, and its log beside it.
    let crashed = TestStorePath()
    mkdir(crashed.path, 0o700)
    for name in ["/pcrm.db", "/pcrm.db-wal"] {
      try copyFile(store.folder + name, crashed.path + name)
    }
    let report = try SQLiteDatabase.restore(
      backup: backup, into: crashed.path, migrations: TestStore.migrations)
    let old = try SQLiteConnection(
      file: try #require(report.aside), role: .reader, options: SQLiteOptions())
    #expect(
      try Reader(connection: old, now: SystemClock().now()).names() == ["in the log only"])
  }

  @Test func damagedNewerAndForeignFilesAreRefusedAndTheFolderIsLeftAlone() throws {
    let store = try TestStore()
    try store.database.write { (writer) throws(Status) in
      for number in 0..<500 { try writer.insert(Int64(number), "number \(number)") }
    }
    let good = store.folder + "/good"
    _ = try store.database.backup(to: good)
    store.close()
    let newer = try TestStore(
      migrations: TestStore.migrations + [Migration(3, "later", ["CREATE TABLE later (n INTEGER)"])]
    )
    _ = try newer.database.backup(to: newer.folder + "/newer")
    try copyFile(good, store.folder + "/torn") { $0.removeLast($0.count / 2) }
    try copyFile(good, store.folder + "/flipped") { bytes in
      for index in stride(from: 4096 * 3, to: bytes.count, by: 512) { bytes[index] ^= 0xff }
    }
    try copyFile(good, store.folder + "/text") {
      $0 = Array("not a database, but long enough".utf8)
    }
    try copyFile(good, store.folder + "/empty") { $0 = [] }
    for (path, reason) in [
      (store.folder + "/torn", "BACKUP_DAMAGED"), (store.folder + "/flipped", "BACKUP_DAMAGED"),
      (store.folder + "/text", "BACKUP_DAMAGED"), (store.folder + "/empty", "BACKUP_DAMAGED"),
      (newer.folder + "/newer", "SCHEMA_NEWER"), (store.folder + "/missing", "DATA_FOLDER"),
    ] {
      let failure = #expect(throws: Status.self, "\(path)") {
        try SQLiteDatabase.restore(
          backup: path, into: store.folder, migrations: TestStore.migrations)
      }
      #expect(failure?.info.reason == reason, "\(path)")
    }
    #expect(try store.open().read { (reader) throws(Status) in try reader.count() } == 500)
  }

  @Test func verifyFindsWhatIsWrong() throws {
    let store = try TestStore()
    try store.database.write { (writer) throws(Status) in
      for number in 0..<2000 { try writer.insert(Int64(number), "number \(number)") }
    }
    let check: VerificationCheck = { (reader) throws(Status) in
      try reader.count() == 2000 ? [] : ["items: their number is off"]
    }
    #expect(try store.database.verify([check]) == [])
    try store.database.write { (writer) throws(Status) in
      try writer.execute("DELETE FROM item WHERE number = 7")
    }
    #expect(try store.database.verify([check]) == ["items: their number is off"])
    #expect(
      try SQLiteDatabase.verify(path: store.folder, migrations: TestStore.migrations) == [],
      "beside a running server")
    store.close()
    #expect(
      try SQLiteDatabase.verify(path: store.folder, migrations: TestStore.migrations) == [],
      "without one")
    do {
      let connection = try SQLiteConnection(
        file: store.file, role: .writer, options: SQLiteOptions())
      try connection.execute("PRAGMA foreign_keys = OFF")
      try connection.execute("UPDATE item SET parent = 100000 WHERE number = 5")
    }
    #expect(
      try SQLiteDatabase.verify(path: store.folder, migrations: TestStore.migrations)
        == ["reference: a row of item names a missing item"])
    try copyFile(store.file, store.file) { bytes in
      for index in stride(from: 4096 * 8, to: 4096 * 12, by: 100) { bytes[index] ^= 0xff }
    }
    let problems = try SQLiteDatabase.verify(
      path: store.folder, migrations: TestStore.migrations)
    #expect(problems.first?.hasPrefix("file: ") == true)
  }
}

/// A path of its own, and whatever comes to lie there.
private final class TestStorePath {
  let path = "/tmp/pcrm-test-\(getpid())-\(UInt64.random(in: .min ... .max))"
  deinit { removeFolder(path) }
}

/// Copies a file's bytes, changed on the way.
func copyFile(_ from: String, _ to: String, change: (inout [UInt8]) -> Void = { _ in }) throws {
  let file = try #require(fopen(from, "rb"))
  fseek(file, 0, SEEK_END)
  var bytes = [UInt8](repeating: 0, count: ftell(file))
  rewind(file)
  fread(&bytes, 1, bytes.count, file)
  fclose(file)
  change(&bytes)
  let copy = try #require(fopen(to, "wb"))
  fwrite(bytes, 1, bytes.count, copy)
  fclose(copy)
}
