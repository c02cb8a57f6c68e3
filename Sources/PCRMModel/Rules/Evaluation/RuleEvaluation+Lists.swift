/// Lists: a customer's tags and records, and the lists that a rule writes out.
extension RuleEvaluation {
  mutating func membership(_ item: Expression, _ list: Expression) -> Truth {
    guard let item = value(item), case .list(let values) = value(list) else { return .unknown }
    for value in values where RuleValue.same(value, item) { return .true }
    return .false
  }

  mutating func size(_ operand: Expression) -> RuleValue? {
    if case .fact(let fact) = operand.node, case .list(.record) = fact.type {
      return source.count(of: fact).map { .int(Int64($0)) }
    }
    return switch value(operand) {
    case .string(let text): .int(Int64(text.unicodeScalars.count))
    case .list(let values): .int(Int64(values.count))
    default: nil
    }
  }

  /// Of `exists` the first true element decides, of `all` the first false one; else one unknown leaves it unknown.
  mutating func quantified(
    _ quantifier: Expression.Quantifier, _ variable: RuleVariable, _ list: Expression,
    _ condition: Expression
  ) -> Truth {
    let decisive: Truth = quantifier == .exists ? .true : .false
    var result = !decisive
    let isKnown = forEach(variable, list) { evaluation in
      let truth = evaluation.truth(condition)
      if truth == .unknown { result = .unknown }
      if truth == decisive { result = decisive }
      return truth != decisive
    }
    return isKnown ? result : .unknown
  }

  mutating func count(
    _ variable: RuleVariable, _ list: Expression, _ condition: Expression
  ) -> RuleValue? {
    var count: Int64? = 0
    let isKnown = forEach(variable, list) { evaluation in
      switch evaluation.truth(condition) {
      case .true: count = count.map { $0 + 1 }
      case .false: break
      case .unknown: count = nil
      }
      return count != nil
    }
    return isKnown ? count.map { .int($0) } : nil
  }

  /// Puts one element after the other in hand until `body` has seen enough; false when there is no list.
  mutating func forEach(
    _ variable: RuleVariable, _ list: Expression, _ body: (inout Self) -> Bool
  ) -> Bool {
    defer { elements.removeSubrange(min(variable.depth, elements.count)...) }
    if case .record = variable.type {
      guard let count = source.count(of: variable.list) else { return false }
      elements.append(.record(0))
      for index in 0..<count {
        elements[variable.depth] = .record(index)
        if !body(&self) { break }
      }
      return true
    }
    guard case .list(let values) = value(list) else { return false }
    elements.append(.record(0))
    for value in values {
      elements[variable.depth] = .scalar(value)
      if !body(&self) { break }
    }
    return true
  }
}
