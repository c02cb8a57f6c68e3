/// A text with places for answers: "${name}" and "${expression}".
enum TextTemplate: Sendable {
  case plain(String)
  case parts([Part])

  enum Part: Sendable {
    case text(String)
    case formula(Formula)
  }

  /// Reads a text, with names as they are seen by `maker`.
  init(_ text: String, _ maker: inout FormulaMaker) throws(ExpressionFault) {
    var rest = text[...]
    var parts: [Part] = []
    while let open = Self.opening(rest) {
      let after = rest.index(open, offsetBy: 2)
      guard let close = Self.closing(rest[after...]) else { break }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      let inside = rest[after..<close].drop { $0.isWhitespace }
      let isName =
        inside.first.map(ExpressionLexer.beginsName) == true
        && inside.allSatisfy { ExpressionLexer.continuesName($0) || $0 == " " }
      let written = isName ? "${\(inside)}" : String(inside)
      parts.append(.formula(try maker.formula(written)))
      rest = rest[rest.index(after: close)...]
    }
    if parts.isEmpty {
      self = .plain(text)
      return
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self = .parts(parts)
  }

  /// The brace that closes what was opened, past those of names inside.
  private static func closing(_ text: Substring) -> Substring.Index? {
    var open = 0
    for place in text.indices {
      switch text[place] {
      case "{": open += 1
      case "}" where open == 0: return place
      case "}": open -= 1
      default: break
      }
    }
    return nil
  }

  private static func opening(_ text: Substring) -> Substring.Index? {
    var place = text.startIndex
    while let dollar = text[place...].firstIndex(of: "$") {
      let next = text.index(after: dollar)
      if next < text.endIndex, text[next] == "{" { return dollar }
      place = next
    }
    return nil
  }
}

/// The texts of one kind, by language.
struct TranslatedText: Sendable {
  private(set) var texts: [(language: String, template: TextTemplate)] = []

  mutating func add(_ template: TextTemplate, _ language: String) {
    texts.append((language, template))
  }

  var isEmpty: Bool { texts.isEmpty }

  /// The text of the first of these languages that it has: "ko-KR" is "ko" when there is no better; then any.
  func template(_ languages: [String]) -> TextTemplate? {
    for language in languages {
      if let exact = texts.first(where: { $0.language == language }) { return exact.template }
      let plain = language.split(separator: "-").first.map(String.init) ?? language
      if let near = texts.first(where: { $0.language == plain }) { return near.template }
    }
    return texts.first?.template
  }
}
