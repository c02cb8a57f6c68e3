import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// Surveys: a form of a hundred questions worked out and handed in, results of a wave of a million answers, and their
/// export.
struct SurveysBenchmark {
  private let answers: Int
  private let rounds: Int
  private var verdict = Verdict("surveys")

  /// - Parameter answers: how many the large wave has.
  init(answers: Int, isQuick: Bool) {
    self.answers = answers
    rounds = isQuick ? 200 : 2000
  }

  mutating func run() async throws {
    try forms()
    // A twentieth answered the wave before; some are asked with the form of a hundred questions.
    let customers = answers + answers / 20 + 5 * rounds
    var start = Instant.now()
    let agency = try SurveyAgency(customers: customers)
    defer { agency.remove() }
    print("surveys: \(customers) customers of 84 teams made in \(seconds(since: start)) s")
    let hundred = try agency.wave(of: agency.survey(SurveyForms.hundred))
    let tokens = try agency.invite(5 * rounds, to: hundred)
    let survey = try agency.survey(SurveyForms.satisfaction)
    _ = try agency.fill(agency.wave(of: survey), answers / 20)
    let wave = try agency.wave(of: survey)
    start = Instant.now()
    let rates = try agency.fill(wave, answers)
    print(
      "surveys: \(answers) answers handed in by calls, 128 in flight: \(seconds(since: start)) s,"
        + " \(Int(rates.asked)) invitations and \(Int(rates.handedIn)) answers a second")
    agency.leave()
    let load = try await SurveyLoad(agency)
    defer { load.stop() }
    try await submit(load, agency, tokens)
    try await results(load, survey, wave)
    try await export(load, wave)
    verdict.print()
  }

  // MARK: The form alone

  private mutating func forms() throws {
    let questionnaire = SurveyForms.hundred.binary()
    let context = FormContext(now: SystemClock().now())
    var read: [UInt64] = []
    for _ in 0..<rounds / 10 {
      let start = Instant.now()
      let form = try CompiledForm(Questionnaire(binary: questionnaire))
      read.append(Instant.now().since(start))
      _ = form
    }
    report("a form of \(SurveyForms.questions) questions read", Times(read))
    let form = try CompiledForm(SurveyForms.hundred)
    var state = FormState(form, context: context)
    var single: [UInt64] = []
    for number in 0..<SurveyForms.questions {
      let before = Instant.now()
      try state.set("q\(number)", SurveyForms.hundredth(number, round: 0))
      _ = state.items()
      single.append(Instant.now().since(before))
    }
    report("one answer, and what is shown then", Times(single))
    var whole: [UInt64] = []
    for round in 0..<rounds {
      let bytes = SurveyForms.answers(round: round).binary()
      let before = Instant.now()
      var state = try FormState(form, answers: Answers(binary: bytes), context: context)
      let finished = state.finish()
      let kept = finished.answers.binary()
      whole.append(Instant.now().since(before))
      precondition(finished.isComplete && !kept.isEmpty, "the benchmark's answers are complete")
    }
    let times = Times(whole)
    report("a whole form decoded, worked out, finished and encoded", times)
    expect("a form of 100 questions worked out: p99", times.p99, atMost: 10)
  }

  // MARK: Through the server

  private mutating func submit(
    _ load: SurveyLoad, _ agency: SurveyAgency, _ tokens: [String]
  ) async throws {
    let requests = tokens.enumerated().map { round, token in
      agency.request(token, SurveyForms.answers(round: round)).binary()
    }
    let alone = try await load.submit(Array(requests[..<rounds]), inFlight: 1)
    report("a form of 100 questions handed in, forced to disk, 1 in flight", alone)
    expect("a form of 100 questions handed in: p99", alone.p99, atMost: 10)
    let many = try await load.submit(Array(requests[rounds...]), inFlight: 16)
    report("the same, 16 in flight over 16 connections", many)
  }

  private mutating func results(
    _ load: SurveyLoad, _ survey: Survey, _ wave: SurveyWave
  ) async throws {
    var whole = GetWaveResultsRequest()
    whole.waveID = wave.id
    let (results, took) = try await load.repeated("GetWaveResults", whole, of: WaveResults.self)
    guard results.respondents == Int64(answers), results.index?.index != nil else {
      throw BenchError.server("\(results.respondents) answers count, not \(answers)")
    }
    report("results of a wave of \(answers) answers", took)
    expect("results of a wave", took.most, atMost: 1000)
    var table = CrossTabulateRequest()
    table.waveIDs = [wave.id]
    table.rows = .team
    let (teams, teamsTook) = try await load.repeated("CrossTabulate", table, of: CrossTable.self)
    report("a table of \(teams.rows.count) teams", teamsTook)
    expect("a table by team", teamsTook.most, atMost: 1000)
    table.columns = .office
    let (crossed, crossedTook) = try await load.repeated(
      "CrossTabulate", table, of: CrossTable.self)
    report("a table of \(crossed.cells.count) cells: teams by offices", crossedTook)
    expect("a table of teams by offices", crossedTook.most, atMost: 1000)
    var trend = GetTrendRequest()
    trend.surveyID = survey.id
    trend.measure = "nps"
    let (_, trendTook) = try await load.repeated("GetTrend", trend, of: SurveyTrend.self)
    report("a trend of two waves", trendTook)
    expect("a trend", trendTook.most, atMost: 1000)
  }

  private mutating func export(_ load: SurveyLoad, _ wave: SurveyWave) async throws {
    let figures = try await load.export(wave.id)
    guard figures.answers == answers else {
      throw BenchError.server("\(figures.answers) answers were exported, not \(answers)")
    }
    let rate = Double(figures.bytes) / figures.seconds / 1_048_576
    print(
      "surveys: export of \(figures.answers) answers, \(figures.bytes >> 20) MiB:"
        + " \(hundredths(figures.seconds)) s, \(hundredths(rate)) MiB/s,"
        + " first answer after \(hundredths(figures.firstMilliseconds)) ms,"
        + " server's anonymous memory \(figures.memoryBefore / 1024) MiB before and"
        + " \(figures.memoryMost / 1024) MiB at most")
    let grown = Double(figures.memoryMost - figures.memoryBefore) / 1024
    verdict.expect(
      "an export's memory is flat: at most 16 MiB more, was \(hundredths(grown)) MiB", grown <= 16)
  }

  // MARK: Figures

  private mutating func expect(_ what: String, _ milliseconds: Double, atMost most: Double) {
    let target = "\(what) at most \(Int(most)) ms, was \(hundredths(milliseconds)) ms"
    verdict.expect(target, milliseconds <= most)
  }

  private func report(_ what: String, _ times: Times) {
    print(
      "surveys: \(what): p50 \(hundredths(times.p50)) ms, p99 \(hundredths(times.p99)) ms,"
        + " most \(hundredths(times.most)) ms")
  }

  private func seconds(since start: Instant) -> String {
    hundredths(Double(Instant.now().since(start)) / 1e9)
  }
}

/// Times of a run, in milliseconds.
struct Times: Sendable {
  let p50: Double
  let p99: Double
  let most: Double

  init(_ nanoseconds: [UInt64]) {
    let sorted = nanoseconds.sorted()
    func at(_ percent: Int) -> Double {
      guard let last = sorted.indices.last else { return 0 }
      return Double(sorted[min(last, sorted.count * percent / 100)]) / 1e6
    }
    p50 = at(50)
    p99 = at(99)
    most = at(100)
  }
}
