import CSQLite
import Glibc
import PCRMCore
import Storage

/// One SQLite session with its prepared statements; one thread at a time uses it.
final class SQLiteConnection: Connection {
  /// What a connection is for.
  enum Role {
    case writer
    case reader
    case checkpointer
  }

  /// The size of a page, which a database keeps for life.
  static let pageBytes = 4096

  let handle: OpaquePointer
  let options: SQLiteOptions
  private var cache = StatementCache()
  /// What an interrupted statement fails with: whoever interrupts says why.
  var interruption = Status.cancelled
  /// Whether somebody waits for what the session is at; nil = always.
  var mayGoOn: (() -> Bool)?
  /// Statements begun that were not mere reads: how the group commit tells a job that has written.
  private(set) var writes = 0
  /// Whether it is at a statement of ``step(_:)``, which nobody interrupts.
  private(set) var isStepping = false
  /// The last code that was not a success; the group commit looks at it.
  private(set) var lastFault: Int32 = SQLITE_OK

  init(file: String, role: Role, options: SQLiteOptions) throws(Status) {
    _ = Self.library
    self.options = options
    let mode =
      role == .reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      file, &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, options.fileSystem)
    guard code == SQLITE_OK, let handle = opened else {
      sqlite3_close_v2(opened)
      options.report("cannot open the database: \(String(cString: sqlite3_errstr(code)))")
      throw Status(
        .unavailable,
        "data: the database file cannot be opened (\(String(cString: sqlite3_errstr(code)))); "
          + "check that the folder exists and belongs to the server's user",
        ErrorInfo(reason: "STORAGE_UNAVAILABLE", field: "data"))
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, Int32(clamping: options.busyMilliseconds))
    try configure(role)
  }

  deinit {
    cache.removeAll()
    sqlite3_close_v2(handle)
  }

  private func configure(_ role: Role) throws(Status) {
    let cache = role == .writer ? options.writerCacheBytes : options.readerCacheBytes
    var pragmas = [
      "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY", "trusted_schema = OFF",
      "mmap_size = \(options.mappedBytes)", "cache_size = -\(cache / 1024)",
    ]
    if role != .reader {
      pragmas += [
        "page_size = \(Self.pageBytes)", "journal_mode = WAL", "synchronous = FULL",
        "wal_autocheckpoint = 0",
      ]
    }
    if role == .writer { pragmas += ["journal_size_limit = 67108864"] }
    for pragma in pragmas { try execute("PRAGMA " + pragma) }
  }

  /// Refuses to go on unless an acknowledged write will survive a power cut, and an erased text is erased.
  func assertDurable() throws(Status) {
    for (name, expected) in [
      ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1"),
    ] {
      var found = ""
      try run(SQL(built: "PRAGMA " + name), []) { (row) throws(Status) in
        found = row.text(0)
        return false
      }
      guard found == expected else {
        throw .precondition(
          "NOT_DURABLE", name,
          "SQLite answers '\(found)' where '\(expected)' is needed; the server does not start "
            + "where a power cut could lose what it has answered")
      }
    }
  }

  // MARK: Connection

  func checkMayGoOn() throws(Status) {
    if let mayGoOn, !mayGoOn() { throw interruption }
  }

  @discardableResult
  func run(
    _ sql: SQL, _ arguments: [Value], _ row: (any Row) throws(Status) -> Bool
  ) throws(Status) -> Int {
    let lease = try lease(sql.sqlite)
    let statement = lease.statement
    guard statement.bind(arguments) else {
      options.report("\(arguments.count) arguments do not fit: \(statement.text)")
      throw .internalError
    }
    if !statement.isReadOnly { writes += 1 }
    var wantsMore = true
    while true {
      switch sqlite3_step(statement.pointer) {
      case SQLITE_ROW:
        if wantsMore { wantsMore = try row(statement) }
        // What a write still has to do is done at its last step, so it is not left before.
        if !wantsMore && statement.isReadOnly { return 0 }
      case SQLITE_DONE:
        return statement.isReadOnly ? 0 : Int(sqlite3_changes64(handle))
      case let code:
        throw failure(code, statement.text)
      }
    }
  }

  /// Runs a text that answers nothing.
  func execute(_ text: String) throws(Status) {
    try run(SQL(built: text), []) { (_) throws(Status) in true }
  }

  /// Runs a literal that begins or ends a transaction, for the result code.
  func step(_ text: StaticString) -> Int32 {
    isStepping = true
    defer { isStepping = false }
    do throws(Status) {
      let lease = try lease(.fixed(text))
      let code = sqlite3_step(lease.statement.pointer)
      if code != SQLITE_DONE && code != SQLITE_ROW { lastFault = code }
      return code
    } catch {
      return lastFault
    }
  }

  /// Whether a transaction is open; a fault may have ended it.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Forgets the last fault.
  func clearFault() { lastFault = SQLITE_OK }

  private func lease(_ text: SQL.Text) throws(Status) -> StatementLease {
    if let known = cache[text] {
      options.record?(known.text)
      // A statement in use (a query inside its own rows) is prepared once more, for this run only.
      if !known.isLeased { return StatementLease(known) }
      return StatementLease(try prepare(text))
    }
    let statement = try prepare(text)
    cache.insert(statement, for: text)
    options.record?(statement.text)
    return StatementLease(statement)
  }

  private func prepare(_ text: SQL.Text) throws(Status) -> Statement {
    var text =
      switch text {
      case .fixed(let text): text.description
      case .built(let text): text
      }
    var prepared: OpaquePointer?
    var isWhole = true
    let code = text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, characters.baseAddress, Int32(characters.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
        if let start = characters.baseAddress, let tail {
          isWhole = characters[(tail - start)...].allSatisfy { isspace(Int32($0)) != 0 }
        }
        return code
      }
    }
    guard code == SQLITE_OK, let pointer = prepared else {
      throw failure(code == SQLITE_OK ? SQLITE_MISUSE : code, text, isPreparing: true)
    }
    guard let statement = Statement(pointer, text: text) else {
      options.report("parameters are called $1, $2, …: \(text)")
      throw .internalError
    }
    guard isWhole else {
      options.report("more than one statement in: \(text)")
      throw .internalError
    }
    return statement
  }

  private func failure(_ code: Int32, _ text: String, isPreparing: Bool = false) -> Status {
    // What comes of a transaction that a failing disk has ended is no fault of its own.
    if !SQLiteFault.endsTransactions(lastFault) || SQLiteFault.endsTransactions(code) {
      lastFault = code
    }
    let fault = SQLiteFault(
      code, message: String(cString: sqlite3_errmsg(handle)),
      systemError: sqlite3_system_errno(handle))
    if fault.isInterrupt { return interruption }
    if let line = fault.report(text, isPreparing: isPreparing) { options.report(line) }
    return fault.status
  }

  /// Sets up the library once a process: statistics cost a lock on every allocation.
  private static let library: Int32 = {
    _ = pcrm_sqlite3_memory_statistics_off()
    return sqlite3_initialize()
  }()
}
