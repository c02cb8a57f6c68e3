public import PCRMModel

/// The facts of a customer who exists in a test only.
public struct TestFacts: FactSource, Hashable, Sendable {
  /// What is not there is missing.
  public var values: [String: RuleValue] = [:]
  /// The records of each list, each with its fields; a list that is not there is missing.
  public var records: [String: [[String: RuleValue]]] = [:]
  public var segments: Set<String> = []

  public init(
    _ values: [String: RuleValue] = [:], records: [String: [[String: RuleValue]]] = [:],
    segments: Set<String> = []
  ) {
    self.values = values
    self.records = records
    self.segments = segments
  }

  public func value(of fact: RuleFact) -> RuleValue? { values[fact.name] }

  public func count(of list: RuleFact) -> Int? { records[list.name]?.count }

  public func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
    records[list.name]?[index][field.name]
  }

  public func inSegment(_ name: String) -> Bool { segments.contains(name) }
}
