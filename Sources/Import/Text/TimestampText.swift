import PCRMModel
public import ProtobufCodec

/// Moments as RFC 3339 writes them, with a zone.
public enum TimestampText {
  /// Reads `2026-01-31T12:00:00.5+09:00`; nil if it is none.
  public static func parse(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20,
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t")
        || bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = DateText.parse(String(decoding: bytes[..<10], as: UTF8.self)), date.day > 0,
      let hour = number(bytes[11..<13], max: 23), let minute = number(bytes[14..<16], max: 59),
      let second = number(bytes[17..<19], max: 59)
    else { return nil }
    var rest = bytes[19...]
    var nanos: Int32 = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { $0 >= 48 && $0 <= 57 }
      guard (1...9).contains(digits.count) else { return nil }
      let padded = digits + Array(repeating: UInt8(ascii: "0"), count: 9 - digits.count)
      nanos = Int32(padded.reduce(0) { $0 * 10 + Int($1) - 48 })
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = zone(Array(rest)) else { return nil }
    let clock = hour * 3600 + minute * 60 + second
    return Timestamp(seconds: Int64(date.daysSince1970 * 86_400 + clock - offset), nanos: nanos)
  }

  /// Seconds east of Greenwich.
  private static func zone(_ bytes: [UInt8]) -> Int? {
    if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      let hours = number(bytes[1..<3], max: 23),
      let minutes = number(bytes[4..<6], max: 59)
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -hours * 3600 - minutes * 60
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>, max: Int) -> Int? {
    guard digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    return value <= max ? value : nil
  }
}
