/// What is mended in expressions, which otherwise stay as their author wrote them.
enum ExpressionText {
  /// Straight quotation marks for those that word processors put in, and plain blanks.
  static func cleaned(_ text: String) -> (text: String, hadCurlyQuotes: Bool) {
    var curly = false
    var result = String.UnicodeScalarView()
    for scalar in text.trimmed.unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}":
        curly = true
        result.append("'")
      case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}":
        curly = true
        result.append("\"")
      case "\u{00A0}", "\u{3000}", "\u{2002}", "\u{2003}", "\u{2009}": result.append(" ")
      default: result.append(scalar)
      }
    }
    return (String(result), curly)
  }

  /// What a cell for yes or no says: "true()", nothing, or an expression.
  static func condition(_ text: String) -> String {
    switch text.trimmed.lowercased() {
    case "yes", "y", "true", "true()", "1", "예": "true()"
    case "", "no", "n", "false", "false()", "0", "아니요": ""
    default: text
    }
  }

  static func isYes(_ text: String) -> Bool { condition(text) == "true()" }

  /// Whether a default is to be worked out: it refers to an answer or calls a function.
  static func isExpression(_ text: String) -> Bool {
    if text.contains("${") { return true }
    guard let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return false }
    let name = text[..<open].trimmed
    return !name.isEmpty
      && name.utf8.allSatisfy {
        (97...122).contains($0 | 32) || $0 == 45 || $0 == 58
      }
  }
}
