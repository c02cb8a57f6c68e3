import Glibc
import PCRMCore

/// The right to be the one server on a data folder; the system takes it back when the process ends, however it ends.
final class FolderLock: Sendable {
  private let descriptor: Int32

  init(folder: String) throws(Status) {
    descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .precondition(
        "DATA_FOLDER", "data",
        "the lock file in \(folder) cannot be written (\(String(cString: strerror(errno)))); "
          + "check that the folder exists and belongs to the server's user")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let owner = Self.owner(descriptor)
      Glibc.close(descriptor)
      throw .precondition(
        "DATA_IN_USE", "data",
        "\(folder) is in use by another server\(owner); stop it first, or name another folder")
    }
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = text.utf8.withContiguousStorageIfAvailable {
      pwrite(descriptor, $0.baseAddress, $0.count, 0)
    }
  }

  /// Gives the folder free.
  func release() { flock(descriptor, LOCK_UN) }

  deinit { Glibc.close(descriptor) }

  private static func owner(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let digits = bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
    return digits.isEmpty ? "" : " (process \(String(decoding: digits, as: UTF8.self)))"
  }
}
