/// What is wrong with a questionnaire, and where: told to whoever wrote it.
public struct FormFault: Error, Hashable, Sendable {
  /// What a program knows it by, for example "UNKNOWN_FUNCTION".
  public let reason: String
  /// Where: a question's path, and what of it, for example "household/age.constraint".
  public let place: String
  /// The expression as it was written; empty when it is about none.
  public let expression: String
  /// What was wrong and what would be right, in one sentence.
  public let message: String

  public init(_ reason: String, _ place: String, expression: String = "", _ message: String) {
    self.reason = reason
    self.place = place
    self.expression = expression
    self.message = message
  }
}
