/// Finds when time alone may next change what a rule says.
///
/// Every part answers with the instant up to which its truth or value is sure to stay: of a false `&&` it is the last of
/// those of its false parts, of a true one the first of all.
struct RuleForecast<Source: FactSource> {
  /// Later than every instant that a rule can name.
  static var never: Int64 { .max }

  var evaluation: RuleEvaluation<Source>

  /// A truth with the first instant at which it may be another.
  struct Outlook {
    var truth: Truth
    var next: Int64
  }

  init(_ source: Source, at moment: RuleMoment) {
    evaluation = RuleEvaluation(source, at: moment)
  }

  var moment: RuleMoment { evaluation.moment }

  /// The first midnight after now.
  var nextMidnight: Int64 { RuleMoment.midnight(ofDay: moment.day + 1) }

  /// A condition's outlook.
  mutating func condition(_ expression: Expression) -> Outlook {
    if !expression.usesTime {
      return Outlook(truth: evaluation.truth(expression), next: Self.never)
    }
    switch expression.node {
    case .and(let items): return joined(items, decisive: .false)
    case .or(let items): return joined(items, decisive: .true)
    case .not(let operand):
      let inner = condition(operand)
      return Outlook(truth: !inner.truth, next: inner.next)
    case .choice(let asked, let then, let otherwise): return choice(asked, then, otherwise)
    case .quantified(let quantifier, let variable, let list, let inner):
      var outlooks: [Outlook] = []
      let isKnown = forEach(variable, list) { outlooks.append($0.condition(inner)) }
      if !isKnown { return Outlook(truth: .unknown, next: Self.never) }
      return Self.joined(outlooks, decisive: quantifier == .exists ? .true : .false)
    case .comparison(let comparison, let left, let right):
      return self.comparison(comparison, left, right)
    case .membership(let item, let list): return membership(item, list)
    default:
      let next = expression.children.map { quantity($0).changes(after: moment) }.min()
      return Outlook(truth: evaluation.truth(expression), next: next ?? Self.never)
    }
  }

  private mutating func joined(_ items: [Expression], decisive: Truth) -> Outlook {
    var outlooks: [Outlook] = []
    for item in items { outlooks.append(condition(item)) }
    return Self.joined(outlooks, decisive: decisive)
  }

  /// One part that has the decisive truth decides, and goes on to as long as the last of them does.
  private static func joined(_ outlooks: [Outlook], decisive: Truth) -> Outlook {
    let deciding = outlooks.filter { $0.truth == decisive }
    if let last = deciding.lazy.map(\.next).max() {
      return Outlook(truth: decisive, next: last)
    }
    let truth: Truth = outlooks.contains { $0.truth == .unknown } ? .unknown : !decisive
    return Outlook(truth: truth, next: outlooks.lazy.map(\.next).min() ?? never)
  }

  private mutating func choice(
    _ asked: Expression, _ then: Expression, _ otherwise: Expression
  ) -> Outlook {
    let asked = condition(asked)
    if asked.truth == .unknown { return asked }
    let taken = condition(asked.truth == .true ? then : otherwise)
    return Outlook(truth: taken.truth, next: min(asked.next, taken.next))
  }

  private mutating func comparison(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression
  ) -> Outlook {
    let (a, b) = (quantity(left), quantity(right))
    guard let left = a.value, let right = b.value else { return missing([a, b]) }
    let truth = RuleValue.compare(comparison, left, right)
    return Outlook(truth: truth, next: difference(a, b, comparison))
  }

  private mutating func membership(_ item: Expression, _ list: Expression) -> Outlook {
    let item = quantity(item)
    guard case .list(let values) = evaluation.value(list) else {
      return Outlook(truth: .unknown, next: Self.never)
    }
    guard let value = item.value else { return missing([item]) }
    var next = item.next
    for other in values { next = min(next, difference(item, Quantity(other), .equal)) }
    return Outlook(truth: Truth(values.contains { RuleValue.same($0, value) }), next: next)
  }

  /// Unknown as long as one operand is missing.
  private func missing(_ operands: [Quantity]) -> Outlook {
    let last = operands.lazy.filter { $0.value == nil }.map(\.next).max()
    return Outlook(truth: .unknown, next: last ?? Self.never)
  }

  /// When a comparison of two values that are there may turn out otherwise.
  private func difference(
    _ a: Quantity, _ b: Quantity, _ comparison: Expression.Comparison
  ) -> Int64 {
    let until = min(a.next, b.next)
    guard let left = a.form, let right = b.form, let line = left.adding(right, sign: -1) else {
      return min(until, a.changes(after: moment), b.changes(after: moment))
    }
    return min(until, line.crossing(comparison, at: moment))
  }

  /// Puts one element after the other in hand; false when there is no list.
  mutating func forEach(
    _ variable: RuleVariable, _ list: Expression, _ body: (inout Self) -> Void
  ) -> Bool {
    var copy = self
    let isKnown = evaluation.forEach(variable, list) { inner in
      copy.evaluation = inner
      body(&copy)
      return true
    }
    return isKnown
  }
}
