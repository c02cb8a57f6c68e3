import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// What is told of an anonymous wave leads to nobody, whatever is asked, in whatever order.
struct AnonymousResultsTests {
  private static func filter(_ units: [UnitID]) -> ResultFilter {
    var filter = ResultFilter()
    filter.ratedUnitIDs = units
    return filter
  }

  /// Would catch a wave that is told while answers come, one by one.
  @Test func tellsNothingBeforeItIsClosed() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .anonymous)
      let wave = try world.wave { $0.anonymous = true }
      try world.answer(wave, [5, 5, 5, 10], times: 20)
      var request = GetWaveResultsRequest()
      request.waveID = wave.id
      #expect(
        try pcrm.admin.resultsRefusal("GetWaveResults", request)
          == Refusal(.failedPrecondition, "WAVE_STATE", "wave_id"))
      let empty: SurveyTrend = try pcrm.admin.results(
        "GetTrend",
        {
          var request = GetTrendRequest()
          request.surveyID = world.survey.id
          return request
        }())
      #expect(empty.points.isEmpty)
      try world.close(wave)
      #expect(try world.results(wave).respondents == 20)
    }
  }

  /// Would catch the difference attack, in one step and in two, and a memory that is not the caller's own.
  @Test func refusesDifferences() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b", "c", "d"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let wave = try world.wave {
        $0.anonymous = true
        $0.ratedUnitIDs = units
      }
      for (unit, count) in zip(units, [20, 30, 3, 40]) {
        try world.answer(wave, .of(rated: unit), [5, 5, 5, 10], times: count)
      }
      try world.close(wave)
      func refusal(_ units: [UnitID], _ caller: TestCaller) throws -> Refusal? {
        var request = GetWaveResultsRequest()
        request.waveID = wave.id
        request.filter = units.isEmpty ? nil : Self.filter(units)
        return try caller.resultsRefusal("GetWaveResults", request)
      }
      let tooSmall = Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter")
      let (a, b, c, d) = (units[0], units[1], units[2], units[3])
      let manager = try pcrm.caller(as: .manager)
      #expect(try refusal([a, b], manager) == nil)
      #expect(try refusal([a, b, c], manager) == tooSmall)
      #expect(try refusal([d], manager) == nil)
      // All, less a and b, less d, would be c's three.
      #expect(try refusal([], manager) == tooSmall)
      #expect(try refusal([a, b], manager) == nil, "the same again tells nothing new")
      let other = try pcrm.caller(as: .manager)
      #expect(try refusal([], other) == nil)
      #expect(try refusal([a, b], other) == nil)
      #expect(try refusal([d], other) == tooSmall)
    }
  }

  /// Would catch a table after which the groups that it hid can be asked for one by one.
  @Test func tablesAreRememberedToo() throws {
    try withPCRM { pcrm in
      let world = try ResultWorld(pcrm, mode: .internal)
      let units = try ["a", "b", "c", "d"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let wave = try world.wave {
        $0.anonymous = true
        $0.ratedUnitIDs = units
      }
      for (unit, count) in zip(units, [20, 30, 3, 6]) {
        try world.answer(wave, .of(rated: unit), [5, 5, 5, 10], times: count)
      }
      try world.close(wave)
      var request = CrossTabulateRequest()
      request.waveIDs = [wave.id]
      request.rows = .ratedUnit
      request.measure = "csat"
      let table: CrossTable = try pcrm.admin.results("CrossTabulate", request)
      #expect(
        table.cells.filter { $0.column == 0 }.map(\.hidden) == [false, false, true, true, false])
      var hidden = GetWaveResultsRequest()
      hidden.waveID = wave.id
      hidden.filter = Self.filter([units[3]])
      #expect(
        try pcrm.admin.resultsRefusal("GetWaveResults", hidden)
          == Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter"))
    }
  }
}
