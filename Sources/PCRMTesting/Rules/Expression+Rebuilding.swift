public import PCRMModel

extension Expression {
  /// The same node over other children, in the order of ``children``.
  public func replacing(_ c: [Expression]) -> Expression {
    let node: Node =
      switch self.node {
      case .literal, .fact, .element, .field, .now, .today, .inSegment: self.node
      case .has: .has(c[0])
      case .not: .not(c[0])
      case .negative: .negative(c[0])
      case .matches(_, let pattern): .matches(c[0], pattern)
      case .size: .size(c[0])
      case .age: .age(c[0])
      case .daysSince: .daysSince(c[0])
      case .double: .double(c[0])
      case .and: .and(c)
      case .or: .or(c)
      case .choice: .choice(c[0], then: c[1], otherwise: c[2])
      case .comparison(let comparison, _, _): .comparison(comparison, c[0], c[1])
      case .membership: .membership(c[0], in: c[1])
      case .arithmetic(let operation, _, _): .arithmetic(operation, c[0], c[1])
      case .text(let test, _, _): .text(test, c[0], c[1])
      case .quantified(let quantifier, let variable, _, _):
        .quantified(quantifier, variable, in: c[0], c[1])
      case .count(let variable, _, _): .count(variable, in: c[0], c[1])
      }
    return Expression(node, type, range)
  }
}
