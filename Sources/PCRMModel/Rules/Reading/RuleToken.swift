/// A word, mark or literal of a rule's text.
struct RuleToken {
  enum Kind: Equatable {
    case name(String)
    case literal(RuleValue)
    case mark(Mark)
    case end
  }

  enum Mark: String, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"
    case less = "<"
    case greater = ">"
    case not = "!"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case question = "?"
    case colon = ":"
    case comma = ","
    case dot = "."
    case open = "("
    case close = ")"
    case openList = "["
    case closeList = "]"
  }

  var kind: Kind
  var range: SourceRange

  /// How an error names it.
  var words: String {
    switch kind {
    case .name(let name): name
    case .literal(let value): value.literal
    case .mark(let mark): mark.rawValue
    case .end: "the end of the rule"
    }
  }
}
