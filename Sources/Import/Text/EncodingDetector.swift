/// Finds out whether a file is UTF-8 or CP949 by reading all of it once.
///
/// Bytes that are valid UTF-8 and not ASCII are hardly ever CP949 text, so UTF-8 wins a tie. Lines
/// are counted, not bytes: one broken row must not turn a whole file into another encoding.
public struct EncodingDetector {
  private static let chunkBytes = 256 << 10

  /// The encoding under which fewer lines of the file are broken.
  public static func detect(path: String) throws(ImportFailure) -> TextEncoding {
    let file = try FileBytes(path: path)
    var buffer: [UInt8] = []
    var brokenUTF8 = 0
    var brokenCP949 = 0
    var first = true
    var more = true
    while more {
      more = try file.read(chunkBytes, into: &buffer)
      if first {
        try refuseWide(buffer, path)
        first = false
      }
      // A line longer than the piece is judged in parts: only the parts' edges can be misjudged.
      let end = more ? buffer.lastIndex(of: 0x0a).map { $0 + 1 } ?? buffer.count : buffer.count
      for line in buffer[..<end].split(separator: 0x0a) where !line.allSatisfy({ $0 < 0x80 }) {
        if TextEncoding.utf8.text(line) == nil { brokenUTF8 += 1 } else { continue }
        if TextEncoding.cp949.text(line) == nil { brokenCP949 += 1 }
      }
      buffer.removeFirst(end)
    }
    return brokenUTF8 > brokenCP949 ? .cp949 : .utf8
  }

  private static func refuseWide(_ start: [UInt8], _ path: String) throws(ImportFailure) {
    if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
      throw ImportFailure("\(path): is UTF-16; save it as UTF-8 or CP949 and import it again")
    }
    if start.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
      throw ImportFailure("\(path): is a spreadsheet or archive; save it as CSV and import that")
    }
  }
}
