public import PCRMCore

/// A part of a rule's text, in bytes of UTF-8 from its beginning.
public struct SourceRange: Hashable, Sendable {
  public var start: Int
  /// Just past the last byte.
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }
}

/// Why a text is no rule: where, what was wrong, and what would be right.
public struct RuleError: Error, Hashable, Sendable {
  /// What was wrong, for a program.
  public enum Kind: String, Sendable {
    /// A character or word that cannot stand there.
    case syntax = "SYNTAX"
    /// A fact, field, function, variable or segment that does not exist.
    case unknownName = "UNKNOWN_NAME"
    /// A text that the fact can never have.
    case unknownValue = "UNKNOWN_VALUE"
    /// An operator or function that does not take such values.
    case type = "TYPE"
    /// A literal out of its range or in the wrong form.
    case literal = "LITERAL"
    /// One of ``RuleLimits``.
    case limit = "LIMIT"
  }

  public let kind: Kind
  public let range: SourceRange
  /// Where it begins, from 1.
  public let line: Int
  /// Where it begins, from 1, in characters as people count them.
  public let column: Int
  public let message: String
  /// What to write instead of the range, where something is close.
  public let suggestion: String?

  /// The first byte of what was wrong.
  public var offset: Int { range.start }
}

extension RuleError: CustomStringConvertible {
  public var description: String {
    let hint = suggestion.map { "; did you mean \($0)?" } ?? ""
    return "line \(line), column \(column): \(message)\(hint)"
  }
}

extension Status {
  /// The field holds a rule that cannot be taken: reason RULE_INVALID with kind, line, column and suggestion.
  public static func rule(_ field: String, _ error: RuleError) -> Status {
    var status = Status.invalid(field, error.description, reason: "RULE_INVALID")
      .with("kind", error.kind.rawValue)
      .with("line", String(error.line)).with("column", String(error.column))
    if let suggestion = error.suggestion { status = status.with("suggestion", suggestion) }
    return status
  }
}
