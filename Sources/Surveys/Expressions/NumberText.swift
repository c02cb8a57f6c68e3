import Glibc

/// Numbers as expressions read and write them.
enum NumberText {
  /// The number that a text holds; a day or time is a number of days; NaN for anything else.
  static func number(_ text: String) -> Double {
    let trimmed = text.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
    guard let first = trimmed.first else { return .nan }
    // Only digits, sign and point: Double() would take "nan", "inf" and "0x10" too.
    if first == UInt8(ascii: "-") || first == UInt8(ascii: ".") || (0x30...0x39).contains(first) {
      if let plain = plain(text) { return plain }
      return DateText.days(text) ?? .nan
    }
    return .nan
  }

  /// A decimal number in plain writing: "-12.50"; nil for anything else.
  static func plain(_ text: String) -> Double? {
    var trimmed = Substring(text)
    while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    var digits = 0
    var points = 0
    for (place, byte) in trimmed.utf8.enumerated() {
      switch byte {
      case 0x30...0x39: digits += 1
      case UInt8(ascii: "."): points += 1
      case UInt8(ascii: "-") where place == 0: break
      default: return nil
      }
    }
    guard digits > 0, points <= 1 else { return nil }
    return strtod(String(trimmed), nil)
  }

  /// The shortest text of a number, without an exponent.
  static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if number == number.rounded(), Swift.abs(number) < 1e15 { return String(Int64(number)) }
    let text = "\(number)"
    return text.contains("e")
      ? expanded(text) : text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// "1.5e-07" as "0.00000015".
  private static func expanded(_ text: String) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
    let isNegative = parts[0].hasPrefix("-")
    let mantissa = parts[0].drop { $0 == "-" }.split(
      separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    var fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    if fraction == "0" { fraction = "" }
    let digits = whole + fraction
    let point = whole.count + exponent
    var written: String
    if point <= 0 {
      written = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      written = digits + String(repeating: "0", count: point - digits.count)
    } else {
      let cut = digits.index(digits.startIndex, offsetBy: point)
      written = digits[..<cut] + "." + digits[cut...]
    }
    if isNegative { written = "-" + written }
    return written
  }
}
