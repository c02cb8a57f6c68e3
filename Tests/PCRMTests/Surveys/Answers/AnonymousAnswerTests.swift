import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Answers of anonymous waves: what is not there cannot be found.
@Suite struct AnonymousAnswerTests {
  @Test(
    "Nothing is written down beside an anonymous answer: no caller, no request, no line of the feed"
  )
  func noTrace() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      let token = try world.token()
      func lines() throws -> [Int64] {
        try ["feed", "audit", "request_key", "survey_answer", "survey_link", "survey_draft"].map {
          try world.number(SQL(built: "SELECT count(*) FROM \($0)"))
        }
      }
      let before = try lines()
      let response = try world.submitAnonymously(
        token,
        [
          ("score", .integer(2)), ("why", .text("slow")), ("start", .text("2026-03-02T09:00")),
          ("device", .text("d-77")), ("source", .text("token-77")),
          ("told", .text("d-77")), ("kept", .text("2026-03-02T09:00:01")),
        ])
      #expect(response.state == .submitted)
      #expect(
        response.dropped.filter { $0.reason == .anonymous }.map(\.path)
          == ["start", "device", "source"])
      #expect(try lines() == before)
      let held = try pcrm.database.read { (reader) throws(Status) in
        try reader.first("SELECT document FROM survey_holding") { $0.bytes(0) } ?? []
      }
      let answers = try #require(try AnswerSheet(binary: held).answers)
      #expect(answers.values.map(\.path) == ["score", "why", "kept"])
      #expect(answers.values.last?.value == .text("2026-03-02T00:00:00.000+09:00"), "the day alone")
    }
  }

  @Test(
    "Named and anonymous waves do not take each other's calls; ids and second tries are refused")
  func refusals() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      let token = try world.token()
      #expect(
        try world.refused(world.request(token, [("score", .integer(9))]))?.reason
          == "WAVE_ANONYMOUS")
      var request = SubmitAnonymousAnswerRequest()
      request.token = token
      request.sheets = [AnswerWorld.sheet([("score", .integer(9))])]
      request.sheets[0].id = SurveyAnswerID(high: 1, low: 1)
      let path = "pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer"
      #expect(try world.portal.refused(path, request)?.reason == "FIELD_READ_ONLY")
      request.sheets[0].id = SurveyAnswerID()
      #expect(try world.portal.refused(path, request) == nil)
      #expect(try world.portal.refused(path, request)?.reason == "INVITATION_ENDED")
      var list = ListAnswersRequest()
      list.waveID = world.wave.id
      #expect(
        try pcrm.admin.refused("pcrm.v1.SurveyAnswerService/ListAnswers", list)?.reason
          == "WAVE_ANONYMOUS")
      request.token = try world.token()
      try world.close()
      #expect(
        try world.portal.refused(path, request)?.code == .failedPrecondition,
        "a late answer would stand alone")
    }
  }

  @Test(
    "Answers are stored in batches of a group, as many stay behind, and the close takes the rest")
  func batches() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous, minGroup: 6)
      for number in 1...11 {
        try world.submitAnonymously(try world.token(), [("score", .integer(9))])
        #expect(try world.number("SELECT count(*) FROM survey_holding") == Int64(number))
      }
      try world.submitAnonymously(try world.token(), [("score", .integer(9))])
      #expect(try world.number("SELECT count(*) FROM survey_holding") == 6)
      #expect(try world.number("SELECT count(*) FROM survey_answer_anonymous") == 6)
      #expect(try world.number("SELECT sum(answers) FROM survey_tally") == 6)
      try world.submitAnonymously(try world.token(), [("score", .integer(9))])
      try world.close()
      #expect(try world.number("SELECT count(*) FROM survey_holding") == 0)
      #expect(try world.number("SELECT min(size) FROM survey_batch") == 6)
      #expect(try world.number("SELECT max(size) FROM survey_batch") == 7)
      #expect(try world.number("SELECT sum(answers) FROM survey_tally") == 13)
      #expect(try world.findings() == [])
    }
  }

  @Test("Nothing is told of a wave whose last answers wait for their batch")
  func resultsWaitForTheLastBatch() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      for _ in 1...17 { try world.submitAnonymously(try world.token(), [("score", .integer(9))]) }
      var close = CloseWaveRequest()
      close.id = world.wave.id
      let _: SurveyWave = try pcrm.admin.call("pcrm.v1.SurveyService/CloseWave", close)
      var request = GetWaveResultsRequest()
      request.waveID = world.wave.id
      let path = "pcrm.v1.SurveyResultService/GetWaveResults"
      #expect(
        try pcrm.admin.refused(path, request)
          == Refusal(.failedPrecondition, "WAVE_STATE", "wave_id"))
      try pcrm.runJobs()
      let results: WaveResults = try pcrm.admin.call(path, request)
      #expect(results.respondents == 17)
    }
  }

  @Test("Fewer answers than a group are never stored, and nothing of them is left by the close")
  func tooFew() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      for _ in 0..<4 { try world.submitAnonymously(try world.token(), [("score", .integer(9))]) }
      try world.close()
      #expect(try world.number("SELECT count(*) FROM survey_holding") == 0)
      #expect(try world.number("SELECT count(*) FROM survey_answer_anonymous") == 0)
      #expect(try world.number("SELECT count(*) FROM survey_tally") == 0)
    }
  }

  /// Every table of the store, with all its cells as bytes.
  private static func cells(_ pcrm: PCRMFixture) throws -> [(table: String, row: [[UInt8]])] {
    try pcrm.database.read { (reader) throws(Status) in
      let tables = try reader.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      ) { $0.text(0) }
      var found: [(table: String, row: [[UInt8]])] = []
      for table in tables where !table.contains("_fts") && !table.contains("search") {
        let count = try reader.first(
          SQL(built: "SELECT count(*) FROM pragma_table_info('\(table)')")
        ) { Int($0.integer(0)) }
        try reader.each(SQL(built: "SELECT * FROM \(table)"), []) { (row) throws(Status) in
          found.append((table, (0..<(count ?? 0)).map { row.bytes($0) }))
          return true
        }
      }
      return found
    }
  }

  @Test("With every table in hand, nobody finds out who answered what")
  func reidentification() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      var tokens: [String] = []
      for _ in 0..<60 { tokens.append(try world.token()) }
      // Each at a time of its own, the answer saying which it was: 0, 1, … are told by their texts.
      for (number, token) in tokens.enumerated() {
        pcrm.clock.advance(seconds: 61)
        try world.submitAnonymously(
          token, [("score", .integer(1)), ("why", .text("text \(number).")), ("sex", .choice("f"))])
      }
      try world.close()
      let cells = try Self.cells(pcrm)
      let answers = cells.filter { $0.table == "survey_answer_anonymous" }
      #expect(answers.count == 60)
      let ids = answers.map { $0.row[0] }
      #expect(ids.allSatisfy { $0[6] >> 4 == 4 }, "keys that hold no time")

      // No key of an answer, nor its text, stands anywhere else.
      for (table, row) in cells where table != "survey_answer_anonymous" {
        for cell in row {
          #expect(!ids.contains(cell), "\(table) holds the key of an answer")
          if table == "survey_tally" { continue }
          let text = String(decoding: cell, as: UTF8.self)
          #expect(!text.contains("text 17."), "\(table) holds an answer")
        }
      }
      // No token, hash, invitation or time stands with an answer.
      var traces: Set<[UInt8]> = []
      for token in tokens {
        traces.insert(Array(token.utf8))
        traces.insert(try #require(SurveyToken(token)).hash)
      }
      for (table, row) in cells where table == "invitation" { traces.insert(row[0]) }
      #expect(traces.count == 180)
      for answer in answers {
        let bytes = answer.row.joined()
        for trace in traces {
          #expect(bytes.firstRange(of: trace) == nil, "an answer holds what leads to its token")
        }
      }
      // Neither keys nor batches keep the order in which answers came: where each stands is chance.
      let order = answers.compactMap { answer -> Double? in
        let text = String(decoding: answer.row[3], as: UTF8.self)
        return text.firstMatch(of: /text (\d+)\./).flatMap { Double($0.1) }
      }
      #expect(order.count == 60)
      // The spread of a rank correlation by chance is 1/√59: five of it come once in two million tries.
      #expect(abs(Self.correlation(order)) < 5 / 59.0.squareRoot())
      #expect(try world.findings() == [])
      // Of the invitations only the day is left, and it is the same for all of that day.
      #expect(
        try world.number("SELECT count(*) FROM invitation WHERE answered_at IS NOT NULL") == 0)
      #expect(
        try world.number(
          "SELECT count(*) FROM audit WHERE method LIKE '%Anonymous%' OR method LIKE '%SubmitAnswer%'"
        )
          == 0)
    }
  }

  /// Of the numbers and their places.
  private static func correlation(_ numbers: [Double]) -> Double {
    let mean = Double(numbers.count - 1) / 2
    var product = 0.0
    var square = 0.0
    for (place, number) in numbers.enumerated() {
      product += (Double(place) - mean) * (number - mean)
      square += (Double(place) - mean) * (Double(place) - mean)
    }
    return product / square
  }
}
