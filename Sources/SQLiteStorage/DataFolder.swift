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

  /// Makes an empty file that only its owner reads; SQLite gives its companions the same rights.
  func createFile(_ name: String) throws(Status) {
    let descriptor = open(path + "/" + name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("written", path + "/" + name) }
    close(descriptor)
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
