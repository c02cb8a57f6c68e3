import Glibc
import Logging
import PCRM
import PCRMCore
import PCRMTesting
import RPC
import SQLiteStorage
import Storage

/// The real server in process, on a store that can be stopped at once, put back, and looked at.
final class FieldServer {
  let clock: ManualClock
  private let folder = ProofFolder()
  private var lives = 0
  private var live: Live
  private var tokens: [String]

  /// One run of the program on the store.
  private struct Live {
    var path: String
    var database: SQLiteDatabase
    var dispatcher: Dispatcher
    var runner: JobRunner
    var callers: [TestCaller]
  }

  /// Begins on a copy of a store.
  ///
  /// - Parameter tokens: of those who call, in the order in which ``caller(_:)`` counts them.
  init(copyOf file: String?, clock: ManualClock, tokens: [String]) throws {
    self.clock = clock
    self.tokens = tokens
    let path = folder.path + "/0"
    if let file {
      ProofFolder.makeFolder(path)
      ProofFolder.copy(file, to: path + "/pcrm.db")
    }
    live = try Self.begin(path, clock, tokens)
  }

  deinit { live.database.close() }

  var database: SQLiteDatabase { live.database }
  var dispatcher: Dispatcher { live.dispatcher }

  /// Somebody with the token of this number.
  func caller(_ number: Int) -> TestCaller { live.callers[number] }

  /// Silent, unless the environment asks to hear what the server says.
  private static let logger = Logger(label: "proof") { label -> any LogHandler in
    if getenv("PCRM_PROOF_LOG") == nil { return SwiftLogNoOpLogHandler() }
    return StreamLogHandler.standardError(label: label)
  }

  private static func begin(
    _ path: String, _ clock: ManualClock, _ tokens: [String]
  ) throws -> Live {
    var limits = Limits()
    limits.scanThreads = 1
    var options = SQLiteOptions()
    options.writerCacheBytes = 4 << 20
    options.readerCacheBytes = 1 << 20
    options.mappedBytes = 64 << 20
    if getenv("PCRM_PROOF_LOG") != nil { options.report = { print($0) } }
    let database = try SQLiteDatabase.open(
      path: path, migrations: PCRM.migrations, limits: limits, clock: clock, options: options)
    let context = PCRM.Context(
      pages: PageTokens(secret: [UInt8](repeating: 7, count: 32), limits: limits),
      state: ServerState(), descriptors: PCRMFixture.descriptors, version: "0.0.0-proof",
      startTime: clock.now(), database: database)
    let dispatcher = Dispatcher(
      table: ServiceTable(PCRM.services(context)), database: database,
      authenticator: TokenAuthenticator(database, access: context.access),
      journal: StoreJournal(), limits: limits, state: context.state,
      logger: Self.logger)
    let runner = JobRunner(database: database, clock: clock)
    PCRM.handleTimers(runner)
    return Live(
      path: path, database: database, dispatcher: dispatcher, runner: runner,
      callers: try TestCaller.sharing(dispatcher, tokens: tokens))
  }

  /// Makes the administrator of a new store.
  func bootstrap() throws -> String {
    var secret = ""
    try Bootstrap.run(live.database) { secret = $0 }
    try PCRM.begin(live.database)
    return secret
  }

  /// Lets these call from now on.
  func open(as tokens: [String]) throws {
    self.tokens = tokens
    live.callers = try TestCaller.sharing(live.dispatcher, tokens: tokens)
  }

  /// Runs every timer that is due.
  func runTimers() {
    var rounds = 0
    while live.runner.runRound() > 0 && rounds < 200 { rounds += 1 }
  }

  /// Stops as if the power had gone, and begins again with what was on the disk.
  func crash() throws {
    let path = nextPath()
    ProofFolder.makeFolder(path)
    // Nobody writes at the moment, so the log is not begun anew between the two.
    ProofFolder.copy(live.path + "/pcrm.db", to: path + "/pcrm.db")
    ProofFolder.copy(live.path + "/pcrm.db-wal", to: path + "/pcrm.db-wal")
    try change(to: path)
  }

  /// Writes a backup.
  func backup() throws -> String {
    lives += 1
    let path = folder.path + "/backup-\(lives)"
    _ = try live.database.backup(to: path)
    return path
  }

  /// Puts a backup in the place of the store.
  ///
  /// - Parameter keepingEpoch: as a program would that takes the backup for the lost store itself.
  func restore(_ backup: String, keepingEpoch: Bool = false) throws {
    let path = nextPath()
    ProofFolder.makeFolder(path)
    if keepingEpoch {
      ProofFolder.copy(backup, to: path + "/pcrm.db")
    } else {
      _ = try SQLiteDatabase.restore(
        backup: backup, into: path, migrations: PCRM.migrations, clock: clock)
    }
    try change(to: path)
  }

  private func nextPath() -> String {
    lives += 1
    return folder.path + "/\(lives)"
  }

  private func change(to path: String) throws {
    live.callers = []
    live.database.close()
    ProofFolder.remove(live.path)
    live = try Self.begin(path, clock, tokens)
    try PCRM.begin(live.database)
  }

  /// The epoch, and the newest place in the sequence: what a backup that is taken now holds.
  func standing() throws -> (epoch: String, sequence: Int64) {
    try database.read { (reader) throws(Status) in
      let epoch = try reader.epoch() ?? BackupEpoch(high: 0, low: 0)
      let sequence = try reader.first("SELECT seq FROM sync_state") { (row) throws(Status) in
        row.integer(0)
      }
      return (epoch.text, sequence ?? 0)
    }
  }

  /// Erases what field sync holds of a customer.
  func erase(_ id: CustomerID) throws {
    try database.write { (writer) throws(Status) in try writer.eraseFromSync(id) }
    let runner = JobRunner(database: database, clock: clock)
    runner.handle(SyncErasure.kind, SyncErasure.step)
    while runner.runRound() > 0 {}
    let left = try database.read { (reader) throws(Status) in try reader.syncErasures() }
    if !left.isEmpty { throw Status(.unavailable, "the disk is full before all is erased") }
  }

  /// Lets the store grow no further, or lets it grow again.
  func fill(_ isFull: Bool) {
    // A number below what there is means "no more than there is".
    let bound: SQL =
      isFull ? "PRAGMA max_page_count = 1" : "PRAGMA max_page_count = 1073741823"
    _ = try? database.write { (writer) throws(Status) in try writer.execute(bound) }
  }

  /// Stops, so that the log is folded into the database, and gives the store's files.
  func files() -> [(name: String, bytes: [UInt8])] {
    live.callers = []
    live.database.close()
    return ProofFolder.names(live.path).map { name in
      (name, ProofFolder.bytes(live.path + "/" + name))
    }
  }
}

extension ProofFolder {
  /// Makes a folder for its owner alone.
  static func makeFolder(_ path: String) { mkdir(path, 0o700) }
}

extension [UInt8] {
  /// Whether some bytes stand in these.
  func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return true }
    return withUnsafeBytes { all in
      guard let start = all.baseAddress else { return false }
      var place = 0
      while place + needle.count <= all.count,
        let found = memchr(start + place, Int32(first), all.count - place - needle.count + 1)
      {
        if memcmp(found, needle, needle.count) == 0 { return true }
        place = UnsafeRawPointer(found) - start + 1
      }
      return false
    }
  }
}
