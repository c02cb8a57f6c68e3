import Glibc
import PCRMCore

/// The folder that holds a store's files, for its owner's eyes only.
struct DataFolder {
  let path: String

  /// Finds the folder, or makes it.
  init(_ path: String) throws(Status) {
    self.path = path
    if mkdir(path, 0o700) == 0 {
      // The new name is on disk before anything is stored under it.
      try Self.sync(path + "/..")
    } else if errno != EEXIST {
      throw Self.failure("made", path)
    }
  }

  /// Makes an empty database file that only its owner reads; SQLite gives its companions the same rights.
  ///
  /// A file that is there and shorter than a page is refused: SQLite would take it for a new one and write over it.
  func createFile(_ name: String) throws(Status) {
    let file = path + "/" + name
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("written", file) }
    let size = lseek(descriptor, 0, SEEK_END)
    close(descriptor)
    // With a journal beside it, it is the start of a first start that was cut short, and SQLite takes that back.
    let isCutShort = access(file + "-journal", F_OK) == 0 || access(file + "-wal", F_OK) == 0
    guard size == 0 || size >= SQLiteConnection.pageBytes || isCutShort else {
      throw SQLiteFault.damaged
    }
  }

  /// Forces a file's bytes, or a folder's names, to disk.
  static func sync(_ path: String) throws(Status) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("opened", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("forced to disk", path) }
  }

  static func failure(_ done: String, _ path: String) -> Status {
    .precondition(
      "DATA_FOLDER", "data",
      "\(path) cannot be \(done) (\(String(cString: strerror(errno)))); check the path, its owner "
        + "and the space left")
  }
}
