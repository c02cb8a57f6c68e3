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
  /// Of how many people something of each of these waves must be to be told.
  let leasts: [String: Int]
  /// Those of them that ask the same people each time.
  let sameAsked: Set<String>
  /// All answers.
  private let cube: AnswerCube
  private let byCell: [[String]: [TalliedGroup]]

  init(
    _ earlier: [AnswerCube.Filter], of groups: [TalliedGroup], leasts: [String: Int],
    sameAsked: Set<String>
  ) {
    self.earlier = earlier
    self.groups = groups
    self.leasts = leasts
    self.sameAsked = sameAsked
    cube = Self.cube(of: groups, leasts) { Int($0.tally.answers) }
    byCell = Dictionary(grouping: groups, by: Self.cell)
  }

  /// A rule that each answer's own wave makes stricter.
  private static let rule = DisclosureRule(groupMin: 1)

  private static func cell(_ group: TalliedGroup) -> [String] {
    GroupDimension.allCases.map { $0.value(group) }
  }

  /// The answers by what they can be chosen by; `count` says how many of a group are meant.
  private static func cube(
    of groups: [TalliedGroup], _ leasts: [String: Int], _ count: (TalliedGroup) -> Int
  ) -> AnswerCube {
    var cube = AnswerCube(
      dimensions: GroupDimension.allCases.map(\.name), repeated: GroupDimension.repeated)
    for group in groups {
      cube.add(
        cell(group), count: count(group),
        least: leasts[GroupDimension.wave.value(group)] ?? 0)
    }
    return cube
  }

  /// Refuses groups from which, with those that were told before, a smaller one than is allowed could be worked out.
  func check(_ new: [AnswerCube.Filter]) throws(Status) {
    if let refusal = refusal(of: new) { throw refusal }
  }

  private func refusal(of new: [AnswerCube.Filter]) -> Status? {
    let least = leasts.values.max() ?? 0
    if DifferenceAttack(rule: Self.rule).finding(new, after: earlier, in: cube) != nil {
      return .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "what you were told before differs from this by fewer than \(least) people; "
          + "ask for the group you asked for before, or for quite another one")
    }
    let same = new.indices.first { isOfFewMovers(new[$0], beside: earlier + new[..<$0]) }
    if let waves = same.map({ new[$0].waves }) {
      return .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "fewer than \(least) people of the group answered otherwise in another wave that you "
          + "know of than in \(waves.sorted().joined(separator: ", "))")
    }
    if tellsWhatAFewChanged(new) {
      return .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "with what you were told before, a group follows of which fewer than \(least) people "
          + "answered otherwise in another wave")
    }
    return nil
  }

  /// Of new groups as many as may be told beside each other, those that come first before the others.
  func allowed(_ new: [AnswerCube.Filter]) -> [AnswerCube.Filter] {
    if refusal(of: new) == nil { return new }
    let kept = new.filter { !isOfFewMovers($0, beside: earlier) }
    if kept.count < new.count, refusal(of: kept) == nil { return kept }
    return kept.reduce(into: []) { allowed, filter in
      if refusal(of: allowed + [filter]) == nil { allowed.append(filter) }
    }
  }

  /// Whether a group is the same as one of another wave, but for what a few changed: their figures differ by that.
  private func isOfFewMovers(
    _ filter: AnswerCube.Filter, beside others: [AnswerCube.Filter]
  ) -> Bool {
    guard filter.waves.isSubset(of: sameAsked) else { return false }
    return others.contains { other in
      guard other.waves.isSubset(of: sameAsked),
        other.isSame(as: filter, butFor: GroupDimension.wave.name)
      else { return false }
      let least = other.waves.union(filter.waves).reduce(1) { max($0, leasts[$1] ?? 0) }
      return !DisclosureRule(groupMin: least).shows(
        group: Movers.least(members(of: other), members(of: filter)))
    }
  }

  /// Whether sums and differences of what is told come to a group of two waves of which a few changed their answers.
  private func tellsWhatAFewChanged(_ new: [AnswerCube.Filter]) -> Bool {
    if sameAsked.count < 2 { return false }
    let attack = ChangeAttack(
      rule: Self.rule, dimension: GroupDimension.wave.name, times: sameAsked)
    return attack.exposes(
      new.filter(\.isOfFigures), after: earlier.filter(\.isOfFigures), in: cube
    ) { first, second in
      Movers.least(first.flatMap { byCell[$0] ?? [] }, second.flatMap { byCell[$0] ?? [] })
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
    let cube = Self.cube(of: groups, [:]) {
      $0.wave == texts.wave ? texts.writers[$0.group, default: 0] : 0
    }
    if attack.finding([filter], after: before, in: cube) != nil {
      throw .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "the texts that you were told before differ from these by those of fewer than \(least) "
          + "people; ask for the group you asked for before, or for quite another one")
    }
  }

  /// Says of a filter that texts of a question were told of it; no group is told apart by it.
  static let textDimension = "text"

  /// Whether figures of a part of each of some groups, such as those who answered one question, may be told.
  func mayTell(_ filters: [AnswerCube.Filter], of count: (TalliedGroup) -> Int) -> Bool {
    let cube = Self.cube(of: groups, leasts, count)
    return filters.allSatisfy { filter in
      earlier.allSatisfy { other in
        // Those who have nobody in common tell nothing of each other.
        other.isApart(from: filter)
          || cube.shows(filter, without: other, by: Self.rule)
            && cube.shows(other, without: filter, by: Self.rule)
      }
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
    let survey = results.survey
    return try database.write { (writer) throws(Status) in
      let told = try writer.reader.told(survey, filters, caller)
      let new = try told.new(filters)
      if new.isEmpty { return told }
      try told.check(new)
      try check(told)
      try writer.note(new, of: survey, toldTo: caller)
      return told
    }
  }

  /// Writes down those of several groups that may be told beside each other and what was told before; the others are to
  /// be hidden, and what is told does not hang on them.
  ///
  /// - Returns: those that may be told.
  func tellWhatMayBe(
    _ filters: [AnswerCube.Filter], of results: ResultGroups, to caller: Caller
  ) throws(Status) -> Set<AnswerCube.Filter> {
    if !results.isRemembered(of: caller) { return Set(filters) }
    guard let database else { throw .internalError }
    let survey = results.survey
    return try database.write { (writer) throws(Status) in
      let told = try writer.reader.told(survey, filters, caller)
      let new = try told.new(filters)
      if new.isEmpty { return Set(filters) }
      let allowed = told.allowed(new)
      try writer.note(allowed, of: survey, toldTo: caller)
      return Set(filters).subtracting(new).union(allowed)
    }
  }
}

