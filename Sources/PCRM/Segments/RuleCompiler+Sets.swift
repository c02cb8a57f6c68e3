import PCRMCore
import PCRMModel
import Storage

/// Conditions for many customers at once: lists are asked once for all of them, instead of once for each.
///
/// Only who fulfils the rule matters here, so that unknown may stand for false and the other way round. Where the
/// keys of those customers are looked for, column names in braces stand for the bounds of the stretch.
extension RuleCompiler {
  /// A condition that is true exactly where the expression is true (or false), and else false or unknown; nil when SQL
  /// cannot say it.
  mutating func set(_ expression: Expression, isTrue: Bool) -> SQLFragment? {
    switch expression.node {
    case .not(let operand): return set(operand, isTrue: !isTrue)
    case .and(let items): return set(items, isTrue: isTrue, isTrue ? "AND" : "OR")
    case .or(let items): return set(items, isTrue: isTrue, isTrue ? "OR" : "AND")
    case .quantified(let quantifier, let variable, let list, let condition):
      if let made = keys(quantifier, variable, list, condition, isTrue: isTrue) { return made }
    case .comparison(let comparison, let left, let right):
      if let made = word(comparison, left, right, isTrue: isTrue) { return made }
    default: break
    }
    guard let exact = compile(expression) else { return nil }
    return isTrue ? exact : SQLFragment("(NOT \(exact.text))", adding: 2, around: exact)
  }

  private mutating func set(
    _ items: [Expression], isTrue: Bool, _ word: String
  ) -> SQLFragment? {
    var parts: [SQLFragment] = []
    for item in items {
      guard let part = set(item, isTrue: isTrue) else { return nil }
      parts.append(part)
    }
    let made = SQLFragment(
      "(" + parts.map(\.text).joined(separator: " \(word) ") + ")",
      depth: 3 + (parts.map(\.depth).max() ?? 0))
    return made.isReadable ? made : nil
  }

  /// Whoever has an element, or has none, that decides. It is true of `exists` when the condition is true of one
  /// element, and false when it is neither true nor unknown of any; of `all` the other way round.
  private mutating func keys(
    _ quantifier: Expression.Quantifier, _ variable: RuleVariable, _ list: Expression,
    _ condition: Expression, isTrue: Bool
  ) -> SQLFragment? {
    // What a condition says of the customer besides cannot be asked of the list alone.
    guard !condition.mentionsCustomer, case .fact(let fact) = list.node,
      case .list(let source)? = facts[fact]?.source
    else { return nil }
    let rows = source.everybody(variable.row)
    let before = arguments
    let decides: SQLFragment?
    switch (quantifier, isTrue) {
    case (.exists, true): decides = set(condition, isTrue: true)
    case (.all, false): decides = set(condition, isTrue: false)
    case (.exists, false):
      decides = compile(condition).map {
        SQLFragment("\($0.text) IS NOT FALSE", adding: 3, around: $0)
      }
    case (.all, true):
      decides = compile(condition).map {
        SQLFragment("\($0.text) IS NOT TRUE", adding: 3, around: $0)
      }
    }
    guard let decides else {
      arguments = before
      return nil
    }
    let isIn = (quantifier == .exists) == isTrue ? "IN" : "NOT IN"
    return SQLFragment(
      "(customer.id \(isIn) (SELECT \(variable.row).customer FROM \(rows) AND \(decides.text)))",
      adding: 34, around: decides)
  }

  /// Equality of a word with a text, by the numbers of the words that fulfil it: those without a word do not.
  private mutating func word(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression, isTrue: Bool
  ) -> SQLFragment? {
    guard comparison == .equal || comparison == .notEqual else { return nil }
    let isEqual = (comparison == .equal) == isTrue
    for (operand, other) in [(left, right), (right, left)] {
      guard case .literal(.string(let text)) = other.node, let (column, row) = column(operand),
        case .words(let words, _) = column.form
      else { continue }
      let numbers = words.filter { $0.word.utf8.elementsEqual(text.utf8) == isEqual }
        .map { "\($0.number)" }
      if numbers.isEmpty { return SQLFragment("FALSE", isSimple: true) }
      let sql = column.sql(row, &arguments)
      return SQLFragment("(\(sql) IN (\(numbers.joined(separator: ", "))))", depth: 6)
    }
    return nil
  }
}

extension Expression {
  /// Whether it asks about the customer, and not of the elements at hand alone.
  fileprivate var mentionsCustomer: Bool {
    switch node {
    case .fact, .inSegment: true
    default: children.contains { $0.mentionsCustomer }
    }
  }
}
