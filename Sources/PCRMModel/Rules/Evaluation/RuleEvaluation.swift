/// Walks a rule's tree over the facts of one customer.
struct RuleEvaluation<Source: FactSource> {
  let source: Source
  let moment: RuleMoment
  /// The elements at hand, one a macro that stands around, outermost first.
  var elements: [Element] = []

  /// The element at hand of a macro.
  enum Element {
    case record(Int)
    case scalar(RuleValue)
  }

  init(_ source: Source, at moment: RuleMoment) {
    self.source = source
    self.moment = moment
  }

  /// The truth of an expression of type bool.
  mutating func truth(_ expression: Expression) -> Truth {
    switch expression.node {
    case .and(let items):
      var result = Truth.true
      for item in items {
        switch truth(item) {
        case .false: return .false
        case .unknown: result = .unknown
        case .true: continue
        }
      }
      return result
    case .or(let items):
      var result = Truth.false
      for item in items {
        switch truth(item) {
        case .true: return .true
        case .unknown: result = .unknown
        case .false: continue
        }
      }
      return result
    case .not(let operand): return !truth(operand)
    case .comparison(let comparison, let left, let right):
      guard let a = value(left), let b = value(right) else { return .unknown }
      return RuleValue.compare(comparison, a, b)
    case .membership(let item, let list): return membership(item, list)
    case .has(let operand): return Truth(value(operand) != nil)
    case .text(let test, let text, let part):
      guard case .string(let text) = value(text), case .string(let part) = value(part) else {
        return .unknown
      }
      return Truth(RuleText.test(test, text, part))
    case .matches(let text, let pattern):
      guard case .string(let text) = value(text) else { return .unknown }
      return Truth(pattern.isFound(in: text))
    case .quantified(let quantifier, let variable, let list, let condition):
      return quantified(quantifier, variable, list, condition)
    case .inSegment(let name): return Truth(source.inSegment(name))
    case .choice(let condition, let then, let otherwise):
      switch truth(condition) {
      case .true: return truth(then)
      case .false: return truth(otherwise)
      case .unknown: return .unknown
      }
    default:
      guard case .bool(let value) = value(expression) else { return .unknown }
      return Truth(value)
    }
  }

  /// The value of any expression; nil when it is missing or cannot be computed.
  mutating func value(_ expression: Expression) -> RuleValue? {
    switch expression.node {
    case .literal(let value): return value
    case .fact(let fact): return source.value(of: fact)
    case .field(let field, let variable):
      guard case .record(let index) = elements[variable.depth] else { return nil }
      return source.value(of: field, in: variable.list, at: index)
    case .element(let variable):
      guard case .scalar(let value) = elements[variable.depth] else { return nil }
      return value
    case .arithmetic(let operation, let left, let right):
      guard let a = value(left), let b = value(right) else { return nil }
      return RuleValue.arithmetic(operation, a, b)
    case .negative(let operand): return value(operand)?.negative
    case .now: return .timestamp(moment.now)
    case .today: return .date(moment.today)
    case .age(let operand):
      guard case .date(let day) = value(operand), day <= moment.today else { return nil }
      return .int((moment.today - day) / 10_000)
    case .daysSince(let operand): return value(operand).flatMap(daysSince)
    case .double(let operand):
      guard case .int(let value) = value(operand) else { return nil }
      return .double(Double(value))
    case .size(let operand): return size(operand)
    case .count(let variable, let list, let condition): return count(variable, list, condition)
    case .choice(let condition, let then, let otherwise) where expression.type != .bool:
      switch truth(condition) {
      case .true: return value(then)
      case .false: return value(otherwise)
      case .unknown: return nil
      }
    default:
      switch truth(expression) {
      case .true: return .bool(true)
      case .false: return .bool(false)
      case .unknown: return nil
      }
    }
  }

  private func daysSince(_ value: RuleValue) -> RuleValue? {
    switch value {
    case .date(let day): .int(moment.day - Int64(CivilDate(number: day).daysSince1970))
    case .timestamp(let time): .int(moment.day - RuleMoment.day(of: time))
    default: nil
    }
  }
}
