import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// Scores by groups, over time, and of departments.
struct ResultTablesTests {
  private static func table(
    _ waves: [SurveyWave], _ rows: ResultDimension, _ columns: ResultDimension = .unspecified,
    _ measure: String = "csat"
  ) -> CrossTabulateRequest {
    var request = CrossTabulateRequest()
    request.waveIDs = waves.map(\.id)
    request.rows = rows
    request.columns = columns
    request.measure = measure
    return request
  }

  /// Would catch a small group that is told, or follows from the sum and the others.
  @Test func hidesSmallGroups() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let offices = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      for (office, count) in zip(offices, [20, 3, 9]) {
        try world.answer(wave, .of(office: office), [5, 5, 5, 10], times: count)
      }
      let table: CrossTable = try pcrm.admin.results(
        "CrossTabulate", Self.table([wave], .office))
      #expect(table.rows == offices.map(\.description) && table.columns.isEmpty)
      func cell(_ row: Int32) -> CrossCell? {
        table.cells.first { $0.row == row && $0.column == 0 }
      }
      #expect(cell(0)?.respondents == 20 && cell(0)?.score?.value == 100)
      // The three, and the nine beside them: 32 less 20 would leave three otherwise.
      for row in [1, 2] as [Int32] {
        #expect(cell(row)?.hidden == true && cell(row)?.score == nil)
        #expect(cell(row)?.respondents == 0)
      }
      #expect(cell(3)?.respondents == 32)
    }
  }

  /// Would catch rows and columns mixed up, and sums that are not the cells'.
  @Test func crossesTwoThings() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let first = try world.wave()
      let second = try world.wave()
      for (wave, stratum, value) in [
        (first, "x", 5), (first, "y", 1), (second, "x", 3), (second, "y", 5),
      ] {
        try world.answer(
          wave, .of(stratum: stratum), [value, value, value, 9], times: 5 + value)
      }
      let table: CrossTable = try pcrm.admin.results(
        "CrossTabulate", Self.table([second, first], .stratum, .wave, ""))
      #expect(table.rows == ["x", "y"])
      #expect(table.columns == [second, first].map(\.id.description))
      let told = table.cells.map { "\($0.row) \($0.column) \($0.respondents)" }
      #expect(
        told == [
          "0 0 8", "0 1 10", "0 2 18", "1 0 10", "1 1 6", "1 2 16", "2 0 18", "2 1 16", "2 2 34",
        ])
      #expect(table.cells.first?.score?.value == 50)
      #expect(table.measure.isEmpty && table.scoreModelVersion == 1)
    }
  }

  @Test func refusesTables() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, [5, 5, 5, 10], times: 7)
      func refusal(_ request: CrossTabulateRequest) throws -> Refusal? {
        try pcrm.admin.resultsRefusal("CrossTabulate", request)
      }
      let invalid = { Refusal(.invalidArgument, $0, $1) }
      #expect(try refusal(Self.table([], .office)) == invalid("FIELD_REQUIRED", "wave_ids"))
      #expect(
        try refusal(Self.table([wave, wave], .office)) == invalid("DUPLICATE_ITEM", "wave_ids"))
      #expect(
        try refusal(Self.table([wave], .unspecified)) == invalid("FIELD_REQUIRED", "rows"))
      #expect(
        try refusal(Self.table([wave], .office, .office)) == invalid("DUPLICATE_ITEM", "columns"))
      #expect(
        try refusal(Self.table([wave], .office, .unspecified, "ces"))
          == Refusal(.notFound, "NOT_FOUND", "measure"))
    }
  }

  private static func trend(_ survey: Survey, _ measure: String = "csat") -> GetTrendRequest {
    var request = GetTrendRequest()
    request.surveyID = survey.id
    request.measure = measure
    return request
  }

  /// Would catch waves in the wrong order, a change across one that is hidden, and a small wave that is told.
  @Test func tellsATrend() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      for (number, count) in [8, 9, 4, 10].enumerated() {
        let wave = try world.wave()
        try world.answer(wave, [3, 3, 2 + number, 9], times: count)
      }
      let trend: SurveyTrend = try pcrm.admin.results("GetTrend", Self.trend(world.survey))
      #expect(trend.points.map(\.waveNumber) == [1, 2, 3, 4])
      #expect(trend.points.map(\.hidden) == [false, false, true, false])
      #expect(trend.points.map(\.respondents) == [8, 9, 0, 10])
      #expect(trend.points.map { $0.score?.value } == [25, 50, nil, 100])
      #expect(trend.points.map(\.hasChange) == [false, true, false, false])
      #expect(trend.points.map(\.change) == [0, 25, 0, 0])
    }
  }

  /// Would catch a score of three people in a wave of many, and three people who are there because none of them answered
  /// the question.
  @Test func trendsCountWhoAnsweredTheQuestion() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let first = try world.wave()
      try world.answer(first, [3, 3, 4], times: 20)
      try world.answer(first, [3, 3, 4, 10], times: 3)
      try world.answer(try world.wave(), [3, 3, 4], times: 3)
      let trend: SurveyTrend = try pcrm.admin.results(
        "GetTrend", Self.trend(world.survey, "nps"))
      #expect(trend.points.map(\.hidden) == [true, true])
      #expect(trend.points.allSatisfy { $0.respondents == 0 && $0.score == nil })
    }
  }

  /// Would catch a change that comes from another version of the score model and not from what people said.
  @Test func noChangeBetweenVersionsOfTheModel() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let unit = try pcrm.admin.createUnit("a", code: "a").id
      func wave(_ value: Int) throws -> SurveyWave {
        let wave = try world.wave { $0.ratedUnitIDs = [unit] }
        try world.answer(wave, .of(rated: unit), [value, value, value, 9], times: 9)
        return wave
      }
      func changes(_ wave: SurveyWave) throws -> [Bool] {
        let trend: SurveyTrend = try pcrm.admin.results("GetTrend", Self.trend(world.survey))
        var request = ListDepartmentRatingsRequest()
        request.waveID = wave.id
        request.measure = "csat"
        let list: ListDepartmentRatingsResponse = try pcrm.admin.results(
          "ListDepartmentRatings", request)
        #expect(list.ratings.first?.score != nil && trend.points.last?.score != nil)
        return [trend.points.last?.hasChange ?? false, list.ratings.first?.hasChange ?? false]
      }
      _ = try wave(3)
      #expect(try changes(try wave(4)) == [true, true])
      var model = ResultWorld.model
      model.measures[0].favourableFrom = 5
      var apply = ApplyScoreModelRequest()
      apply.model = model
      let _: ApplyScoreModelResponse = try pcrm.admin.results("ApplyScoreModel", apply)
      #expect(try changes(try wave(5)) == [false, false])
    }
  }

  /// Would catch three people's change of mind told of a staff that is asked every year, since the wave before or an
  /// earlier one; and a trend that is refused for one of its points.
  @Test(arguments: [true, false])
  func hidesWhatAFewChanged(_ anonymous: Bool) throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let unit = try pcrm.admin.createUnit("a", code: "a").id
      for (high, low) in [(20, 20), (23, 17), (22, 18), (30, 10)] {
        let wave = try world.wave {
          $0.anonymous = anonymous
          $0.ratedUnitIDs = [unit]
        }
        try world.answer(wave, .of(rated: unit), [3, 3, 5, 9], times: high)
        try world.answer(wave, .of(rated: unit), [3, 3, 1, 9], times: low)
        try world.close(wave)
      }
      for _ in 0..<2 {
        let trend: SurveyTrend = try pcrm.admin.results("GetTrend", Self.trend(world.survey))
        #expect(trend.points.map(\.hidden) == [false, true, true, false])
        #expect(trend.points.map(\.hasChange) == [false, false, false, false])
      }
    }
  }

  /// Would catch a rank that counts hidden departments, and a change that is not since the wave before.
  @Test func ranksDepartments() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["claims", "audit", "it", "law"].map {
        try pcrm.admin.createUnit($0, code: $0).id
      }
      func wave(_ values: [(Int, Int)]) throws -> SurveyWave {
        let wave = try world.wave { $0.ratedUnitIDs = units }
        for (unit, (value, count)) in zip(units, values) {
          try world.answer(
            wave, .of(rated: unit), [value, value, value, 9], times: count)
        }
        return wave
      }
      _ = try wave([(3, 9), (2, 9), (5, 6), (4, 9)])
      let second = try wave([(4, 9), (5, 9), (5, 2), (1, 8)])
      var request = ListDepartmentRatingsRequest()
      request.waveID = second.id
      request.measure = "csat"
      let response: ListDepartmentRatingsResponse = try pcrm.admin.results(
        "ListDepartmentRatings", request)
      #expect(response.ratings.map(\.unitCode) == ["audit", "claims", "it", "law"])
      // Two rated it, and the eight of the law department are hidden beside them.
      #expect(response.ratings.map(\.hidden) == [false, false, true, true])
      #expect(response.ratings.map(\.rank) == [1, 2, 0, 0])
      #expect(response.ratings.map(\.change) == [75, 25, 0, 0])
      let other = try ResultWorld.init(otherSurveyOf: world)
      request.waveID = try other.wave().id
      #expect(
        try pcrm.admin.resultsRefusal("ListDepartmentRatings", request)
          == Refusal(.failedPrecondition, "SURVEY_MODE", "wave_id"))
    }
  }
}

extension ResultWorld {
  /// Another survey of the same questionnaire, which asks customers.
  fileprivate init(otherSurveyOf world: ResultWorld) throws {
    pcrm = world.pcrm
    admin = world.admin
    var create = CreateSurveyRequest()
    var survey = Survey()
    survey.name = "other"
    survey.title = "other"
    survey.questionnaire = "pcsi"
    survey.scoreModel = "pcsi"
    survey.mode = .customer
    create.survey = survey
    self.survey = try admin.call("pcrm.v1.SurveyService/CreateSurvey", create)
  }
}
