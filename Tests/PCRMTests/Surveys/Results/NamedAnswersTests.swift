import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

/// What is told of answers whose givers are known: export, segments, continuity.
struct NamedAnswersTests {
  /// Asks somebody by hand and hands in what was answered.
  private static func answer(
    _ world: ResultWorld, _ wave: SurveyWave, _ customer: CustomerID, _ values: [Int]
  ) throws {
    var invite = CreateInvitationRequest()
    invite.waveID = wave.id
    invite.customerID = customer
    let invitation: CreateInvitationResponse = try world.admin.call(
      "pcrm.v1.SurveyService/CreateInvitation", invite)
    var submit = SubmitAnswerRequest()
    submit.token = invitation.token
    submit.mode = .self
    var sheet = AnswerSheet()
    sheet.id = SurveyAnswerID(
      high: UInt64(world.pcrm.clock.now().microseconds / 1000) << 16 | 0x7000,
      low: 0x8000_0000_0000_0000 | UInt64.random(in: 1...0x3fff_ffff_ffff_ffff))
    var answers = Answers()
    answers.values = zip(["product", "delivery", "overall", "recommend"], values).map {
      var value = AnswerValue()
      value.path = $0
      value.value = .integer(Int64($1))
      return value
    }
    sheet.answers = answers
    submit.sheets = [sheet]
    let _: SubmitAnswerResponse = try world.admin.call(
      "pcrm.v1.SurveyAnswerService/SubmitAnswer", submit)
  }

  private static func world(_ pcrm: PCRMFixture) throws -> ResultWorld {
    var policy = SurveyPolicy()
    policy.consentPresumed = true
    var apply = ApplySurveyPolicyRequest()
    apply.policy = policy
    let _: ApplySurveyPolicyResponse = try pcrm.admin.call(
      "pcrm.v1.SurveyService/ApplySurveyPolicy", apply)
    return try ResultWorld(pcrm)
  }

  private static func export(
    _ wave: SurveyWave, _ reason: String = "appeal 2026-17"
  ) -> ExportAnswersRequest {
    var request = ExportAnswersRequest()
    request.waveID = wave.id
    request.reason = reason
    return request
  }

