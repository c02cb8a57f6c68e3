import Glibc
package import PCRMCore

/// A file that holds a key: made whole or not at all, and never replaced once anything is in it.
///
/// A finished draft gets the file's name by a hard link, which fails where the name is taken. Where there are no links (FAT,
/// some folders of other machines), whoever wants to make the file takes hold of an empty one of its name, locks it, and
/// puts the draft in its place; an empty file is what is left when power was lost in between, and no key.
package struct KeyFile {
  private let path: String
  private let canLink: Bool
  private let canLock: Bool

  /// - Parameters:
  ///   - canLink: false where the file system has no links; for tests.
  ///   - canLock: false where it has no locks; for tests.
  package init(_ path: String, canLink: Bool = true, canLock: Bool = true) {
    self.path = path
    self.canLink = canLink
    self.canLock = canLock
  }

  package static let byteCount = 32

  /// The key; it is made when there is none.
  package func bytes() throws(Status) -> [UInt8] {
    var state = stat()
    if lstat(path, &state) != 0 || state.st_size == 0 { try make() }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw failed("cannot be read") }
    defer { close(file) }
    try checkPrivate(file)
    var key = [UInt8](repeating: 0, count: Self.byteCount + 1)
    let count = read(file, &key, key.count)
    guard count == Self.byteCount else { throw unusable("must have \(Self.byteCount) bytes") }
    return [UInt8](key[..<Self.byteCount])
  }

  private func make() throws(Status) {
    let draft = "\(path).\(UInt64.random(in: .min ... .max)).new"
    defer { unlink(draft) }
    try write(FieldCipher.newKey(), to: draft)
    if canLink, link(draft, path) == 0 { return try keepName() }
    try put(draft)
    try keepName()
  }

  private func write(_ key: [UInt8], to draft: String) throws(Status) {
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failed("cannot be made") }
    defer { close(file) }
    // Before anything secret is in it.
    try checkPrivate(file)
    guard Glibc.write(file, key, key.count) == key.count, fsync(file) == 0 else {
      throw failed("cannot be written")
    }
  }

  /// Gives a draft the file's name, unless somebody has finished the file by then.
  private func put(_ draft: String) throws(Status) {
    while true {
      var claim = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      let isOurs = claim >= 0
      if !isOurs { claim = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
      if claim < 0 && errno == ENOENT { continue }
      guard claim >= 0 else { throw failed("cannot be made") }
      defer { close(claim) }
      let isAlone = canLock && flock(claim, LOCK_EX) == 0
      var held = stat()
      var named = stat()
      guard fstat(claim, &held) == 0 else { throw failed("cannot be read") }
      // Whoever held the lock before may have put the finished file in the place of this one.
      if lstat(path, &named) != 0 || named.st_ino != held.st_ino { continue }
      if held.st_size > 0 { return }
      guard isAlone || isOurs else {
        throw unusable("is empty; unless it is being made just now, remove it and try again")
      }
      guard rename(draft, path) == 0 else { throw failed("cannot be made") }
      return
    }
  }

  /// A name lasts once its folder is written; some folders of other machines cannot be, and see to it themselves.
  private func keepName() throws(Status) {
    let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failed("cannot be made to last") }
    defer { close(folder) }
    guard fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw failed("cannot be made to last")
    }
  }

  private func checkPrivate(_ file: Int32) throws(Status) {
    var state = stat()
    guard fstat(file, &state) == 0, state.st_mode & 0o077 == 0, state.st_uid == geteuid() else {
      throw unusable(
        "can be read by others; make it yours alone (mode 0600), or have it where files have owners"
      )
    }
  }

  private func failed(_ problem: String) -> Status {
    unusable("\(problem) (\(String(cString: strerror(errno))))")
  }

  private func unusable(_ problem: String) -> Status {
    .precondition("KEY_UNUSABLE", "key", "\(path) \(problem)")
  }
}
