public import PCRMCore
public import ProtobufCodec

/// A document of configuration that is applied as a whole and kept by version.
public protocol ConfigDocument: Message {
  var version: Int64 { get set }
  var createTime: Timestamp? { get set }
  var createdBy: PrincipalID { get set }

  /// Refuses a document that breaks a rule.
  func check(_ field: String) throws(Status)

  /// The document's items, each under a name of its own: "rows[undue_payment from 20051001]".
  var items: [(name: String, item: any Message)] { get }
}

extension ConfigDocument {
  /// The document without what the server writes.
  public var content: Self {
    var copy = self
    copy.version = 0
    copy.createTime = nil
    copy.createdBy = PrincipalID()
    return copy
  }

  /// What applying this document over `earlier` changes: every item of either, in their order.
  public func changes(since earlier: Self) -> [ConfigChange] {
    let before = Dictionary(earlier.items.map { ($0.name, $0.item) }) { first, _ in first }
    var changes: [ConfigChange] = []
    var kept: Set<String> = []
    for (name, item) in items {
      kept.insert(name)
      changes += Self.changes(of: name, from: before[name], to: item)
    }
    for (name, item) in earlier.items where !kept.contains(name) {
      changes += Self.removal(of: name, item)
    }
    return changes
  }

  /// Items of one name are of one type.
  private static func changes<M: Message>(
    of name: String, from old: (any Message)?, to new: M
  ) -> [ConfigChange] {
    ConfigDiff.changes(of: name, from: old as? M, to: new)
  }

  private static func removal<M: Message>(of name: String, _ old: M) -> [ConfigChange] {
    ConfigDiff.changes(of: name, from: old, to: nil)
  }
}

extension QualificationRules: ConfigDocument {
  public var items: [(name: String, item: any Message)] {
    modules.map { ("modules[\($0.code)]", $0) }
      + requirements.map { ("requirements[\($0.code)]", $0) }
  }
}

extension DutyMatrix: ConfigDocument {
  public var items: [(name: String, item: any Message)] {
    let settings: [(name: String, item: any Message)] = handOver.map { [("hand_over", $0)] } ?? []
    return settings + teams.map { ("teams[\($0.code)]", $0) }
      + duties.map { ("duties[\($0.code)]", $0) } + rows.map { ("rows[\($0.name)]", $0) }
  }
}

extension AuthorityLimits: ConfigDocument {
  public var items: [(name: String, item: any Message)] {
    limits.map { ("limits[\($0.name)\(Period.suffix($0.validFrom))]", $0) }
  }
}

extension DutyRow {
  /// What tells a row apart: duty, case type, stages, offices and first day.
  fileprivate var name: String {
    let parts = [duty, caseType, stages.joined(separator: "+"), officeCodes.joined(separator: "+")]
    return parts.filter { !$0.isEmpty }.joined(separator: " ") + Period.suffix(validFrom)
  }
}

extension Period {
  fileprivate static func suffix(_ from: CivilDate?) -> String {
    from.map { " from \($0.number)" } ?? ""
  }
}
