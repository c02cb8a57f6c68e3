import PCRMCore
import PCRMModel
import Storage

/// Lists: a condition for each element comes to one truth for the customer.
extension RuleCompiler {
  mutating func element(_ variable: RuleVariable) -> SQLFragment? {
    guard case .list(let list)? = facts[variable.list]?.source, let field = list.fields.first else {
      return nil
    }
    return value(field.column, of: variable.row)
  }

  mutating func field(_ field: RuleFact, _ variable: RuleVariable) -> SQLFragment? {
    guard case .list(let list)? = facts[variable.list]?.source, let place = list.place(of: field)
    else { return nil }
    return value(list.fields[place].column, of: variable.row)
  }

  /// What stands after FROM for the elements of a list.
  private mutating func rows(of list: Expression, _ row: String) -> String? {
    guard case .fact(let fact) = list.node, case .list(let source)? = facts[fact]?.source else {
      return nil
    }
    return source.rows(row, "customer.id", &arguments)
  }

  /// True as soon as one is true, else unknown as soon as one is unknown: plain EXISTS would make that false. `all` is
  /// the dual. The condition stands once, so that nesting does not double it.
  mutating func quantified(
    _ quantifier: Expression.Quantifier, _ variable: RuleVariable, _ list: Expression,
    _ asked: Expression
  ) -> SQLFragment? {
    guard let rows = rows(of: list, variable.row), let condition = compile(asked) else {
      return nil
    }
    let (decisive, other) =
      switch quantifier {
      case .exists: ("TRUE", "FALSE")
      case .all: ("FALSE", "TRUE")
      }
    let counted = counted(of: asked, other)
    // The truths are named before they are gathered: an aggregate of outer columns alone would be the outer query's.
    return SQLFragment(
      """
      (SELECT CASE max(q.t) WHEN 2 THEN \(decisive) WHEN 1 THEN NULL ELSE \(other) END FROM (
        SELECT CASE \(condition.text) WHEN \(decisive) THEN 2 WHEN \(other) THEN 0 ELSE 1 END AS t
        FROM \(rows)\(counted)) AS q)
      """, adding: 18, around: condition, Self.someRows)
  }

  /// Passes over elements that change nothing, because a part of the condition alone makes it `neutral`: what a store
  /// need not look at, it need not look up either.
  private mutating func counted(of condition: Expression, _ neutral: String) -> String {
    var parts = [condition]
    switch (condition.node, neutral) {
    case (.and(let items), "FALSE"), (.or(let items), "TRUE"): parts = items
    default: break
    }
    var text = ""
    for part in parts {
      let before = arguments
      if let part = compile(part), part.text.utf8.count < 400, arguments.count < before.count + 20,
        !part.text.contains("SELECT")
      {
        text += " AND \(part.text) IS NOT \(neutral)"
      } else {
        arguments = before
      }
    }
    return text
  }

  /// Stands for the depth of what a list's rows are read from.
  private static let someRows = SQLFragment("", depth: 26)

  /// Unknown as soon as one is unknown.
  mutating func count(
    _ variable: RuleVariable, _ list: Expression, _ asked: Expression
  ) -> SQLFragment? {
    guard let rows = rows(of: list, variable.row), let condition = compile(asked) else {
      return nil
    }
    let counted = counted(of: asked, "FALSE")
    return SQLFragment(
      """
      (SELECT CASE WHEN max(q.t) = 2 THEN NULL ELSE coalesce(sum(q.t), 0) END FROM (
        SELECT CASE \(condition.text) WHEN TRUE THEN 1 WHEN FALSE THEN 0 ELSE 2 END AS t
        FROM \(rows)\(counted)) AS q)
      """, adding: 18, around: condition, Self.someRows, range: 0...1_000_000_000)
  }

  mutating func size(_ operand: Expression) -> SQLFragment? {
    if case .literal(.list(let values)) = operand.node { return literal(.int(Int64(values.count))) }
    if case .list = operand.type {
      guard let rows = rows(of: operand, "x") else { return nil }
      return SQLFragment("(SELECT count(*) FROM \(rows))", depth: 34, range: 0...1_000_000_000)
    }
    guard let operand = compile(operand) else { return nil }
    return SQLFragment(
      "length(\(operand.text))", adding: 3, around: operand, range: 0...1_000_000_000)
  }

  /// Whether a list of the customer has a value: unknown when the value is.
  mutating func membership(_ item: Expression, ofFact list: Expression) -> SQLFragment? {
    guard case .fact(let fact) = list.node, case .list(let source)? = facts[fact]?.source,
      let field = source.fields.first, let rows = rows(of: list, "x"),
      let element = value(field.column, of: "x"), let item = compile(item)
    else { return nil }
    return SQLFragment(
      """
      CASE WHEN \(item.text) IS NOT NULL THEN
        EXISTS (SELECT 1 FROM \(rows) AND \(element.text) = \(item.text)) END
      """, adding: 14, around: item, Self.someRows)
  }
}
