import PCRMCore
import PCRMModel
import Storage

/// Everything that rules may ask about a customer: the lists of the features, and the fields that the agency declared.
///
/// A feature adds its facts by a list of its own in ``features``.
struct SegmentFacts: Sendable {
  /// The facts of all features, in an order that only grows at its end.
  static let features: [SegmentFact] =
    customerFacts + customerLists + caseFacts + consentFacts + relationFacts + visitFacts
    + surveyFacts

  /// What no schema adds anything to.
  static let builtIn = SegmentFacts(schemas: [])

  let facts: [SegmentFact]
  private let byName: [String: Int]
  /// Which facts a field of an entity alters; under the empty name those that all of its fields alter.
  private let byOrigin: [Origin: Set<String>]

  private struct Origin: Hashable {
    let entity: StaticEntity
    let field: String
  }

  /// - Parameters:
  ///   - schemas: all versions of the agency's own fields: a rule may ask for one that is no longer filled in.
  ///   - more: facts for one use of the language only.
  init(schemas: [ExtensionSchema], _ more: [SegmentFact] = []) {
    facts = Self.features + more + Self.extensionFacts(schemas)
    byName = Dictionary(
      facts.enumerated().map { ($1.rule.name, $0) }, uniquingKeysWith: { first, _ in first })
    var byOrigin: [Origin: Set<String>] = [:]
    func add(_ origins: [FactOrigin], _ path: String) {
      for origin in origins {
        for field in origin.fields.isEmpty ? [""] : origin.fields {
          byOrigin[Origin(entity: origin.entity, field: field), default: []].insert(path)
        }
      }
    }
    for fact in facts {
      add(fact.origins, fact.rule.name)
      guard case .list(let list) = fact.source, case .list(.record) = fact.rule.type else {
        continue
      }
      for field in list.fields { add(field.origins, "\(fact.rule.name).\(field.rule.name)") }
    }
    self.byOrigin = byOrigin
  }

  /// What the rule language is told.
  ///
  /// - Parameter segments: the names that `in_segment` may use; nil when they are not checked.
  func vocabulary(segments: [String]? = nil) -> RuleVocabulary {
    var records: [String: [RuleFact]] = [:]
    for fact in facts {
      if case .list(let list) = fact.source, case .list(.record(let name)) = fact.rule.type {
        records[name] = list.fields.map(\.rule)
      }
    }
    return RuleVocabulary(facts: facts.map(\.rule), records: records, segments: segments)
  }

  /// The fact that a rule means.
  subscript(rule: RuleFact) -> SegmentFact? { place(of: rule).map { facts[$0] } }

  func fact(named name: String) -> SegmentFact? { byName[name].map { facts[$0] } }

  /// Where the fact stands in ``facts``; rules that were read with another vocabulary are served too.
  func place(of rule: RuleFact) -> Int? {
    if facts.indices.contains(rule.slot), facts[rule.slot].rule.name == rule.name {
      return rule.slot
    }
    return byName[rule.name]
  }

  /// What a change may alter.
  enum Alteration: Sendable, Equatable {
    /// The customer is new, is gone, or is back.
    case everything
    /// Facts and fields of records, named as ``Rule/paths`` names them; empty when rules do not ask about it.
    ///
    /// A fact's own name stands there when records came or went, or when it is no list of records.
    case paths(Set<String>)
  }

  /// What may be another fact now about each customer whom the change is about.
  ///
  /// A change of a unit is about nobody in particular: whoever has one of these facts must be looked at again.
  func alteration(by change: Change) -> Alteration {
    let isCreatedOrDeleted = change.fields.isEmpty || change.version == 1
    if change.entity == FeedEntity.customer {
      if isCreatedOrDeleted || change.fields == "delete_time" { return .everything }
    } else if isCreatedOrDeleted {
      return .paths(lists(of: change.entity))
    }
    var paths = byOrigin[Origin(entity: change.entity, field: "")] ?? []
    for field in change.fields.split(separator: ",") {
      // A path into a field ("severity.grade") is a change of the field.
      let name = String(field.prefix { $0 != "." })
      paths.formUnion(byOrigin[Origin(entity: change.entity, field: name)] ?? [])
    }
    return .paths(paths)
  }

  /// The facts, without the fields of their records, that an entity has a part in.
  private func lists(of entity: StaticEntity) -> Set<String> {
    Set(
      facts.filter { fact in
        if fact.origins.contains(where: { $0.entity == entity }) { return true }
        guard case .list(let list) = fact.source else { return false }
        return list.fields.contains { $0.origins.contains { $0.entity == entity } }
      }.map(\.rule.name))
  }
}

extension Reader {
  /// Everything that rules may ask about, with the fields that the agency ever declared.
  func segmentFacts() throws(Status) -> SegmentFacts {
    SegmentFacts(schemas: try allExtensionSchemas())
  }
}
