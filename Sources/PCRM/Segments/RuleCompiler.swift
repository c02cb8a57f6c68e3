import PCRMCore
import PCRMModel
import Storage

/// Turns a rule into an expression over a row called `customer`, true, false and NULL as the rule is true, false and
/// unknown; the table of equivalences stands in docs/facts.md.
///
/// What SQL cannot say of both stores (patterns, keys in the middle of texts, nesting that no parser reads) has no
/// fragment; ``superset(_:isTrue:)`` then says as much as can be said.
struct RuleCompiler {
  /// Values that one statement binds; SQLite takes 32,766.
  static let argumentsMax = 20_000

  let facts: SegmentFacts
  /// The numbers of segments by their names.
  let segments: [String: Int64]
  var arguments = SQLArguments()

  init(_ facts: SegmentFacts, segments: [String: Int64]) {
    self.facts = facts
    self.segments = segments
  }

  /// The expression's value; nil when SQL cannot say it.
  mutating func compile(_ expression: Expression) -> SQLFragment? {
    let before = arguments
    if let made = fragment(expression), made.isReadable, arguments.count <= Self.argumentsMax {
      return made
    }
    arguments = before
    return nil
  }

  private mutating func fragment(_ expression: Expression) -> SQLFragment? {
    switch expression.node {
    case .literal(let value): return literal(value)
    case .fact(let fact): return scalar(fact)
    case .element(let variable): return element(variable)
    case .field(let field, let variable): return self.field(field, variable)
    case .has(let operand): return has(operand)
    case .not(let operand):
      guard let operand = compile(operand) else { return nil }
      return SQLFragment("(NOT \(operand.text))", adding: 2, around: operand)
    case .and(let items): return joined(items, "AND")
    case .or(let items): return joined(items, "OR")
    case .choice(let condition, let then, let otherwise):
      return choice(condition, then, otherwise)
    case .comparison(let comparison, let left, let right):
      return compare(comparison, left, right)
    case .membership(let item, let list): return membership(item, list)
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, expression.type)
    case .negative(let operand): return negative(operand)
    case .text(let test, let text, let part): return textTest(test, text, part)
    case .matches: return nil
    case .size(let operand): return size(operand)
    case .quantified(let quantifier, let variable, let list, let condition):
      return quantified(quantifier, variable, list, condition)
    case .count(let variable, let list, let condition): return count(variable, list, condition)
    case .now: return instant(arguments.now)
    case .today: return SQLFragment(arguments.today, range: 101...99_991_231, isSimple: true)
    case .age(let operand): return age(operand)
    case .daysSince(let operand): return daysSince(operand)
    case .double(let operand):
      guard let operand = compile(operand) else { return nil }
      return SQLFragment("CAST(\(operand.text) AS DOUBLE PRECISION)", adding: 2, around: operand)
    case .inSegment(let name): return inSegment(name)
    }
  }

  // MARK: Values

  mutating func literal(_ value: RuleValue) -> SQLFragment? {
    switch value {
    case .bool(let value): SQLFragment(value ? "TRUE" : "FALSE", isSimple: true)
    case .int(let value), .timestamp(let value), .duration(let value), .date(let value):
      // The smallest number has no literal: its sign is an operator on a number that is too large.
      SQLFragment(
        value == .min ? arguments.add(.integer(value)) : value < 0 ? "(\(value))" : "\(value)",
        depth: 3, range: value...value, isSimple: true)
    case .double(let value): SQLFragment(arguments.add(.real(value)), isSimple: true)
    case .string(let value): SQLFragment(arguments.add(.text(value)), isSimple: true)
    case .list: nil
    }
  }

  private mutating func scalar(_ fact: RuleFact) -> SQLFragment? {
    guard case .scalar(let column, _)? = facts[fact]?.source else { return nil }
    return value(column, of: "customer")
  }

  /// A column's value in the type that rules know it by.
  mutating func value(_ column: FactColumn, of row: String) -> SQLFragment? {
    let sql = column.sql(row, &arguments)
    switch column.form {
    case .text, .whole, .real, .truth:
      return SQLFragment(sql, depth: 16, isSimple: true)
    case .day: return SQLFragment(sql, depth: 16, range: 101...99_991_231, isSimple: true)
    case .instant: return instant(sql)
    case .thousandths:
      return SQLFragment("(CAST(\(sql) AS DOUBLE PRECISION) / 1000)", depth: 8, isSimple: true)
    case .words(let words, _):
      let cases = words.map { "WHEN \($0.number) THEN '\($0.word)'" }.joined(separator: " ")
      return SQLFragment("CASE \(sql) \(cases) END", depth: 8, isSimple: true)
    case .key: return nil
    }
  }

  func instant(_ text: String) -> SQLFragment {
    SQLFragment(
      text, depth: 16, range: RuleTime.timestampMin...RuleTime.timestampMax, isSimple: true)
  }

  /// Whether a value is there; texts of keys are, though they cannot be read.
  private mutating func has(_ operand: Expression) -> SQLFragment? {
    if case .list = operand.type { return SQLFragment("TRUE", isSimple: true) }
    if let key = key(operand) { return SQLFragment("(\(key) IS NOT NULL)", depth: 4) }
    guard let operand = compile(operand) else { return nil }
    return SQLFragment("(\(operand.text) IS NOT NULL)", adding: 3, around: operand)
  }

  /// The column of a key, for those conditions that need not see its text.
  mutating func key(_ expression: Expression) -> String? {
    guard let (column, row) = column(expression), case .key = column.form else { return nil }
    return column.sql(row, &arguments)
  }

  /// The column of a fact or field, and what its rows are called.
  func column(_ expression: Expression) -> (FactColumn, row: String)? {
    switch expression.node {
    case .fact(let fact):
      guard case .scalar(let column, _)? = facts[fact]?.source else { return nil }
      return (column, "customer")
    case .field(let field, let variable):
      guard case .list(let list)? = facts[variable.list]?.source, let place = list.place(of: field)
      else { return nil }
      return (list.fields[place].column, variable.row)
    default: return nil
    }
  }

  // MARK: Logic

  private mutating func joined(_ items: [Expression], _ word: String) -> SQLFragment? {
    var parts: [SQLFragment] = []
    for item in items {
      guard let part = compile(item) else { return nil }
      parts.append(part)
    }
    return SQLFragment(
      "(" + parts.map(\.text).joined(separator: " \(word) ") + ")",
      depth: 3 + (parts.map(\.depth).max() ?? 0))
  }

  /// Unknown when the condition is: the condition stands once, so that nesting does not double it.
  private mutating func choice(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression
  ) -> SQLFragment? {
    guard let condition = compile(condition), let then = compile(then),
      let otherwise = compile(otherwise)
    else { return nil }
    return SQLFragment(
      "CASE \(condition.text) WHEN TRUE THEN \(then.text) WHEN FALSE THEN \(otherwise.text) END",
      adding: 7, around: condition, then, otherwise,
      range: min(
        then.range.lowerBound, otherwise.range.lowerBound)...max(
          then.range.upperBound, otherwise.range.upperBound))
  }

  private mutating func inSegment(_ name: String) -> SQLFragment {
    guard let number = segments[name] else { return SQLFragment("FALSE", isSimple: true) }
    return SQLFragment(
      "EXISTS (SELECT 1 FROM membership AS m WHERE m.customer = customer.id AND m.segment = \(number))",
      depth: 16)
  }

  // MARK: Supersets

  /// A condition that holds wherever the expression is true (or false); exact where SQL can say it.
  mutating func superset(_ expression: Expression, isTrue: Bool) -> SQLFragment {
    if let exact = compile(expression) {
      return isTrue ? exact : SQLFragment("(NOT \(exact.text))", adding: 2, around: exact)
    }
    let before = arguments
    let made: SQLFragment
    switch expression.node {
    case .not(let operand): made = superset(operand, isTrue: !isTrue)
    case .and(let items): made = superset(items, isTrue: isTrue, isTrue ? "AND" : "OR")
    case .or(let items): made = superset(items, isTrue: isTrue, isTrue ? "OR" : "AND")
    default: return SQLFragment("TRUE", isSimple: true)
    }
    if made.isReadable && arguments.count <= Self.argumentsMax { return made }
    arguments = before
    return SQLFragment("TRUE", isSimple: true)
  }

  private mutating func superset(
    _ items: [Expression], isTrue: Bool, _ word: String
  ) -> SQLFragment {
    var parts: [SQLFragment] = []
    for item in items { parts.append(superset(item, isTrue: isTrue)) }
    return SQLFragment(
      "(" + parts.map(\.text).joined(separator: " \(word) ") + ")",
      depth: 3 + (parts.map(\.depth).max() ?? 0))
  }
}

extension RuleVariable {
  /// What the rows of its list are called in a statement.
  var row: String { "x\(depth)" }
}
