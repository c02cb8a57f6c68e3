/// Puts the lines of an SMTP server together to replies.
///
/// Source: RFC 5321, section 4.2: "250-" goes on, "250 " ends.
struct SMTPReplies {
  private static let lineBytesMax = 2048
  private static let linesMax = 100

  private var line: [UInt8] = []
  private var lines: [String] = []
  private var code = 0

  struct Malformed: Error {}

  /// Whether nothing of a next reply has come yet.
  var isEmpty: Bool { line.isEmpty && lines.isEmpty }

  /// Takes a byte; the reply that it completes, if any.
  mutating func take(_ byte: UInt8) throws(Malformed) -> (code: Int, lines: [String])? {
    if byte != UInt8(ascii: "\n") {
      if line.count == Self.lineBytesMax { throw Malformed() }
      line.append(byte)
      return nil
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    defer { line = [] }
    guard line.count >= 3, let number = Int(String(decoding: line[..<3], as: UTF8.self)),
      (200..<600).contains(number), lines.isEmpty || number == code,
      line.count == 3 || line[3] == UInt8(ascii: " ") || line[3] == UInt8(ascii: "-"),
      lines.count < Self.linesMax
    else { throw Malformed() }
    code = number
    lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
    if line.count > 3 && line[3] == UInt8(ascii: "-") { return nil }
    defer { lines = [] }
    return (code, lines)
  }
}
