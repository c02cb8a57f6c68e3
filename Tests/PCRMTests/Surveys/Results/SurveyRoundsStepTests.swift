import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM
@testable import SQLiteStorage
@testable import Storage

/// A store with answers from before the step "survey rounds" is brought up to date: nobody sees another result.
struct SurveyRoundsStepTests {
  /// A store as the step before left it, and what it told.
  private struct Before {
    let folder = TemporaryFolder()
    let told: [[UInt8]]
    let texts: [String]
    let scene: Scene

    var data: String { folder.path + "/data" }
    var file: String { data + "/pcrm.db" }

    /// - Parameter pcrm: a server of today, in which nobody has answered twice since the step.
    init(_ pcrm: PCRMFixture) throws {
      scene = try Scene(pcrm)
      told = try scene.results(pcrm.admin)
      texts = try scene.texts(pcrm.admin)
      let copy = folder.path + "/copy"
      _ = try pcrm.database.backup(to: copy)
      try SQLiteDatabase.open(path: data, migrations: Self.migrations).close()
      let connection = try SQLiteConnection(file: file, role: .writer, options: SQLiteOptions())
      try connection.execute("PRAGMA foreign_keys = OFF")
      try connection.execute("ATTACH '\(copy)' AS today")
      for table in try connection.texts(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'schema_migration'")
      {
        let columns = try connection.texts("SELECT name FROM pragma_table_info('\(table)', 'main')")
          .joined(separator: ", ")
        try connection.execute("DELETE FROM main.\(table)")
        try connection.execute(
          "INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM today.\(table)")
      }
    }

    static var migrations: [Migration] {
      Array(PCRM.migrations.prefix { $0.name != "survey rounds" })
    }

    /// The tables of the answers' groups, as they were made, and all that stands in them.
    func rows() throws -> [String] {
      let connection = try SQLiteConnection(file: file, role: .writer, options: SQLiteOptions())
      return try connection.texts(
        """
        SELECT name || sql FROM sqlite_schema WHERE name LIKE 'survey_%' ORDER BY name
        """)
        + connection.texts(
          """
          SELECT hex(wave) || hex(office) || hex(team) || stratum || hex(rated_unit) || answers
            || hex(document) AS line
          FROM survey_tally ORDER BY line
          """)
        + connection.texts(
          """
          SELECT hex(answer) || hex(office) || hex(team) || stratum || hex(rated_unit) AS line
          FROM survey_answer_group ORDER BY line
          """)
    }
  }

  /// Answers of several offices, strata and units, of an anonymous wave, and of customers who gave them by name.
  private struct Scene {
    let survey: SurveyID
    let waves: [SurveyWave]
    let answers: AnswerWorld
    let customers: [CustomerID]
    let offices: [UnitID]

    init(_ pcrm: PCRMFixture) throws {
      let world = try ResultWorld(pcrm, mode: .internal)
      offices = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let units = offices
      let named = try world.wave { $0.ratedUnitIDs = units }
      let closed = try world.wave {
        $0.anonymous = true
        $0.ratedUnitIDs = units
      }
      for (place, office) in offices.enumerated() {
        for (number, values) in [[5, 4, 5, 10], [2, 2, 1, 3], [3, 5, 4, 8]].enumerated() {
          let stratum = number == 0 ? "old" : "young"
          let times = 4 + place * 2 + number
          try world.answer(
            named, .of(office: office, stratum: stratum, rated: units[number]), values, times: times
          )
          try world.answer(closed, .of(rated: units[place]), values, times: times)
        }
      }
      try world.frame(named, [("old", 200), ("young", 500)])
      try world.close(closed)
      survey = world.survey.id
      waves = [named, closed]
      answers = try AnswerWorld(pcrm)
      customers = try (0..<12).map { _ in try pcrm.customer() }
      for (number, customer) in customers.enumerated() {
        _ = try answers.submit(
          answers.request(
            try answers.token(for: customer),
            [("score", .integer(Int64(number) % 5)), ("why", .text("text \(number)"))],
            number: UInt64(number)))
      }
    }

