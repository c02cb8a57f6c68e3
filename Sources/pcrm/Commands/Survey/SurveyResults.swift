import ArgumentParser
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec
import SurveyScores

/// `pcrm survey results`.
struct SurveyResults: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Draw what a survey came to: scores, groups, a trend.",
    discussion: """
      Groups of fewer people than the wave's least number are hidden, and so is what would give them \
      away.

      --by segment wants the segments' names with --segment, of which there may be up to 50. A customer may \
      be in several, so there is no total.

      With --ratings, --csv writes the file that is handed over for appraisal: with a byte order mark, so \
      that spreadsheets read it as UTF-8, or as --encoding says. It needs a --reason, which the server \
      writes down; so do --texts.

      EXAMPLES
        pcrm survey results satisfaction
        pcrm survey results satisfaction --wave 3 --questions
        pcrm survey results satisfaction --by office --measure csat --svg offices.svg
        pcrm survey results satisfaction --by segment --segment young --segment old --measure csat
        pcrm survey results satisfaction --trend --measure nps --csv nps.csv
        pcrm survey results departments --ratings
        pcrm survey results departments --ratings --csv ratings.csv --reason "appraisal of 2026"
        pcrm survey results satisfaction --texts why --reason "what to mend first"
      """)

  static let service = "pcrm.v1.SurveyResultService"

  @Argument(help: "The survey's name or id.")
  var survey: String

  @Option(help: ArgumentHelp("The number of the wave; the newest without it.", valueName: "number"))
  var wave: Int32?

  @Option(help: "The score by groups.")
  var by: WordArgument<ResultDimension>?

  @Option(help: "And by these at once.")
  var and: WordArgument<ResultDimension>?

  @Option(
    help: ArgumentHelp("With --by segment: one of the segments; repeat.", valueName: "name"))
  var segment: [String] = []

  @Flag(help: "The score over the waves.")
  var trend = false

  @Flag(help: "How departments were rated.")
  var ratings = false

  @Option(
    help: ArgumentHelp(
      "What was written to this question, in an order of chance.", valueName: "path")
  )
  var texts: String?

  @Flag(help: "How often each value of each question was answered.")
  var questions = false

  @Option(
    help: ArgumentHelp(
      "With --by, --trend, --ratings: a measure of the score model; its index without it.",
      valueName: "name"))
  var measure = ""

  @Option(help: ArgumentHelp("Only answers of this office; repeat.", valueName: "unit"))
  var office: [String] = []

  @Flag(help: "All answers weigh the same.")
  var unweighted = false

  @Option(help: ArgumentHelp("Write the drawing as SVG.", valueName: "file"))
  var svg: String?

  @Option(help: ArgumentHelp("Write the figures as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Why ratings or texts leave the system.", valueName: "sentence"))
  var reason: String?

  @Option(help: "The ratings' letters as bytes: utf-8 or cp949.")
  var encoding = "utf-8"

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let views = [by != nil, trend, ratings, questions, texts != nil].count { $0 }
    if views > 1 {
      throw ValidationError(
        "--by, --trend, --ratings, --texts and --questions contradict each other")
    }
    if texts != nil && reason == nil { throw ValidationError("--texts needs a --reason") }
    if ratings && csv != nil && reason == nil {
      throw ValidationError("--ratings with --csv needs a --reason: the file is handed over")
    }
    if texts != nil && (svg != nil || csv != nil) {
      throw ValidationError("--texts are no figures: there is no --svg or --csv of them")
    }
    guard let known = TextEncoding(name: encoding), known == .utf8 || known == .cp949 else {
      throw ValidationError("--encoding must be utf-8 or cp949")
    }
    try validateGroups()
    try validateWhatCounts(views)
  }

  /// Flags that a view would pass over in silence.
  private func validateWhatCounts(_ views: Int) throws {
    if ratings && !office.isEmpty {
      throw ValidationError("--office does not go with --ratings: departments are rated by all")
    }
    if unweighted && views > 0 {
      throw ValidationError("--unweighted goes with the scores alone: other views have no weights")
    }
  }

  private func validateGroups() throws {
    if and != nil && by == nil { throw ValidationError("--and goes with --by") }
    if !measure.isEmpty && by == nil && !trend && !ratings {
      throw ValidationError("--measure goes with --by, --trend or --ratings")
    }
    guard by?.value == .segment else {
      if !segment.isEmpty { throw ValidationError("--segment goes with --by segment") }
      return
    }
    if segment.isEmpty {
      throw ValidationError("--by segment needs --segment with the name of a segment; repeat it")
    }
    if and != nil { throw ValidationError("--and does not go with --by segment") }
    if !office.isEmpty { throw ValidationError("--office does not go with --by segment") }
  }

  func run(_ server: Server) async throws {
    let found = try await survey(server)
    var filter: ResultFilter?
    if !office.isEmpty {
      var offices = ResultFilter()
      for name in office { offices.officeIDs.append(try await Reference.unit(name, server)) }
      filter = offices
    }
    let page = SurveyResultPage(found, Language.current)
    if trend {
      var request = GetTrendRequest()
      request.surveyID = found.id
      request.measure = measure
      request.filter = filter
      let answer: SurveyTrend = try await server.call("\(Self.service)/GetTrend", request)
      return try await show(answer, [page.trend(answer, await model(found, 0, server))], server)
    }
    let wave = try await wave(of: found, server)
    if let texts { return try await show(texts: texts, wave, filter, server) }
    if ratings, let csv { return try await handOver(found, wave, to: csv, page, server) }
    if ratings {
      var request = ListDepartmentRatingsRequest()
      request.waveID = wave.id
      request.measure = measure
      let answer: ListDepartmentRatingsResponse = try await server.call(
        "\(Self.service)/ListDepartmentRatings", request)
      let model = await model(found, answer.scoreModelVersion, server)
      return try await show(answer, [page.ratings(answer, wave, model)], server)
    }
    if let by {
      var request = CrossTabulateRequest()
      request.waveIDs = [wave.id]
      request.rows = by.value
      request.columns = and?.value ?? .unspecified
      request.segments = segment
      request.measure = measure
      request.filter = filter
      let table: CrossTable = try await server.call("\(Self.service)/CrossTabulate", request)
      let names = await unitNames(server)
      let model = await model(found, table.scoreModelVersion, server)
      return try await show(table, page.table(table, wave, model, names), server)
    }
    var request = GetWaveResultsRequest()
    request.waveID = wave.id
    request.filter = filter
    request.unweighted = unweighted
    let results: WaveResults = try await server.call("\(Self.service)/GetWaveResults", request)
    let model = await model(found, results.scoreModelVersion, server)
    let charts =
      questions
      ? page.questions(results, wave, await words(of: found, wave, server))
      : page.scores(results, wave, model)
    try await show(results, charts, server)
    if server.output == .table { for line in page.remarks(results) { try Console.print(line) } }
  }

  // MARK: What is shown

  func show(_ answer: any Message, _ charts: [Chart], _ server: Server) async throws {
    switch server.output {
    case .table:
      for (number, chart) in charts.enumerated() {
        if number > 0 { try Console.print("") }
        for line in chart.text(columns: min(TerminalWidth.columns, 120)) { try Console.print(line) }
      }
    case .json, .ndjson: try Console.print(answer.json(pretty: server.output == .json))
    case .csv: try Console.write(ChartCSV.text(charts))
    }
    if let svg {
      for (number, chart) in charts.enumerated() {
        try write(chart.svg(), to: number == 0 ? svg : Self.numbered(svg, number + 1))
      }
    }
    if let csv, !ratings { try write(ChartCSV.text(charts), to: csv) }
  }

  /// drawing.svg, drawing-2.svg …
  private static func numbered(_ path: String, _ number: Int) -> String {
    guard path.hasSuffix(".svg") else { return "\(path)-\(number)" }
    return "\(path.dropLast(4))-\(number).svg"
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure.usage("\(path): cannot be written")
    }
  }

  // MARK: What is asked for

  private func survey(_ server: Server) async throws -> Survey {
    var request = GetSurveyRequest()
    if let id = SurveyID(survey), !id.isEmpty { request.id = id } else { request.name = survey }
    return try await server.call("\(SurveyCommand.service)/GetSurvey", request)
  }

  private func wave(of survey: Survey, _ server: Server) async throws -> SurveyWave {
    var request = ListWavesRequest()
    request.surveyID = survey.id
    request.pageSize = 1000
    let answer: ListWavesResponse = try await server.call(
      "\(SurveyCommand.service)/ListWaves", request)
    let begun = answer.waves.filter { $0.state != .draft }
    let chosen =
      wave.map { number in answer.waves.filter { $0.number == number } } ?? begun
    guard let found = chosen.max(by: { $0.number < $1.number }) else {
      throw CommandFailure(
        code: 1,
        message: wave.map { "not_found: wave \($0) of \(survey.name)" }
          ?? "\(survey.name) has no wave that was opened")
    }
    return found
  }

  /// The score model, for the ends of its scales; nil where it is not there or not to be seen.
  func model(_ survey: Survey, _ version: Int64, _ server: Server) async -> ScoreModel? {
    guard !survey.scoreModel.isEmpty else { return nil }
    var request = GetScoreModelRequest()
    request.name = survey.scoreModel
    request.version = version
    return try? await server.call("\(Self.service)/GetScoreModel", request)
  }

  /// What the questionnaire calls things; nil where it is not to be seen.
  private func words(
    of survey: Survey, _ wave: SurveyWave, _ server: Server
  ) async -> QuestionWords? {
    var request = GetQuestionnaireRequest()
    request.name = survey.questionnaire
    request.version = wave.questionnaireVersion
    let found: Questionnaire? = try? await server.call(
      "\(SurveyCommand.service)/GetQuestionnaire", request)
    return found.flatMap { QuestionWords($0, Language.current) }
  }

  private func unitNames(_ server: Server) async -> [String: String] {
    var request = ListUnitsRequest()
    request.pageSize = 1000
    let answer: ListUnitsResponse? = try? await server.call(
      "pcrm.v1.OrganisationService/ListUnits", request)
    return Dictionary((answer?.units ?? []).map { ($0.id.description, $0.name) }) { first, _ in
      first
    }
  }
}

/// The figures of drawings as a table.
enum ChartCSV {
  static func text(_ charts: [Chart]) -> String {
    var text = CSVText.record(["chart", "label", "value", "low", "high", "respondents"])
    for chart in charts {
      for point in chart.points {
        text += CSVText.record([
          CSVText.word(chart.title), CSVText.word(point.label), number(point.value),
          number(point.interval?.low), number(point.interval?.high),
          point.respondents.map(String.init) ?? "",
        ])
      }
    }
    return text
  }

  private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
