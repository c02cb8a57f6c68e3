extension Expression {
  /// The expressions of which it is made, from left to right.
  public var children: [Expression] {
    switch node {
    case .literal, .fact, .element, .field, .now, .today, .inSegment: []
    case .has(let operand), .not(let operand), .negative(let operand), .matches(let operand, _),
      .size(let operand), .age(let operand), .daysSince(let operand), .double(let operand):
      [operand]
    case .and(let items), .or(let items): items
    case .choice(let condition, let then, let otherwise): [condition, then, otherwise]
    case .comparison(_, let a, let b), .membership(let a, in: let b), .arithmetic(_, let a, let b),
      .text(_, let a, let b), .quantified(_, _, in: let a, let b), .count(_, in: let a, let b):
      [a, b]
    }
  }

  /// Calls `body` with the expression and all below it, from the top and the left.
  public func walk(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.walk(body) }
  }

  /// How many nodes the tree has.
  public var nodeCount: Int { children.reduce(1) { $0 + $1.nodeCount } }

  /// How many nodes stand above each other.
  public var depth: Int { (children.lazy.map(\.depth).max() ?? 0) + 1 }

  /// Whether time alone can change its value.
  public var usesTime: Bool {
    switch node {
    case .now, .today, .age, .daysSince: true
    default: children.contains(where: \.usesTime)
    }
  }
}
