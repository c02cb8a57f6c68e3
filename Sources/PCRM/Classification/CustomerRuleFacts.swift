import PCRMCore
import PCRMModel
import Storage

/// The facts of a customer for classification rules, or nobody's where no rule asks for any.
struct CustomerRuleFacts: FactSource {
  private let loader: FactLoader?

  /// Rules that ask about the case alone have these.
  static var none: CustomerRuleFacts { CustomerRuleFacts(nil) }

  init(_ loader: FactLoader?) { self.loader = loader }

  func value(of fact: RuleFact) -> RuleValue? { loader?.value(of: fact) }
  func count(of list: RuleFact) -> Int? { loader?.count(of: list) }
  func value(of field: RuleFact, in list: RuleFact, at index: Int) -> RuleValue? {
    loader?.value(of: field, in: list, at: index)
  }
  func inSegment(_ name: String) -> Bool { loader?.inSegment(name) ?? false }

  /// Refuses what was decided while the store failed: rules themselves cannot fail.
  func check() throws(Status) {
    guard let loader, let probe = Self.probe else { return }
    _ = try loader.truth(of: probe)
  }

  private static let probe = try? Rule("true", in: RuleVocabulary(facts: []))
}

extension Reader {
  /// The facts of a customer, each read when a rule first asks for it.
  func ruleFacts(
    of customer: CustomerID, _ facts: SegmentFacts, segments: Set<String>
  ) throws(Status) -> CustomerRuleFacts {
    var member: Set<String> = []
    if !segments.isEmpty {
      member = Set(
        try all(
          """
          SELECT segment.name FROM membership JOIN segment ON segment.number = membership.segment
          WHERE membership.customer = $1 AND segment.deleted_at IS NULL
          """, .id(customer)
        ) { $0.text(0) })
    }
    return CustomerRuleFacts(
      FactLoader(customer, self, facts) { [member] name in member.contains(name) })
  }

  /// The names of the segments, which rules may speak of.
  func segmentNames() throws(Status) -> [String] {
    try all("SELECT name FROM segment WHERE deleted_at IS NULL ORDER BY name") { $0.text(0) }
  }
}
