/// Where a rule finds the facts of one customer.
///
/// Values have the fact's type, texts are in composed form and numbers finite; nil is a missing value.
public protocol FactSource {
  /// A fact that is no list of records; a list of scalars comes as `.list`.
  func value(of fact: RuleFact) -> RuleValue?
  /// How many records a list has; nil when that is not known.
  func count(of list: RuleFact) -> Int?
  /// A field of one record in a list.
  func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue?
  /// Whether the customer is now a member of the segment.
  func inSegment(_ name: String) -> Bool
}
