/// Reads the digits of times and spans.
struct DigitScanner {
  private let text: [UInt8]
  private var next = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  var isAtEnd: Bool { next == text.count }

  /// Reads a mark if it stands here.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next < text.count, text[next] == UInt8(ascii: mark) else { return false }
    next += 1
    return true
  }

  private mutating func digit() -> Int? {
    guard next < text.count, text[next] >= UInt8(ascii: "0"), text[next] <= UInt8(ascii: "9")
    else { return nil }
    next += 1
    return Int(text[next - 1] - UInt8(ascii: "0"))
  }

  /// Reads a number of exactly so many digits.
  mutating func number(_ digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Reads a number of one to twelve digits.
  mutating func number() -> Int? {
    guard var value = digit() else { return nil }
    var count = 1
    while let digit = digit() {
      count += 1
      if count > 12 { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Reads a point and one to nine digits as nanoseconds; 0 if there is no point.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    guard var nanos = digit() else { return nil }
    for _ in 1..<9 { nanos = nanos * 10 + (digit() ?? 0) }
    return digit() == nil ? nanos : nil
  }
}

/// A number with zeros before it.
func padded(_ value: Int, _ digits: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// A point and 3, 6 or 9 digits; nothing for no nanoseconds.
func fraction(_ nanos: Int) -> String {
  if nanos == 0 { return "" }
  if nanos % 1_000_000 == 0 { return "." + padded(nanos / 1_000_000, 3) }
  if nanos % 1_000 == 0 { return "." + padded(nanos / 1_000, 6) }
  return "." + padded(nanos, 9)
}
