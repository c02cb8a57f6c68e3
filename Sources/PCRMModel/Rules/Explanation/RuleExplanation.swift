public import PCRMCore

/// Why a rule is true, false or unknown for one customer.
///
/// Words are English; a client makes other languages from reasons and params.
public struct RuleExplanation: Sendable {
  /// One of the rule's conditions: a part without `&&`, `||`, `!` or a choice of its own.
  public struct Condition: Sendable {
    /// As it is printed.
    public var text: String
    /// Where it first stands in the rule.
    public var range: SourceRange
    public var truth: Truth
    /// What it looked at, with the values found.
    public var operands: [Operand]
    /// COMPARED, MISSING, LISTED, EXISTS, …: see docs/segments.md.
    public var reason: String
    public var params: [ErrorInfo.Param]
    public var words: String
  }

  /// A fact, a field or a computed value, as it is printed, with its value; nil is missing.
  public struct Operand: Sendable {
    public var text: String
    public var value: RuleValue?
  }

  /// What one condition would have to become.
  public struct Change: Sendable {
    /// Its place in ``conditions``.
    public var condition: Int
    public var truth: Truth
    public var reason: String
    public var params: [ErrorInfo.Param]
    public var words: String
  }

  public var truth: Truth
  /// In the order in which they stand; a condition that stands twice is listed once.
  public var conditions: [Condition]
  /// The fewest conditions that decide: whatever the others were, a member would stay one, or stay none.
  public var deciding: [Int]
  /// Whether fewer are known not to do; false only for large rules that name a condition twice.
  public var decidingIsLeast: Bool
  /// The smallest sets of changes that would turn a member into none, or into one; up to five alternatives.
  public var changes: [[Change]]
  /// Whether fewer changes are known not to do.
  public var changesAreLeast: Bool
}
