import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage
import SurveyScores

extension SurveyResultService {
  @Sendable
  func trend(
    _ request: GetTrendRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> SurveyTrend {
    let confidence = try Confidence(checked: request.confidence)
    let survey = try reader.survey(request.surveyID, "survey_id", caller)
    if !(0...60).contains(request.waves) { throw .outOfRange("waves", min: 0, max: 60) }
    let waves = try reader.finishedWaves(
      of: survey, most: request.waves == 0 ? 12 : Int(request.waves))
    // The newest has to have the measure; waves of an older version may lack it.
    let newest = try waves.last.flatMap { (wave) throws(Status) in try reader.scoreModel(of: wave) }
    if !waves.isEmpty { _ = try ResultMeasure(request.measure, newest, "measure") }
    var trend = SurveyTrend()
    trend.measure = request.measure
    var earlier: (value: Double, version: Int64)?
    var shown: [ResultGroups] = []
    for wave in waves {
      let groups = try reader.resultGroups(
        [wave], survey, request.filter ?? ResultFilter(), caller)
      var point = TrendPoint()
      point.waveID = wave.id
      point.waveNumber = wave.number
      point.title = wave.title.isEmpty ? survey.title : wave.title
      point.openTime = wave.openTime
      let model = try reader.scoreModel(of: wave)
      point.scoreModelVersion = model?.version ?? 0
      guard let measure = ResultMeasure(request.measure, of: model) else {
        trend.points.append(point)
        earlier = nil
        continue
      }
      let count = groups.groups.respondents { measure.count($0) }
      let people = groups.groups.people { measure.count($0) }
      guard groups.rule.shows(group: people), !shown.contains(where: groups.isOfFewMovers(since:)),
        groups.rule.shows(group: groups.groups.people { Int($0.tally.answers) }),
        try mayTell(groups, answered: count, caller)
      else {
        point.hidden = true
        trend.points.append(point)
        earlier = nil
        continue
      }
      point.respondents = Int64(count)
      let score = measure.score(groups.groups, groups.rule, confidence)
      point.score = score.map { ScoreEstimate($0) }
      if let score, let earlier, earlier.version == point.scoreModelVersion {
        point.hasChange = true
        point.change = score.value - earlier.value
      }
      trend.points.append(point)
      earlier = score.map { ($0.value, point.scoreModelVersion) }
      if score != nil { shown.append(groups) }
    }
    return trend
  }

  /// Whether one point of a trend may be told beside all that was told before; it is written down then. The others do
  /// not hang on it.
  private func mayTell(
    _ groups: ResultGroups, answered count: Int, _ caller: Caller
  ) throws(Status) -> Bool {
    if count == 0 { return true }
    do throws(Status) {
      _ = try context.tell([groups.filter], of: groups, to: caller)
    } catch {
      if error.info.reason == "DIFFERENCE_TOO_SMALL" { return false }
      throw error
    }
    return true
  }
}

extension ResultGroups {
  /// Whether these are the people of another wave, of whom a few answered otherwise there: both figures side by side
  /// would be those people's.
  fileprivate func isOfFewMovers(since other: ResultGroups) -> Bool {
    let least = max(rule.groupMin, other.rule.groupMin)
    return !DisclosureRule(groupMin: least).shows(group: Movers.least(other, self) ?? 0)
  }
}

extension Reader {
  /// The newest waves of a survey that were opened, oldest first; of anonymous ones those that are closed, with all their
  /// answers stored.
  func finishedWaves(of survey: Survey, most: Int) throws(Status) -> [SurveyWave] {
    let waves = try all(
      """
      SELECT document FROM survey_wave
      WHERE survey = $1 AND (state = 3 OR state = 2 AND anonymous = 0)
        AND NOT EXISTS (SELECT 1 FROM survey_holding h WHERE h.wave = survey_wave.id)
      ORDER BY number DESC LIMIT $2
      """, .id(survey.id), .integer(Int64(most))
    ) { (row) throws(Status) in try SurveyWave(stored: row.raw(0)) }
    return waves.reversed()
  }
}
