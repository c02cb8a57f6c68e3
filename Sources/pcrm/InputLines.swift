import Glibc

/// The lines of standard input; waiting for one ends when the command is interrupted.
struct InputLines {
  private var buffer: [UInt8] = []
  private var atEnd = false

  mutating func next() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0a) {
        defer { buffer.removeFirst(end + 1) }
        return String(decoding: buffer[..<end], as: UTF8.self)
      }
      if atEnd {
        defer { buffer.removeAll() }
        return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
      }
      try fill()
    }
  }

  private mutating func fill() throws {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 100) == 0 { try Task.checkCancellation() }
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    let got = piece.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if got < 0 && errno == EINTR { return }
    if got < 0 {
      throw CommandFailure.usage("standard input: \(String(cString: strerror(errno)))")
    }
    atEnd = got == 0
    buffer += piece[..<got]
  }
}
