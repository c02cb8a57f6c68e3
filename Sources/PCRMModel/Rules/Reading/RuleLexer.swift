/// Cuts a rule's text into tokens.
struct RuleLexer {
  let bytes: [UInt8]
  var position = 0
  let limits: RuleLimits

  init(_ source: String, limits: RuleLimits) {
    bytes = Array(source.utf8)
    self.limits = limits
  }

  /// The byte so many places further on; 0 past the end.
  func peek(_ ahead: Int = 0) -> UInt8 {
    position + ahead < bytes.count ? bytes[position + ahead] : 0
  }

  /// All tokens, the last of which is the end.
  mutating func tokens() throws(RuleFault) -> [RuleToken] {
    if bytes.count > limits.sourceBytesMax {
      throw RuleFault(
        .limit, SourceRange(limits.sourceBytesMax, bytes.count),
        "the rule has \(bytes.count) bytes; at most \(limits.sourceBytesMax) are allowed")
    }
    var tokens: [RuleToken] = []
    while true {
      skipSpace()
      let start = position
      guard position < bytes.count else {
        tokens.append(RuleToken(kind: .end, range: SourceRange(start, start)))
        return tokens
      }
      let kind = try next()
      tokens.append(RuleToken(kind: kind, range: SourceRange(start, position)))
    }
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch peek() {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0c:
        position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while position < bytes.count, peek() != UInt8(ascii: "\n") { position += 1 }
      default: return
      }
    }
  }

  private mutating func next() throws(RuleFault) -> RuleToken.Kind {
    let first = peek()
    if first.isDigit || first == UInt8(ascii: ".") && peek(1).isDigit { return try number() }
    if let quote = try text() { return quote }
    if first.isNameStart { return .name(name()) }
    if first == UInt8(ascii: "`") { return .name(try escapedName()) }
    for mark in RuleToken.Mark.allCases {
      let spelling = mark.rawValue.utf8
      if first == spelling.first, spelling.count == 1 || peek(1) == spelling.last {
        position += spelling.count
        return .mark(mark)
      }
    }
    throw strayCharacter()
  }

  private mutating func name() -> String {
    let start = position
    while peek().isNameStart || peek().isDigit { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// A name between backticks, for fields whose names are no words of the language.
  private mutating func escapedName() throws(RuleFault) -> String {
    let start = position
    position += 1
    while peek().isNameStart || peek().isDigit || peek() == UInt8(ascii: "-") { position += 1 }
    guard peek() == UInt8(ascii: "`"), position > start + 1 else {
      throw RuleFault(.syntax, SourceRange(start, position), "a name between ` has no end")
    }
    position += 1
    return String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)
  }

  /// Names a character that stands nowhere in the language, and what was probably meant.
  private func strayCharacter() -> RuleFault {
    let rest = String(decoding: bytes[position...].prefix(8), as: UTF8.self)
    let scalar = rest.unicodeScalars.first ?? " "
    let length = min(max(1, String(scalar).utf8.count), bytes.count - position)
    let meant: String? =
      switch scalar {
      case "=": "=="
      case "&": "&&"
      case "|": "||"
      case "“", "”", "„", "‘", "’", "「", "」": "\""
      case "≠": "!="
      case "≤": "<="
      case "≥": ">="
      case "×": "*"
      case "÷": "/"
      case "−", "–": "-"
      default: nil
      }
    let message =
      scalar.value < 0x20
      ? "a control character cannot stand here" : "\(scalar) cannot stand here"
    return RuleFault(
      .syntax, SourceRange(position, position + length), message, suggestion: meant)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// A letter of ASCII, or `_`.
  var isNameStart: Bool {
    let lower = self | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || self == UInt8(ascii: "_")
  }

  /// The value of a hexadecimal digit.
  var hexDigit: UInt32? {
    if isDigit { return UInt32(self - UInt8(ascii: "0")) }
    let lower = self | 0x20
    guard lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "f") else { return nil }
    return UInt32(lower - UInt8(ascii: "a") + 10)
  }
}
