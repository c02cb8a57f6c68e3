import PCRMModel
import SurveyScores
import Testing

@testable import pcrm

struct SurveyResultPageTests {
  private static func estimate(_ value: Double, _ count: Int64 = 40) -> ScoreEstimate {
    var estimate = ScoreEstimate()
    estimate.value = value
    estimate.hasInterval = true
    estimate.low = value - 5
    estimate.high = value + 5
    estimate.respondents = count
    return estimate
  }

  private static var page: SurveyResultPage {
    var survey = Survey()
    survey.title = "만족도"
    survey.scoreModel = "pcsi"
    return SurveyResultPage(survey, .ko)
  }

  private static var wave: SurveyWave {
    var wave = SurveyWave()
    wave.number = 3
    return wave
  }

  private static var model: ScoreModel {
    var model = ScoreModel()
    for (name, kind) in [("csat", ScoreKind.satisfaction), ("nps", .recommendation)] {
      var measure = ScoreMeasure()
      measure.name = name
      measure.kind = kind
      model.measures.append(measure)
    }
    return model
  }

  /// Would catch bars of different scales drawn beside each other.
  @Test func scoresOnOneScaleStandTogether() {
    var results = WaveResults()
    for (name, value) in [("csat", 71.0), ("nps", -12.0)] {
      var measure = MeasureResult()
      measure.name = name
      measure.score = Self.estimate(value)
      results.measures.append(measure)
    }
    let charts = Self.page.scores(results, Self.wave, Self.model)
    #expect(charts.map(\.range) == [0...100, -100...100])
    #expect(charts.first?.title == "만족도, 3차")
  }

  /// Would catch a hidden cell whose score is drawn because the server sent one.
  @Test func hiddenCellsHaveNoFigure() throws {
    var table = CrossTable()
    table.rows = ["a", "b"]
    for row in 0..<3 {
      var cell = CrossCell()
      cell.row = Int32(row)
      cell.hidden = row == 1
      cell.score = Self.estimate(50)
      table.cells.append(cell)
    }
    let chart = try #require(Self.page.table(table, Self.wave, nil, ["a": "서울"]).first)
    #expect(chart.points.map(\.label) == ["서울", "b", "전체"])
    #expect(chart.points.map { $0.value == nil } == [false, true, false])
    #expect(ChartCSV.text([chart]).contains(",b,,,,"))
  }

  /// Would catch words of a form that a spreadsheet works out when the file is opened.
  @Test func figuresHaveNoFormulas() {
    let points = [
      "=1+1", "@SUM(1)", "+1+1", "-1-1", "  =1+1", "\t=1", "-3", "매우 만족", "-0.5", "-1.2.3", "-.5",
    ]
    .map {
      Chart.Point(label: $0, value: -12)
    }
    let text = ChartCSV.text([Chart(kind: .bars, title: "=2+2", points: points)])
    let rows = text.split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      rows.map { $0[1] } == [
        "'=1+1", "'@SUM(1)", "'+1+1", "'-1-1", "'  =1+1", "'\t=1", "-3", "매우 만족", "-0.5",
        "'-1.2.3", "'-.5",
      ])
    #expect(rows.allSatisfy { $0[0] == "'=2+2" && $0[2] == "-12.0" })
  }
}
