import PCRMCore
import PCRMModel
import Storage

/// Comparisons, and tests of texts.
extension RuleCompiler {
  /// Texts compare by their bytes and numbers exactly, an int beside a double too, as SQLite does.
  mutating func compare(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression
  ) -> SQLFragment? {
    if let made = compareKey(comparison, left, right) ?? compareWord(comparison, left, right) {
      return made
    }
    guard let a = compile(left), let b = compile(right) else { return nil }
    return SQLFragment("(\(a.text) \(comparison.sql) \(b.text))", adding: 3, around: a, b)
  }

  /// Equality of a key with a text: the text is read instead of the key being written.
  private mutating func compareKey(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression
  ) -> SQLFragment? {
    guard comparison == .equal || comparison == .notEqual else { return nil }
    for (operand, other) in [(left, right), (right, left)] {
      guard case .literal(.string(let text)) = other.node, let column = key(operand) else {
        continue
      }
      return isKey(column, [text], negated: comparison == .notEqual)
    }
    return nil
  }

  /// Equality of a word with a text, by the word's number; where there are numbers without a word, their absence must
  /// stay unknown.
  private mutating func compareWord(
    _ comparison: Expression.Comparison, _ left: Expression, _ right: Expression
  ) -> SQLFragment? {
    guard comparison == .equal || comparison == .notEqual else { return nil }
    for (operand, other) in [(left, right), (right, left)] {
      guard case .literal(.string(let text)) = other.node, let (column, row) = column(operand),
        case .words(let words, hasOthers: false) = column.form
      else { continue }
      let numbers = words.filter { $0.word.utf8.elementsEqual(text.utf8) }.map { "\($0.number)" }
      if numbers.isEmpty { return nil }
      let sql = column.sql(row, &arguments)
      let word = comparison == .equal ? "IN" : "NOT IN"
      return SQLFragment("(\(sql) \(word) (\(numbers.joined(separator: ", "))))", depth: 6)
    }
    return nil
  }

  /// Whether a key is one of some texts.
  private mutating func isKey(
    _ column: String, _ texts: [String], negated: Bool
  ) -> SQLFragment {
    var keys: [String] = []
    for text in texts {
      // Only the form in which keys are written can be equal to one.
      guard let id = CustomerID(text), !id.isEmpty, id.description == text else { continue }
      keys.append(arguments.add(.id(id)))
    }
    if keys.isEmpty {
      let answer = negated ? "TRUE" : "FALSE"
      return SQLFragment("CASE WHEN \(column) IS NOT NULL THEN \(answer) END", depth: 8)
    }
    return SQLFragment(
      "(\(column) \(negated ? "NOT IN" : "IN") (\(keys.joined(separator: ", "))))", depth: 6)
  }

  mutating func membership(_ item: Expression, _ list: Expression) -> SQLFragment? {
    guard case .literal(.list(let values)) = list.node else {
      return membership(item, ofFact: list)
    }
    if let column = key(item) {
      let texts = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
      return isKey(column, texts, negated: false)
    }
    guard let item = compile(item) else { return nil }
    if values.isEmpty {
      return SQLFragment(
        "CASE WHEN \(item.text) IS NOT NULL THEN FALSE END", adding: 5, around: item)
    }
    guard values.count + arguments.count <= Self.argumentsMax else { return nil }
    var texts: [String] = []
    for value in values {
      guard let literal = literal(value) else { return nil }
      texts.append(literal.text)
    }
    return SQLFragment(
      "(\(item.text) IN (\(texts.joined(separator: ", "))))", adding: 5, around: item)
  }

  // MARK: Texts

  /// No function here folds case or takes signs for patterns, as LIKE would.
  mutating func textTest(
    _ test: Expression.TextTest, _ text: Expression, _ part: Expression
  ) -> SQLFragment? {
    guard let x = compile(text) else { return nil }
    if case .literal(.string(let literal)) = part.node {
      return textTest(test, x, literal)
    }
    guard let p = compile(part) else { return nil }
    switch test {
    case .startsWith:
      return SQLFragment(
        "(substr(\(x.text), 1, length(\(p.text))) = \(p.text))", adding: 8, around: x, p)
    case .endsWith:
      return SQLFragment(
        "(substr(\(x.text), length(\(x.text)) - length(\(p.text)) + 1, length(\(p.text))) = \(p.text))",
        adding: 10, around: x, p)
    case .contains:
      return SQLFragment(
        """
        CASE \(p.text) WHEN '' THEN CASE WHEN \(x.text) IS NOT NULL THEN TRUE END \
        ELSE replace(\(x.text), \(p.text), '') <> \(x.text) END
        """, adding: 12, around: x, p)
    }
  }

  private mutating func textTest(
    _ test: Expression.TextTest, _ x: SQLFragment, _ part: String
  ) -> SQLFragment? {
    // Stores end texts at a zero byte when they count characters, and no fact has one.
    if part.isEmpty || part.utf8.contains(0) {
      let answer = part.isEmpty ? "TRUE" : "FALSE"
      return SQLFragment(
        "CASE WHEN \(x.text) IS NOT NULL THEN \(answer) END", adding: 5, around: x)
    }
    let (p, count) = (arguments.add(.text(part)), part.unicodeScalars.count)
    return switch test {
    case .startsWith:
      SQLFragment("(substr(\(x.text), 1, \(count)) = \(p))", adding: 6, around: x)
    case .endsWith:
      // A text that is too short gives a shorter one from wherever it begins.
      SQLFragment(
        "(substr(\(x.text), length(\(x.text)) - \(count - 1), \(count)) = \(p))", adding: 8,
        around: x)
    case .contains:
      SQLFragment("(replace(\(x.text), \(p), '') <> \(x.text))", adding: 6, around: x)
    }
  }
}

extension Expression.Comparison {
  fileprivate var sql: String {
    switch self {
    case .equal: "="
    case .notEqual: "<>"
    case .less, .lessOrEqual, .greater, .greaterOrEqual: rawValue
    }
  }
}
