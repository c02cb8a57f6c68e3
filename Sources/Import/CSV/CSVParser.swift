/// Splits delimited text into records: RFC 4180, as bytes, in any encoding that keeps ASCII.
///
/// Feed it pieces of any size; a record comes out when its end has been seen. Lines end with CR LF,
/// LF or CR, and with nothing else: U+0085 and U+2028 are text. Quotes count at the beginning of a
/// field only; elsewhere they are text, as spreadsheets write them.
public struct CSVParser {
  /// The longest record in bytes; a quote that is never closed must not swallow the memory.
  public static let recordBytesMax = 4 << 20

  private enum State {
    case fieldStart, unquoted, quoted, quoteInQuoted, afterFault
  }

  private let delimiter: UInt8
  private var state = State.fieldStart
  private var line = 1
  private var quoteLine = 1
  private var bytes = 0
  private var afterCR = false
  private var field: [UInt8] = []
  private var record = CSVRecord(line: 1, fields: [], fault: nil)
  private var records: [CSVRecord] = []

  /// Makes a parser for fields that `delimiter` separates.
  public init(delimiter: UInt8 = UInt8(ascii: ",")) {
    self.delimiter = delimiter
  }

  /// Takes the next piece and answers with the records that ended in it.
  public mutating func parse(_ piece: some Sequence<UInt8>) throws(ImportFailure) -> [CSVRecord] {
    for byte in piece {
      take(byte)
      if bytes > Self.recordBytesMax { throw tooLong() }
    }
    defer { records.removeAll(keepingCapacity: true) }
    return records
  }

  /// Takes the end of the text and answers with the record that has no line end, if there is one.
  public mutating func finish() -> [CSVRecord] {
    if state == .quoted {
      record.fault = "the quote opened in line \(quoteLine) is never closed"
    }
    if bytes > 0 { endRecord() }
    defer { records.removeAll() }
    return records
  }

  private mutating func take(_ byte: UInt8) {
    if afterCR {
      afterCR = false
      if byte == 0x0a { return }
    }
    switch state {
    case .quoted:
      if byte == UInt8(ascii: "\"") { state = .quoteInQuoted } else { field.append(byte) }
      if byte == 0x0a { line += 1 }
      bytes += 1
      return
    case .quoteInQuoted where byte == UInt8(ascii: "\""):
      field.append(byte)
      state = .quoted
      bytes += 1
      return
    default: break
    }
    switch byte {
    case 0x0a, 0x0d:
      afterCR = byte == 0x0d
      if bytes > 0 { endRecord() }
      line += 1
      record.line = line
    case delimiter:
      bytes += 1
      endField()
    case UInt8(ascii: "\"") where state == .fieldStart:
      bytes += 1
      quoteLine = line
      state = .quoted
    default:
      bytes += 1
      if state == .quoteInQuoted {
        record.fault = "text stands after the closing quote of field \(record.fields.count + 1)"
        state = .afterFault
      } else if state == .fieldStart {
        state = .unquoted
      }
      field.append(byte)
    }
  }

  private mutating func endField() {
    record.fields.append(field)
    field.removeAll(keepingCapacity: true)
    state = .fieldStart
  }

  private mutating func endRecord() {
    endField()
    records.append(record)
    record = CSVRecord(line: line, fields: [], fault: nil)
    bytes = 0
  }

  private func tooLong() -> ImportFailure {
    let hint = state == .quoted ? "; the quote opened in line \(quoteLine) is not closed" : ""
    return ImportFailure(
      "line \(record.line): a record is longer than \(Self.recordBytesMax) bytes\(hint)")
  }
}
