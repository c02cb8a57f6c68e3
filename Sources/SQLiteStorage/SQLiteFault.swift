import CSQLite
import Glibc
import PCRMCore

/// A result code of SQLite, and what it means to a caller.
struct SQLiteFault {
  let code: Int32
  /// SQLite's own words: names of tables and columns, and at times a value.
  let message: String
  /// The system's number for what failed beneath SQLite; 0 where it does not matter.
  let systemError: Int32

  init(_ code: Int32, message: String, systemError: Int32 = 0) {
    self.code = code
    self.message = message
    self.systemError = systemError
  }

  private var primary: Int32 { code & 0xff }

  /// Whether there is no room: SQLite says so of its own files, but calls it an I/O error where the index of the log,
  /// which readers share, cannot grow.
  private var isFull: Bool {
    if primary == SQLITE_FULL { return true }
    let isOfTheSystem = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN
    return isOfTheSystem && (systemError == ENOSPC || systemError == EDQUOT)
  }

  var isInterrupt: Bool { primary == SQLITE_INTERRUPT }

  /// Whether the disk or its files failed, so that the connection is opened anew.
  static func isOfTheDisk(_ code: Int32) -> Bool {
    [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_PROTOCOL, SQLITE_NOTADB]
      .contains(code & 0xff)
  }

  /// Whether the store may have ended the transaction by itself.
  static func endsTransactions(_ code: Int32) -> Bool {
    isOfTheDisk(code) || [SQLITE_FULL, SQLITE_NOMEM].contains(code & 0xff)
  }

  /// What the caller is told.
  var status: Status {
    if isFull {
      return Status(
        .resourceExhausted, "the disk is full; nothing was written, try again later",
        ErrorInfo(reason: "STORAGE_FULL"))
    }
    return switch (primary, code) {
    case (SQLITE_CONSTRAINT, Self.unique), (SQLITE_CONSTRAINT, Self.primaryKey),
      (SQLITE_CONSTRAINT, Self.rowID):
      constraint(.alreadyExists, "ALREADY_EXISTS", "there is one with this value already")
    case (SQLITE_CONSTRAINT, Self.foreignKey):
      constraint(
        .failedPrecondition, "REFERENCE_MISSING",
        "it names something that is not there, or is still named by something else")
    case (SQLITE_CONSTRAINT, Self.check):
      constraint(.invalidArgument, "CONSTRAINT_BROKEN", "a value is outside of what is allowed")
    case (SQLITE_BUSY, _), (SQLITE_LOCKED, _):
      Status(
        .unavailable, "the database is busy; try again",
        ErrorInfo(reason: "STORAGE_BUSY"))
    case (SQLITE_CORRUPT, _), (SQLITE_NOTADB, _):
      Self.damaged
    default:
      .internalError
    }
  }

  /// A file that is no database, or one no longer.
  static let damaged = Status(
    .dataLoss, "data: the database file is damaged; stop the server and restore a backup",
    ErrorInfo(reason: "STORAGE_DAMAGED", field: "data"))

  /// What the log is told; nil for what is the caller's affair alone.
  ///
  /// A failing step may quote a value (a search text, a path in a JSON document), so its words stay out.
  func report(_ text: String, isPreparing: Bool) -> String? {
    switch status.code {
    case .alreadyExists, .failedPrecondition, .invalidArgument: return nil
    default:
      let isQuoting = primary == SQLITE_ERROR && !isPreparing
      let words = isQuoting ? String(cString: sqlite3_errstr(code)) : message
      return "sqlite \(code) (\(words)) in: \(text)"
    }
  }

  private func constraint(_ code: StatusCode, _ reason: String, _ problem: String) -> Status {
    // "UNIQUE constraint failed: customer.email" → "customer.email"
    let name = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init)
    let status = Status(code, problem, ErrorInfo(reason: reason))
    return name.map { status.with("constraint", $0) } ?? status
  }

  // The header computes these with macros that Swift does not read.
  private static let check = SQLITE_CONSTRAINT | 1 << 8
  private static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
  private static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
  private static let unique = SQLITE_CONSTRAINT | 8 << 8
  private static let rowID = SQLITE_CONSTRAINT | 10 << 8
}
