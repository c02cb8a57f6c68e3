import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import SurveyScores

/// The answers that count for a request, by group: within the caller's scope, and chosen by its filter.
struct ResultGroups {
  let survey: Survey
  let waves: [SurveyWave]
  let rule: DisclosureRule
  /// Those that count.
  var groups: [TalliedGroup]
  /// What they were chosen by, scope and waves included.
  let filter: AnswerCube.Filter
  /// Whether every answer of the waves counts.
  let isWhole: Bool

  var isAnonymous: Bool { waves.contains { $0.anonymous } }

  /// Whether what a caller is told of it is remembered: whoever may read the answers one by one learns nothing by it.
  func isRemembered(of caller: Caller) -> Bool {
    isAnonymous || !caller.permissions.contains(.viewSurveyAnswers)
  }

  /// How many answers count: of one person as many as units were rated, and as often as he or she was asked again.
  var answers: Int { groups.reduce(0) { $0 + Int($1.tally.answers) } }
}

extension Reader {
  /// The answers of some waves of one survey. Of anonymous ones nothing is told while answers still come.
  func resultGroups(
    _ ids: [SurveyWaveID], _ field: String, _ filter: ResultFilter?, _ caller: Caller
  ) throws(Status) -> ResultGroups {
    var waves: [SurveyWave] = []
    var survey = Survey()
    for id in ids {
      let (wave, its) = try wave(id, field, caller)
      if !waves.isEmpty && its.id != survey.id {
        throw .malformed(field, "waves of one survey")
      }
      if wave.anonymous && wave.state != .closed {
        throw .waveState(wave, field, "of an anonymous wave nothing is told before it is closed")
      }
      if wave.anonymous, try holdsAnswers(of: wave) {
        throw .precondition(
          "WAVE_STATE", field,
          "the wave was closed a moment ago, and its last answers are being stored; ask again")
      }
      survey = its
      waves.append(wave)
    }
    return try resultGroups(waves, survey, filter ?? ResultFilter(), caller)
  }

  /// Whether answers of an anonymous wave wait to be stored with others.
  private func holdsAnswers(of wave: SurveyWave) throws(Status) -> Bool {
    try first("SELECT 1 FROM survey_holding WHERE wave = $1 LIMIT 1", .id(wave.id)) { _ in true }
      ?? false
  }

  func resultGroups(
    _ waves: [SurveyWave], _ survey: Survey, _ filter: ResultFilter, _ caller: Caller
  ) throws(Status) -> ResultGroups {
    try filter.check("filter")
    let policy = try surveyPolicy()
    let all = try talliedGroups(of: waves.map(\.id))
    // Answers of no office, as all of an anonymous wave are, are for those who see the survey.
    let reached = all.filter {
      $0.group.office.isEmpty || caller.reaches(office: $0.group.office, worker: StaffID())
    }
    let chosen = reached.filter { filter.holds($0.group) }
    var values: [String: Set<String>] = [
      GroupDimension.wave.name: Set(waves.map { $0.id.description })
    ]
    if let offices = filter.offices(for: caller) {
      values[GroupDimension.office.name] = Set(offices.map(\.description))
    }
    if !filter.teamIDs.isEmpty {
      values[GroupDimension.team.name] = Set(filter.teamIDs.map(\.description))
    }
    if !filter.strata.isEmpty { values[GroupDimension.stratum.name] = Set(filter.strata) }
    if !filter.ratedUnitIDs.isEmpty {
      values[GroupDimension.ratedUnit.name] = Set(filter.ratedUnitIDs.map(\.description))
    }
    return ResultGroups(
      survey: survey, waves: waves,
      rule: SurveyPolicy.rule(for: waves, policy), groups: chosen,
      filter: AnswerCube.Filter(values), isWhole: chosen.count == all.count)
  }
}

/// What groups are told apart by.
enum GroupDimension: CaseIterable {
  case wave
  case office
  case team
  case stratum
  case ratedUnit
  case round

  /// What filters that were told call it; stored, so it never changes.
  var name: String {
    switch self {
    case .wave: "wave"
    case .office: "office"
    case .team: "team"
    case .stratum: "stratum"
    case .ratedUnit: "unit"
    case .round: "round"
    }
  }

  /// In which one person may be several times: each answers every wave, rates several units, and may be asked again.
  static let repeated: Set<String> = [wave.name, ratedUnit.name, round.name]

  /// A group's value, as the contract tells it; empty for those who belong nowhere.
  func value(_ group: TalliedGroup) -> String {
    switch self {
    case .wave: group.wave.description
    case .office: group.group.office.description
    case .team: group.group.team.description
    case .stratum: group.group.stratum
    case .ratedUnit: group.group.ratedUnit.description
    case .round: String(group.group.round)
    }
  }
}

extension ResultFilter {
  static let valuesMax = 200

  fileprivate func check(_ field: String) throws(Status) {
    let counts = [
      ("office_ids", officeIDs.count), ("team_ids", teamIDs.count), ("strata", strata.count),
      ("rated_unit_ids", ratedUnitIDs.count),
    ]
    for (name, count) in counts where count > Self.valuesMax {
      throw .tooMany("\(field).\(name)", max: Self.valuesMax)
    }
  }

  /// The offices whose answers count for a caller; nil where all do. Whether somebody answered there yet is no matter:
  /// the same question is the same group, whatever comes in.
  fileprivate func offices(for caller: Caller) -> [UnitID]? {
    let reached: [UnitID]
    switch caller.scope {
    case .all: return officeIDs.isEmpty ? nil : officeIDs
    case .offices(let offices): reached = [UnitID()] + offices
    case .own: reached = [UnitID()]
    }
    return officeIDs.isEmpty ? reached : officeIDs.filter(reached.contains)
  }

  fileprivate func holds(_ group: AnswerGroup) -> Bool {
    (officeIDs.isEmpty || officeIDs.contains(group.office))
      && (teamIDs.isEmpty || teamIDs.contains(group.team))
      && (strata.isEmpty || strata.contains(group.stratum))
      && (ratedUnitIDs.isEmpty || ratedUnitIDs.contains(group.ratedUnit))
  }
}

extension SurveyPolicy {
  /// Of how many something is told: as the strictest of the waves says, and never of fewer than five of an anonymous one.
  static func rule(for waves: [SurveyWave], _ policy: SurveyPolicy) -> DisclosureRule {
    let usual = policy.minGroup == 0 ? 5 : policy.minGroup
    let least = waves.map { wave in
      let own = wave.minGroup == 0 ? usual : wave.minGroup
      return wave.anonymous ? max(5, own) : own
    }
    return DisclosureRule(
      groupMin: Int(least.max() ?? usual),
      textMin: Int(policy.minTextGroup == 0 ? 10 : policy.minTextGroup))
  }
}
