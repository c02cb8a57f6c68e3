/// Why one record of a file was not imported.
public struct Rejection: Equatable, Sendable {
  /// The line on which the record begins, from 1.
  public var line: Int
  /// The column, property or field at fault; empty for the record as a whole.
  public var field: String
  /// What was wrong and what would be right.
  public var reason: String

  /// Makes a rejection of its parts.
  public init(line: Int, field: String, reason: String) {
    self.line = line
    self.field = field
    self.reason = reason
  }
}
