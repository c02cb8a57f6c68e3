import PCRMCore

/// Says of one condition what it looked at, how it turned out, and what would make it turn out otherwise.
struct ConditionExplainer<Source: FactSource> {
  private var evaluation: RuleEvaluation<Source>

  init(_ source: Source, at moment: RuleMoment) {
    evaluation = RuleEvaluation(source, at: moment)
  }

  /// A condition with its values.
  mutating func condition(_ expression: Expression) -> RuleExplanation.Condition {
    let truth = evaluation.truth(expression)
    let operands = operands(expression)
    var finding = ConditionFinding(expression)
    finding.read(expression, &evaluation)
    if truth == .unknown { finding.isUnknown(missing(expression)) }
    return RuleExplanation.Condition(
      text: expression.printed, range: expression.range, truth: truth, operands: operands,
      reason: finding.reason, params: finding.params, words: finding.words(truth))
  }

  /// What the condition would have to become.
  mutating func change(
    _ condition: RuleExplanation.Condition, _ expression: Expression, _ number: Int,
    to truth: Truth
  ) -> RuleExplanation.Change {
    var finding = ConditionFinding(expression)
    finding.read(expression, &evaluation)
    return RuleExplanation.Change(
      condition: number, truth: truth, reason: finding.reason, params: finding.params,
      words: finding.change(to: truth, isUnknown: condition.truth == .unknown))
  }

  /// What the condition names or computes, without what macros ask of single elements.
  private mutating func operands(_ expression: Expression) -> [RuleExplanation.Operand] {
    var found: [Expression] = []
    Self.collect(expression, &found)
    var operands: [RuleExplanation.Operand] = []
    for expression in found {
      let text = expression.printed
      if operands.contains(where: { $0.text == text }) { continue }
      operands.append(RuleExplanation.Operand(text: text, value: value(expression)))
    }
    return operands
  }

  private mutating func value(_ expression: Expression) -> RuleValue? {
    guard case .fact(let fact) = expression.node, case .list(.record) = fact.type else {
      return evaluation.value(expression)
    }
    // Of a list of records the number says enough.
    return evaluation.source.count(of: fact).map { .int(Int64($0)) }
  }

  private static func collect(_ expression: Expression, _ found: inout [Expression]) {
    switch expression.node {
    case .fact, .now, .today, .size: found.append(expression)
    case .age(let operand), .daysSince(let operand):
      found.append(expression)
      collect(operand, &found)
    case .arithmetic:
      found.append(expression)
      for child in expression.children { collect(child, &found) }
    case .quantified(_, _, let list, _): found.append(list)
    case .count(_, let list, _):
      found.append(expression)
      found.append(list)
    default: for child in expression.children { collect(child, &found) }
    }
  }

  /// The facts that are not there, outside of macros.
  private mutating func missing(_ expression: Expression) -> [String] {
    var names: [String] = []
    var found: [Expression] = []
    Self.collect(expression, &found)
    for case .fact(let fact) in found.map(\.node) where !names.contains(fact.name) {
      if value(Expression(.fact(fact), fact.type)) == nil { names.append(fact.name) }
    }
    return names
  }
}
