import Crypto
import Glibc
public import PCRMCore

/// Who guards the keys of what a device carries: an app hands in its platform's key store.
///
/// The keys themselves lie in the store, wrapped; so a copy of the files is worth nothing without this.
public protocol FieldKeys: Sendable {
  /// Makes a key unreadable for anybody else.
  func wrap(_ key: [UInt8]) throws(Status) -> [UInt8]

  /// Makes a wrapped key readable again.
  func unwrap(_ wrapped: [UInt8]) throws(Status) -> [UInt8]
}

/// Wraps keys with one key of 32 bytes.
public struct WrappingKey: FieldKeys {
  private let cipher: FieldCipher

  /// - Parameter bytes: 32 bytes that nobody can guess.
  public init(_ bytes: [UInt8]) throws(Status) {
    guard bytes.count == 32 else { throw .invalid("key", "must have 32 bytes") }
    cipher = FieldCipher(bytes)
  }

  /// The key in the file at `path`, which is made when it is missing; only its owner may read it.
  public static func file(_ path: String) throws(Status) -> WrappingKey {
    if access(path, F_OK) != 0 { try makeFile(path) }
    let found = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard found >= 0 else {
      throw unusable(path, "cannot be read (\(String(cString: strerror(errno))))")
    }
    defer { close(found) }
    var state = stat()
    guard fstat(found, &state) == 0, state.st_mode & 0o077 == 0, state.st_uid == geteuid() else {
      throw unusable(path, "can be read by others; make it yours alone (mode 0600)")
    }
    var key = [UInt8](repeating: 0, count: 33)
    let count = read(found, &key, key.count)
    guard count == 32 else { throw unusable(path, "must have 32 bytes") }
    return try WrappingKey([UInt8](key[..<32]))
  }

  /// Makes a key's file, whole or not at all; one that somebody else has made by then stays.
  private static func makeFile(_ path: String) throws(Status) {
    let draft = "\(path).\(UInt64.random(in: .min ... .max)).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw unusable(path, "cannot be made (\(String(cString: strerror(errno))))")
    }
    defer {
      close(file)
      unlink(draft)
    }
    let key = FieldCipher.newKey()
    guard write(file, key, key.count) == key.count, fsync(file) == 0 else {
      throw unusable(path, "cannot be written (\(String(cString: strerror(errno))))")
    }
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw unusable(path, "cannot be made (\(String(cString: strerror(errno))))")
    }
    // Its name lasts once the folder is written.
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      throw unusable(path, "cannot be made to last (\(String(cString: strerror(errno))))")
    }
    defer { close(folder) }
    guard fsync(folder) == 0 else {
      throw unusable(path, "cannot be made to last (\(String(cString: strerror(errno))))")
    }
  }

  private static func unusable(_ path: String, _ problem: String) -> Status {
    .precondition("KEY_UNUSABLE", "key", "\(path) \(problem)")
  }

  public func wrap(_ key: [UInt8]) throws(Status) -> [UInt8] {
    try cipher.seal(key, bound: Self.label)
  }

  public func unwrap(_ wrapped: [UInt8]) throws(Status) -> [UInt8] {
    do throws(Status) {
      return try cipher.open(wrapped, bound: Self.label)
    } catch {
      throw .precondition("KEY_WRONG", "key", "this is not the key that the folder was made with")
    }
  }

  private static let label = [UInt8]("pcrm field key".utf8)
}
