/// The facts of one case, before those of its customer.
public struct CaseFacts<Customer: FactSource>: FactSource {
  private let values: [String: RuleValue]
  private let customer: Customer

  /// - Parameters:
  ///   - office: code of the case's office; empty for none.
  ///   - scheme: whose parameters and disease groups count; nil where only need weights ask.
  public init(_ c: Case, office: String, scheme: ClassificationScheme?, customer: Customer) {
    var values: [String: RuleValue] = [:]
    for fact in CaseFact.allCases {
      values[fact.name] = fact.value(c, office: office, groups: scheme?.diseaseGroups ?? [])
    }
    for parameter in scheme?.parameters ?? [] {
      values["param.\(parameter.name)"] = .int(parameter.value)
    }
    self.values = values
    self.customer = customer
  }

  public func value(of fact: RuleFact) -> RuleValue? {
    CaseVocabulary.isOfCase(fact.name) ? values[fact.name] : customer.value(of: fact)
  }

  public func count(of list: RuleFact) -> Int? { customer.count(of: list) }

  public func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
    customer.value(of: field, in: list, at: index)
  }

  public func inSegment(_ name: String) -> Bool { customer.inSegment(name) }
}

/// A customer of whom nothing is known: for rules that ask about the case alone.
public struct NoFacts: FactSource {
  public init() {}
  public func value(of fact: RuleFact) -> RuleValue? { nil }
  public func count(of list: RuleFact) -> Int? { nil }
  public func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? { nil }
  public func inSegment(_ name: String) -> Bool { false }
}
