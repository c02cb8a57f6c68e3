extension JSONReader {
  /// The longest number that is read; what needs more digits is no number of ours.
  private static var numberBytesMax: Int { 1_000 }

  /// Reads a number by JSON's grammar and lends its text.
  mutating func number() throws(DecodingFailure) -> UnsafeRawBufferPointer {
    guard let first = peek() else { throw .truncated }
    let isNumber = first == UInt8(ascii: "-") || JSONReader.isDigit(first)
    guard isNumber else { throw .wrongType("a number") }
    let rest = UnsafeRawBufferPointer(start: cursor, count: end - cursor)
    guard let length = JSONReader.numberLength(rest) else {
      throw .notJSON("must be a number such as 12, -0.5 or 1e6")
    }
    if length > JSONReader.numberBytesMax {
      throw DecodingFailure(
        .tooLarge, message: "must have at most \(JSONReader.numberBytesMax) digits")
    }
    cursor += length
    return UnsafeRawBufferPointer(start: rest.baseAddress, count: length)
  }

  /// Reads a whole number, in quotes or not; `1e2` and `100.0` are whole.
  mutating func integer<I: FixedWidthInteger>(_ type: I.Type) throws(DecodingFailure) -> I {
    if try isText() {
      let text = try text()
      return try text.span.withUnsafeBytes { (body) throws(DecodingFailure) -> I in
        guard JSONReader.numberLength(body) == body.count, body.count <= JSONReader.numberBytesMax
        else { throw .wrongType("a number") }
        return try JSONReader.integer(type, body)
      }
    }
    return try JSONReader.integer(type, number())
  }

  /// Reads a number of any size, in quotes or not, or one of the words for what is no number.
  mutating func floating<F: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: F.Type
  ) throws(DecodingFailure) -> F {
    if try !isText() {
      return try JSONReader.floating(type, String(decoding: number(), as: UTF8.self))
    }
    let bytes = try text()
    switch String(decoding: bytes, as: UTF8.self) {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    case let text:
      let length = bytes.withUnsafeBytes { JSONReader.numberLength($0) }
      guard length == bytes.count, bytes.count <= JSONReader.numberBytesMax else {
        throw .wrongType("a number, NaN, Infinity or -Infinity")
      }
      return try JSONReader.floating(type, text)
    }
  }

  private static func floating<F: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: F.Type, _ text: String
  ) throws(DecodingFailure) -> F {
    guard let value = F(text), value.isFinite else {
      throw DecodingFailure(.outOfRange, message: "is too large for a \(F.self)")
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// How many bytes the number at the start of a text has; nil if none stands there.
  static func numberLength(_ text: UnsafeRawBufferPointer) -> Int? {
    var next = 0
    func digits() -> Bool {
      let start = next
      while next < text.count, isDigit(text[next]) { next += 1 }
      return next > start
    }
    if next < text.count, text[next] == UInt8(ascii: "-") { next += 1 }
    if next < text.count, text[next] == UInt8(ascii: "0") {
      next += 1
      if next < text.count, isDigit(text[next]) { return nil }
    } else if !digits() {
      return nil
    }
    if next < text.count, text[next] == UInt8(ascii: ".") {
      next += 1
      if !digits() { return nil }
    }
    if next < text.count, text[next] | 0x20 == UInt8(ascii: "e") {
      next += 1
      if next < text.count, text[next] == UInt8(ascii: "+") || text[next] == UInt8(ascii: "-") {
        next += 1
      }
      if !digits() { return nil }
    }
    return next
  }

  /// The whole number that a text of JSON's grammar stands for, exactly.
  private static func integer<I: FixedWidthInteger>(
    _ type: I.Type, _ text: UnsafeRawBufferPointer
  ) throws(DecodingFailure) -> I {
    let parts = DecimalParts(text)
    if parts.digits.isEmpty { return 0 }
    if parts.exponent < 0 {
      throw DecodingFailure(.invalidValue, message: "must be a whole number")
    }
    let range = DecodingFailure(.outOfRange, message: "must be from \(I.min) to \(I.max)")
    // Twenty digits hold every number of 64 bits.
    if parts.digits.count + parts.exponent > 20 { throw range }
    var value: I = 0
    for place in 0..<parts.digits.count + parts.exponent {
      let digit = place < parts.digits.count ? I(parts.digits[place]) : 0
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, overran) =
        parts.isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflowed || overran { throw range }
      value = sum
    }
    return value
  }
}

/// A decimal number as its digits, without zeros at either end, times a power of ten.
private struct DecimalParts {
  var isNegative = false
  var digits: [UInt8] = []
  var exponent = 0

  init(_ text: UnsafeRawBufferPointer) {
    var next = 0
    if text[0] == UInt8(ascii: "-") {
      isNegative = true
      next = 1
    }
    var isFraction = false
    while next < text.count, text[next] | 0x20 != UInt8(ascii: "e") {
      if text[next] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        if isFraction { exponent -= 1 }
        let digit = text[next] - UInt8(ascii: "0")
        if digit != 0 || !digits.isEmpty { digits.append(digit) }
      }
      next += 1
    }
    exponent += DecimalParts.power(text, after: next)
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
  }

  /// The number after the `e`, held at a million: with at most 1,000 digits before it, a larger
  /// one makes no difference.
  private static func power(_ text: UnsafeRawBufferPointer, after mark: Int) -> Int {
    var next = mark + 1
    var power = 0
    var isDown = false
    while next < text.count {
      switch text[next] {
      case UInt8(ascii: "-"): isDown = true
      case UInt8(ascii: "+"): break
      default: power = min(power * 10 + Int(text[next] - UInt8(ascii: "0")), 1_000_000)
      }
      next += 1
    }
    return isDown ? -power : power
  }
}