    /// What is told of all waves in several ways.
    func results(_ caller: TestCaller) throws -> [[UInt8]] {
      var told: [[UInt8]] = []
      func tell(_ method: String, _ request: some Message) throws {
        told.append(try caller.bytes("pcrm.v1.SurveyResultService/\(method)", request.binary()))
      }
      for wave in waves + [answers.wave] {
        var request = GetWaveResultsRequest()
        request.waveID = wave.id
        try tell("GetWaveResults", request)
        request.unweighted = true
        try tell("GetWaveResults", request)
      }
      var part = GetWaveResultsRequest()
      part.waveID = waves[0].id
      part.filter = ResultFilter()
      part.filter?.officeIDs = [offices[2]]
      try tell("GetWaveResults", part)
      var table = CrossTabulateRequest()
      table.waveIDs = [waves[0].id]
      table.measure = "csat"
      for rows in [ResultDimension.office, .stratum, .ratedUnit] {
        table.rows = rows
        try tell("CrossTabulate", table)
      }
      var trend = GetTrendRequest()
      trend.surveyID = survey
      trend.measure = "nps"
      try tell("GetTrend", trend)
      return told
    }

    func texts(_ caller: TestCaller) throws -> [String] {
      var request = ListTextsRequest()
      request.waveID = answers.wave.id
      request.question = "why"
      request.reason = "what to mend first"
      let response: ListTextsResponse = try caller.results("ListTexts", request)
      return response.texts.sorted()
    }
  }

  /// Would catch groups that are lost, doubled or mixed up on the way, answers that are in no group any more, and a
  /// customer's next answer that is somebody else's.
  @Test func resultsAreAsTheyWere() throws {
    try withPCRM { pcrm in
      let before = try Before(pcrm)
      #expect(before.texts.count == 12)
      #expect(before.told.allSatisfy { $0.count > 40 }, "something is told")
      try withPCRM(onStore: before.data, token: pcrm.admin.token, clock: pcrm.clock) { later in
        #expect(try before.scene.results(later.admin) == before.told)
        #expect(try before.scene.texts(later.admin) == before.texts)
        let count = try later.database.read { (reader) throws(Status) in
          try reader.first("SELECT count(*) FROM survey_answer_group WHERE round = 0") {
            $0.integer(0)
          }
        }
        #expect(count == 12)
        let answers = before.scene.answers
        let trigger = try AskedAgainTests.trigger(later, answers.survey.id)
        let customer = before.scene.customers[0]
        let token = try AskedAgainTests.token(later, answers.wave.id, customer, trigger)
        let again = try answers.submit(
          answers.request(token, [("score", .integer(9))], number: 100), as: later.admin)
        let id = try #require(again.answers.first?.id)
        let wave = answers.wave.id
        let (group, groups) = try later.database.read { (reader) throws(Status) in
          (try reader.countedGroup(of: id), try reader.talliedGroups(of: [wave]))
        }
        #expect(group?.round == 1)
        #expect(groups.people { Int($0.tally.answers) } == 12)
        #expect(try later.database.verify() == [])
      }
    }
  }

  /// Would catch a step that leaves half of its work behind, wherever it is cut off, and one that cannot be begun anew.
  @Test func cutOffItLeavesTheStoreAsItWas() throws {
    try withPCRM { pcrm in
      let before = try Before(pcrm)
      let rows = try before.rows()
      #expect(rows.contains { $0.contains("CREATE TABLE survey_tally") })
      let step = try #require(PCRM.migrations.first { $0.name == "survey rounds" })
      for done in 0...step.statements.count {
        let broken = Migration(
          step.number, step.name,
          Array(step.statements.prefix(done)) + ["INSERT INTO survey_nowhere VALUES (1)"])
        #expect(throws: Status.self) {
          try SQLiteDatabase.open(path: before.data, migrations: Before.migrations + [broken])
        }
        #expect(try before.rows() == rows, "after \(done) statements")
      }
      try withPCRM(onStore: before.data, token: pcrm.admin.token, clock: pcrm.clock) { later in
        let told = try before.scene.results(later.admin)
        #expect(told == before.told)
      }
    }
  }
}

extension SQLiteConnection {
  fileprivate func texts(_ query: String) throws(Status) -> [String] {
    var found: [String] = []
    try run(SQL(built: query), []) { (row) throws(Status) in
      found.append(row.text(0))
      return true
    }
    return found
  }
}
