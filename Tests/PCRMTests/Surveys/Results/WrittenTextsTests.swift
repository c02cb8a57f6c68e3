import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// What people wrote is told of ten or more, without a trace of who and when.
struct WrittenTextsTests {
  private static let path = "pcrm.v1.SurveyResultService/ListTexts"

  private static func request(
    _ wave: SurveyWave, _ change: (inout ListTextsRequest) -> Void = { _ in }
  ) -> ListTextsRequest {
    var request = ListTextsRequest()
    request.waveID = wave.id
    request.question = "why"
    request.reason = "what to mend first"
    change(&request)
    return request
  }

  private static func write(
    _ world: AnswerWorld, _ range: ClosedRange<UInt64>, in office: UnitID = UnitID(),
    text: (UInt64) -> String = { "text \($0)" }
  ) throws {
    for number in range {
      let customer = office.isEmpty ? CustomerID() : try world.pcrm.customer(in: office)
      _ = try world.submit(
        world.request(
          try world.token(for: customer),
          [("score", .integer(1)), ("why", .text(text(number))), ("sex", .choice("f"))],
          number: number))
    }
  }

  /// Would catch the texts of nine, blanks that count as a text, a list in the order of the answers, and a download that
  /// nobody can find in the audit log.
  @Test func tenOrNothing() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      try Self.write(world, 1...9)
      try Self.write(world, 10...12) { _ in " " }
      let none: ListTextsResponse = try pcrm.admin.results("ListTexts", Self.request(world.wave))
      #expect(none.hidden && none.texts.isEmpty && none.written == 0 && none.minTextGroup == 10)
      #expect(try pcrm.admin.audit().allSatisfy { $0.method != Self.path })
      try Self.write(world, 13...40)
      let some: ListTextsResponse = try pcrm.admin.results("ListTexts", Self.request(world.wave))
      let written = (1...9).map { "text \($0)" } + (13...40).map { "text \($0)" }
      #expect(!some.hidden && some.written == 37 && Set(some.texts) == Set(written))
      // By chance in the order in which they came: once in 10⁴³.
      #expect(some.texts.count == 37 && some.texts != written)
      let few: ListTextsResponse = try pcrm.admin.results(
        "ListTexts", Self.request(world.wave) { $0.textsMax = 11 })
      #expect(Set(few.texts).count == 11 && few.written == 37)
      let lines = try pcrm.admin.audit().filter { $0.method == Self.path }
      #expect(lines.count == 2 && lines.allSatisfy { $0.reason.contains("what to mend first") })
    }
  }

  /// Would catch texts of customers of another office.
  @Test func keepsToTheScope() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      try Self.write(world, 1...10, in: here) { "here \($0)" }
      try Self.write(world, 11...25, in: there) { "there \($0)" }
      let manager = try pcrm.caller(as: .manager, scope: .office, office: here)
      let mine: ListTextsResponse = try manager.results("ListTexts", Self.request(world.wave))
      #expect(mine.written == 10 && mine.texts.allSatisfy { $0.hasPrefix("here") })
      let theirs: ListTextsResponse = try manager.results(
        "ListTexts",
        Self.request(world.wave) {
          $0.filter = ResultFilter()
          $0.filter?.officeIDs = [there]
        })
      #expect(theirs.hidden && theirs.texts.isEmpty)
    }
  }

  /// Would catch texts that are told while an anonymous wave is open, of too few people, and by the difference of two
  /// lists.
  @Test func anonymousTexts() throws {
    try withPCRM { pcrm in
      let units = try ["a", "b", "c"].map { try pcrm.admin.createUnit($0, code: $0).id }
      let world = try AnswerWorld(pcrm, mode: .internal, rated: units, anonymous: true)
      for (unit, count) in zip(units, [12, 7, 30]) {
        for number in 0..<count {
          var request = SubmitAnonymousAnswerRequest()
          request.token = try world.token()
          request.sheets = [
            AnswerWorld.sheet([("score", .integer(1)), ("why", .text("\(unit) \(number)"))])
          ]
          request.sheets[0].ratedUnitID = unit
          let _: SubmitAnonymousAnswerResponse = try world.portal.call(
            "pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer", request)
        }
      }
      func request(_ rated: [UnitID]) -> ListTextsRequest {
        Self.request(world.wave) {
          $0.filter = ResultFilter()
          $0.filter?.ratedUnitIDs = rated
        }
      }
      #expect(
        try pcrm.admin.resultsRefusal("ListTexts", request([units[0]]))
          == Refusal(.failedPrecondition, "WAVE_STATE", "wave_id"))
      try world.close()
      let first: ListTextsResponse = try pcrm.admin.results("ListTexts", request([units[0]]))
      #expect(first.written == 12)
      let few: ListTextsResponse = try pcrm.admin.results("ListTexts", request([units[1]]))
      #expect(few.hidden)
      // Scores may be told of groups that differ by seven, texts may not.
      #expect(
        try pcrm.admin.resultsRefusal("ListTexts", request([units[0], units[1]]))
          == Refusal(.failedPrecondition, "DIFFERENCE_TOO_SMALL", "filter"))
      var scores = GetWaveResultsRequest()
      scores.waveID = world.wave.id
      scores.filter = request([units[0], units[1]]).filter
      #expect(try pcrm.admin.resultsRefusal("GetWaveResults", scores) == nil)
      let other: ListTextsResponse = try pcrm.admin.results("ListTexts", request([units[2]]))
      #expect(other.written == 30)
    }
  }

  @Test func refusals() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      func refusal(
        _ caller: TestCaller? = nil, _ change: (inout ListTextsRequest) -> Void
      ) throws -> Refusal? {
        try (caller ?? pcrm.admin).resultsRefusal("ListTexts", Self.request(world.wave, change))
      }
      let invalid = { Refusal(.invalidArgument, $0, $1) }
      #expect(try refusal { $0.question = "" } == invalid("FIELD_REQUIRED", "question"))
      #expect(try refusal { $0.reason = "" } == invalid("FIELD_REQUIRED", "reason"))
      #expect(try refusal { $0.reason = "why" } == invalid("FIELD_MALFORMED", "reason"))
      #expect(try refusal { $0.textsMax = 1001 } == invalid("FIELD_OUT_OF_RANGE", "texts_max"))
      for path in ["score", "device", "nowhere"] {
        #expect(
          try refusal { $0.question = path } == Refusal(.notFound, "NOT_FOUND", "question"))
      }
      // Who may see results may not see what people wrote.
      #expect(try refusal(pcrm.caller(as: .auditor)) { _ in }?.code == .permissionDenied)
    }
  }
}
