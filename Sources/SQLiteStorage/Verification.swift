import Glibc
public import PCRMCore
public import Storage

/// Looks a database over: its pages and indexes, its references, its schema, and what the features check themselves.
struct Verification {
  /// Problems listed at most.
  static let problemsMax = 100

  private let connection: SQLiteConnection
  private let migrations: [Migration]

  init(_ connection: SQLiteConnection, _ migrations: [Migration]) {
    self.connection = connection
    self.migrations = migrations
  }

  /// What is wrong, one line each; nothing when all is well. No line quotes a stored value.
  func problems(_ checks: [VerificationCheck] = []) throws(Status) -> [String] {
    var problems: [String] = []
    do throws(Status) {
      try connection.run("PRAGMA integrity_check(100)", []) { (row) throws(Status) in
        if row.text(0) != "ok" { problems.append("file: " + row.text(0)) }
        return true
      }
      try connection.run("PRAGMA foreign_key_check", []) { (row) throws(Status) in
        problems.append("reference: a row of \(row.text(0)) names a missing \(row.text(2))")
        return problems.count < Self.problemsMax
      }
    } catch {
      return problems + ["file: it cannot be read to its end"]
    }
    _ = try Migrator(connection, .sqlite, migrations).check()
    let reader = Reader(connection: connection, now: SystemClock().now())
    for check in checks { problems += try check(reader) }
    return problems
  }
}

/// A feature's own look at what it keeps: one line a problem, without personal data.
public typealias VerificationCheck = @Sendable (Reader) throws(Status) -> [String]

extension SQLiteDatabase {
  /// Looks the store over while it works.
  ///
  /// - Returns: what is wrong, one line each.
  public func verify(_ checks: [VerificationCheck] = []) throws(Status) -> [String] {
    try Verification(try openReader(), migrations).problems(checks)
  }

  /// Looks over the store in the folder at `path`, whether a server runs on it or not.
  ///
  /// - Returns: what is wrong, one line each.
  public static func verify(
    path: String, migrations: [Migration], checks: [VerificationCheck] = [],
    options: SQLiteOptions = SQLiteOptions()
  ) throws(Status) -> [String] {
    try problems(ofFile: path + "/" + fileName, migrations, checks, options)
  }

  /// What is wrong with a database file.
  static func problems(
    ofFile file: String, _ migrations: [Migration], _ checks: [VerificationCheck],
    _ options: SQLiteOptions
  ) throws(Status) -> [String] {
    guard access(file, R_OK) == 0 else { throw DataFolder.failure("read", file) }
    do throws(Status) {
      let connection = try SQLiteConnection(file: file, role: .reader, options: options)
      return try Verification(connection, migrations).problems(checks)
    } catch {
      // A file so damaged that not even its first page is one; the log has SQLite's words.
      guard error.code == .internal || error.code == .dataLoss else { throw error }
      return ["file: it cannot be read as a database of this program"]
    }
  }
}
