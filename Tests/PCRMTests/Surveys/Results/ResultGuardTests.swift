import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What stands between results and whoever may not have them: each guard that no other test takes note of.
struct ResultGuardTests {
  private static func results(
    _ wave: SurveyWave, _ units: [UnitID] = []
  ) -> GetWaveResultsRequest {
    var request = GetWaveResultsRequest()
    request.waveID = wave.id
    if !units.isEmpty {
      request.filter = ResultFilter()
      request.filter?.ratedUnitIDs = units
    }
    return request
  }

  private static func table(
    _ waves: [SurveyWave], _ rows: ResultDimension,
    _ change: (inout CrossTabulateRequest) -> Void = { _ in }
  ) -> CrossTabulateRequest {
    var request = CrossTabulateRequest()
    request.waveIDs = waves.map(\.id)
    request.rows = rows
    request.measure = "csat"
    change(&request)
    return request
  }

  private static let tooSmall = Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter")

  /// Units that are rated in a closed anonymous wave.
  private static func rated(
    _ world: ResultWorld, _ sizes: [Int]
  ) throws -> (wave: SurveyWave, units: [UnitID]) {
    let units = try sizes.indices.map {
      try world.admin.createUnit("u\($0)", code: "u\($0)").id
    }
    let wave = try world.wave {
      $0.anonymous = true
      $0.ratedUnitIDs = units
    }
    for (unit, count) in zip(units, sizes) {
      try world.answer(wave, .of(rated: unit), [5, 5, 5, 10], times: count)
    }
    try world.close(wave)
    return (wave, units)
  }

