import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// What departments were rated, for those who appraise them.
struct DepartmentRatingsTests {
  /// An answer, and so many who gave it.
  private typealias Given = (value: Int, times: Int)

  private static func wave(
    _ world: ResultWorld, _ units: [UnitID], _ ratings: [[Given]], anonymous: Bool = false
  ) throws -> SurveyWave {
    let wave = try world.wave {
      $0.ratedUnitIDs = units
      $0.anonymous = anonymous
    }
    for (unit, given) in zip(units, ratings) {
      for (value, times) in given {
        try world.answer(wave, .of(rated: unit), [value, value, value, 9], times: times)
      }
    }
    if anonymous { try world.close(wave) }
    return wave
  }

  private static func request(_ wave: SurveyWave) -> ListDepartmentRatingsRequest {
    var request = ListDepartmentRatingsRequest()
    request.waveID = wave.id
    request.measure = "csat"
    return request
  }

  /// Would catch a change that two people made, told of a department.
  @Test func aChangeOfAFewIsNotTold() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      _ = try Self.wave(world, units, [[(3, 9)], [(2, 20)], [(4, 7)]])
      // Two, all, and nobody answered differently.
      let second = try Self.wave(world, units, [[(3, 7), (5, 2)], [(4, 20)], [(4, 7)]])
      let response: ListDepartmentRatingsResponse = try pcrm.admin.results(
        "ListDepartmentRatings", Self.request(second))
      #expect(response.ratings.map(\.hidden) == [false, false, false])
      #expect(response.ratings.map(\.hasChange) == [false, true, true])
      #expect(response.ratings.map(\.change) == [0, 50, 0])
    }
  }

  /// Would catch the same department's score of two waves between which two of nine changed their minds: beside each
  /// other they tell what those two answered.
  @Test func whatAFewChangedIsKeptBack() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let first = try Self.wave(world, units, [[(3, 9)], [(2, 20)], [(4, 7)]], anonymous: true)
      let second = try Self.wave(
        world, units, [[(3, 7), (5, 2)], [(4, 20)], [(4, 7)]], anonymous: true)
      func ratings(_ wave: SurveyWave) throws -> [DepartmentRating] {
        let response: ListDepartmentRatingsResponse = try pcrm.admin.results(
          "ListDepartmentRatings", Self.request(wave))
        return response.ratings
      }
      func refusal(_ wave: SurveyWave, _ units: [UnitID], to caller: TestCaller) throws -> Refusal?
      {
        var request = GetWaveResultsRequest()
        request.waveID = wave.id
        request.filter = ResultFilter()
        request.filter?.ratedUnitIDs = units
        return try caller.resultsRefusal("GetWaveResults", request)
      }
      #expect(try ratings(first).map(\.hidden) == [false, false, false])
      let later = try ratings(second)
      #expect(later.map(\.hidden) == [true, false, false])
      #expect(later.map { $0.score == nil } == [true, false, false] && later[0].respondents == 0)
      let tooSmall = Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter")
      #expect(try refusal(second, [units[0]], to: pcrm.admin) == tooSmall)
      #expect(try refusal(second, [units[1]], to: pcrm.admin) == nil)
      // All of the second wave less the others is the one that is kept back.
      #expect(try refusal(second, [], to: pcrm.admin) == tooSmall)
      // Whoever knows nothing of the first wave is told of the second, and then nothing of the first.
      let other = try pcrm.caller(as: .manager)
      #expect(try refusal(second, [units[0]], to: other) == nil)
      #expect(try refusal(first, [units[0]], to: other) == tooSmall)
      var table = CrossTabulateRequest()
      table.waveIDs = [first.id, second.id]
      (table.rows, table.columns, table.measure) = (.wave, .ratedUnit, "csat")
      let third = try pcrm.caller(as: .manager)
      #expect(try third.resultsRefusal("CrossTabulate", table) == tooSmall)
    }
  }

  /// Would catch weights of the caller's own choice by which a unit that one person rated is worked out.
  @Test func marginsTellOfNoFew() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let wave = try Self.wave(world, units, [[(3, 9)], [(2, 20)], [(1, 1)]], anonymous: true)
      func request(_ units: [UnitID]) -> GetWaveResultsRequest {
        var request = GetWaveResultsRequest()
        request.waveID = wave.id
        request.filter = ResultFilter()
        request.filter?.ratedUnitIDs = units
        var margin = WeightMargin()
        margin.dimension = .ratedUnit
        margin.targets = units.map {
          var target = WeightTarget()
          (target.value, target.share) = ($0.description, 3)
          return target
        }
        request.margins = [margin]
        return request
      }
      #expect(
        try pcrm.admin.resultsRefusal("GetWaveResults", request(units))
          == Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "margins"))
      let large = request(Array(units.prefix(2)))
      #expect(try pcrm.admin.resultsRefusal("GetWaveResults", large) == nil)
      // By its weights, each unit is known: nothing may differ from one of them by a few.
      var both = large
      both.margins = []
      both.filter?.ratedUnitIDs = [units[0], units[2]]
      #expect(
        try pcrm.admin.resultsRefusal("GetWaveResults", both)
          == Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter"))
    }
  }

  /// Would catch a change that tells of the wave before without being remembered: then the group that is hidden there
  /// follows from another question.
  @Test func aChangeIsRememberedOfTheWaveBefore() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b", "c", "d"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let sizes = [30, 9, 3, 20]
      func ratings(_ value: Int) -> [[Given]] { sizes.map { [(value, $0)] } }
      let first = try Self.wave(world, units, ratings(3), anonymous: true)
      let second = try Self.wave(world, units, ratings(5), anonymous: true)
      func refusal(_ units: [UnitID], _ caller: TestCaller) throws -> Refusal? {
        var request = GetWaveResultsRequest()
        request.waveID = first.id
        request.filter = ResultFilter()
        request.filter?.ratedUnitIDs = units
        return try caller.resultsRefusal("GetWaveResults", request)
      }
      let tooSmall = Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter")
      let manager = try pcrm.caller(as: .manager)
      let response: ListDepartmentRatingsResponse = try manager.results(
        "ListDepartmentRatings", Self.request(second))
      #expect(response.ratings.map(\.hidden) == [false, true, true, false])
      #expect(response.ratings.map(\.hasChange) == [true, false, false, true])
      // With the change, d's score of the first wave is known: with c it gives away c's three.
      #expect(try refusal([units[2], units[3]], manager) == tooSmall)
      // Whoever asked for that first is told the ratings of the second wave, and not the change of d alone.
      let other = try pcrm.caller(as: .manager)
      #expect(try refusal([units[2], units[3]], other) == nil)
      let without: ListDepartmentRatingsResponse = try other.results(
        "ListDepartmentRatings", Self.request(second))
      #expect(without.ratings.map(\.hidden) == [false, true, true, false])
      #expect(without.ratings.map(\.hasChange) == [true, false, false, false])
    }
  }

  /// Would catch one department that few rated otherwise than in some wave long ago, for which all are refused; and one
  /// whose change tells what is kept back.
  @Test func oneKeptBackKeepsNoOther() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let given: [[[Given]]] = [
        [[(3, 12)], [(2, 12)]], [[(3, 10), (5, 2)], [(4, 12)]], [[(5, 12)], [(1, 12)]],
        [[(3, 11), (5, 1)], [(5, 12)]],
      ]
      let waves = try given.map { try Self.wave(world, units, $0, anonymous: true) }
      var hidden: [[Bool]] = []
      var changes: [[Bool]] = []
      for wave in waves {
        let list: ListDepartmentRatingsResponse = try pcrm.admin.results(
          "ListDepartmentRatings", Self.request(wave))
        hidden.append(list.ratings.map(\.hidden))
        changes.append(list.ratings.map(\.hasChange))
      }
      // Two otherwise than in the first, all otherwise, and one otherwise than in the first: with the change since the
      // third, which is told, that one would be told too.
      #expect(hidden == [[false, false], [true, false], [false, false], [true, false]])
      #expect(changes == [[false, false], [false, true], [false, true], [false, true]])
      var export = ExportDepartmentRatingsRequest()
      (export.waveID, export.measure, export.reason) = (waves[3].id, "csat", "appraisal of 2026")
      let file: DepartmentRatingsExport = try pcrm.admin.results("ExportDepartmentRatings", export)
      #expect(file.ratings?.ratings.map(\.hidden) == [true, false])
      func trend(_ units: [UnitID]) throws -> [Bool] {
        var request = GetTrendRequest()
        (request.surveyID, request.measure) = (world.survey.id, "csat")
        request.filter = ResultFilter()
        request.filter?.ratedUnitIDs = units
        let trend: SurveyTrend = try pcrm.admin.results("GetTrend", request)
        return trend.points.map(\.hidden)
      }
      #expect(try trend([units[0]]) == [false, true, false, true])
      // With b, the whole of the waves in which a is kept back would tell of it.
      #expect(try trend([]) == [false, true, false, true])
    }
  }

  /// Would catch a hand-over without a reason or a line in the audit log, and one that tells more than the list.
  @Test func handsOverWithAReason() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b"].map { try pcrm.admin.createUnit("부서 \($0)", code: $0).id }
      let wave = try Self.wave(world, units, [[(3, 9)], [(2, 3)]])
      var request = ExportDepartmentRatingsRequest()
      request.waveID = wave.id
      request.measure = "csat"
      for reason in ["", "why"] {
        request.reason = reason
        #expect(
          try pcrm.admin.resultsRefusal("ExportDepartmentRatings", request)?.field == "reason")
      }
      let path = "pcrm.v1.SurveyResultService/ExportDepartmentRatings"
      #expect(try pcrm.admin.audit().allSatisfy { $0.method != path })
      request.reason = "appraisal of 2026"
      let export: DepartmentRatingsExport = try pcrm.admin.results(
        "ExportDepartmentRatings", request)
      let list: ListDepartmentRatingsResponse = try pcrm.admin.results(
        "ListDepartmentRatings", Self.request(wave))
      #expect(export.ratings == list && export.unitNames == ["부서 a", "부서 b"])
      #expect(export.survey == "pcsi" && export.waveNumber == 1 && export.minGroup == 5)
      #expect(list.ratings.map(\.hidden) == [true, true] && list.scoreModelVersion == 1)
      let lines = try pcrm.admin.audit().filter { $0.method == path }
      #expect(lines.count == 1 && lines.first?.reason.contains("appraisal of 2026") == true)
      let field = try pcrm.caller(as: .field)
      #expect(
        try field.resultsRefusal("ExportDepartmentRatings", request)?.code == .permissionDenied)
    }
  }
}
