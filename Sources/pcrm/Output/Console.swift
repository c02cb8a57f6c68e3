import Glibc
import Synchronization

/// Standard output, gathered into large writes, and standard error.
enum Console {
  private static let buffer = Mutex([UInt8]())
  private static let bufferBytes = 64 << 10

  /// Prints a text as it is.
  static func write(_ text: String) throws {
    let full = buffer.withLock { buffer -> [UInt8]? in
      buffer.append(contentsOf: text.utf8)
      guard buffer.count >= bufferBytes else { return nil }
      defer { buffer.removeAll(keepingCapacity: true) }
      return buffer
    }
    if let full { try send(full) }
  }

  /// Prints a line.
  static func print(_ line: String) throws { try write(line + "\n") }

  /// Hands on what was gathered.
  static func flush() throws {
    let rest = buffer.withLock { buffer -> [UInt8] in
      defer { buffer.removeAll(keepingCapacity: true) }
      return buffer
    }
    try send(rest)
  }

  /// Says something to the person, beside the output.
  static func note(_ line: String) { writeNow(line + "\n", to: STDERR_FILENO) }

  /// Writes at once, whatever comes of it.
  static func writeNow(_ text: String, to descriptor: Int32) {
    _ = all(Array(text.utf8), to: descriptor)
  }

  private static func send(_ bytes: [UInt8]) throws {
    guard let failure = all(bytes, to: STDOUT_FILENO) else { return }
    // Whoever read has enough (`| head`): end quietly, with the code a signal would have given.
    if failure == EPIPE { throw CommandFailure(code: 141, message: "") }
    throw CommandFailure(
      code: 1, message: "cannot write the output: \(String(cString: strerror(failure)))")
  }

  private static func all(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      if written < 0 { return errno }
      rest = rest.dropFirst(written)
    }
    return nil
  }
}
