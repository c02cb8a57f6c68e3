import PCRMModel

/// Expressions that have a value.
extension RuleGenerator {
  /// An expression of a scalar type.
  mutating func scalar(_ type: RuleType, _ depth: Int) -> Expression {
    if type == .bool { return depth > 0 ? condition(depth) : named(.bool) ?? literal(.bool) }
    if depth > 0, random.once(in: 2) {
      if features.contains(.choices), random.once(in: 6) {
        return Expression(
          .choice(
            condition(depth - 1), then: scalar(type, depth - 1), otherwise: scalar(type, depth - 1)),
          type)
      }
      if let made = computed(type, depth - 1) { return made }
    }
    if features.contains(.time), random.once(in: timeOnceIn), let time = time(type) { return time }
    return random.once(in: 3) ? literal(type) : named(type) ?? literal(type)
  }

  private mutating func literal(_ type: RuleType) -> Expression {
    Expression(.literal(value(of: type)), type)
  }

  /// A fact of the type, or a field or element at hand.
  mutating func named(_ type: RuleType) -> Expression? {
    var choices = vocabulary.facts.filter { $0.type == type }.map { Expression(.fact($0), type) }
    for variable in scope {
      if variable.type == type {
        choices += Array(repeating: Expression(.element(variable), type), count: 3)
      }
      guard case .record(let record) = variable.type else { continue }
      for field in vocabulary.records[record] ?? [] where field.type == type {
        choices += Array(
          repeating: Expression(.field(field, of: variable), type), count: 3)
      }
    }
    return choices.isEmpty ? nil : random.pick(choices)
  }

  /// What only time makes.
  private mutating func time(_ type: RuleType) -> Expression? {
    switch type {
    case .timestamp: return Expression(.now, .timestamp)
    case .date: return Expression(.today, .date)
    case .int:
      if random.once(in: 2), let day = named(.date) { return Expression(.age(day), .int) }
      guard let from = named(random.once(in: 2) ? .date : .timestamp) else { return nil }
      return Expression(.daysSince(from), .int)
    default: return nil
    }
  }

  /// What is computed of other values.
  private mutating func computed(_ type: RuleType, _ depth: Int) -> Expression? {
    switch (type, random.next() % 4) {
    case (.int, 0):
      if random.once(in: 3), let count = count(depth) { return count }
      let isText = random.once(in: 2)
      let lists = vocabulary.facts.filter { if case .list = $0.type { true } else { false } }
      if isText || lists.isEmpty { return Expression(.size(scalar(.string, 0)), .int) }
      let list = random.pick(lists)
      return Expression(.size(Expression(.fact(list), list.type)), .int)
    case (.int, 1) where features.contains(.time):
      return Expression(.daysSince(scalar(.timestamp, depth)), .int)
    case (.double, 0): return Expression(.double(scalar(.int, depth)), .double)
    default: break
    }
    if !features.contains(.arithmetic) { return nil }
    if type != .string, type != .timestamp, type != .date, random.once(in: 6) {
      return Expression(.negative(scalar(type, depth)), type)
    }
    return arithmetic(type, depth)
  }

  private mutating func count(_ depth: Int) -> Expression? {
    guard features.contains(.macros), let (variable, list) = variable() else { return nil }
    scope.append(variable)
    let inner = condition(min(depth, 1))
    scope.removeLast()
    return Expression(.count(variable, in: list, inner), .int)
  }

  private mutating func arithmetic(_ type: RuleType, _ depth: Int) -> Expression? {
    let add = Expression.Arithmetic.add
    let subtract = Expression.Arithmetic.subtract
    let operands: (Expression.Arithmetic, RuleType, RuleType)
    switch type {
    case .int: operands = (random.pick(Expression.Arithmetic.allCases), .int, .int)
    case .double:
      operands = (random.pick([add, subtract, .multiply, .divide]), .double, .double)
    case .timestamp:
      operands = random.pick([
        (add, .timestamp, .duration), (add, .duration, .timestamp),
        (subtract, .timestamp, .duration),
      ])
    case .duration:
      operands = random.pick([
        (add, .duration, .duration), (subtract, .duration, .duration),
        (subtract, .timestamp, .timestamp),
      ])
    default: return nil
    }
    return Expression(
      .arithmetic(operands.0, scalar(operands.1, depth), scalar(operands.2, depth)), type)
  }
}
