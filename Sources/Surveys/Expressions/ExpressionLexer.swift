/// Cuts an expression into tokens, by the rules of XPath 1.0, section 3.7.
///
/// Typographic quotes count as quotes: they come with forms that were written in a word processor.
struct ExpressionLexer {
  private let characters: [Character]
  private var place = 0
  /// Whether the token before ends an operand: then "*", "and", "div" … stand between two.
  private var afterOperand = false

  init(_ text: String) {
    characters = Array(text)
  }

  /// All tokens with their places; the last is `end`.
  static func tokens(
    of text: String
  ) throws(ExpressionFault) -> [(token: ExpressionToken, column: Int)] {
    var lexer = ExpressionLexer(text)
    var found: [(ExpressionToken, Int)] = []
    while true {
      lexer.skipBlanks()
      let column = lexer.place
      let token = try lexer.next()
      lexer.afterOperand = Self.endsOperand(token)
      found.append((token, column))
      if token == .end { return found }
    }
  }

  private static func endsOperand(_ token: ExpressionToken) -> Bool {
    switch token {
    case .number, .text, .name, .variable: true
    case .sign(let sign): [")", "]", ".", ".."].contains(sign)
    case .infix, .end: false
    }
  }

  private var current: Character? { place < characters.count ? characters[place] : nil }

  private func peek(_ ahead: Int = 1) -> Character? {
    place + ahead < characters.count ? characters[place + ahead] : nil
  }

  private mutating func skipBlanks() {
    while let character = current, character.isWhitespace { place += 1 }
  }

  private mutating func next() throws(ExpressionFault) -> ExpressionToken {
    guard let character = current else { return .end }
    if let close = Self.closing(character) { return try text(until: close) }
    if character == "$" { return try variable() }
    if character.isASCII, character.isNumber { return number() }
    if character == ".", let digit = peek(), digit.isASCII, digit.isNumber { return number() }
    if Self.beginsName(character) { return name() }
    return try sign(character)
  }

  private static func closing(_ character: Character) -> Set<Character>? {
    switch character {
    case "'": ["'"]
    case "\"": ["\""]
    case "\u{2018}", "\u{2019}": ["\u{2019}", "\u{2018}"]
    case "\u{201C}", "\u{201D}": ["\u{201D}", "\u{201C}"]
    default: nil
    }
  }

  private mutating func text(until close: Set<Character>) throws(ExpressionFault) -> ExpressionToken
  {
    let start = place
    place += 1
    var text = ""
    while let character = current {
      place += 1
      if close.contains(character) { return .text(text) }
      text.append(character)
    }
    throw .syntax("a text is not closed, which begins", at: start)
  }

  private mutating func variable() throws(ExpressionFault) -> ExpressionToken {
    let start = place
    guard peek() == "{" else { throw .syntax("\"$\" wants {name}", at: start) }
    place += 2
    var name = ""
    while let character = current, character != "}" {
      name.append(character)
      place += 1
    }
    guard current == "}" else { throw .syntax("\"${\" is not closed, which stands", at: start) }
    place += 1
    while name.last?.isWhitespace == true { name.removeLast() }
    while name.first?.isWhitespace == true { name.removeFirst() }
    guard let first = name.first, Self.beginsName(first), name.allSatisfy(Self.continuesName)
    else { throw .syntax("\"${…}\" wants the name of a question", at: start) }
    return .variable(name)
  }

  private mutating func number() -> ExpressionToken {
    var digits = ""
    var seenPoint = false
    while let character = current {
      if character == ".", !seenPoint {
        seenPoint = true
      } else if !(character.isASCII && character.isNumber) {
        break
      }
      digits.append(character)
      place += 1
    }
    if digits.last == "." { digits.append("0") }
    if digits.first == "." { digits = "0" + digits }
    return .number(Double(digits) ?? .nan)
  }

  static func beginsName(_ character: Character) -> Bool { character.isLetter || character == "_" }

  static func continuesName(_ character: Character) -> Bool {
    beginsName(character) || character.isNumber || character == "-" || character == "."
  }

  private mutating func name() -> ExpressionToken {
    var name = ""
    while let character = current {
      let joins = character == ":" && peek().map(Self.beginsName) == true && !name.contains(":")
      if !Self.continuesName(character) && !joins { break }
      name.append(character)
      place += 1
    }
    if afterOperand, let infix = InfixOperator(rawValue: name) { return .infix(infix) }
    return .name(name)
  }

  private mutating func sign(_ character: Character) throws(ExpressionFault) -> ExpressionToken {
    let two = String(character) + (peek().map(String.init) ?? "")
    if ["!=", "<=", ">="].contains(two), let infix = InfixOperator(rawValue: two) {
      place += 2
      return .infix(infix)
    }
    if ["//", "..", "::"].contains(two) {
      place += 2
      return .sign(two)
    }
    let start = place
    place += 1
    switch character {
    case "*", "-": return afterOperand ? Self.infix(character) : .sign(String(character))
    case "=", "<", ">", "+", "|": return Self.infix(character)
    case "(", ")", "[", "]", ",", "/", ".", "@": return .sign(String(character))
    default: throw .syntax("\"\(character)\" means nothing in an expression; it stands", at: start)
    }
  }

  private static func infix(_ character: Character) -> ExpressionToken {
    InfixOperator(rawValue: String(character)).map { .infix($0) } ?? .sign(String(character))
  }
}
