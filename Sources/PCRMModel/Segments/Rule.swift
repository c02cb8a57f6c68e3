public import ProtobufCodec

/// A condition on a customer, checked against a vocabulary and ready to evaluate.
public struct Rule: Sendable {
  /// As it was written.
  public let source: String
  public let root: Expression
  /// The customer's facts that it looks at ("birth_date", "cases").
  public let facts: Set<String>
  /// The same with the fields of records that it looks at ("birth_date", "cases", "cases.stage").
  public let paths: Set<String>
  /// The segments that it looks at.
  public let segments: Set<String>
  /// Whether time alone can change its truth.
  public let usesTime: Bool

  /// Reads and checks a rule; the error says where it is wrong and what would be right.
  public init(
    _ source: String, in vocabulary: RuleVocabulary, limits: RuleLimits = RuleLimits()
  ) throws(RuleError) {
    throw RuleError(
      kind: .syntax, range: SourceRange(0, 0), line: 1, column: 1, message: "", suggestion: nil)
  }
}

extension Rule {
  /// What the rule says of a customer at an instant.
  public func truth<S: FactSource>(of source: S, at moment: RuleMoment) -> Truth { .unknown }

  /// What the rule says of a customer at an instant.
  public func truth<S: FactSource>(of source: S, at now: Timestamp) -> Truth {
    truth(of: source, at: RuleMoment(now))
  }

  /// The first instant after now at which time alone may change what the rule says: never too late, perhaps too early;
  /// nil when never.
  public func nextChange<S: FactSource>(of source: S, at now: Timestamp) -> Timestamp? { nil }

  /// Each condition with its values, the fewest that decide, and what would have to change.
  public func explain<S: FactSource>(of source: S, at now: Timestamp) -> RuleExplanation {
    RuleExplanation(
      truth: truth(of: source, at: now), conditions: [], deciding: [], decidingIsLeast: true,
      changes: [], changesAreLeast: true)
  }
}
