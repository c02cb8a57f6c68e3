import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Synchronization

/// All segments with their rules read, each after those that its rule names. It never changes: other definitions make another one.
final class SegmentCatalogue: Sendable {
  /// A segment ready to be evaluated.
  struct Entry: Sendable {
    let record: SegmentRecord
    /// Nil for a list, and for a rule that can no longer be read because a fact is gone.
    let rule: Rule?
    /// Places of the segments whose rules name this one.
    fileprivate(set) var dependents: PlaceSet
    /// Whether time alone can change who is in; so it can for a list, whose entries may end.
    let isTimed: Bool

    var number: Int64 { record.number }
    var isList: Bool { record.definition.kind == .list }
    /// Whether customers may enter and leave: a broken rule leaves its members as they are.
    var isAlive: Bool { isList || rule != nil }
  }

  /// Names these definitions; 0 while there has never been a segment.
  let generation: Int64
  let entries: [Entry]
  /// What the rules may ask about.
  let facts: SegmentFacts
  let vocabulary: RuleVocabulary
  /// What a new customer is evaluated for: lists are left out, nobody is on one yet.
  let rules: PlaceSet
  let lists: PlaceSet
  let everything: PlaceSet
  /// Rules whose truth time alone can change.
  let timed: PlaceSet
  /// Each segment's number by its name.
  let numbers: [String: Int64]
  private let byName: [String: Int]
  private let byNumber: [Int64: Int]
  /// Which rules look at a fact, or at a field of a record ("cases.stage").
  private let byPath: [String: PlaceSet]
  /// What changes of the same fields affect: there are few different ones.
  private let byChange = Mutex<[ChangeKey: PlaceSet]>([:])

  private struct ChangeKey: Hashable {
    let entity: StaticEntity
    let isNew: Bool
    let fields: String
  }

  private static let changesKept = 1024

  /// What the feed says of a segment when somebody was put on it or taken off.
  static let members = "members"

  init(_ records: [SegmentRecord], generation: Int64, _ facts: SegmentFacts) {
    self.generation = generation
    self.facts = facts
    let vocabulary = facts.vocabulary(segments: records.map(\.name))
    self.vocabulary = vocabulary
    numbers = Dictionary(uniqueKeysWithValues: records.map { ($0.name, $0.number) })
    var rules: [String: Rule] = [:]
    for record in records where record.definition.kind == .rule {
      if let rule = try? Rule(record.definition.rule, in: vocabulary, limits: .segment) {
        rules[record.name] = rule
      }
    }
    let uses = Dictionary(
      uniqueKeysWithValues: records.map { ($0.name, rules[$0.name]?.segments ?? []) })
    // What was stored has no cycle; if a damaged store had one, names in their order would still end.
    var names = records.map(\.name)
    if case .sorted(let sorted) = SegmentOrder.order(uses) { names = sorted }
    byName = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let recordOf = Dictionary(uniqueKeysWithValues: records.map { ($0.name, $0) })
    var entries: [Entry] = []
    var byNumber: [Int64: Int] = [:]
    for name in names {
      guard let record = recordOf[name] else { continue }
      byNumber[record.number] = entries.count
      entries.append(
        Entry(
          record: record, rule: rules[name], dependents: PlaceSet(room: records.count),
          isTimed: rules[name].map { FactLoader.usesTime($0) } ?? true))
    }
    self.byNumber = byNumber
    var byPath: [String: PlaceSet] = [:]
    let none = PlaceSet(room: entries.count)
    var (every, timed, lists) = (none, none, none)
    for (place, entry) in entries.enumerated() {
      guard let rule = entry.rule else {
        if entry.isList { lists.insert(place) }
        continue
      }
      every.insert(place)
      if entry.isTimed { timed.insert(place) }
      for path in rule.paths.union(rule.facts) {
        byPath[path, default: none].insert(place)
      }
      for name in rule.segments {
        if let used = byName[name] { entries[used].dependents.insert(place) }
      }
    }
    self.lists = lists
    self.rules = every
    self.timed = timed
    self.byPath = byPath
    everything = .all(entries.count)
    self.entries = entries
  }

  func place(named name: String) -> Int? { byName[name] }

  func place(numbered number: Int64) -> Int? { byNumber[number] }

  /// Segments that a change may let its customers enter or leave, apart from those that name one of them.
  func affected(by change: Change) -> PlaceSet {
    let key = ChangeKey(
      entity: change.entity, isNew: change.version == 1, fields: change.fields)
    if let known = byChange.withLock({ $0[key] }) { return known }
    let affected = find(change)
    byChange.withLock { kept in
      if kept.count >= Self.changesKept { kept = [:] }
      kept[key] = affected
    }
    return affected
  }

  /// The list that somebody was put on or taken off; nil when it is another change.
  func list(changedBy change: Change) -> PlaceSet? {
    guard change.entity == FeedEntity.segment, change.fields == Self.members,
      let place = entries.firstIndex(where: {
        ($0.record.id.high, $0.record.id.low) == change.key
      })
    else { return nil }
    var places = PlaceSet(room: entries.count)
    places.insert(place)
    return places
  }

  private func find(_ change: Change) -> PlaceSet {
    switch facts.alteration(by: change) {
    case .everything: return change.version == 1 ? rules : everything
    case .paths(let paths):
      var affected = PlaceSet(room: entries.count)
      for path in paths {
        if let places = byPath[path] { affected.formUnion(places) }
      }
      return affected
    }
  }

  /// Some segments, and all that depend on one of them by way of others.
  func reach(of places: PlaceSet) -> PlaceSet {
    var reach = places
    var at = reach.first(from: 0)
    while let place = at {
      reach.formUnion(entries[place].dependents)
      at = reach.first(from: place + 1)
    }
    return reach
  }

  /// Whether time alone can change who is in a segment, or in one that depends on it.
  func isTimed(_ place: Int) -> Bool {
    var places = PlaceSet(room: entries.count)
    places.insert(place)
    return !reach(of: places).isDisjoint(with: timed)
  }

  /// The names of the segments whose rules name this one, in the order of the alphabet.
  func dependents(of place: Int) -> [String] {
    var names: [String] = []
    var at = entries[place].dependents.first(from: 0)
    while let place = at {
      names.append(entries[place].record.name)
      at = entries[place].dependents.first(from: place + 1)
    }
    return names.sorted()
  }
}

extension RuleLimits {
  /// The bounds of a segment's rule.
  static var segment: RuleLimits {
    var limits = RuleLimits()
    limits.sourceBytesMax = 8000
    return limits
  }
}
