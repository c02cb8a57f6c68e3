/// Functions and macros.
extension RuleChecker {
  /// What a rule may call by its name; the words show how.
  static let functions: [String: String] = [
    "has": "has(fact)", "size": "size(x)", "now": "now()", "today": "today()", "age": "age()",
    "days_since": "days_since(x)", "in_segment": "in_segment(\"name\")",
    "timestamp": "timestamp(\"2026-01-31T09:00:00+09:00\")", "duration": "duration(\"36h\")",
    "date": "date(\"2026-01-31\")", "double": "double(x)", "matches": "matches(text, \"pattern\")",
  ]

  /// What a rule may call after a dot.
  static let methods: [String: String] = [
    "startsWith": "text.startsWith(\"…\")", "endsWith": "text.endsWith(\"…\")",
    "contains": "text.contains(\"…\")", "matches": "text.matches(\"pattern\")",
    "size": "x.size()", "exists": "list.exists(v, condition)", "all": "list.all(v, condition)",
    "filter": "size(list.filter(v, condition))",
  ]

  mutating func call(
    _ name: RuleSyntax.Part, _ arguments: [RuleSyntax], _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    guard let usage = Self.functions[name.name] else { throw unknownFunction(name) }
    let counts = ["now": 0...0, "today": 0...0, "age": 0...1, "matches": 2...2][name.name] ?? 1...1
    if !counts.contains(arguments.count) { throw misused(name, usage) }
    switch name.name {
    case "now": return Expression(.now, .timestamp, range)
    case "today": return Expression(.today, .date, range)
    case "age": return try age(arguments.first, range)
    case "has": return try has(arguments[0], range)
    case "size": return try size(arguments[0], range)
    case "matches": return try matches(arguments[0], arguments[1], range)
    case "days_since":
      let operand = try expression(arguments[0])
      try expect(operand, [.date, .timestamp], name)
      return Expression(.daysSince(operand), .int, range)
    case "double":
      let operand = try expression(arguments[0])
      try expect(operand, [.int], name)
      return Expression(.double(operand), .double, range)
    case "in_segment": return try inSegment(arguments[0], range)
    default: return try constant(name, arguments[0], range)
    }
  }

  private func unknownFunction(_ name: RuleSyntax.Part) -> RuleFault {
    if Self.methods[name.name] != nil {
      return RuleFault(
        .unknownName, name.range, "\(name.name) stands after a dot",
        suggestion: Self.methods[name.name])
    }
    let closest = ClosestName.of(name.name, among: Self.functions.keys.sorted())
    return RuleFault(
      .unknownName, name.range, "there is no function \(name.name)",
      suggestion: closest.flatMap { Self.functions[$0] })
  }

  private func misused(_ name: RuleSyntax.Part, _ usage: String) -> RuleFault {
    RuleFault(
      .type, name.range, "\(name.name) does not take these arguments", suggestion: usage)
  }

  private func expect(
    _ operand: Expression, _ types: [RuleType], _ name: RuleSyntax.Part
  ) throws(RuleFault) {
    if types.contains(operand.type) { return }
    let names = types.map(\.description).joined(separator: " or ")
    throw RuleFault(
      .type, operand.range, "\(name.name) takes a \(names), but this is a \(operand.type)")
  }

  private mutating func age(
    _ argument: RuleSyntax?, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    if let argument {
      let operand = try expression(argument)
      try expect(operand, [.date], RuleSyntax.Part(name: "age", range: range))
      return Expression(.age(operand), .int, range)
    }
    guard let fact = vocabulary.fact(named: RuleFact.birthDate), fact.type == .date else {
      throw RuleFault(
        .unknownName, range, "there is no fact \(RuleFact.birthDate) here, so age() needs a date",
        suggestion: "age(x)")
    }
    return Expression(.age(Expression(.fact(fact), .date, range)), .int, range)
  }

  private mutating func has(
    _ argument: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    let operand = try expression(argument)
    switch operand.node {
    case .fact where operand.type.isScalar, .field where operand.type.isScalar:
      return Expression(.has(operand), .bool, range)
    case .fact, .field:
      throw RuleFault(
        .type, operand.range, "has asks for one value, and this is a list",
        suggestion: "size(\(operand.printed)) > 0")
    default:
      throw RuleFault(.type, operand.range, "has takes the name of a fact or of a record's field")
    }
  }

  private mutating func size(
    _ argument: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    if case .method(let list, let name, let arguments) = argument.node, name.name == "filter" {
      let (variable, list, condition) = try macro(list, name, arguments)
      return Expression(.count(variable, in: list, condition), .int, range)
    }
    let operand = try expression(argument)
    if case .list = operand.type { return Expression(.size(operand), .int, range) }
    if operand.type == .string { return Expression(.size(operand), .int, range) }
    throw RuleFault(
      .type, operand.range, "size takes a text or a list, but this is a \(operand.type)")
  }

  private mutating func matches(
    _ text: RuleSyntax, _ pattern: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    let operand = try expression(text)
    try expect(operand, [.string], RuleSyntax.Part(name: "matches", range: range))
    guard case .literal(.string(let source)) = pattern.node else {
      throw RuleFault(.type, pattern.range, "a pattern is a text in quotes")
    }
    do {
      let compiled = try RulePattern(source, stepsMax: limits.patternStepsMax)
      return Expression(.matches(operand, compiled), .bool, range)
    } catch {
      throw RuleFault(error.isLimit ? .limit : .literal, pattern.range, error.message)
    }
  }

