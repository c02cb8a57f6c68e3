/// What an expression gives, with the conversions of XPath 1.0 as ODK has them.
enum ExpressionValue {
  case text(String)
  case number(Double)
  case boolean(Bool)
  case nodes([FoundNode])

  /// A node of the form, or a cell of a list, with what conversions ask of it.
  struct FoundNode {
    /// Number of the node; nil for a cell.
    var node: Int?
    var text: String
    /// Groups and repeats: there, whatever stands in them.
    var isGroup = false
    /// It holds a number, so that "1.0" and "1" are the same.
    var isNumber = false
    /// It holds what was worked out, so that "false" and "0" are what they were before they were written down.
    var isCalculated = false

    var isTrue: Bool {
      if isGroup { return true }
      return isCalculated
        ? !["", "false", "0", "NaN"].contains(text) : !text.isEmpty
    }
  }

  /// As a text: of several nodes, the first.
  var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): NumberText.text(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .nodes(let nodes): nodes.first?.text ?? ""
    }
  }

  /// As a number; a date is its distance to 1970-01-01 in days.
  var number: Double {
    switch self {
    case .text(let text): NumberText.number(text)
    case .number(let number): number
    case .boolean(let boolean): boolean ? 1 : 0
    case .nodes(let nodes): NumberText.number(nodes.first?.text ?? "")
    }
  }

  /// Whether it counts as true; of questions, whether they are answered.
  var boolean: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .number(let number): number != 0 && !number.isNaN
    case .boolean(let boolean): boolean
    case .nodes(let nodes): nodes.contains(where: \.isTrue)
    }
  }

  /// What a calculation that gives it writes down: nothing for what is not a number.
  var written: String {
    if case .number(let number) = self, number.isNaN { return "" }
    return text
  }

  /// Every value of a set of nodes; of anything else, itself.
  var texts: [String] {
    if case .nodes(let nodes) = self { return nodes.map(\.text) }
    return [text]
  }
}

extension ExpressionValue {
  /// How many are compared where it stands on one side.
  var count: Int { if case .nodes(let nodes) = self { nodes.count } else { 1 } }

  /// What reading it through costs.
  var steps: Int {
    if case .nodes(let nodes) = self { nodes.reduce(0) { $0 + 1 + $1.text.steps } } else { 1 }
  }

  /// Compares as XPath 1.0, section 3.4; a set without nodes is an unanswered question.
  static func compare(
    _ infix: InfixOperator, _ left: ExpressionValue, _ right: ExpressionValue
  ) -> Bool {
    switch (left, right) {
    case (.boolean, _) where infix == .equal || infix == .unequal,
      (_, .boolean) where infix == .equal || infix == .unequal:
      return (left.boolean == right.boolean) == (infix == .equal)
    case (.nodes(let nodes), _) where nodes.count > 1:
      return nodes.contains { compare(infix, .nodes([$0]), right) }
    case (_, .nodes(let nodes)) where nodes.count > 1:
      return nodes.contains { compare(infix, left, .nodes([$0])) }
    default:
      break
    }
    switch infix {
    case .equal: return areEqual(left, right)
    case .unequal: return !areEqual(left, right)
    case .less: return left.number < right.number
    case .lessOrEqual: return left.number <= right.number
    case .greater: return left.number > right.number
    default: return left.number >= right.number
    }
  }

  private static func areEqual(_ left: ExpressionValue, _ right: ExpressionValue) -> Bool {
    if left.holdsNumber || right.holdsNumber { return left.number == right.number }
    if left.isNumberNode, right.isNumberNode, !left.text.isEmpty, !right.text.isEmpty {
      return left.number == right.number
    }
    return left.text == right.text
  }

  private var holdsNumber: Bool { if case .number = self { true } else { false } }

  private var isNumberNode: Bool {
    if case .nodes(let nodes) = self { nodes.first?.isNumber == true } else { false }
  }
}
