import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// One person who rates several units is one person.
struct PeopleCountTests {
  private static func units(_ pcrm: PCRMFixture, _ count: Int) throws -> [UnitID] {
    try (0..<count).map { try pcrm.admin.createUnit("u\($0)", code: "u\($0)").id }
  }

  private static func table(_ wave: SurveyWave, _ rows: ResultDimension) -> CrossTabulateRequest {
    var request = CrossTabulateRequest()
    request.waveIDs = [wave.id]
    request.rows = rows
    request.measure = "csat"
    return request
  }

  /// Would catch five sheets of one person, or of three, that are told as those of a group.
  @Test func sheetsAreNoPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try Self.units(pcrm, 5)
      let wave = try world.wave { $0.ratedUnitIDs = units }
      for unit in units { try world.answer(wave, .of(rated: unit), [5, 5, 5, 10]) }
      var results = try world.results(wave)
      #expect(results.hidden && results.respondents == 0, "five sheets of one person")
      // Four others rate one of the units.
      try world.answer(wave, .of(rated: units[0]), [5, 5, 5, 9], times: 4)
      results = try world.results(wave)
      #expect(!results.hidden && results.respondents == 9)
      let overall = try #require(results.questions.first { $0.question == "overall" })
      #expect(overall.values.map(\.count) == [9])
      let recommend = try #require(results.questions.first { $0.question == "recommend" })
      #expect(recommend.hidden, "the five tens may be of one person")
    }
  }

  /// Would catch sheets that are taken for a part of the people: forty who rate two units are no eighty of a hundred.
  @Test func sheetsAreNoPartOfTheFrame() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try Self.units(pcrm, 2)
      let wave = try world.wave { $0.ratedUnitIDs = units }
      for (unit, value) in zip(units, [5, 1]) {
        try world.answer(wave, .of(rated: unit), [value, value, value, 9], times: 40)
      }
      let endless = try world.results(wave)
      try world.frame(wave, [("", 100)])
      let framed = try world.results(wave)
      #expect(framed.population == 0 && framed.measures == endless.measures)
    }
  }

  /// Would catch an index of parts that three people answered about two units.
  @Test func partsOfAnIndexAreOfPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try Self.units(pcrm, 2)
      let wave = try world.wave { $0.ratedUnitIDs = units }
      for unit in units {
        // Delivery, overall and recommend are left out by all but three.
        try world.answer(wave, .of(rated: unit), [5], times: 6)
        try world.answer(wave, .of(rated: unit), [5, 5, 5, 10], times: 3)
      }
      let results = try world.results(wave)
      #expect(results.measures.allSatisfy { $0.score == nil })
      #expect(results.index?.index == nil && results.index?.overall == nil)
      #expect(results.index?.dimensions.map { $0.score == nil } == [false, true])
      let table: CrossTable = try pcrm.admin.results(
        "CrossTabulate",
        {
          var request = Self.table(wave, .wave)
          request.measure = ""
          return request
        }())
      #expect(table.cells.allSatisfy { $0.score == nil })
    }
  }

  /// Would catch an office of one person, and two units beside the sum that the same three people rated.
  @Test func tablesCountPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try Self.units(pcrm, 5)
      let offices = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let wave = try world.wave { $0.ratedUnitIDs = units }
      for unit in units {
        for (office, count) in zip(offices, [1, 9, 12]) {
          try world.answer(
            wave, .of(office: office, rated: unit), [5, 5, 5, 10], times: count)
        }
      }
      let byOffice: CrossTable = try pcrm.admin.results(
        "CrossTabulate", Self.table(wave, .office))
      #expect(
        byOffice.cells.filter { $0.column == 0 }.map(\.hidden) == [true, true, false, false])
      let second = try world.wave { $0.ratedUnitIDs = units }
      for (unit, count) in zip(units, [3, 3, 9, 20, 30]) {
        try world.answer(second, .of(rated: unit), [5, 5, 5, 10], times: count)
      }
      let byUnit: CrossTable = try pcrm.admin.results(
        "CrossTabulate", Self.table(second, .ratedUnit))
      // The sum less the others would be six sheets, perhaps of three people: the nine are hidden beside them.
      #expect(
        byUnit.cells.filter { $0.column == 0 }.map(\.hidden)
          == [true, true, true, false, false, false])
    }
  }

  /// Would catch a difference of six sheets that three people handed in.
  @Test func differencesAreOfPeople() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try Self.units(pcrm, 4)
      let wave = try world.wave {
        $0.anonymous = true
        $0.ratedUnitIDs = units
      }
      for (unit, count) in zip(units, [20, 30, 3, 3]) {
        try world.answer(wave, .of(rated: unit), [5, 5, 5, 10], times: count)
      }
      try world.close(wave)
      func refusal(_ units: [UnitID]) throws -> Refusal? {
        var request = GetWaveResultsRequest()
        request.waveID = wave.id
        request.filter = ResultFilter()
        request.filter?.ratedUnitIDs = units
        return try pcrm.admin.resultsRefusal("GetWaveResults", request)
      }
      #expect(try refusal([units[0], units[1]]) == nil)
      #expect(
        try refusal(units) == Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter"))
    }
  }

  /// Would catch five sheets of one person that are stored, and told, when an anonymous wave is closed.
  @Test func onePersonIsNoBatch() throws {
    try withPCRM { pcrm in
      let units = try Self.units(pcrm, 5)
      let world = try AnswerWorld(pcrm, mode: .internal, rated: units, anonymous: true)
      func rate(_ units: [UnitID]) throws {
        var request = SubmitAnonymousAnswerRequest()
        request.token = try world.token()
        request.sheets = units.map { unit in
          var sheet = AnswerWorld.sheet([("score", .integer(9))])
          sheet.ratedUnitID = unit
          return sheet
        }
        let _: SubmitAnonymousAnswerResponse = try world.portal.call(
          "pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer", request)
      }
      try rate(units)
      try rate(units)
      try world.close()
      #expect(try world.number("SELECT count(*) FROM survey_answer_anonymous") == 0)
      #expect(try world.number("SELECT count(*) FROM survey_tally") == 0)
    }
  }

  /// Would catch five people whose sheets are not stored because each rated another number of units.
  @Test func fivePeopleAreABatch() throws {
    try withPCRM { pcrm in
      let units = try Self.units(pcrm, 2)
      let world = try AnswerWorld(pcrm, mode: .internal, rated: units, anonymous: true)
      for number in 0..<5 {
        var request = SubmitAnonymousAnswerRequest()
        request.token = try world.token()
        request.sheets = units.prefix(number == 0 ? 2 : 1).map { unit in
          var sheet = AnswerWorld.sheet([("score", .integer(9))])
          sheet.ratedUnitID = unit
          return sheet
        }
        let _: SubmitAnonymousAnswerResponse = try world.portal.call(
          "pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer", request)
      }
      try world.close()
      #expect(try world.number("SELECT count(*) FROM survey_answer_anonymous") == 6)
      #expect(try world.number("SELECT sum(answers) FROM survey_tally") == 6)
    }
  }
}
