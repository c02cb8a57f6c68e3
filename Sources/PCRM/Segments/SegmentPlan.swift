import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What applying a document comes to: every segment checked, and how it differs from what is stored.
struct SegmentPlan {
  /// A segment of the document that is new or differs.
  struct Item {
    let definition: SegmentDefinition
    /// Nil when it is new.
    let stored: SegmentRecord?
    /// Nil for a list.
    let rule: Rule?

    /// Whether customers have to be looked at.
    var isToBuild: Bool { rule != nil && stored?.definition.rule != definition.rule }
  }

  let items: [Item]
  let changes: [ConfigChange]
  /// Names the plan: the same definitions, in front of the same catalogue.
  let token: String

  /// Segments of one document at most.
  static let documentMax = 200
  /// Segments of a store at most.
  static let segmentsMax = 500
  /// How long a chain of segments that name each other may be.
  static let chainMax = 20
}

extension Reader {
  /// Checks a document.
  func plan(_ document: [SegmentDefinition]) throws(Status) -> SegmentPlan {
    if document.isEmpty { throw .required("segments") }
    if document.count > SegmentPlan.documentMax {
      throw .tooMany("segments", max: SegmentPlan.documentMax)
    }
    let stored = Dictionary(uniqueKeysWithValues: try segments().map { ($0.name, $0) })
    var wanted: [SegmentDefinition] = []
    var names: Set<String> = []
    for (index, draft) in document.enumerated() {
      let definition = try draft.checked("segments[\(index)]", stored[draft.name]?.definition)
      if !names.insert(definition.name).inserted {
        throw .duplicate("segments[\(index)].name", "\(definition.name) occurs twice")
      }
      wanted.append(definition)
    }
    names.formUnion(stored.keys)
    if names.count > SegmentPlan.segmentsMax {
      throw .capReached("segments", SegmentPlan.segmentsMax)
    }
    let vocabulary = try segmentFacts().vocabulary(segments: names.sorted())
    var rules: [String: Rule] = [:]
    for (index, definition) in wanted.enumerated() where definition.kind == .rule {
      rules[definition.name] = try Rule.segment(
        definition.rule, vocabulary, field: "segments[\(index)].rule")
    }
    try checkOrder(stored, wanted, rules, vocabulary)
    var changes: [ConfigChange] = []
    var items: [SegmentPlan.Item] = []
    for definition in wanted {
      let record = stored[definition.name]
      let differences = ConfigDiff.changes(
        of: definition.name, from: record?.definition, to: definition)
      changes += differences
      if differences.contains(where: { $0.kind == .unchanged }) { continue }
      items.append(
        SegmentPlan.Item(definition: definition, stored: record, rule: rules[definition.name]))
    }
    return SegmentPlan(items: items, changes: changes, token: try token(of: wanted))
  }

  /// Refuses segments that would depend on themselves, and chains that are too long.
  private func checkOrder(
    _ stored: [String: SegmentRecord], _ wanted: [SegmentDefinition], _ rules: [String: Rule],
    _ vocabulary: RuleVocabulary
  ) throws(Status) {
    var uses: [String: Set<String>] = [:]
    for (name, record) in stored where record.definition.kind == .rule {
      uses[name] =
        (try? Rule(record.definition.rule, in: vocabulary, limits: .segment))?.segments ?? []
    }
    for definition in wanted { uses[definition.name] = rules[definition.name]?.segments ?? [] }
    switch SegmentOrder.order(uses) {
    case .cycle(let path):
      let index = wanted.firstIndex { path.contains($0.name) } ?? 0
      let way = path.joined(separator: " → ")
      throw Status.precondition(
        "RULE_CYCLE", "segments[\(index)].rule", "the segment would depend on itself: \(way)"
      ).with("path", way)
    case .sorted(let names):
      var length: [String: Int] = [:]
      for name in names {
        let longest = (uses[name] ?? []).compactMap { length[$0] }.max() ?? 0
        length[name] = longest + 1
        if longest >= SegmentPlan.chainMax {
          let index = wanted.firstIndex { $0.name == name } ?? 0
          throw .capReached("segments[\(index)].rule", SegmentPlan.chainMax)
        }
      }
    }
  }

  private func token(of document: [SegmentDefinition]) throws(Status) -> String {
    let generation = try first("SELECT generation FROM segment_catalogue WHERE one = 1") {
      $0.integer(0)
    }
    var hash = SHA256()
    hash.update(data: (generation ?? 0).position)
    for definition in document {
      let bytes = definition.binary()
      hash.update(data: Int64(bytes.count).position)
      hash.update(data: bytes)
    }
    return Base64URL.encode(hash.finalize().prefix(18))
  }
}

extension Rule {
  /// Reads a segment's rule; the field is named when it cannot be taken.
  static func segment(
    _ text: String, _ vocabulary: RuleVocabulary, field: String
  ) throws(Status) -> Rule {
    do throws(RuleError) {
      return try Rule(text, in: vocabulary, limits: .segment)
    } catch {
      throw .rule(field, error)
    }
  }
}

extension Status {
  /// There may be no more of something.
  static func capReached(_ field: String, _ max: Int) -> Status {
    Status(
      .resourceExhausted, "\(field): there may be at most \(max)",
      ErrorInfo(reason: "CAP_REACHED", field: field)
    ).with("max", String(max))
  }
}
