import CSQLite
import Glibc
import PCRMCore
import Storage

/// Copies a database as it stands at one moment into one file, while others go on writing.
struct FileCopy {
  /// Pages copied in one go.
  private static let pagesAtOnce: Int32 = 1024

  let options: SQLiteOptions

  /// Copies what `source` sees into a new file at `path`, and forces it to disk.
  ///
  /// - Returns: the copy's size in pages.
  @discardableResult
  func copy(_ source: SQLiteConnection, to path: String) throws(Status) -> Int {
    unlink(path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DataFolder.failure("written", path) }
    close(descriptor)
    // One transaction around all steps: a write in between would make the copy start over.
    guard source.step("BEGIN") == SQLITE_DONE else { throw .internalError }
    defer { _ = source.step("END") }
    try source.execute("SELECT count(*) FROM sqlite_schema")
    let pages = try copyPages(source, to: path)
    try fold(path)
    try DataFolder.sync(path)
    return pages
  }

  private func copyPages(_ source: SQLiteConnection, to path: String) throws(Status) -> Int {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    defer { sqlite3_close_v2(opened) }
    guard code == SQLITE_OK, let target = opened else { throw failure(code, path) }
    // Nobody reads the copy before it is whole and on disk, so it needs no journal on the way.
    sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nil, nil, nil)
    guard let backup = sqlite3_backup_init(target, "main", source.handle, "main") else {
      throw failure(sqlite3_errcode(target), path)
    }
    var result = SQLITE_OK
    repeat {
      result = sqlite3_backup_step(backup, Self.pagesAtOnce)
    } while result == SQLITE_OK
    let pages = Int(sqlite3_backup_pagecount(backup))
    sqlite3_backup_finish(backup)
    guard result == SQLITE_DONE else { throw failure(result, path) }
    return pages
  }

  /// The copy says of itself that it has a log beside it; a backup is one file.
  private func fold(_ path: String) throws(Status) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var code = sqlite3_open_v2(path, &opened, flags, nil)
    if code == SQLITE_OK {
      code = sqlite3_exec(opened, "PRAGMA journal_mode = DELETE", nil, nil, nil)
    }
    sqlite3_close_v2(opened)
    guard code == SQLITE_OK else { throw failure(code, path) }
    guard access(path + "-wal", F_OK) != 0 else { throw failure(SQLITE_ERROR, path) }
  }

  private func failure(_ code: Int32, _ path: String) -> Status {
    options.report("sqlite \(code) (\(String(cString: sqlite3_errstr(code)))) while copying")
    let isFull = code & 0xff == SQLITE_FULL
    return Status(
      isFull ? .resourceExhausted : .unavailable,
      "\(path): the copy could not be written (\(String(cString: sqlite3_errstr(code)))); check "
        + "the space left on its disk",
      ErrorInfo(reason: isFull ? "STORAGE_FULL" : "COPY_FAILED", field: "path"))
  }
}
