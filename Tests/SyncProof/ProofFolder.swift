import Glibc

/// A folder in memory where there is one, gone with all that it holds when nobody needs it any more.
final class ProofFolder: Sendable {
  let path: String

  init() {
    let chosen = getenv("PCRM_PROOF_FOLDER").map { String(cString: $0) }
    let other = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let base = chosen ?? (access("/dev/shm", W_OK) == 0 ? "/dev/shm" : other)
    var template = Array("\(base)/pcrm-proof-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      fatalError("no temporary folder could be made in \(base)")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  static func remove(_ path: String) {
    let all = names(path)
    for name in all { remove(path + "/" + name) }
    if unlink(path) != 0 { rmdir(path) }
  }

  /// What a folder holds; nothing for a file.
  static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { found.append(name) }
    }
    return found.sorted()
  }

  /// Copies a file if it is there.
  static func copy(_ from: String, to: String) {
    let source = open(from, O_RDONLY)
    if source < 0 { return }
    defer { close(source) }
    let target = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard target >= 0 else { fatalError("\(to) could not be made") }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = read(source, &buffer, buffer.count)
      if got <= 0 { return }
      guard write(target, buffer, got) == got else { fatalError("\(to) could not be written") }
    }
  }

  /// The bytes of a file; none when it is not there.
  static func bytes(_ path: String) -> [UInt8] {
    let file = open(path, O_RDONLY)
    if file < 0 { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = read(file, &buffer, buffer.count)
      if got <= 0 { return bytes }
      bytes += buffer[..<got]
    }
  }
}
