/// Numbers and texts.
extension RuleLexer {
  /// An int (decimal or hexadecimal) or a double.
  mutating func number() throws(RuleFault) -> RuleToken.Kind {
    let start = position
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
      position += 2
      while peek().hexDigit != nil { position += 1 }
      let digits = spelling(from: start + 2)
      guard let value = Int64(digits, radix: 16) else {
        throw numberFault(from: start, "must be at most 0x7fffffffffffffff")
      }
      return try ended(.literal(.int(value)), from: start)
    }
    while peek().isDigit { position += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDouble = true
      position += 1
      while peek().isDigit { position += 1 }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + sign).isDigit {
        isDouble = true
        position += 1 + sign
        while peek().isDigit { position += 1 }
      }
    }
    let digits = spelling(from: start)
    if isDouble {
      guard let value = Double(digits.first == "." ? "0" + digits : digits), value.isFinite else {
        throw numberFault(from: start, "is too large for a double")
      }
      return try ended(.literal(.double(value)), from: start)
    }
    if let value = Int64(digits) { return try ended(.literal(.int(value)), from: start) }
    // The lowest int has no positive twin: the parser reads its minus and these digits as one.
    if digits == "9223372036854775808" {
      return try ended(.name(Self.lowestIntDigits), from: start)
    }
    throw numberFault(from: start, "must be at most 9223372036854775807")
  }

  /// Stands for the digits of the lowest int; no name begins with a digit.
  static let lowestIntDigits = "9223372036854775808"

  private func spelling(from start: Int) -> String {
    String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func numberFault(from start: Int, _ problem: String) -> RuleFault {
    RuleFault(
      .literal, SourceRange(start, position), "the number \(spelling(from: start)) \(problem)")
  }

  /// Refuses a number that runs into a word, such as 12u or 30days.
  private mutating func ended(
    _ kind: RuleToken.Kind, from start: Int
  ) throws(RuleFault) -> RuleToken.Kind {
    guard peek().isNameStart else { return kind }
    let digits = spelling(from: start)
    let letters = position
    while peek().isNameStart || peek().isDigit { position += 1 }
    let unit = spelling(from: letters)
    if unit == "u" || unit == "U" {
      throw RuleFault(
        .literal, SourceRange(start, position), "there are no unsigned ints", suggestion: digits)
    }
    throw RuleFault(
      .literal, SourceRange(start, position),
      "\(spelling(from: start)) is no number; lengths of time are written duration(\"30d\")")
  }

  /// A text in any of CEL's quotes; nil when none begins here.
  mutating func text() throws(RuleFault) -> RuleToken.Kind? {
    let start = position
    var ahead = 0
    var isRaw = false
    if peek() | 0x20 == UInt8(ascii: "r") {
      isRaw = true
      ahead = 1
    }
    let quote = peek(ahead)
    if peek() | 0x20 == UInt8(ascii: "b"), peek(1).isQuote {
      throw RuleFault(
        .literal, SourceRange(start, start + 2), "there are no bytes, only texts",
        suggestion: "\"")
    }
    guard quote.isQuote else { return nil }
    let isTriple = peek(ahead + 1) == quote && peek(ahead + 2) == quote
    position += ahead + (isTriple ? 3 : 1)
    var content: [UInt8] = []
    while true {
      if position >= bytes.count || peek() == UInt8(ascii: "\n") && !isTriple {
        throw RuleFault(
          .syntax, SourceRange(start, position), "the text has no closing quote")
      }
      if peek() == 0 {
        throw RuleFault(
          .literal, SourceRange(position, position + 1), "a text cannot hold the character 0")
      }
      if peek() == quote, !isTriple || peek(1) == quote && peek(2) == quote {
        position += isTriple ? 3 : 1
        break
      }
      if peek() == UInt8(ascii: "\\"), !isRaw {
        content.append(contentsOf: String(try escape()).utf8)
      } else {
        content.append(peek())
        position += 1
      }
    }
    let value = String(decoding: content, as: UTF8.self).composed
    if content.count > limits.textLengthMax, value.unicodeScalars.count > limits.textLengthMax {
      throw RuleFault(
        .limit, SourceRange(start, position),
        "the text has \(value.unicodeScalars.count) characters; "
          + "at most \(limits.textLengthMax) are allowed")
    }
    return .literal(.string(value))
  }

  /// One escape, from the backslash on.
  private mutating func escape() throws(RuleFault) -> Unicode.Scalar {
    let start = position
    let letter = peek(1)
    position = min(position + 2, bytes.count)
    switch letter {
    case UInt8(ascii: "a"): return "\u{7}"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "v"): return "\u{b}"
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"):
      return Unicode.Scalar(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return try code(2, radix: 16, from: start)
    case UInt8(ascii: "u"): return try code(4, radix: 16, from: start)
    case UInt8(ascii: "U"): return try code(8, radix: 16, from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      return try code(3, radix: 8, from: start)
    default:
      throw RuleFault(
        .syntax, SourceRange(start, position),
        "the text has an unknown escape; a backslash itself is written \\\\, or the text r\"…\"")
    }
  }

  private mutating func code(
    _ digits: Int, radix: UInt32, from start: Int
  ) throws(RuleFault) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek().hexDigit, digit < radix else {
        throw RuleFault(
          .syntax, SourceRange(start, position), "this escape needs \(digits) digits")
      }
      value = value &* radix &+ digit
      position += 1
    }
    guard let scalar = Unicode.Scalar(value), value != 0 else {
      throw RuleFault(.literal, SourceRange(start, position), "the escape is no character")
    }
    return scalar
  }
}

extension UInt8 {
  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
