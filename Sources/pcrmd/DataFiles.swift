import Glibc
import PCRMCore

/// The small files beside the database: readable by their owner alone.
struct DataFiles {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  /// The key that signs page tokens; made at the first start.
  func secret() throws(Status) -> [UInt8] {
    let path = folder + "/secret.key"
    if let bytes = read(path) {
      guard bytes.count == 32 else {
        throw .precondition(
          "SECRET_KEY", "data", "\(path) must hold 32 bytes; remove it to begin anew")
      }
      return bytes
    }
    var generator = SystemRandomNumberGenerator()
    let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    try write(secret, to: path)
    return secret
  }

  /// Where the first token is.
  var tokenFile: String { folder + "/admin.token" }

  /// Keeps the first token for the operator.
  func write(token: String) throws(Status) {
    try write(Array((token + "\n").utf8), to: tokenFile)
  }

  private func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(file, &bytes, bytes.count)
    return count < 0 ? nil : [UInt8](bytes.prefix(count))
  }

  /// Writes the file whole or not at all, and forces it to disk.
  private func write(_ bytes: [UInt8], to path: String) throws(Status) {
    let fresh = path + ".new"
    unlink(fresh)
    let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let isWritten =
      file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    if file >= 0 { close(file) }
    guard isWritten, rename(fresh, path) == 0 else {
      throw .precondition(
        "DATA_FOLDER", "data", "\(path) cannot be written (\(String(cString: strerror(errno))))")
    }
  }
}