extension ToldGroups {
  /// Groups of one survey that one caller may be told of: each further one is held against all of them.
  static let filtersMax = 1000

  /// Those that were not told yet, each once.
  ///
  /// - Throws: where they are too many to be held against all.
  fileprivate func new(_ filters: [AnswerCube.Filter]) throws(Status) -> [AnswerCube.Filter] {
    var seen = Set(earlier)
    let new = filters.filter { seen.insert($0).inserted }
    if !new.isEmpty && seen.count > Self.filtersMax {
      throw .precondition(
        "DIFFERENCE_TOO_SMALL", "filter",
        "of one survey you may be told of \(Self.filtersMax) groups; these are \(new.count) "
          + "beside the \(earlier.count) that you were told of")
    }
    return new
  }
}

extension Reader {
  /// What a caller was told of a survey, with all that the waves of it and of some more filters have.
  fileprivate func told(
    _ survey: Survey, _ filters: [AnswerCube.Filter], _ caller: Caller
  ) throws(Status) -> ToldGroups {
    let earlier: [AnswerCube.Filter] = try all(
      "SELECT filter FROM survey_told WHERE principal = $1 AND survey = $2 ORDER BY filter",
      .id(caller.principal), .id(survey.id)
    ) { AnswerCube.Filter(stored: $0.bytes(0)) }
    let names = Set((earlier + filters).flatMap(\.waves)).sorted()
    let policy = try surveyPolicy()
    var waves: [SurveyWave] = []
    for id in names.compactMap({ SurveyWaveID($0) }) {
      if let wave = try wave(id) { waves.append(wave) }
    }
    return ToldGroups(
      earlier, of: try talliedGroups(of: waves.map(\.id)),
      leasts: Dictionary(
        uniqueKeysWithValues: waves.map {
          ($0.id.description, SurveyPolicy.rule(for: [$0], policy).groupMin)
        }),
      sameAsked: Set(waves.filter { $0.asksEverybody(in: survey) }.map(\.id.description)))
  }
}

extension Writer {
  /// Remembers that a caller is told of these groups.
  fileprivate func note(
    _ filters: [AnswerCube.Filter], of survey: Survey, toldTo caller: Caller
  ) throws(Status) {
    for filter in filters.map(\.stored).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try execute(
        """
        INSERT INTO survey_told (principal, survey, filter) VALUES ($1, $2, $3)
        ON CONFLICT (principal, survey, filter) DO NOTHING
        """, .id(caller.principal), .id(survey.id), .blob(filter))
    }
  }
}

extension AnswerCube.Filter {
  fileprivate var waves: Set<String> { values[GroupDimension.wave.name] ?? [] }

  /// Whether figures are told of it, and not what people wrote.
  fileprivate var isOfFigures: Bool { values[ToldGroups.textDimension] == nil }

  /// Whether nobody can be chosen by both.
  fileprivate func isApart(from other: Self) -> Bool {
    values.contains { name, own in other.values[name]?.isDisjoint(with: own) ?? false }
  }

  /// Whether both choose the same but in one dimension, where they have nothing in common.
  fileprivate func isSame(as other: Self, butFor name: String) -> Bool {
    guard let own = values[name], let its = other.values[name], own.isDisjoint(with: its),
      isOfFigures
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
