/// Why an expression cannot be read, without saying where it stands.
struct ExpressionFault: Error, Hashable {
  /// What a program knows it by, for example "UNKNOWN_FUNCTION".
  let reason: String
  /// What was wrong and what would be right.
  let message: String

  init(_ reason: String, _ message: String) {
    self.reason = reason
    self.message = message
  }

  static func syntax(_ message: String, at column: Int) -> ExpressionFault {
    ExpressionFault("BAD_EXPRESSION", "\(message) at character \(column + 1)")
  }
}
