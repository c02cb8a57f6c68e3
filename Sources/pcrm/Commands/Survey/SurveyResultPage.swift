import Import
import PCRMCore
import PCRMModel
import ProtobufCodec
import SurveyScores

/// Results as drawings.
struct SurveyResultPage {
  private let survey: Survey
  private let language: Language

  init(_ survey: Survey, _ language: Language) {
    self.survey = survey
    self.language = language
  }

  // MARK: A wave

  func scores(_ results: WaveResults, _ wave: SurveyWave, _ model: ScoreModel?) -> [Chart] {
    var points: [(range: ClosedRange<Double>, point: Chart.Point)] = []
    for measure in results.measures {
      points.append((range(measure.name, model), point(measure.name, measure.score)))
    }
    if let index = results.index {
      let range = range("", model)
      points.append((range, point(language("index", "지수"), index.index)))
      for dimension in index.dimensions {
        points.append((range, point("  " + dimension.name, dimension.score)))
      }
      if index.overall != nil {
        points.append((range, point("  " + language("overall", "전반"), index.overall)))
      }
    }
    // Scores on other scales are no bars beside each other.
    var ranges: [ClosedRange<Double>] = []
    for one in points where !ranges.contains(one.range) { ranges.append(one.range) }
    return ranges.map { range in
      chart(
        .bars, title(wave), subtitle(results.scoreModel, results.scoreModelVersion),
        points.filter { $0.range == range }.map(\.point), range)
    }
  }

  /// - Parameter words: What the questionnaire calls its questions and choices; their names without it.
  func questions(
    _ results: WaveResults, _ wave: SurveyWave, _ words: QuestionWords? = nil
  ) -> [Chart] {
    results.questions.map { question in
      let path = question.question
      let most = Double(question.values.map(\.count).max() ?? 0)
      let values = words?.ordered(question.values, path) ?? question.values
      let points =
        question.hidden
        ? [Chart.Point(label: words?.question(path) ?? path, value: nil)]
        : values.map {
          Chart.Point(
            label: words?.choice($0.value, path) ?? $0.value, value: Double($0.count),
            note: percent(Double($0.count) / Double(max(1, question.answered))))
        }
      let count = question.hidden ? "" : "n \(question.answered)"
      let name = words?.question(path) == nil ? "" : path
      return Chart(
        kind: .bars, title: words?.question(path) ?? path,
        subtitle: [title(wave), name, count].filter { !$0.isEmpty }.joined(separator: ", "),
        points: points, range: 0...max(1, most), decimals: 0, hiddenText: hidden)
    }
  }

  /// What stands below a wave's scores.
  func remarks(_ results: WaveResults) -> [String] {
    if results.hidden {
      return [
        "",
        language(
          "Fewer than \(results.minGroup) answered: nothing is told.",
          "응답이 \(results.minGroup)명보다 적어 보여 주지 않습니다."),
      ]
    }
    var lines = [""]
    var counted = language("\(results.answers) answers", "응답 \(results.answers)건")
    if results.answers > results.respondents {
      counted += language(
        " by \(results.respondents) people", ", 응답자 \(results.respondents)명")
    }
    if results.population > 0 {
      counted += language(" of \(results.population) people", ", 모집단 \(results.population)명")
    }
    lines.append(counted)
    if let rates = results.rates {
      lines.append(
        language(
          "response \(percent(rates.response)), cooperation \(percent(rates.cooperation)) of "
            + "\(rates.invited) invited",
          "응답률 \(percent(rates.response)), 협조율 \(percent(rates.cooperation)), 초대 \(rates.invited)명")
      )
    }
    if let weighting = results.weighting {
      let effect = Tenths.text(weighting.designEffect)
      lines.append(language("weighted: design effect \(effect)", "가중: 설계효과 \(effect)"))
      if !weighting.missingStrata.isEmpty {
        let strata = weighting.missingStrata.joined(separator: ", ")
        lines.append(language("nobody answered in: \(strata)", "응답이 없는 층: \(strata)"))
      }
    }
    return lines.map(DisplayWidth.harmless)
  }

  // MARK: Groups, trends, departments

