import Dispatch
import FieldClient
import Glibc
import PCRMCore
import PCRMTesting
import Synchronization
import Testing

@Suite("FieldClient: the file of the key")
struct KeyFileTests {
  /// A file system as it is, one without links (FAT, some folders of other machines), and one without locks as well.
  private func file(_ path: String, _ kind: Int) -> KeyFile {
    KeyFile(path, canLink: kind == 0, canLock: kind < 2)
  }

  private func names(_ folder: TemporaryFolder) -> [String] {
    guard let open = opendir(folder.path) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  @Test(arguments: 0...2)
  func isMadeOnceAndStays(on kind: Int) throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/key"
    let first = try file(path, kind).bytes()
    #expect(first.count == 32 && Set(first).count > 8)
    #expect(try file(path, kind).bytes() == first)
    // Fault: drafts of the key lie about.
    #expect(names(folder) == ["key"])
    var state = stat()
    #expect(stat(path, &state) == 0 && state.st_mode & 0o777 == 0o600)
    #expect(try WrappingKey.file(path).unwrap(try WrappingKey(first).wrap([7])) == [7])
  }

  /// Fault: one of them works with a key that another one's has replaced, and its folder can never be read again.
  @Test(arguments: 0...1)
  func severalAtOnceGetTheSameOne(on kind: Int) throws {
    for _ in 0..<20 {
      let folder = TemporaryFolder()
      let path = folder.path + "/key"
      let keys = Mutex<[[UInt8]]>([])
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        let key = (try? file(path, kind).bytes()) ?? []
        keys.withLock { $0.append(key) }
      }
      let all = keys.withLock { $0 }
      #expect(Set(all).count == 1 && all[0].count == 32)
      #expect(names(folder) == ["key"])
    }
  }

  @Test func whatAPowerCutLeftIsFinished() throws {
    for kind in 0...1 {
      let folder = TemporaryFolder()
      let path = folder.path + "/key"
      // It had taken hold of the name, and no more.
      close(open(path, O_WRONLY | O_CREAT, 0o600))
      let key = try file(path, kind).bytes()
      #expect(try key.count == 32 && file(path, kind).bytes() == key)
    }
    let folder = TemporaryFolder()
    let path = folder.path + "/key"
    close(open(path, O_WRONLY | O_CREAT, 0o600))
    // Without locks nobody can tell whether it is being made just now: it is left to people.
    let error = try #require(throws: Status.self) { try file(path, 2).bytes() }
    #expect(error.info.reason == "KEY_UNUSABLE" && error.message.contains("remove it"))
  }

  /// Somebody else holds the empty file, and finishes it only then.
  @Test func whoeverComesSecondWaitsForTheFirst() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/key"
    let claim = open(path, O_RDWR | O_CREAT, 0o600)
    #expect(flock(claim, LOCK_EX) == 0)
    let key = Mutex<[UInt8]>([])
    let done = DispatchSemaphore(value: 0)
    let second = KeyFile(path, canLink: false)
    DispatchQueue.global().async {
      key.withLock { $0 = (try? second.bytes()) ?? [] }
      done.signal()
    }
    // Fault: it does not wait, and makes a key that is replaced at once.
    #expect(done.wait(timeout: .now() + .milliseconds(150)) == .timedOut)
    let draft = folder.path + "/first"
    let file = open(draft, O_WRONLY | O_CREAT, 0o600)
    let first = [UInt8](repeating: 7, count: 32)
    #expect(write(file, first, 32) == 32)
    close(file)
    #expect(rename(draft, path) == 0)
    close(claim)
    #expect(done.wait(timeout: .now() + .seconds(10)) == .success)
    // Fault: what it has locked is not what bears the name any more, and the finished key is replaced.
    #expect(key.withLock { $0 } == first)
    #expect(try KeyFile(path).bytes() == first)
  }

  @Test func aFileWithAnythingInItIsNeverReplaced() throws {
    for kind in 0...2 {
      let folder = TemporaryFolder()
      let path = folder.path + "/key"
      let other = open(path, O_WRONLY | O_CREAT, 0o600)
      #expect(write(other, "short", 5) == 5)
      close(other)
      #expect(throws: Status.self) { try file(path, kind).bytes() }
      var state = stat()
      #expect(stat(path, &state) == 0 && state.st_size == 5)
    }
  }

  @Test func nobodyElseMayReadIt() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/key"
    _ = try KeyFile(path).bytes()
    chmod(path, 0o604)
    let error = try #require(throws: Status.self) { try KeyFile(path).bytes() }
    #expect(error.info.reason == "KEY_UNUSABLE")
    // Nor is it followed to where somebody else points.
    chmod(path, 0o600)
    let elsewhere = folder.path + "/link"
    #expect(symlink(path, elsewhere) == 0)
    #expect(throws: Status.self) { try KeyFile(elsewhere).bytes() }
  }
}