  /// Would catch an export without a reason or a line in the audit log, of an anonymous wave, or of another office.
  @Test func exportsAnswers() throws {
    try withPCRM { pcrm in
      let world = try Self.world(pcrm)
      let wave = try world.wave()
      let (here, there) = (try pcrm.office("강남지사"), try pcrm.office("부산지사"))
      for number in 0..<12 {
        let customer = try pcrm.customer(in: number < 7 ? here : there)
        try Self.answer(world, wave, customer, [5, 4, 3, number % 11])
      }
      let path = "pcrm.v1.SurveyResultService/ExportAnswers"
      let all = try pcrm.admin.stream(path, Self.export(wave)).all(ExportAnswersResponse.self)
      #expect(all.count == 13 && all.last?.summary?.answers == 12)
      #expect(Set(all.compactMap { $0.answer?.customerID }).count == 12)
      #expect(all.first?.answer?.answers?.values.count == 4)
      let lines = try pcrm.admin.audit().filter { $0.method == path }
      #expect(lines.contains { $0.reason.contains("appeal 2026-17; begun") })
      #expect(lines.contains { $0.reason.contains("ended, 12 answers") })
      let manager = try pcrm.caller(as: .manager, scope: .office, office: here)
      let mine = try manager.stream(path, Self.export(wave)).all(ExportAnswersResponse.self)
      #expect(mine.last?.summary?.answers == 7)
      for reason in ["", "why"] {
        #expect(throws: Status.self) {
          _ = try pcrm.admin.stream(path, Self.export(wave, reason)).all(
            ExportAnswersResponse.self)
        }
      }
      let anonymous = try world.wave { $0.anonymous = true }
      #expect(throws: Status(.failedPrecondition, "", ErrorInfo(reason: "WAVE_ANONYMOUS"))) {
        _ = try pcrm.admin.stream(path, Self.export(anonymous)).all(ExportAnswersResponse.self)
      }
      let results = try world.results(wave)
      #expect(results.respondents == 12 && results.rates?.answered == 12)
    }
  }

  /// Would catch segments whose difference is a few people, and customers of no segment in a table.
  @Test func tellsSegments() throws {
    try withPCRM { pcrm in
      let world = try Self.world(pcrm)
      let wave = try world.wave()
      try pcrm.build(.list("all"), .list("most"), .list("half"))
      var customers: [CustomerID] = []
      for number in 0..<14 {
        customers.append(try pcrm.customer())
        try Self.answer(world, wave, customers[number], [5, 5, number < 7 ? 5 : 1, 9])
      }
      try pcrm.admin.addMembers("all", Array(customers[..<13]))
      try pcrm.admin.addMembers("most", Array(customers[..<11]))
      try pcrm.admin.addMembers("half", Array(customers[..<7]))
      var request = CrossTabulateRequest()
      request.waveIDs = [wave.id]
      request.rows = .segment
      request.segments = ["all", "most", "half"]
      request.measure = "csat"
      let table: CrossTable = try pcrm.admin.results("CrossTabulate", request)
      #expect(table.rows == ["all", "most", "half"])
      #expect(table.cells.map(\.hidden) == [false, true, false])
      #expect(table.cells.map(\.respondents) == [13, 0, 7])
      #expect(table.cells.last?.score?.value == 100)
      let stranger = try pcrm.caller(
        as: .manager, scope: .office, office: try pcrm.office("부산지사"))
      let nobody: CrossTable = try stranger.results("CrossTabulate", request)
      #expect(nobody.cells.allSatisfy { $0.respondents == 0 && $0.score == nil })
      request.segments = ["nowhere"]
      #expect(try pcrm.admin.resultsRefusal("CrossTabulate", request)?.code == .notFound)
    }
  }

  /// Would catch what customers say counted under what is recorded, and a hand-over that is not seen.
  @Test func comparesContinuity() throws {
    try withPCRM { pcrm in
      let world = try Self.world(pcrm)
      let wave = try world.wave()
      let office = try pcrm.office()
      try pcrm.applyCaseType()
      let (first, second) = (try pcrm.staff("김", in: office), try pcrm.staff("이", in: office))
      var request = CompareContinuityRequest()
      request.waveID = wave.id
      request.question = "product"
      request.sameValues = ["5"]
      request.otherValues = ["1"]
      func compare() throws -> ContinuityComparison {
        try pcrm.admin.results("CompareContinuity", request)
      }
      var answered = 0
      // 5 say "same" and had one, 6 say "same" and had two, 7 say "other" and had two, 5 "other" and one.
      for (says, isHandedOver, count) in [(5, false, 5), (5, true, 6), (1, true, 7), (1, false, 5)]
      {
        for _ in 0..<count {
          let opened = try pcrm.openCase(in: office, worker: first)
          if isHandedOver {
            pcrm.clock.advance(seconds: 60)
            try pcrm.admin.assign(opened.id, to: second)
          }
          pcrm.clock.advance(seconds: 60)
          try Self.answer(world, wave, opened.customerID, [says, 3, 3, 9])
          answered += 1
          // Four are nobody's business; of seven, five and two are too few to tell apart.
          if answered == 4 {
            let few = try compare()
            #expect(few.hidden && few.compared == 0 && few.agreement == nil)
          } else if answered == 7 {
            let some = try compare()
            #expect(some.compared == 7 && some.countsHidden && some.sameSame == 0)
          }
        }
      }
      try Self.answer(world, wave, try pcrm.customer(in: office), [5, 3, 3, 9])
      let comparison = try compare()
      #expect(comparison.compared == 23 && !comparison.hidden && !comparison.countsHidden)
      #expect([comparison.sameSame, comparison.sameSeveral] == [5, 6])
      #expect([comparison.otherSame, comparison.otherSeveral] == [5, 7])
      #expect(abs((comparison.agreement?.value ?? 0) - 12.0 / 23) < 1e-12)
      #expect(comparison.withoutRecord == 0, "one alone is not told")
      let stranger = try pcrm.caller(
        as: .manager, scope: .office, office: try pcrm.office("부산지사"))
      let nobody: ContinuityComparison = try stranger.results("CompareContinuity", request)
      #expect(nobody.compared == 0 && nobody.agreement == nil)
      request.otherValues = ["5"]
      #expect(
        try pcrm.admin.resultsRefusal("CompareContinuity", request)
          == Refusal(.invalidArgument, "DUPLICATE_ITEM", "other_values"))
    }
  }
}
