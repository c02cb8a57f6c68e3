/// What rules may name: the typed registry to which every feature adds its facts.
public struct RuleVocabulary: Sendable {
  /// In the order of their slots.
  public let facts: [RuleFact]
  /// The fields of each record type, in the order of their slots.
  public let records: [String: [RuleFact]]
  /// The segments that `in_segment` may name; nil when names are not checked here.
  public var segments: [String]?

  private let byName: [String: Int]

  /// Numbers the facts in the given order; of two with one name the first counts.
  public init(facts: [RuleFact], records: [String: [RuleFact]] = [:], segments: [String]? = nil) {
    self.facts = Self.numbered(facts)
    self.records = records.mapValues(Self.numbered)
    self.segments = segments
    byName = Dictionary(
      self.facts.map { ($0.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
  }

  /// The fact of that name.
  public func fact(named name: String) -> RuleFact? {
    byName[name].map { facts[$0] }
  }

  /// The field of a record.
  public func field(named name: String, of record: String) -> RuleFact? {
    records[record]?.first { $0.name == name }
  }

  private static func numbered(_ facts: [RuleFact]) -> [RuleFact] {
    facts.enumerated().map { slot, fact in
      var copy = fact
      copy.slot = slot
      return copy
    }
  }
}
