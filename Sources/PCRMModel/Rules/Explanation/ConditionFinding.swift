import PCRMCore

/// A reason with its params, and the English of it.
///
/// The words are put together of a subject ("age() is 60"), and of what the condition wants of it ("at least 65").
struct ConditionFinding {
  private(set) var reason = "OTHER"
  private(set) var params: [ErrorInfo.Param] = []
  /// What is the case, without an end.
  private var state: String
  /// What the condition wants, and what it is when that is not so.
  private var wish: (yes: String, no: String)
  /// What would have to be otherwise.
  private var subject: String

  init(_ expression: Expression) {
    subject = expression.printed
    state = subject
    wish = ("true", "false")
  }

  private mutating func param(_ name: String, _ value: String) {
    params.append(ErrorInfo.Param(name: name, value: value))
  }

  /// Takes reason, params and words from a condition and its values.
  mutating func read<S: FactSource>(
    _ expression: Expression, _ evaluation: inout RuleEvaluation<S>
  ) {
    switch expression.node {
    case .comparison(let comparison, let left, let right):
      compared(comparison, left, right, &evaluation)
    case .membership(let item, let list): listed(item, list, &evaluation)
    case .has(let operand):
      (reason, subject, state) = ("PRESENT", operand.printed, operand.printed)
      param("fact", operand.printed)
      wish = ("known", "not known")
    case .text(let test, let text, let part): tested(test, text, part, &evaluation)
    case .matches(let text, let pattern):
      asked("MATCHED", text, &evaluation)
      param("pattern", pattern.source)
      wish = ("like \(pattern.source)", "not like \(pattern.source)")
    case .quantified(let quantifier, let variable, let list, let inner):
      quantified(quantifier, variable, list, inner, &evaluation)
    case .inSegment(let name):
      (reason, subject, state) = ("SEGMENT", "the customer", "the customer")
      param("segment", name)
      wish = ("in the segment \(name)", "not in the segment \(name)")
    case .fact, .field, .element:
      asked("FLAG", expression, &evaluation)
      state = subject
    default: param("condition", expression.printed)
    }
  }

  /// The subject with its value, unless it is a constant.
  private mutating func asked<S: FactSource>(
    _ reason: String, _ expression: Expression, _ evaluation: inout RuleEvaluation<S>
  ) {
    self.reason = reason
    subject = expression.printed
    param("subject", subject)
    guard let value = evaluation.value(expression) else { return state = "\(subject) is not known" }
    param("value", value.plain)
    if case .literal = expression.node {
      state = subject
    } else {
      state = "\(subject) is \(value.words)"
    }
  }

  private mutating func compared<S: FactSource>(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression,
    _ evaluation: inout RuleEvaluation<S>
  ) {
    asked("COMPARED", left, &evaluation)
    param("operator", comparison.rawValue)
    param("other", right.printed)
    var other = right.printed
    let value = evaluation.value(right)
    if case .literal(let literal) = right.node {
      other = literal.words
    } else if let value {
      other += " (\(value.words))"
    }
    if let value { param("other_value", value.plain) }
    wish = ("\(comparison.words) \(other)".trimmed, "\(comparison.negated.words) \(other)".trimmed)
  }

  private mutating func listed<S: FactSource>(
    _ item: Expression, _ list: Expression, _ evaluation: inout RuleEvaluation<S>
  ) {
    guard case .literal(.list(let values)) = list.node else {
      asked("HELD", item, &evaluation)
      param("list", list.printed)
      wish = ("in \(list.printed)", "not in \(list.printed)")
      return
    }
    asked("LISTED", item, &evaluation)
    param("list", values.map(\.plain).joined(separator: ", "))
    let shown =
      values.prefix(8).map(\.words).joined(separator: ", ") + (values.count > 8 ? ", …" : "")
    wish = ("one of \(shown)", "none of \(shown)")
  }

  private mutating func tested<S: FactSource>(
    _ test: Expression.TextTest, _ text: Expression, _ part: Expression,
    _ evaluation: inout RuleEvaluation<S>
  ) {
    asked("TEXT", text, &evaluation)
    param("test", test.rawValue)
    param("other", part.printed)
    switch test {
    case .startsWith: wish = ("begun with \(part.printed)", "not begun with \(part.printed)")
    case .endsWith: wish = ("ended with \(part.printed)", "not ended with \(part.printed)")
    case .contains:
      wish = ("a text with \(part.printed) in it", "a text without \(part.printed)")
    }
  }

  private mutating func quantified<S: FactSource>(
    _ quantifier: Expression.Quantifier, _ variable: RuleVariable, _ list: Expression,
    _ inner: Expression, _ evaluation: inout RuleEvaluation<S>
  ) {
    reason = quantifier == .exists ? "EXISTS" : "ALL"
    var counts: [Truth: Int] = [:]
    let isKnown = evaluation.forEach(variable, list) { inside in
      counts[inside.truth(inner), default: 0] += 1
      return true
    }
    let total = counts.values.reduce(0, +)
    subject = "\(quantifier == .exists ? "one" : "each") of \(list.printed)"
    param("list", list.printed)
    param("condition", inner.printed)
    let text = "\(variable.name) with \(inner.printed)"
    wish = ("a \(text)", quantifier == .exists ? "no \(text)" : "not a \(text)")
    guard isKnown else { return state = "\(list.printed) is not known" }
    param("count", String(total))
    param("true", String(counts[.true] ?? 0))
    param("unknown", String(counts[.unknown] ?? 0))
    state = "\(counts[.true] ?? 0) of \(total) in \(list.printed)"
    if let unknown = counts[.unknown] { state += " (and perhaps \(unknown) more)" }
  }

  /// The condition is unknown for lack of these facts; without any it could not be computed.
  mutating func isUnknown(_ missing: [String]) {
    if missing.isEmpty, reason != "EXISTS", reason != "ALL" { reason = "NOT_COMPUTED" }
    if !missing.isEmpty {
      reason = "MISSING"
      param("missing", missing.joined(separator: ", "))
      state = "\(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") not known"
    }
  }

  /// How it turned out.
  func words(_ truth: Truth) -> String {
    switch (reason, truth) {
    case ("MISSING", _): state
    case ("NOT_COMPUTED", _): "\(subject) cannot be computed"
    case ("EXISTS", _), ("ALL", _): state
    case ("PRESENT", _), ("FLAG", _), ("SEGMENT", _), ("OTHER", _):
      "\(state) is \(truth == .true ? wish.yes : truth == .false ? wish.no : "not known")"
    default:
      "\(state), which is \(truth == .true ? wish.yes : truth == .false ? wish.no : "not known")"
    }
  }

  /// What would have to be.
  func change(to truth: Truth, isUnknown: Bool) -> String {
    let verb = reason == "EXISTS" || reason == "ALL" ? "" : isUnknown ? "known, and " : ""
    return "\(subject) would have to be \(verb)\(truth == .true ? wish.yes : wish.no)"
  }
}

extension Expression.Comparison {
  fileprivate var words: String {
    switch self {
    case .equal: ""
    case .notEqual: "other than"
    case .less: "less than"
    case .lessOrEqual: "at most"
    case .greater: "more than"
    case .greaterOrEqual: "at least"
    }
  }

  fileprivate var negated: Expression.Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}

extension String {
  fileprivate var trimmed: String { first == " " ? String(dropFirst()) : self }
}
