import Glibc

/// A file, read from its beginning to its end in pieces.
public final class FileBytes {
  private let descriptor: Int32
  private let path: String
  /// Bytes in the file when it was opened.
  public let size: Int
  /// Bytes read until now.
  public private(set) var position = 0

  /// Opens the file at `path`.
  public init(path: String) throws(ImportFailure) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ImportFailure("\(path): \(String(cString: strerror(errno)))")
    }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw ImportFailure("\(path): is not a file")
    }
    self.path = path
    size = Int(info.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Reads up to `count` bytes after those in `buffer`; false at the end of the file.
  public func read(_ count: Int, into buffer: inout [UInt8]) throws(ImportFailure) -> Bool {
    var got = 0
    var failure: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
      repeat {
        got = Glibc.read(descriptor, bytes.baseAddress, count)
      } while got < 0 && errno == EINTR
      failure = errno
      initialized = max(got, 0)
    }
    buffer += piece
    if got < 0 { throw ImportFailure("\(path): \(String(cString: strerror(failure)))") }
    position += got
    return got > 0
  }
}