  /// Would catch a method of results that is open to everybody.
  @Test func eachMethodHasItsPermission() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let field = try pcrm.caller(as: .field)
      let auditor = try pcrm.caller(as: .auditor)
      func denied(_ caller: TestCaller, _ method: String, _ request: some Message) throws -> Bool {
        try caller.resultsRefusal(method, request)?.code == .permissionDenied
      }
      var trend = GetTrendRequest()
      trend.surveyID = world.survey.id
      var ratings = ListDepartmentRatingsRequest()
      ratings.waveID = wave.id
      var continuity = CompareContinuityRequest()
      continuity.waveID = wave.id
      var model = GetScoreModelRequest()
      model.name = "pcsi"
      #expect(try denied(field, "GetWaveResults", Self.results(wave)))
      #expect(try denied(field, "CrossTabulate", Self.table([wave], .office)))
      #expect(try denied(field, "GetTrend", trend))
      #expect(try denied(field, "ListDepartmentRatings", ratings))
      #expect(try denied(field, "CompareContinuity", continuity))
      #expect(try denied(field, "GetScoreModel", model))
      #expect(try denied(field, "ListScoreModels", ListScoreModelsRequest()))
      #expect(try !denied(auditor, "GetWaveResults", Self.results(wave)))
      var apply = ApplyScoreModelRequest()
      apply.model = ResultWorld.model
      #expect(try denied(auditor, "ApplyScoreModel", apply))
      var export = ExportAnswersRequest()
      export.waveID = wave.id
      export.reason = "appeal 2026-17"
      #expect(throws: Status(.permissionDenied, "", ErrorInfo(reason: "PERMISSION_MISSING"))) {
        _ = try auditor.stream("pcrm.v1.SurveyResultService/ExportAnswers", export).all(
          ExportAnswersResponse.self)
      }
    }
  }

  /// Would catch results of a survey that belongs to another office.
  @Test func surveysOfOthersAreNotThere() throws {
    try withPCRM { pcrm in
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let world = try ResultWorld(pcrm, unit: there)
      let wave = try world.wave()
      try world.answer(wave, [5, 5, 5, 10], times: 20)
      let manager = try pcrm.caller(as: .manager, scope: .office, office: here)
      let none = { Refusal(.notFound, "NOT_FOUND", $0) }
      #expect(
        try manager.resultsRefusal("GetWaveResults", Self.results(wave)) == none("wave_id"))
      #expect(
        try manager.resultsRefusal("CrossTabulate", Self.table([wave], .office))
          == none("wave_ids"))
      var trend = GetTrendRequest()
      trend.surveyID = world.survey.id
      trend.measure = "csat"
      #expect(try manager.resultsRefusal("GetTrend", trend) == none("survey_id"))
      let local = try pcrm.caller(as: .manager, scope: .office, office: there)
      #expect(try local.resultsRefusal("GetWaveResults", Self.results(wave)) == nil)
    }
  }

  /// Would catch filters, tables and lists of waves without an end, and versions that are counted together.
  @Test func limits() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      for number in 0...SurveyResultService.tableSideMax {
        try world.answer(wave, .of(stratum: "s\(number)"), [5, 5, 5, 10])
      }
      #expect(
        try pcrm.admin.resultsRefusal("CrossTabulate", Self.table([wave], .stratum))
          == Refusal(.failedPrecondition, "TABLE_TOO_LARGE", "rows"))
      #expect(
        try pcrm.admin.resultsRefusal(
          "CrossTabulate", Self.table([wave], .office) { $0.columns = .stratum })
          == Refusal(.failedPrecondition, "TABLE_TOO_LARGE", "columns"))
      var many = Self.results(wave)
      many.filter = ResultFilter()
      many.filter?.strata = (0...ResultFilter.valuesMax).map { "s\($0)" }
      #expect(
        try pcrm.admin.resultsRefusal("GetWaveResults", many)?.field == "filter.strata")
      let waves = Self.table([], .office) {
        $0.waveIDs = (0...UInt64(SurveyResultService.wavesMax)).map {
          SurveyWaveID(high: 1, low: $0)
        }
      }
      #expect(
        try pcrm.admin.resultsRefusal("CrossTabulate", waves)
          == Refusal(.invalidArgument, "TOO_MANY_ITEMS", "wave_ids"))
      var model = ResultWorld.model
      model.measures[0].favourableFrom = 5
      var apply = ApplyScoreModelRequest()
      apply.model = model
      let _: ApplyScoreModelResponse = try pcrm.admin.results("ApplyScoreModel", apply)
      let second = try world.wave()
      #expect(
        try pcrm.admin.resultsRefusal("CrossTabulate", Self.table([wave, second], .wave))
          == Refusal(.failedPrecondition, "MODEL_VERSIONS_DIFFER", "wave_ids"))
    }
  }

  /// Would catch the answers with values off the scale told of two people, and the least of two waves' k.
  @Test func smallRestsAndStricterWaves() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, [5, 5, 5, 10], times: 20)
      try world.answer(wave, [5, 5, 9, 10], times: 2)
      #expect(try world.results(wave).measures.first?.outside == 0)
      let strict = try world.wave { $0.minGroup = 9 }
      try world.answer(strict, [5, 5, 5, 10], times: 8)
      #expect(try world.results(strict).hidden)
      let both: CrossTable = try pcrm.admin.results(
        "CrossTabulate", Self.table([wave, strict], .wave))
      #expect(both.minGroup == 9)
      #expect(both.cells.contains { $0.row == 1 && $0.column == 0 && $0.hidden })
    }
  }

  /// Would catch a question that three more people answered, told of two groups that differ by ten.
  @Test func partsOfADifferenceAreHidden() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let wave = try world.wave {
        $0.anonymous = true
        $0.ratedUnitIDs = units
      }
      try world.answer(wave, .of(rated: units[0]), [5, 5, 5, 10], times: 20)
      try world.answer(wave, .of(rated: units[1]), [5], times: 7)
      try world.answer(wave, .of(rated: units[1]), [5, 5, 5, 10], times: 3)
      try world.close(wave)
      let _: WaveResults = try pcrm.admin.results(
        "GetWaveResults", Self.results(wave, [units[0]]))
      let both: WaveResults = try pcrm.admin.results("GetWaveResults", Self.results(wave, units))
      #expect(!both.hidden && both.measures.allSatisfy { $0.score == nil })
      #expect(both.questions.map(\.hidden) == [false, true, true, true])
      #expect(both.index?.index == nil)
    }
  }

  /// Would catch a trend, and ratings, after which the groups that they hid can be asked for one by one.
  @Test func trendsAndRatingsAreRemembered() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let (wave, units) = try Self.rated(world, [20, 30, 3, 9])
      var trend = GetTrendRequest()
      trend.surveyID = world.survey.id
      trend.measure = "csat"
      trend.filter = Self.results(wave, [units[0]]).filter
      let first = try pcrm.caller(as: .manager)
      let _: SurveyTrend = try first.results("GetTrend", trend)
      #expect(
        try first.resultsRefusal("GetWaveResults", Self.results(wave, [units[0], units[2]]))
          == Self.tooSmall)
      let second = try pcrm.caller(as: .manager)
      var ratings = ListDepartmentRatingsRequest()
      ratings.waveID = wave.id
      ratings.measure = "csat"
      let told: ListDepartmentRatingsResponse = try second.results(
        "ListDepartmentRatings", ratings)
      #expect(told.ratings.map(\.hidden) == [false, false, true, true])
      #expect(
        try second.resultsRefusal("GetWaveResults", Self.results(wave, [units[0], units[2]]))
          == Self.tooSmall)
    }
  }

  /// Would catch a memory that is held against each further question without an end.
  @Test func onlySoManyGroupsAreTold() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let (wave, units) = try Self.rated(world, [20, 30])
      let manager = try pcrm.caller(as: .manager)
      let (principal, survey) = (manager.principal, world.survey.id)
      try pcrm.database.write { (writer) throws(Status) in
        for number in 0..<ToldGroups.filtersMax {
          try writer.execute(
            "INSERT INTO survey_told (principal, survey, filter) VALUES ($1, $2, $3)",
            .id(principal), .id(survey), .blob(Array("stratum\u{1f}\(number)".utf8)))
        }
      }
      #expect(
        try manager.resultsRefusal("GetWaveResults", Self.results(wave, [units[0]]))
          == Self.tooSmall)
      #expect(
        try pcrm.admin.resultsRefusal("GetWaveResults", Self.results(wave, [units[0]])) == nil)
    }
  }

  /// Would catch segments and continuity of an anonymous wave, or of four customers.
  @Test func whatNeedsNames() throws {
    try withPCRM { pcrm in
      try pcrm.build(.list("all"))
      let world = try ResultWorld(pcrm)
      let wave = try world.wave { $0.anonymous = true }
      try world.close(wave)
      let segments = Self.table([wave], .segment) { $0.segments = ["all"] }
      #expect(
        try pcrm.admin.resultsRefusal("CrossTabulate", segments)
          == Refusal(.failedPrecondition, "WAVE_ANONYMOUS", "rows"))
      var continuity = CompareContinuityRequest()
      continuity.waveID = wave.id
      continuity.question = "product"
      continuity.sameValues = ["5"]
      continuity.otherValues = ["1"]
      #expect(
        try pcrm.admin.resultsRefusal("CompareContinuity", continuity)
          == Refusal(.failedPrecondition, "WAVE_ANONYMOUS", "wave_id"))
      let named = try world.wave()
      let other = Self.table([named], .segment) {
        $0.segments = ["all"]
        $0.filter = ResultFilter()
        $0.filter?.strata = ["a"]
      }
      #expect(
        try pcrm.admin.resultsRefusal("CrossTabulate", other)
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "filter"))
    }
  }

  /// Would catch a stratum of three that follows from figures with its weight and without.
  @Test func weightsTellOfNoFew() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      try world.answer(wave, .of(stratum: "a"), [5, 5, 5, 10], times: 12)
      try world.answer(wave, .of(stratum: "b"), [1, 1, 2, 0], times: 3)
      try world.frame(wave, [("a", 57), ("b", 327)])
      let auditor = try pcrm.caller(as: .auditor)
      var request = Self.results(wave)
      #expect(
        try auditor.resultsRefusal("GetWaveResults", request)
          == Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "unweighted"))
      #expect(try pcrm.admin.resultsRefusal("GetWaveResults", request) == nil)
      request.unweighted = true
      #expect(try auditor.resultsRefusal("GetWaveResults", request) == nil)
      try world.answer(wave, .of(stratum: "b"), [1, 1, 2, 0], times: 2)
      request.unweighted = false
      #expect(try auditor.resultsRefusal("GetWaveResults", request) == nil, "five by now")
      // A question that three of a stratum answered is as little to be known.
      try world.answer(wave, .of(stratum: "c"), [1], times: 3)
      try world.answer(wave, .of(stratum: "c"), [1, 1, 4], times: 2)
      try world.frame(wave, [("a", 57), ("b", 327), ("c", 50)])
      let results: WaveResults = try auditor.results("GetWaveResults", request)
      #expect(results.measures.map { $0.score == nil } == [true, false])
    }
  }

  /// Would catch a question that two of a part answered, which follows from the figures of an office and the weights of
  /// its parts, whichever was asked first.
  @Test func partsByWeightAreHeldAgainstGroups() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      let teams = try ["x", "y"].map { try pcrm.admin.createUnit($0, code: $0).id }
      try world.answer(wave, .of(office: here, team: teams[0]), [5, 5, 5, 10], times: 7)
      try world.answer(wave, .of(office: here, team: teams[1]), [5], times: 4)
      try world.answer(wave, .of(office: here, team: teams[1]), [5, 5, 1], times: 2)
      try world.answer(wave, .of(office: there, team: teams[1]), [3, 3, 3, 9], times: 6)
      var office = Self.results(wave)
      office.filter = ResultFilter()
      office.filter?.officeIDs = [here]
      var weighted = Self.results(wave)
      var margin = WeightMargin()
      margin.dimension = .team
      margin.targets = teams.map {
        var target = WeightTarget()
        (target.value, target.share) = ($0.description, 1)
        return target
      }
      weighted.margins = [margin]
      for requests in [[office, weighted], [weighted, office]] {
        let auditor = try pcrm.caller(as: .auditor)
        let told = try requests.map { (request) -> Bool in
          let results: WaveResults = try auditor.results("GetWaveResults", request)
          return results.measures.first?.score != nil
        }
        #expect(told == [true, false])
      }
    }
  }

  /// Would catch a group of which six changed their answers, told of a wave that promised ten to those who answered.
  @Test func theStricterOfTwoWaves() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let unit = try pcrm.admin.createUnit("a", code: "a").id
      func wave(_ minGroup: Int32, _ given: [(Int, Int)]) throws -> SurveyWave {
        let wave = try world.wave {
          $0.anonymous = true
          $0.ratedUnitIDs = [unit]
          $0.minGroup = minGroup
        }
        for (value, times) in given {
          try world.answer(wave, .of(rated: unit), [value, value, value, 9], times: times)
        }
        try world.close(wave)
        return wave
      }
      let (strict, usual) = (try wave(10, [(3, 12)]), try wave(5, [(3, 6), (5, 6)]))
      for waves in [[strict, usual], [usual, strict]] {
        let manager = try pcrm.caller(as: .manager)
        let refusals = try waves.map {
          try manager.resultsRefusal("GetWaveResults", Self.results($0, [unit]))
        }
        #expect(refusals == [nil, Self.tooSmall])
      }
      var trend = GetTrendRequest()
      (trend.surveyID, trend.measure) = (world.survey.id, "csat")
      let manager = try pcrm.caller(as: .manager)
      let told: SurveyTrend = try manager.results("GetTrend", trend)
      #expect(told.points.map(\.hidden) == [false, true])
    }
  }

  /// Would catch a caller who is told of nothing any more because one answer came in, and a group that is another one
  /// as soon as an office of it has its first answer.
  @Test func anAnswerThatCameInIsNoBlame() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let offices = try ["a", "b", "c"].map { try pcrm.office($0) }
      for office in offices.prefix(2) {
        try world.answer(wave, .of(office: office), [5, 5, 5, 10], times: 6)
      }
      let auditor = try pcrm.caller(as: .auditor)
      #expect(
        try auditor.resultsRefusal("CrossTabulate", Self.table([wave], .office)) == nil)
      var two = Self.results(wave)
      two.filter = ResultFilter()
      two.filter?.officeIDs = [offices[0], offices[2]]
      #expect(try auditor.resultsRefusal("GetWaveResults", two) == nil)
      try world.answer(wave, .of(office: offices[2]), [1, 1, 1, 0])
      #expect(try auditor.resultsRefusal("GetWaveResults", two) == nil, "the same group")
      let second = try world.wave()
      try world.answer(second, .of(office: offices[0]), [5, 5, 5, 10], times: 12)
      #expect(try auditor.resultsRefusal("GetWaveResults", Self.results(second)) == nil)
      // What the new one tells is what is looked at.
      try world.answer(second, .of(office: offices[1]), [1, 1, 1, 0])
      var one = Self.results(second)
      one.filter = ResultFilter()
      one.filter?.officeIDs = [offices[0]]
      #expect(try auditor.resultsRefusal("GetWaveResults", one) == Self.tooSmall)
    }
  }

  /// Would catch a single answer of a named wave that is worked out by somebody who may not read it.
  @Test func differencesOfNamedAnswers() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm)
      let wave = try world.wave()
      let mapo = try pcrm.admin.createUnit("Mapo", code: "mapo").id
      let jongno = try pcrm.admin.createUnit("Jongno", code: "jongno").id
      try world.answer(wave, .of(office: mapo), [5, 5, 5, 10], times: 7)
      try world.answer(wave, .of(office: jongno), [1, 1, 1, 0])
      let auditor = try pcrm.caller(as: .auditor)
      func refusal(_ offices: [UnitID], to caller: TestCaller) throws -> Refusal? {
        var request = Self.results(wave)
        request.filter = ResultFilter()
        request.filter?.officeIDs = offices
        return try caller.resultsRefusal("GetWaveResults", request)
      }
      #expect(try refusal([mapo, jongno], to: auditor) == nil)
      #expect(try refusal([mapo], to: auditor) == Self.tooSmall)
      #expect(try refusal([mapo, jongno], to: auditor) == nil, "what was told is told again")
      for offices in [[mapo, jongno], [mapo]] {
        #expect(try refusal(offices, to: pcrm.admin) == nil, "who may read answers learns nothing")
      }
      try world.answer(wave, .of(office: jongno), [1, 1, 1, 0], times: 4)
      #expect(try refusal([mapo], to: auditor) == nil, "there are five by now")
    }
  }
}
