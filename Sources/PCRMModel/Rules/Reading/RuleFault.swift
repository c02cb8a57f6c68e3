/// What was wrong with a part of a rule, before its place is known as line and column.
struct RuleFault: Error {
  var kind: RuleError.Kind
  var range: SourceRange
  var message: String
  var suggestion: String?

  init(
    _ kind: RuleError.Kind, _ range: SourceRange, _ message: String, suggestion: String? = nil
  ) {
    self.kind = kind
    self.range = range
    self.message = message
    self.suggestion = suggestion
  }

  /// The error with its line and column in the text.
  func located(in source: String) -> RuleError {
    let before = source.utf8.prefix(range.start)
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map(source.utf8.index(after:))
    let column = source[(lineStart ?? source.startIndex)..<before.endIndex].count + 1
    return RuleError(
      kind: kind, range: range, line: line, column: column, message: message,
      suggestion: suggestion)
  }
}
