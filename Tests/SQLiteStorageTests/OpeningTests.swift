import CSQLite
import Glibc
import PCRMCore
import ProtobufCodec
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite struct OpeningTests {
  @Test func theWriterIsDurable() throws {
    let store = try TestStore()
    let pragmas = try store.database.write { (writer) throws(Status) in
      var found: [String] = []
      for name in [
        "journal_mode", "synchronous", "foreign_keys", "secure_delete", "wal_autocheckpoint",
        "temp_store", "trusted_schema",
      ] {
        found += try writer.reader.all(SQL(built: "PRAGMA \(name)"), []) { (row) throws(Status) in
          "\(name)=\(row.text(0))"
        }
      }
      return found
    }
    #expect(
      pragmas == [
        "journal_mode=wal", "synchronous=2", "foreign_keys=1", "secure_delete=1",
        "wal_autocheckpoint=0", "temp_store=2", "trusted_schema=0",
      ])
  }

  @Test(
    "A writer that would lose answered writes does not start",
    arguments: [
      "synchronous = NORMAL", "synchronous = OFF", "foreign_keys = OFF", "secure_delete = FAST",
    ])
  func refusesWhatIsNotDurable(pragma: String) throws {
    let store = try TestStore()
    let connection = try SQLiteConnection(file: store.file, role: .writer, options: SQLiteOptions())
    try connection.assertDurable()
    try connection.execute("PRAGMA " + pragma)
    let failure = #expect(throws: Status.self) { try connection.assertDurable() }
    #expect(failure?.info.reason == "NOT_DURABLE")
    #expect(failure?.message.hasPrefix(pragma.prefix { $0 != " " }) == true)
  }

  @Test func aSecondServerIsRefusedUntilTheFirstIsGone() throws {
    let store = try TestStore()
    let failure = #expect(throws: Status.self) {
      try SQLiteDatabase.open(path: store.folder, migrations: TestStore.migrations)
    }
    #expect(failure?.code == .failedPrecondition)
    #expect(failure?.info.reason == "DATA_IN_USE")
    #expect(failure?.message.contains("process \(getpid())") == true)
    store.close()
    try store.open()
  }

  @Test func aNewerSchemaIsRefusedAndLeftAlone() throws {
    let store = try TestStore(
      migrations: TestStore.migrations + [Migration(3, "later", ["CREATE TABLE later (n INTEGER)"])]
    )
    store.close()
    let failure = #expect(throws: Status.self) { try store.open() }
    #expect(failure?.info.reason == "SCHEMA_NEWER")
    #expect(failure?.message.contains("its schema is 3, this program knows 2") == true)
  }

  @Test(
    "A released migration that was edited is noticed",
    arguments: [
      ("its text", Migration(2, "tests", ["CREATE TABLE item (n INTEGER)"])),
      ("its name", Migration(2, "test", TestStore.tables.statements)),
      ("a statement more", Migration(2, "tests", TestStore.tables.statements + ["SELECT 1"])),
    ])
  func refusesAnEditedMigration(what: String, edited: Migration) throws {
    let store = try TestStore()
    store.close()
    let failure = #expect(throws: Status.self) {
      try store.open(migrations: Migration.base + [edited])
    }
    #expect(failure?.info.reason == "SCHEMA_CHANGED")
  }

  @Test func migrationsAreAppliedOnceAndInOrder() throws {
    let store = try TestStore()
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "kept") }
    store.close()
    let more = Migration(
      3, "more",
      [
        "ALTER TABLE item ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE m (n {key}) {strict}",
      ])
    let database = try store.open(migrations: TestStore.migrations + [more])
    let applied = try database.read { (reader) throws(Status) in
      try reader.all("SELECT number, name FROM schema_migration ORDER BY number") {
        (row) throws(Status) in "\(row.integer(0)) \(row.text(1))"
      }
    }
    #expect(applied == ["1 tables of the store", "2 tests", "3 more"])
    #expect(try database.read { (reader) throws(Status) in try reader.names() } == ["kept"])
  }

  @Test func aMigrationThatFailsLeavesNothing() throws {
    let store = try TestStore()
    store.close()
    let broken = Migration(
      3, "broken", ["CREATE TABLE half (n INTEGER)", "CREATE TABLE item (n INT)"])
    #expect(throws: Status.self) { try store.open(migrations: TestStore.migrations + [broken]) }
    let database = try store.open()
    let tables = try database.read { (reader) throws(Status) in
      try reader.all("SELECT name FROM sqlite_schema WHERE name = 'half'") {
        (row) throws(Status) in row.text(0)
      }
    }
    #expect(tables == [])
  }

  @Test func numbersWithAGapAndUnknownTypeWordsAreFaultsOfTheProgram() throws {
    for migrations in [
      Migration.base + [Migration(3, "gap", [])],
      Migration.base + [Migration(2, "word", ["CREATE TABLE a (b {bigstring})"])],
    ] {
      let failure = #expect(throws: Status.self) { try TestStore(migrations: migrations) }
      #expect(failure?.code == .internal)
    }
  }

  @Test func typeWordsAreFilledInByDialect() throws {
    let migration = Migration(
      9, "words",
      ["CREATE TABLE t (a {key}, b {bigint}, c {bytes} DEFAULT '{}', d {real}) {strict}"])
    #expect(
      try migration.texts(for: .sqlite)
        == ["CREATE TABLE t (a BLOB, b INTEGER, c BLOB DEFAULT '{}', d REAL) STRICT"])
    #expect(
      try migration.texts(for: .postgres)
        == ["CREATE TABLE t (a BYTEA, b BIGINT, c BYTEA DEFAULT '{}', d DOUBLE PRECISION) "])
  }

  @Test func onlyTheOwnerReadsTheFiles() throws {
    let store = try TestStore()
    try store.database.write { (writer) throws(Status) in try writer.insert(1, "a") }
    for name in ["", "/pcrm.db", "/pcrm.db-wal", "/pcrm.db-shm", "/lock"] {
      var info = stat()
      #expect(stat(store.folder + name, &info) == 0, "\(name)")
      #expect(info.st_mode & 0o077 == 0, "\(name) is open to others")
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() {
    let failure = #expect(throws: Status.self) {
      try SQLiteDatabase.open(path: "/proc/none/data", migrations: Migration.base)
    }
    #expect(failure?.info.reason == "DATA_FOLDER")
    #expect(failure?.message.contains("/proc/none/data") == true)
  }

  @Test func aCleanStopLeavesOneFileAndItsLock() throws {
    for _ in 0..<20 {
      let store = try TestStore()
      try store.database.write { (writer) throws(Status) in try writer.insert(1, "a") }
      #expect(access(store.file + "-wal", F_OK) == 0)
      store.close()
      #expect(access(store.file + "-wal", F_OK) != 0)
      #expect(access(store.file + "-shm", F_OK) != 0)
    }
  }

  @Test func aDamagedFileIsNamedAsSuch() throws {
    let store = try TestStore()
    store.close()
    for damage in ["no database at all", String(repeating: "x", count: 9000)] {
      try copyFile(store.file, store.file) { $0 = Array(damage.utf8) }
      let failure = #expect(throws: Status.self) { try store.open() }
      #expect(failure?.code == .dataLoss)
      #expect(failure?.info.reason == "STORAGE_DAMAGED")
    }
  }

  /// Would catch a full disk that nobody recognises: the index of the log, which readers share, cannot grow.
  @Test func aFullDiskIsOneWhereverItShows() {
    let index = SQLITE_IOERR | 19 << 8
    for (code, system) in [
      (SQLITE_FULL, 0), (index, ENOSPC), (SQLITE_CANTOPEN, EDQUOT), (SQLITE_IOERR, ENOSPC),
    ] {
      let status = SQLiteFault(code, message: "disk I/O error", systemError: system).status
      #expect(status.code == .resourceExhausted && status.info.reason == "STORAGE_FULL")
    }
    for (code, system) in [(index, EIO), (SQLITE_IOERR, 0), (SQLITE_ERROR, ENOSPC)] {
      #expect(SQLiteFault(code, message: "", systemError: system).status == .internalError)
    }
  }

  @Test func theEpochStaysAcrossRestarts() throws {
    let store = try TestStore()
    let first = try store.database.read { (reader) throws(Status) in try reader.epoch() }
    store.close()
    let second = try store.open().read { (reader) throws(Status) in try reader.epoch() }
    #expect(first != nil)
    #expect(first == second)
  }

  @Test func afterCloseEverythingIsRefused() throws {
    let store = try TestStore()
    let database = try store.database
    store.close()
    #expect(throws: WriteQueue.closed) { try database.write { (_) throws(Status) in } }
    #expect(throws: WriteQueue.closed) { try database.read { (_) throws(Status) in } }
  }
}
