extension ProtoDuration: JSONFormed {
  /// Writes `1.500s`; a span that the contract does not allow is written as an object.
  public func writeJSON(to writer: inout JSONWriter) {
    let isOne = seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0)
    guard ProtoDuration.range.contains(seconds), abs(Int64(nanos)) < 1_000_000_000, isOne else {
      return writer.object(self)
    }
    let sign = seconds < 0 || nanos < 0 ? "-" : ""
    writer.quoted(sign + String(abs(seconds)) + fraction(abs(Int(nanos))) + "s")
  }

  /// Reads seconds with up to nine digits after the point and an `s`, or the object that
  /// ``writeJSON(to:)`` may have written.
  public mutating func readJSON(from reader: inout JSONReader) throws(DecodingFailure) {
    guard try reader.isText() else { return try reader.object(&self) }
    var scanner = DigitScanner(try reader.text())
    let isNegative = scanner.take("-")
    guard let whole = scanner.number(), let nanos = scanner.fraction(), scanner.take("s"),
      scanner.isAtEnd, ProtoDuration.range.contains(Int64(whole))
    else {
      throw DecodingFailure(
        .invalidValue, message: "must be seconds such as 90s or 1.5s, up to 315576000000s")
    }
    self = ProtoDuration(
      seconds: isNegative ? -Int64(whole) : Int64(whole), nanos: Int32(isNegative ? -nanos : nanos))
  }

  /// Ten thousand years either way.
  private static let range: ClosedRange<Int64> = -315_576_000_000...315_576_000_000
}
