/// An expression whose names have been looked up in one questionnaire: what is worked out.
indirect enum Formula: Sendable {
  case number(Double)
  case text(String)
  case negative(Formula)
  case infix(InfixOperator, Formula, Formula)
  case call(ExpressionFunction, [Formula])
  /// Nodes of the form.
  case nodes(NodePath)
  /// Cells of a list of choices.
  case cells(TablePath)
  /// In a predicate over a list: a column of the row.
  case column(String)
  /// regex() with a pattern that is known beforehand.
  case matches(Formula, Pattern)
  /// jr:choice-name() of an item's choices.
  case choiceName(Formula, definition: Int)
  /// indexed-repeat(): an item in the repeats of these numbers.
  case indexed(definition: Int, numbers: [(repeat: Int, number: Formula)])
}

extension Formula {
  /// Whether once() stands in it.
  var holdsOnce: Bool {
    switch self {
    case .call(.once, _): true
    case .call(_, let arguments): arguments.contains(where: \.holdsOnce)
    case .infix(_, let left, let right): left.holdsOnce || right.holdsOnce
    case .negative(let inner), .matches(let inner, _), .choiceName(let inner, _): inner.holdsOnce
    default: false
    }
  }
}

/// How to come from one node to others: up to an ancestor, then down.
struct NodePath: Sendable {
  struct Step: Sendable {
    /// The definitions that it may lead to; several after "*".
    var definitions: [Int]
    var predicates: [Formula] = []
  }

  /// Whether it begins where the whole expression stands; otherwise where the predicate does.
  var fromCurrent: Bool
  /// The definition of the ancestor, or of the node itself.
  var ancestor: Int
  var steps: [Step]

  /// The definitions that it ends at.
  var targets: [Int] { steps.last?.definitions ?? [ancestor] }
}

/// Rows of a list of choices, and a column of them.
struct TablePath: Sendable {
  /// Place of the list in the questionnaire.
  var list: Int
  var predicates: [Formula]
  /// Nil for the rows themselves.
  var column: String?
}

/// What a formula looks at: a change of it is a reason to work it out again.
struct Dependency: Hashable, Sendable {
  enum What: Int, Hashable, Sendable {
    case relevance, value, count
  }

  var what: What
  var definition: Int
  /// The ancestor, common with the formula's own node, below which it looks; the form as a whole when it is the root.
  var ancestor: Int
}
