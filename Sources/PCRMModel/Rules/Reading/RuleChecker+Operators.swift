/// Comparisons, lists and arithmetic.
extension RuleChecker {
  mutating func comparison(
    _ comparison: Expression.Comparison, _ left: RuleSyntax, _ right: RuleSyntax,
    _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    var (a, b) = try operands(left, right)
    adapt(&a, &b)
    try checkComparable(comparison, a, b, range)
    try checkValue(a, against: b)
    try checkValue(b, against: a)
    return Expression(.comparison(comparison, a, b), .bool, range)
  }

  /// Two operands; a bare word beside a fact that knows it as a value lacks its quotes.
  private mutating func operands(
    _ left: RuleSyntax, _ right: RuleSyntax
  ) throws(RuleFault) -> (Expression, Expression) {
    if case .path(let parts) = right.node, parts.count == 1, isUnknown(parts[0].name) {
      try checkQuotes(parts[0], beside: expression(left))
    }
    if case .path(let parts) = left.node, parts.count == 1, isUnknown(parts[0].name) {
      try checkQuotes(parts[0], beside: expression(right))
    }
    return (try expression(left), try expression(right))
  }

  private func isUnknown(_ name: String) -> Bool {
    vocabulary.fact(named: name) == nil && !variables.contains { $0.name == name }
  }

  private func checkQuotes(
    _ word: RuleSyntax.Part, beside other: Expression
  ) throws(RuleFault) {
    guard let fact = other.asked, fact.values.contains(word.name) else { return }
    throw RuleFault(
      .unknownName, word.range, "there is no fact \(word.name); a text stands in quotes",
      suggestion: "\"\(word.name)\"")
  }

  private func checkComparable(
    _ comparison: Expression.Comparison, _ a: Expression, _ b: Expression, _ range: SourceRange
  ) throws(RuleFault) {
    if a.type == b.type || a.type.isNumber && b.type.isNumber {
      let isEquality = comparison == .equal || comparison == .notEqual
      if isEquality ? a.type.isScalar : a.type.isOrdered { return }
      let problem = a.type == .bool ? "has no order" : "cannot be compared"
      throw RuleFault(.type, range, "\(a.type) \(problem) with \(comparison.rawValue)")
    }
    var suggestion: String?
    for (value, other) in [(a, b), (b, a)] {
      guard case .literal(.string(let text)) = value.node else { continue }
      let meant: RuleValue? =
        switch other.type {
        case .date: RuleValue.date(reading: text)
        case .timestamp: RuleValue.timestamp(reading: text)
        case .duration: RuleValue.duration(reading: text)
        case .int: Int64(text).map { .int($0) }
        case .double: Double(text).flatMap { $0.isFinite ? .double($0) : nil }
        case .bool: ["true": .bool(true), "false": .bool(false)][text]
        default: nil
        }
      suggestion = meant?.literal
      if let suggestion {
        throw RuleFault(
          .type, value.range, "a text cannot be compared with a \(other.type)",
          suggestion: suggestion)
      }
    }
    if Set([a.type, b.type]) == [.date, .timestamp] {
      let time = a.type == .timestamp ? a : b
      suggestion = "days_since(\(time.printed))"
    }
    throw RuleFault(
      .type, range, "a \(a.type) cannot be compared with a \(b.type)", suggestion: suggestion)
  }

  /// Refuses a text that the fact can never have.
  private func checkValue(
    _ value: Expression, against other: Expression
  ) throws(RuleFault) {
    guard case .literal(.string(let text)) = value.node, let fact = other.asked,
      !fact.values.isEmpty, !fact.values.contains(text)
    else { return }
    throw unknownValue(text, of: fact, value.range)
  }

  private func unknownValue(_ text: String, of fact: RuleFact, _ range: SourceRange) -> RuleFault {
    let closest = ClosestName.of(text, among: fact.values)
    let shown = fact.values.prefix(8).joined(separator: ", ")
    return RuleFault(
      .unknownValue, range,
      "\(fact.name) is never \(RuleValue.string(text).literal), but one of \(shown)"
        + (fact.values.count > 8 ? ", …" : ""),
      suggestion: closest.map { RuleValue.string($0).literal })
  }