  /// - Parameter names: Names of units by their ids.
  func table(
    _ table: CrossTable, _ wave: SurveyWave, _ model: ScoreModel?, _ names: [String: String]
  ) -> [Chart] {
    func name(_ id: String) -> String {
      id.isEmpty ? language("none", "없음") : names[id] ?? id
    }
    let columns = max(1, table.columns.count)
    let total = language("all", "전체")
    let range = range(table.measure, model)
    return (0..<columns).map { column in
      let points = table.cells.filter { Int($0.column) == column }.sorted { $0.row < $1.row }.map {
        cell in
        let row = Int(cell.row)
        return point(
          table.rows.indices.contains(row) ? name(table.rows[row]) : total,
          cell.hidden ? nil : cell.score)
      }
      let heading =
        table.columns.isEmpty ? title(wave) : "\(title(wave)) – \(name(table.columns[column]))"
      return chart(
        .bars, heading, subtitle(table.scoreModel, table.scoreModelVersion, table.measure), points,
        range)
    }
  }

  func trend(_ trend: SurveyTrend, _ model: ScoreModel?) -> Chart {
    let points = trend.points.map { one in
      let day = one.openTime.map { String(ExplanationPage.local($0).prefix(10)) } ?? ""
      return point("\(one.waveNumber) \(day)", one.hidden ? nil : one.score)
    }
    return chart(
      .trend, survey.title, subtitle(survey.scoreModel, 0, trend.measure), points,
      range(trend.measure, model))
  }

  func ratings(
    _ answer: ListDepartmentRatingsResponse, _ wave: SurveyWave, _ model: ScoreModel?
  ) -> Chart {
    chart(
      .bars, title(wave), subtitle(answer.scoreModel, answer.scoreModelVersion, answer.measure),
      answer.ratings.map { rating in
        let rank = rating.rank == 0 ? "" : " (\(rating.rank))"
        return point(rating.unitCode + rank, rating.hidden ? nil : rating.score)
      }, range(answer.measure, model))
  }

  // MARK: Parts

  private func point(_ label: String, _ estimate: ScoreEstimate?) -> Chart.Point {
    guard let estimate else { return Chart.Point(label: label, value: nil) }
    return Chart.Point(
      label: label, value: estimate.value,
      interval: estimate.hasInterval ? Interval(low: estimate.low, high: estimate.high) : nil,
      respondents: Int(estimate.respondents))
  }

  private func chart(
    _ kind: Chart.Kind, _ title: String, _ subtitle: String, _ points: [Chart.Point],
    _ range: ClosedRange<Double>
  ) -> Chart {
    // The server's own: no command asks for another.
    let interval = language("95 % interval", "95 % 신뢰구간")
    let told = points.contains { $0.interval != nil } ? [subtitle, interval] : [subtitle]
    return Chart(
      kind: kind, title: title, subtitle: told.filter { !$0.isEmpty }.joined(separator: ", "),
      points: points, range: range, hiddenText: hidden)
  }

  private var hidden: String { language("hidden: too few", "비공개: 인원이 적음") }

  private func title(_ wave: SurveyWave) -> String {
    let name = wave.title.isEmpty ? survey.title : wave.title
    return language("\(name), wave \(wave.number)", "\(name), \(wave.number)차")
  }

  private func subtitle(_ model: String, _ version: Int64, _ measure: String = "") -> String {
    let which = version == 0 ? model : "\(model) v\(version)"
    return [measure, which].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// From where to where a score can go: NPS both ways, raw means as their scale, others in points.
  private func range(_ measure: String, _ model: ScoreModel?) -> ClosedRange<Double> {
    guard !measure.isEmpty else { return range(model?.index?.scale) }
    let found = model?.measures.first { $0.name == measure }
    return found?.kind == .recommendation ? -100...100 : range(found?.scale)
  }

  private func range(_ scale: ScoreScale?) -> ClosedRange<Double> {
    guard let scale, scale.conversion == .raw, scale.min < scale.max else { return 0...100 }
    return scale.min...scale.max
  }

  private func percent(_ share: Double) -> String { "\(Tenths.text(share * 100)) %" }
}

/// A figure with one decimal.
private enum Tenths {
  static func text(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    let tenths = Int64((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
