import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import SurveyScores

/// What a caller has been told of a survey whose answers he or she may not read, and whether one thing more would give away a few people.
struct ToldGroups {
  let earlier: [AnswerCube.Filter]
  /// Every group of the waves that are spoken of.
  let groups: [TalliedGroup]
  let rule: DisclosureRule
  /// Whether the waves ask the same people each time.
  let asksEverybody: Bool

  /// The answers by what they can be chosen by; `count` says how many of a group are meant.
  private func cube(_ count: (TalliedGroup) -> Int) -> AnswerCube {
    var cube = AnswerCube(
      dimensions: GroupDimension.allCases.map(\.name), repeated: GroupDimension.repeated)
    for group in groups {
      cube.add(GroupDimension.allCases.map { $0.value(group) }, count: count(group))
    }
    return cube
  }

  /// Refuses groups from which, with those that were told before, a smaller one than is allowed could be worked out.
  func check(_ new: [AnswerCube.Filter]) throws(Status) {
    let attack = DifferenceAttack(rule: rule)
    if attack.finding(new, after: earlier, in: cube { Int($0.tally.answers) }) != nil {
      throw .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "what you were told before differs from this by fewer than \(rule.groupMin) people; "
          + "ask for the group you asked for before, or for quite another one")
    }
    if asksEverybody, let place = new.indices.first(where: { isOfFewMovers(new, $0) }) {
      let waves = new[place].values[GroupDimension.wave.name] ?? []
      throw .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "fewer than \(rule.groupMin) people of the group answered otherwise in another wave that you "
          + "know of than in \(waves.sorted().joined(separator: ", "))")
    }
  }

  /// Whether a group is the same as one of another wave, but for what a few changed: their figures differ by that.
  private func isOfFewMovers(_ new: [AnswerCube.Filter], _ place: Int) -> Bool {
    let filter = new[place]
    return (earlier + new[..<place]).contains { other in
      guard other.isSame(as: filter, butFor: GroupDimension.wave.name) else { return false }
      return !rule.shows(group: Movers.least(members(of: other), members(of: filter)))
    }
  }

  private func members(of filter: AnswerCube.Filter) -> [TalliedGroup] {
    groups.filter { group in
      GroupDimension.allCases.allSatisfy {
        filter.values[$0.name]?.contains($0.value(group)) ?? true
      }
    }
  }

  /// Refuses texts of a group when, with those that were told before to the same question, what fewer than so many people
  /// wrote could be picked out.
  func check(_ texts: WrittenTexts, _ filter: AnswerCube.Filter, least: Int) throws(Status) {
    let before = earlier.filter { $0.values[Self.textDimension] == [texts.question] }
    let attack = DifferenceAttack(rule: DisclosureRule(groupMin: least))
    let cube = cube { $0.wave == texts.wave ? texts.writers[$0.group, default: 0] : 0 }
    if attack.finding([filter], after: before, in: cube) != nil {
      throw .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "the texts that you were told before differ from these by those of fewer than \(least) "
          + "people; ask for the group you asked for before, or for quite another one")
    }
  }

  /// Says of a filter that texts of a question were told of it; no group is told apart by it.
  static let textDimension = "text"

  /// Whether figures of a part of each group, such as those who answered one question, may be told.
  func mayTell(_ filter: AnswerCube.Filter, of count: (TalliedGroup) -> Int) -> Bool {
    let cube = cube(count)
    return earlier.allSatisfy {
      rule.shows(group: cube.people(filter, without: $0))
        && rule.shows(group: cube.people($0, without: filter))
    }
  }
}

extension PCRM.Context {
  /// Refuses, or writes down, what a caller is about to be told of answers that he or she may not read one by one: those
  /// of anonymous waves nobody may. Both in one transaction, so that two questions at once are not both answered.
  ///
  /// - Parameter check: what else has to hold before groups are told that were not told before.
  /// - Returns: what was told before.
  func tell(
    _ filters: [AnswerCube.Filter], of results: ResultGroups, to caller: Caller,
    check: @escaping @Sendable (ToldGroups) throws(Status) -> Void = { (_) throws(Status) in }
  ) throws(Status) -> ToldGroups? {
    if !results.isRemembered(of: caller) { return nil }
    guard let database else { throw .internalError }
    let (survey, rule, asksEverybody) = (results.survey.id, results.rule, results.asksEverybody)
    let wanted = Set(filters)
    return try database.write { (writer) throws(Status) in
      let earlier = try writer.reader.told(survey, caller)
      let waves = Set((earlier + filters).flatMap { $0.values[GroupDimension.wave.name] ?? [] })
      let ids = waves.sorted().compactMap { SurveyWaveID($0) }
      let told = ToldGroups(
        earlier: earlier, groups: try writer.reader.talliedGroups(of: ids), rule: rule,
        asksEverybody: asksEverybody)
      let new = wanted.subtracting(earlier)
      if new.isEmpty { return told }
      // Before the check: it holds each further one against all.
      if earlier.count + new.count > ToldGroups.filtersMax {
        throw .precondition(
          "DIFFERENCE_TOO_SMALL", "filter",
          "you were told of \(earlier.count) groups of this survey; no further ones are told")
      }
      try told.check(filters.filter(new.contains))
      try check(told)
      for filter in new.map(\.stored).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        try writer.execute(
          """
          INSERT INTO survey_told (principal, survey, filter) VALUES ($1, $2, $3)
          ON CONFLICT (principal, survey, filter) DO NOTHING
          """, .id(caller.principal), .id(survey), .blob(filter))
      }
      return told
    }
  }
}

extension ToldGroups {
  /// Groups of one survey that one caller may be told of: each further one is held against all of them.
  static let filtersMax = 1000
}

extension Reader {
  fileprivate func told(
    _ survey: SurveyID, _ caller: Caller
  ) throws(Status) -> [AnswerCube.Filter] {
    try all(
      "SELECT filter FROM survey_told WHERE principal = $1 AND survey = $2 ORDER BY filter",
      .id(caller.principal), .id(survey)
    ) { AnswerCube.Filter(stored: $0.bytes(0)) }
  }
}

extension AnswerCube.Filter {
  /// Whether both choose the same but in one dimension, where they have nothing in common.
  fileprivate func isSame(as other: Self, butFor name: String) -> Bool {
    guard let own = values[name], let its = other.values[name], own.isDisjoint(with: its),
      values[ToldGroups.textDimension] == nil
    else { return false }
    var moved = values
    moved[name] = its
    return moved == other.values
  }

  /// Dimensions and values in their order, divided by bytes that no name has.
  fileprivate var stored: [UInt8] {
    let parts = values.sorted { $0.key < $1.key }.map { name, values in
      [name] + values.sorted()
    }
    return Array(
      parts.map { $0.map { Array($0.utf8) }.joined(separator: [0x1f]) }
        .map(Array.init).joined(separator: [0x1e]))
  }

  fileprivate init(stored bytes: [UInt8]) {
    var values: [String: Set<String>] = [:]
    for part in bytes.split(separator: 0x1e) {
      let words = part.split(separator: 0x1f, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      if let name = words.first { values[name] = Set(words.dropFirst()) }
    }
    self.init(values)
  }
}
