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
    let groups = try reader.resultGroups([request.waveID], "wave_id", nil, caller)
    guard let wave = groups.waves.first else { throw .internalError }
    if groups.survey.mode != .internal {
      throw .precondition("SURVEY_MODE", "wave_id", "departments are rated in the mode INTERNAL")
    }
    let model = try reader.scoreModel(of: wave)
    let ratings = try DepartmentRatings(groups, request.measure, model)
    _ = try context.tell(ratings.table.shownFilters, of: groups, to: caller)
    let before = try reader.ratings(before: wave, groups.survey, request.measure, caller)
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
      if let cell = ratings.cell(of: unit.id) {
        rating.hidden = cell.hidden
        rating.respondents = cell.respondents
        rating.score = cell.score
      }
      if let score = rating.score, let before, before.version == model?.version,
        let earlier = before.ratings.cell(of: unit.id)?.score
      {
        rating.hasChange = true
        rating.change = score.value - earlier.value
      }
      response.ratings.append(rating)
    }
    response.rank()
    return response
  }
}

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
}

extension Reader {
  /// The ratings of the wave before, where there is one that may be told of.
  fileprivate func ratings(
    before wave: SurveyWave, _ survey: Survey, _ measure: String, _ caller: Caller
  ) throws(Status) -> (ratings: DepartmentRatings, version: Int64)? {
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