  mutating func membership(
    _ value: RuleSyntax, _ list: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    let checked = try expression(value)
    guard checked.type.isScalar else {
      throw RuleFault(.type, value.range, "a \(checked.type) cannot be in a list")
    }
    if case .list(let items) = list.node {
      let values = try listValues(items, beside: checked, list.range)
      let literal = Expression(.literal(.list(values)), .list(checked.type), list.range)
      return Expression(.membership(checked, in: literal), .bool, range)
    }
    let facts = try expression(list)
    guard case .list(let type) = facts.type, case .fact(let fact) = facts.node else {
      throw RuleFault(
        .type, list.range, "to the right of in stands a list, but this is a \(facts.type)",
        suggestion: facts.type == checked.type ? "== \(facts.printed)" : nil)
    }
    if case .record(let record) = type {
      throw RuleFault(
        .type, list.range, "\(fact.name) holds records; ask one of its fields",
        suggestion: "\(fact.name).exists(\(record.prefix(1)), …)")
    }
    var element = checked
    if type == .double { element.becomeDouble() }
    if element.type != type {
      throw RuleFault(
        .type, range, "a \(element.type) cannot be in a \(facts.type)")
    }
    if case .literal(.string(let text)) = element.node, !fact.values.isEmpty,
      !fact.values.contains(text)
    {
      throw unknownValue(text, of: fact, element.range)
    }
    return Expression(.membership(element, in: facts), .bool, range)
  }

  /// The elements of a list literal: constants of the type at the left.
  private mutating func listValues(
    _ items: [RuleSyntax], beside left: Expression, _ range: SourceRange
  ) throws(RuleFault) -> [RuleValue] {
    if items.isEmpty {
      throw RuleFault(.literal, range, "the list is empty, so nothing is ever in it")
    }
    var values: [RuleValue] = []
    for item in items {
      var element = try expression(item)
      if left.type == .double { element.becomeDouble() }
      guard case .literal(let value) = element.node else {
        throw RuleFault(
          .type, item.range, "a list holds constants only; join comparisons with || instead")
      }
      if element.type != left.type {
        throw RuleFault(
          .type, item.range, "the list holds a \(element.type), but left of in is a \(left.type)")
      }
      try checkValue(element, against: left)
      values.append(value)
    }
    return values
  }

  mutating func negative(
    _ operand: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    let checked = try expression(operand)
    guard checked.type.isNumber || checked.type == .duration else {
      throw RuleFault(.type, range, "a \(checked.type) has no negative")
    }
    return Expression(.negative(checked), checked.type, range)
  }

  mutating func arithmetic(
    _ operation: Expression.Arithmetic, _ left: RuleSyntax, _ right: RuleSyntax,
    _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    var (a, b) = (try expression(left), try expression(right))
    adapt(&a, &b)
    guard let type = Self.result(of: operation, a.type, b.type) else {
      let isMixed = a.type.isNumber && b.type.isNumber && a.type != b.type
      let int = a.type == .int ? a : b
      throw RuleFault(
        .type, range, "\(a.type) \(operation.rawValue) \(b.type) has no meaning",
        suggestion: isMixed ? "double(\(int.printed))" : nil)
    }
    return Expression(.arithmetic(operation, a, b), type, range)
  }

  /// The type of a result; nil when the operator does not take such operands.
  static func result(
    of operation: Expression.Arithmetic, _ a: RuleType, _ b: RuleType
  ) -> RuleType? {
    switch (operation, a, b) {
    case (_, .int, .int): .int
    case (.remainder, _, _): nil
    case (_, .double, .double): .double
    case (.add, .timestamp, .duration), (.add, .duration, .timestamp): .timestamp
    case (.subtract, .timestamp, .duration): .timestamp
    case (.subtract, .timestamp, .timestamp): .duration
    case (.add, .duration, .duration), (.subtract, .duration, .duration): .duration
    default: nil
    }
  }
}

extension Expression {
  /// The fact or field that the expression is, or whose element it is.
  var asked: RuleFact? {
    switch node {
    case .fact(let fact), .field(let fact, _): fact
    case .element(let variable): variable.list
    default: nil
    }
  }
}
