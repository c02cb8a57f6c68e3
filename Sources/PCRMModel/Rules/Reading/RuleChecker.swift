/// Gives names and types to what was parsed, or says what is wrong with it.
struct RuleChecker {
  let vocabulary: RuleVocabulary
  let limits: RuleLimits
  /// The macros that stand around the expression at hand, outermost first.
  var variables: [RuleVariable] = []

  init(_ vocabulary: RuleVocabulary, limits: RuleLimits) {
    self.vocabulary = vocabulary
    self.limits = limits
  }

  /// The whole rule: a condition within the limits.
  mutating func rule(_ syntax: RuleSyntax) throws(RuleFault) -> Expression {
    let root = try condition(syntax)
    let nodes = root.nodeCount
    if nodes > limits.nodesMax {
      throw RuleFault(
        .limit, syntax.range, "the rule has \(nodes) parts; at most \(limits.nodesMax) are allowed")
    }
    return root
  }

  /// An expression that is true or false.
  mutating func condition(_ syntax: RuleSyntax) throws(RuleFault) -> Expression {
    let checked = try expression(syntax)
    if checked.type == .bool { return checked }
    var suggestion: String?
    switch checked.node {
    case .fact(let fact) where fact.type.isScalar: suggestion = "has(\(checked.printed))"
    case .fact: suggestion = "size(\(checked.printed)) > 0"
    case .field: suggestion = "has(\(checked.printed))"
    default: break
    }
    throw RuleFault(
      .type, syntax.range, "expected a condition, but this is of type \(checked.type)",
      suggestion: suggestion)
  }

  /// Any expression.
  mutating func expression(_ syntax: RuleSyntax) throws(RuleFault) -> Expression {
    switch syntax.node {
    case .literal(let value): return Expression(.literal(value), value.type, syntax.range)
    case .path(let parts): return try path(parts, syntax.range)
    case .call(let name, let arguments): return try call(name, arguments, syntax.range)
    case .method(let receiver, let name, let arguments):
      return try method(receiver, name, arguments, syntax.range)
    case .not(let operand):
      return Expression(.not(try condition(operand)), .bool, syntax.range)
    case .negative(let operand): return try negative(operand, syntax.range)
    case .and(let items):
      return Expression(.and(try conditions(items, isAnd: true)), .bool, syntax.range)
    case .or(let items):
      return Expression(.or(try conditions(items, isAnd: false)), .bool, syntax.range)
    case .comparison(let comparison, let left, let right):
      return try self.comparison(comparison, left, right, syntax.range)
    case .membership(let value, let list): return try membership(value, list, syntax.range)
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, left, right, syntax.range)
    case .choice(let condition, let then, let otherwise):
      return try choice(condition, then, otherwise, syntax.range)
    case .list:
      throw RuleFault(.type, syntax.range, "a list can only stand to the right of in")
    }
  }

  /// Operands of `&&` or `||`; those that are of the same operator join their parent.
  private mutating func conditions(
    _ items: [RuleSyntax], isAnd: Bool
  ) throws(RuleFault) -> [Expression] {
    var result: [Expression] = []
    for item in items {
      let checked = try condition(item)
      switch checked.node {
      case .and(let inner) where isAnd: result += inner
      case .or(let inner) where !isAnd: result += inner
      default: result.append(checked)
      }
    }
    return result
  }

  private mutating func choice(
    _ condition: RuleSyntax, _ then: RuleSyntax, _ otherwise: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    let condition = try self.condition(condition)
    var then = try expression(then)
    var otherwise = try expression(otherwise)
    adapt(&then, &otherwise)
    if then.type != otherwise.type || !then.type.isScalar {
      throw RuleFault(
        .type, range,
        "both values of a choice must have one type, but they are \(then.type) and "
          + "\(otherwise.type)")
    }
    return Expression(.choice(condition, then: then, otherwise: otherwise), then.type, range)
  }

  // MARK: names

  private func path(
    _ parts: [RuleSyntax.Part], _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    if let variable = variables.first(where: { $0.name == parts[0].name }) {
      return try element(variable, parts, range)
    }
    let name = parts.map(\.name).joined(separator: ".")
    if let fact = vocabulary.fact(named: name) { return Expression(.fact(fact), fact.type, range) }
    for count in 1..<max(2, parts.count) {
      let prefix = parts.prefix(count).map(\.name).joined(separator: ".")
      guard count < parts.count, let fact = vocabulary.fact(named: prefix) else { continue }
      throw fieldOfFact(fact, parts[count], range)
    }
    let known = vocabulary.facts.map(\.name) + variables.map(\.name)
    throw RuleFault(
      .unknownName, range, "there is no fact \(name)",
      suggestion: ClosestName.of(name, among: known))
  }

  /// `cases.stage` asks a list for what its records have; `birth_date.year` a scalar for a field.
  private func fieldOfFact(
    _ fact: RuleFact, _ part: RuleSyntax.Part, _ range: SourceRange
  ) -> RuleFault {
    guard case .list(.record) = fact.type else {
      return RuleFault(
        .unknownName, range, "\(fact.name) is of type \(fact.type) and has no field \(part.name)")
    }
    let letter = fact.name.first.map(String.init) ?? "v"
    return RuleFault(
      .type, range, "\(fact.name) is a list; say of which of its records \(part.name) is asked",
      suggestion: "\(fact.name).exists(\(letter), \(letter).\(part.name) …)")
  }

  private func element(
    _ variable: RuleVariable, _ parts: [RuleSyntax.Part], _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    guard case .record(let record) = variable.type else {
      if parts.count == 1 { return Expression(.element(variable), variable.type, range) }
      throw RuleFault(
        .unknownName, range,
        "\(variable.name) is of type \(variable.type) and has no field \(parts[1].name)")
    }
    let fields = vocabulary.records[record] ?? []
    if parts.count == 1 {
      throw RuleFault(
        .type, range, "\(variable.name) is a record; name one of its fields",
        suggestion: fields.first.map { "\(variable.name).\($0.name)" })
    }
    let name = parts.dropFirst().map(\.name).joined(separator: ".")
    guard let field = vocabulary.field(named: name, of: record) else {
      let closest = ClosestName.of(name, among: fields.lazy.map(\.name))
      throw RuleFault(
        .unknownName, range, "a \(record) has no field \(name)",
        suggestion: closest.map { "\(variable.name).\($0)" })
    }
    return Expression(.field(field, of: variable), field.type, range)
  }

  // MARK: types

  /// An int literal beside a double is meant as one, where it has no rounding.
  func adapt(_ a: inout Expression, _ b: inout Expression) {
    if a.type == .double { b.becomeDouble() } else if b.type == .double { a.becomeDouble() }
  }
}

extension Expression {
  /// Turns an int literal into the double of the same value, if there is one.
  mutating func becomeDouble() {
    guard case .literal(.int(let value)) = node, let exact = Double(exactly: value) else { return }
    node = .literal(.double(exact))
    type = .double
  }
}
