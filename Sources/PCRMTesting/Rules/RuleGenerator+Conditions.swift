import PCRMModel

/// Conditions: what is true, false or unknown.
extension RuleGenerator {
  mutating func condition(_ depth: Int) -> Expression {
    if depth <= 0 { return leaf() }
    switch random.next() % 16 {
    case 0, 1, 2: return joined(depth, isAnd: true)
    case 3, 4, 5: return joined(depth, isAnd: false)
    case 6, 7: return Expression(.not(condition(depth - 1)), .bool)
    case 8:
      if !features.contains(.choices) { return leaf() }
      return Expression(
        .choice(
          condition(depth - 1), then: condition(depth - 1), otherwise: condition(depth - 1)), .bool)
    case 9, 10, 11: return macro(depth) ?? leaf()
    case 12: return comparison(of: .bool, depth - 1)
    default: return comparison(of: scalarType(), depth - 1)
    }
  }

  private mutating func joined(_ depth: Int, isAnd: Bool) -> Expression {
    var items: [Expression] = []
    while items.count < 2 || items.count < 4 && random.once(in: 3) {
      let item = condition(depth - 1)
      switch item.node {
      case .and(let inner) where isAnd: items += inner
      case .or(let inner) where !isAnd: items += inner
      default: items.append(item)
      }
    }
    return Expression(isAnd ? .and(items) : .or(items), .bool)
  }

  mutating func scalarType() -> RuleType {
    let types: [RuleType] = [.int, .string, .timestamp, .duration, .date, .double]
    return random.pick(features.contains(.doubles) ? types : types.dropLast())
  }

  /// A condition without conditions in it.
  private mutating func leaf() -> Expression {
    switch random.next() % 12 {
    case 0: return Expression(.literal(.bool(random.once(in: 2))), .bool)
    case 1, 2: return named(.bool) ?? comparison(of: .int, 0)
    case 3, 4:
      guard let operand = named(scalarType()), asked(operand)?.type == operand.type else {
        return leaf()
      }
      return Expression(.has(operand), .bool)
    case 5, 6: return membership()
    case 7: return textTest()
    case 8:
      if features.contains(.segments), let segments = vocabulary.segments, !segments.isEmpty {
        return Expression(.inSegment(random.pick(segments)), .bool)
      }
      return textTest()
    default: return comparison(of: scalarType(), 1)
    }
  }

  private mutating func comparison(of type: RuleType, _ depth: Int) -> Expression {
    let comparison =
      type == .bool
      ? random.pick([Expression.Comparison.equal, .notEqual])
      : random.pick(Expression.Comparison.allCases)
    let left = scalar(type, depth)
    var other = type
    if features.contains(.doubles), random.once(in: 4) {
      other = type == .int ? .double : type == .double ? .int : type
    }
    var right = scalar(other, depth)
    if case .literal(.string) = right.node, let fact = asked(left), !fact.values.isEmpty {
      right = Expression(.literal(value(of: .string, among: fact.values)), .string)
    }
    var first = left
    if case .literal(.string) = left.node, let fact = asked(right), !fact.values.isEmpty {
      first = Expression(.literal(value(of: .string, among: fact.values)), .string)
    }
    // An int literal beside a double is read as a double.
    if other != type, isLiteral(first) || isLiteral(right) { right = scalar(type, 0) }
    return Expression(.comparison(comparison, first, right), .bool)
  }

  private func isLiteral(_ expression: Expression) -> Bool {
    if case .literal = expression.node { true } else { false }
  }

  /// The fact or field that an expression is, or whose element it is.
  func asked(_ expression: Expression) -> RuleFact? {
    switch expression.node {
    case .fact(let fact), .field(let fact, _): fact
    case .element(let variable): variable.list
    default: nil
    }
  }

  private mutating func membership() -> Expression {
    let lists = vocabulary.facts.filter { fact in
      if case .list(let element) = fact.type { return element.isScalar }
      return false
    }
    if random.once(in: 3), !lists.isEmpty {
      let fact = random.pick(lists)
      guard case .list(let element) = fact.type else { return leaf() }
      let list = Expression(.fact(fact), fact.type)
      var item = scalar(element, 0)
      if case .literal = item.node {
        item = Expression(.literal(value(of: element, among: fact.values)), element)
      }
      return Expression(.membership(item, in: list), .bool)
    }
    let type = scalarType()
    let item = scalar(type, 1)
    let values = (0...random.next() % 4).map { _ in
      value(of: type, among: asked(item)?.values ?? [])
    }
    return Expression(
      .membership(item, in: Expression(.literal(.list(values)), .list(type))), .bool)
  }

  private mutating func textTest() -> Expression {
    let text = scalar(.string, 0)
    if features.contains(.matches), random.once(in: 3),
      let pattern = RulePattern(random.pick(pools.patterns))
    {
      return Expression(.matches(text, pattern), .bool)
    }
    let test = random.pick(Expression.TextTest.allCases)
    return Expression(.text(test, text, scalar(.string, 0)), .bool)
  }

  private mutating func macro(_ depth: Int) -> Expression? {
    guard features.contains(.macros), let (variable, list) = variable() else { return nil }
    scope.append(variable)
    let inner = condition(min(depth - 1, 2))
    scope.removeLast()
    let quantifier = random.pick(Expression.Quantifier.allCases)
    return Expression(.quantified(quantifier, variable, in: list, inner), .bool)
  }

  /// A name for the elements of some list.
  mutating func variable() -> (RuleVariable, Expression)? {
    let lists = vocabulary.facts.filter { if case .list = $0.type { true } else { false } }
    guard !lists.isEmpty, scope.count < 3 else { return nil }
    let fact = random.pick(lists)
    guard case .list(let element) = fact.type else { return nil }
    let variable = RuleVariable(
      "v\(scope.count)", element, of: fact, depth: scope.count)
    return (variable, Expression(.fact(fact), fact.type))
  }
}