  private func inSegment(
    _ argument: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    guard case .literal(.string(let name)) = argument.node else {
      throw RuleFault(
        .type, argument.range, "the segment's name stands in quotes",
        suggestion: Self.functions["in_segment"])
    }
    if let segments = vocabulary.segments, !segments.contains(name) {
      throw RuleFault(
        .unknownName, argument.range, "there is no segment \(RuleValue.string(name).literal)",
        suggestion: ClosestName.of(name, among: segments).map { RuleValue.string($0).literal })
    }
    return Expression(.inSegment(name), .bool, range)
  }

  /// `timestamp("…")`, `duration("…")` and `date("…")`.
  private func constant(
    _ name: RuleSyntax.Part, _ argument: RuleSyntax, _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    let usage = Self.functions[name.name]
    guard case .literal(.string(let text)) = argument.node else {
      throw RuleFault(
        .type, argument.range, "\(name.name) takes a text in quotes", suggestion: usage)
    }
    let value: RuleValue? =
      switch name.name {
      case "timestamp": .timestamp(reading: text)
      case "duration": .duration(reading: text)
      default: .date(reading: text)
      }
    guard let value else {
      throw RuleFault(
        .literal, argument.range, "the text is no \(name.name)", suggestion: usage)
    }
    return Expression(.literal(value), value.type, range)
  }

  mutating func method(
    _ receiver: RuleSyntax, _ name: RuleSyntax.Part, _ arguments: [RuleSyntax],
    _ range: SourceRange
  ) throws(RuleFault) -> Expression {
    switch name.name {
    case "exists", "all":
      let (variable, list, condition) = try macro(receiver, name, arguments)
      let quantifier: Expression.Quantifier = name.name == "all" ? .all : .exists
      return Expression(
        .quantified(quantifier, variable, in: list, condition), .bool, range)
    case "startsWith", "endsWith", "contains":
      guard arguments.count == 1 else { throw misused(name, Self.methods[name.name] ?? "") }
      let text = try expression(receiver)
      let part = try expression(arguments[0])
      if case .list = text.type, name.name == "contains" {
        throw RuleFault(
          .type, range, "contains is for texts; elements of a list are asked with in",
          suggestion: "\(part.printed) in \(text.printed)")
      }
      try expect(text, [.string], name)
      try expect(part, [.string], name)
      let test = Expression.TextTest(rawValue: name.name) ?? .contains
      return Expression(.text(test, text, part), .bool, range)
    case "matches":
      guard arguments.count == 1 else { throw misused(name, Self.methods["matches"] ?? "") }
      return try matches(receiver, arguments[0], range)
    case "size":
      guard arguments.isEmpty else { throw misused(name, "x.size()") }
      return try size(receiver, range)
    default: throw unknownMethod(receiver, name)
    }
  }

  private mutating func unknownMethod(
    _ receiver: RuleSyntax, _ name: RuleSyntax.Part
  ) -> RuleFault {
    switch name.name {
    case "filter":
      return RuleFault(
        .type, name.range, "filter can only stand in size(…)", suggestion: Self.methods["filter"])
    case "exists_one", "existsOne":
      return RuleFault(
        .unknownName, name.range, "there is no \(name.name)",
        suggestion: "size(list.filter(v, condition)) == 1")
    default:
      let known = Self.methods.keys.sorted() + Self.functions.keys.sorted()
      let closest =
        ClosestName.of(name.name, among: known) ?? (known.contains(name.name) ? name.name : nil)
      return RuleFault(
        .unknownName, name.range, "there is no function \(name.name) to stand after a dot",
        suggestion: closest.flatMap { Self.methods[$0] ?? Self.functions[$0] })
    }
  }

  /// The list, variable and condition of a macro.
  private mutating func macro(
    _ receiver: RuleSyntax, _ name: RuleSyntax.Part, _ arguments: [RuleSyntax]
  ) throws(RuleFault) -> (RuleVariable, Expression, Expression) {
    let list = try expression(receiver)
    guard case .list(let type) = list.type, case .fact(let fact) = list.node else {
      throw RuleFault(
        .type, receiver.range,
        "\(name.name) asks the elements of a list, but this is a \(list.type)")
    }
    guard arguments.count == 2 else { throw misused(name, Self.methods[name.name] ?? "") }
    guard case .path(let parts) = arguments[0].node, parts.count == 1 else {
      throw RuleFault(
        .type, arguments[0].range, "first comes a name for the element at hand",
        suggestion: Self.methods[name.name])
    }
    let variable = RuleVariable(parts[0].name, type, of: fact, depth: variables.count)
    if vocabulary.facts.contains(where: { $0.root == variable.name })
      || variables.contains(where: { $0.name == variable.name })
    {
      throw RuleFault(
        .unknownName, parts[0].range, "\(variable.name) already has a meaning; take another name")
    }
    variables.append(variable)
    defer { variables.removeLast() }
    return (variable, list, try condition(arguments[1]))
  }
}
