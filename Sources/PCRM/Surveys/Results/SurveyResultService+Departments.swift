import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage
import SurveyScores

extension SurveyResultService {
  @Sendable
  func listDepartmentRatings(
    _ request: ListDepartmentRatingsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListDepartmentRatingsResponse {
    try departmentRatings(request, caller, reader).response
  }

  @Sendable
  func exportDepartmentRatings(
    _ request: ExportDepartmentRatingsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> DepartmentRatingsExport {
    try Self.check(reason: request.reason)
    var list = ListDepartmentRatingsRequest()
    list.waveID = request.waveID
    list.measure = request.measure
    let (groups, response) = try departmentRatings(list, caller, reader)
    guard let wave = groups.waves.first else { throw .internalError }
    var export = DepartmentRatingsExport()
    export.survey = groups.survey.name
    export.waveNumber = wave.number
    export.openTime = wave.openTime
    export.closeTime = wave.closeTime
    export.minGroup = Int32(groups.rule.groupMin)
    for rating in response.ratings {
      export.unitNames.append(try reader.unit(rating.unitID, field: "wave_id").name)
    }
    export.ratings = response
    try writeDown(
      "ExportDepartmentRatings", "wave \(wave.id), \(request.measure); \(request.reason)", caller)
    return export
  }

  private func departmentRatings(
    _ request: ListDepartmentRatingsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> (groups: ResultGroups, response: ListDepartmentRatingsResponse) {
    let groups = try reader.resultGroups([request.waveID], "wave_id", nil, caller)
    guard let wave = groups.waves.first else { throw .internalError }
    if groups.survey.mode != .internal {
      throw .precondition("SURVEY_MODE", "wave_id", "departments are rated in the mode INTERNAL")
    }
    let model = try reader.scoreModel(of: wave)
    let ratings = try DepartmentRatings(groups, request.measure, model)
    let before = try reader.ratings(before: wave, groups.survey, request.measure, caller)
    // Unit by unit: what is told of most does not hang on one that few rated otherwise than in another wave.
    let shown = wave.ratedUnitIDs.filter { (ratings.cell(of: $0)?.respondents ?? 0) > 0 }
    let filters = try context.tellWhatMayBe(
      shown.map(ratings.filter(of:)), of: groups, to: caller)
    let told = shown.filter { filters.contains(ratings.filter(of: $0)) }
    let keptBack = Set(shown).subtracting(told)
    let changes = try changes(since: before, ratings, model, told, caller)
    var units: [(code: String, id: UnitID)] = []
    for id in wave.ratedUnitIDs { units.append((try reader.unit(id, field: "wave_id").code, id)) }
    var response = ListDepartmentRatingsResponse()
    response.scoreModel = model?.name ?? ""
    response.scoreModelVersion = model?.version ?? 0
    response.measure = request.measure
    for unit in units.sorted(by: { ($0.code, $0.id) < ($1.code, $1.id) }) {
      var rating = DepartmentRating()
      rating.unitID = unit.id
      rating.unitCode = unit.code
      if keptBack.contains(unit.id) {
        rating.hidden = true
      } else if let cell = ratings.cell(of: unit.id) {
        rating.hidden = cell.hidden
        rating.respondents = cell.respondents
        rating.score = cell.score
      }
      if let change = changes[unit.id] {
        rating.hasChange = true
        rating.change = change
      }
      response.ratings.append(rating)
    }
    response.rank()
    return (groups, response)
  }

  /// What the scores of units that are told have changed by since the wave before, where that may be told: by the same version of the
  /// model, by enough people, and with what was told before of both waves.
  private func changes(
    since before: EarlierRatings?, _ ratings: DepartmentRatings, _ model: ScoreModel?,
    _ units: [UnitID], _ caller: Caller
  ) throws(Status) -> [UnitID: Double] {
    guard let before, before.version == model?.version else { return [:] }
    var changes: [UnitID: Double] = [:]
    for unit in units {
      guard let later = ratings.cell(of: unit)?.score,
        let earlier = before.ratings.cell(of: unit)?.score,
        ratings.mayTell(changeSince: before.ratings, of: unit)
      else { continue }
      changes[unit] = later.value - earlier.value
    }
    // A change tells of the wave before as well: it is remembered as if its ratings had been asked for.
    let told = try context.tellWhatMayBe(
      changes.keys.sorted().map { before.ratings.filter(of: $0) },
      of: before.ratings.table.groups, to: caller)
    return changes.filter { told.contains(before.ratings.filter(of: $0.key)) }
  }
}

/// What rated units came to in the wave before, by which version of the model.
private typealias EarlierRatings = (ratings: DepartmentRatings, version: Int64)

/// What rated units came to in a wave.
private struct DepartmentRatings {
  let table: GroupedScores
  private let cells: [CrossCell]

  init(_ groups: ResultGroups, _ measure: String, _ model: ScoreModel?) throws(Status) {
    table = GroupedScores(
      groups, try ResultMeasure(measure, model, "measure"), rows: .ratedUnit, columns: nil)
    cells = table.cells(Confidence())
  }

  /// Nil for a unit that nobody rated.
  func cell(of unit: UnitID) -> CrossCell? {
    guard let row = table.rows.firstIndex(of: unit.description) else { return nil }
    return cells.first { $0.row == row && $0.column == 0 }
  }

  /// The answers about a unit, as others are held against them.
  func filter(of unit: UnitID) -> AnswerCube.Filter {
    var filter = table.groups.filter
    filter.values[GroupDimension.ratedUnit.name] = [unit.description]
    return filter
  }

  private func groups(of unit: UnitID) -> [TalliedGroup] {
    table.groups.groups.filter { $0.group.ratedUnit == unit }
  }

  /// Whether so many people changed what they answered about a unit that the change is not about a few of them.
  func mayTell(changeSince earlier: DepartmentRatings, of unit: UnitID) -> Bool {
    let (old, new) = (earlier.groups(of: unit), groups(of: unit))
    let least = max(table.groups.rule.groupMin, earlier.table.groups.rule.groupMin)
    return DisclosureRule(groupMin: least).shows(
      change: old.people { table.measure.count($0) }, new.people { table.measure.count($0) },
      movers: Movers.least(old, new))
  }
}

extension Reader {
  /// The ratings of the wave before, where there is one that may be told of.
  fileprivate func ratings(
    before wave: SurveyWave, _ survey: Survey, _ measure: String, _ caller: Caller
  ) throws(Status) -> EarlierRatings? {
    let earlier = try finishedWaves(of: survey, most: 60).last { $0.number < wave.number }
    guard let earlier, let model = try scoreModel(of: earlier) else { return nil }
    // Another version may not have the measure: then there is nothing to compare with.
    if !measure.isEmpty && model.measure(measure) == nil { return nil }
    if measure.isEmpty && model.index == nil { return nil }
    let groups = try resultGroups([earlier], survey, ResultFilter(), caller)
    return (try DepartmentRatings(groups, measure, model), model.version)
  }
}

extension ListDepartmentRatingsResponse {
  /// Says each one's place among those with a score; equal scores have the same.
  fileprivate mutating func rank() {
    let scores = ratings.compactMap { $0.score?.value }
    for number in ratings.indices {
      guard let score = ratings[number].score?.value else { continue }
      ratings[number].rank = Int32(1 + scores.count { $0 > score })
    }
  }
}
