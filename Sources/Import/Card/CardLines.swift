/// The physical lines of a file, without what ends them.
struct CardLines {
  /// The longest line in bytes; some writers do not fold their photos.
  static let lineBytesMax = 8 << 20
  private static let chunkBytes = 64 << 10

  private let file: FileBytes
  private let path: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  private var atEnd = false
  private var number = 0

  init(path: String) throws(ImportFailure) {
    file = try FileBytes(path: path)
    self.path = path
  }

  var bytesRead: Int { file.position }

  /// The next line with its number; CR LF, LF and even CR CR LF end it, as phones write them.
  mutating func next() throws(ImportFailure) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    while true {
      if let end = buffer[(start + searched)...].firstIndex(of: 0x0a) {
        return take(upTo: end, next: end + 1)
      }
      searched = buffer.count - start
      if atEnd { return searched == 0 ? nil : take(upTo: buffer.count, next: buffer.count) }
      guard searched <= Self.lineBytesMax else {
        throw ImportFailure(
          "\(path), line \(number + 1): is longer than \(Self.lineBytesMax) bytes; is it a card?")
      }
      buffer.removeFirst(start)
      start = 0
      atEnd = try !file.read(Self.chunkBytes, into: &buffer)
      if number == 0 && buffer.starts(with: [0xef, 0xbb, 0xbf]) {
        buffer.removeFirst(3)
        searched = 0
      }
    }
  }

  private mutating func take(
    upTo end: Int, next: Int
  ) -> (number: Int, bytes: ArraySlice<UInt8>) {
    var line = buffer[start..<end]
    while line.last == 0x0d { line.removeLast() }
    start = next
    searched = 0
    number += 1
    return (number, line)
  }
}
