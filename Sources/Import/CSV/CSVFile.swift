/// The records of a delimited file, one after the other.
public struct CSVFile {
  private static let chunkBytes = 64 << 10

  private let file: FileBytes
  private var parser: CSVParser
  private var waiting: ArraySlice<CSVRecord> = []
  private var atEnd = false
  private var atStart = true

  /// Opens the file at `path`.
  public init(path: String, delimiter: UInt8 = UInt8(ascii: ",")) throws(ImportFailure) {
    file = try FileBytes(path: path)
    parser = CSVParser(delimiter: delimiter)
  }

  /// Bytes read until now.
  public var bytesRead: Int { file.position }

  /// The next record, or nil at the end.
  public mutating func next() throws(ImportFailure) -> CSVRecord? {
    while waiting.isEmpty && !atEnd {
      var buffer: [UInt8] = []
      if try file.read(Self.chunkBytes, into: &buffer) {
        if atStart && buffer.starts(with: [0xef, 0xbb, 0xbf]) { buffer.removeFirst(3) }
        atStart = false
        waiting = try parser.parse(buffer)[...]
      } else {
        atEnd = true
        waiting = parser.finish()[...]
      }
    }
    return waiting.popFirst()
  }
}
