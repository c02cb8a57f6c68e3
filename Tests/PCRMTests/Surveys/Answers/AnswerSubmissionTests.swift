import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// Handing answers in, in waves that are not anonymous.
@Suite struct AnswerSubmissionTests {
  @Test(
    "An answer is worked out again: what is not relevant is dropped and said so, the rest is kept")
  func workedOutAgain() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let request = world.request(
        try world.token(),
        [
          ("score", .integer(9)), ("why", .text("stale")), ("sex", .choice("f")),
          ("told", .text("made up")),
        ])
      let response = try world.submit(request)
      #expect(response.answers.map(\.state) == [.submitted])
      #expect(response.answers[0].dropped.map(\.path) == ["why", "told"])
      #expect(response.answers[0].dropped.map(\.reason) == [.notRelevant, .calculated])
      let stored = try world.answer(request.sheets[0].id)
      #expect(stored.answers?.values.map(\.path) == ["score", "sex", "kept"])
      #expect(stored.chainNumber == 1)
      #expect(stored.chainHash == response.answers[0].chainHash)
      #expect(try world.number("SELECT counted FROM quota_cell") == -1)
      #expect(try world.number("SELECT answers FROM survey_tally") == 1)
    }
  }

  @Test("What is not complete or does not fit is refused, and the token still opens")
  func refusals() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let token = try world.token()
      func refusal(_ values: [(String, AnswerValue.Value)]) throws -> Refusal? {
        try world.refused(world.request(token, values))
      }
      let field = "sheets[0].answers"
      #expect(
        try refusal([]) == Refusal(.failedPrecondition, "ANSWER_INCOMPLETE", field))
      #expect(
        try refusal([("score", .integer(11))])
          == Refusal(.failedPrecondition, "ANSWER_INCOMPLETE", field))
      #expect(
        try refusal([("score", .text("9"))]) == Refusal(.invalidArgument, "ANSWER_INVALID", field))
      #expect(
        try refusal([("nobody", .integer(1))])
          == Refusal(.invalidArgument, "ANSWER_INVALID", field))
      #expect(
        try world.refused(world.request(String(repeating: "0", count: 32), []))
          == Refusal(.notFound, "TOKEN_UNKNOWN", "token"))
      var other = world.request(token, [("score", .integer(1))])
      other.questionnaireVersion = 2
      #expect(try world.refused(other)?.field == "questionnaire_version")
      other.questionnaireVersion = 1
      #expect(try world.submit(other).answers.map(\.state) == [.submitted])
    }
  }

  @Test("The same answer again changes nothing; another one with its id, or its token, is refused")
  func idempotence() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let token = try world.token()
      let request = world.request(token, [("score", .integer(7))])
      let first = try world.submit(request)
      #expect(try world.submit(request) == first)
      #expect(try world.number("SELECT count(*) FROM survey_link") == 1)
      let other = world.request(token, [("score", .integer(8))])
      #expect(try world.refused(other) == Refusal(.alreadyExists, "ID_TAKEN", "sheets[0].id"))
      let second = world.request(token, [("score", .integer(7))], number: 2)
      #expect(try world.refused(second)?.reason == "INVITATION_ENDED")
      let stranger = world.request(try world.token(), [("score", .integer(7))])
      #expect(try world.refused(stranger)?.reason == "ID_TAKEN")
    }
  }

  @Test("A draft is gone on with, and is gone when the answer is handed in")
  func drafts() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let token = try world.token()
      var draft = world.request(token, [("sex", .choice("m"))])
      draft.draft = true
      #expect(try world.submit(draft).answers.map(\.state) == [.draft])
      var get = GetDraftRequest()
      get.token = token
      let kept: GetDraftResponse = try world.portal.call(
        "pcrm.v1.SurveyAnswerService/GetDraft", get)
      #expect(kept.sheets == draft.sheets)
      _ = try world.submit(world.request(token, [("score", .integer(3)), ("sex", .choice("m"))]))
      #expect(try world.number("SELECT count(*) FROM survey_draft") == 0)
      #expect(
        try world.portal.refused("pcrm.v1.SurveyAnswerService/GetDraft", get)?.reason
          == "INVITATION_ENDED")
    }
  }

  @Test("An answer after the close is kept as late and does not count")
  func late() throws {
    let quota = SurveyQuota("all", max: 5)
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, quotas: [quota])
      let token = try world.token()
      try world.close()
      let response = try world.submit(world.request(token, [("score", .integer(3))]))
      #expect(response.answers.map(\.state) == [.late])
      #expect(response.answers[0].chainNumber == 1)
      #expect(try world.number("SELECT count(*) FROM quota_cell") == 0)
      #expect(try world.number("SELECT count(*) FROM survey_tally") == 0)
      #expect(try world.findings() == [])
    }
  }

  @Test("Nobody answers for somebody else")
  func onBehalf() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let office = try pcrm.office()
      let worker = try pcrm.staff("Worker", in: office)
      let other = try pcrm.staff("Interviewer", in: office)
      let customer = try pcrm.admin.create(
        .person().with {
          $0.homeOfficeID = office
          $0.caseWorkerID = worker
        }
      ).id
      let token = try world.token(for: customer)
      let asWorker = try pcrm.caller(as: .counsellor, staff: worker)
      let asOther = try pcrm.caller(as: .field, staff: other)
      var request = world.request(token, [("score", .integer(10))])
      let refusal = Refusal(.permissionDenied, "ON_BEHALF", "token")
      #expect(try world.refused(request, as: asWorker) == refusal, "SELF by a member of staff")
      request.mode = .assisted
      #expect(try world.refused(request, as: asWorker) == refusal, "by the case worker")
      #expect(try world.refused(request)?.field == "mode", "an interviewer is a person")
      var nameless = request
      nameless.deviceID = ""
      #expect(try world.refused(nameless, as: asOther)?.field == "device_id")
      #expect(try world.submit(request, as: asOther).answers.map(\.state) == [.submitted])
      #expect(try world.answer(request.sheets[0].id).interviewerID == other)
      #expect(try world.answer(request.sheets[0].id).customerID == customer)
    }
  }

  @Test(
    "What looks odd is marked: too fast, one device for many, two interviews at once, wrong clocks")
  func flags() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      func flags(
        _ number: UInt64, as caller: TestCaller? = nil,
        _ change: (inout SubmitAnswerRequest) -> Void
      ) throws -> [AnswerFlag] {
        var request = world.request(
          try world.token(), [("score", .integer(9)), ("sex", .choice("f"))], number: number)
        change(&request)
        _ = try world.submit(request, as: caller)
        return try world.answer(request.sheets[0].id).flags
      }
      #expect(try flags(1) { _ in } == [])
      #expect(try flags(2) { $0.startTime = $0.finishTime } == [.fast])
      #expect(try flags(3) { $0.finishTime = nil } == [.clock])
      #expect(try flags(4) { $0.finishTime = pcrm.clock.now().adding(seconds: 400) } == [.clock])
      for number in 5...7 {
        #expect(try flags(UInt64(number)) { $0.deviceID = "kiosk" } == [])
      }
      #expect(try flags(8) { $0.deviceID = "kiosk" } == [.sameDevice])
      let staff = try pcrm.staff("Interviewer", in: try pcrm.office())
      let interviewer = try pcrm.caller(as: .field, staff: staff)
      #expect(try flags(9, as: interviewer) { $0.mode = .assisted } == [])
      #expect(try flags(10, as: interviewer) { $0.mode = .assisted } == [.overlap])
    }
  }

  @Test("A review is a further link; a rejected answer gives its places back")
  func review() throws {
    let quota = SurveyQuota("all", max: 1)
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, quotas: [quota])
      let request = world.request(try world.token(), [("score", .integer(9))])
      _ = try world.submit(request)
      let second = world.request(try world.token(), [("score", .integer(9))], number: 2)
      #expect(try world.submit(second).answers.map(\.state) == [.screenedOut])
      #expect(
        try world.answer(second.sheets[0].id).answers == nil, "what is not wanted is not kept")
      var review = ReviewAnswerRequest()
      review.id = request.sheets[0].id
      review.state = .validated
      func reviewed() throws -> SurveyAnswer {
        try pcrm.admin.call("pcrm.v1.SurveyAnswerService/ReviewAnswer", review)
      }
      #expect(try reviewed().version == 2)
      review.state = .rejected
      #expect(
        try pcrm.admin.refused("pcrm.v1.SurveyAnswerService/ReviewAnswer", review)?.field
          == "reason")
      review.reason = "recorded twice"
      #expect(try reviewed().state == .rejected)
      #expect(try world.answer(review.id).rejectReason == "recorded twice")
      #expect(
        try pcrm.admin.refused("pcrm.v1.SurveyAnswerService/ReviewAnswer", review)?.reason
          == "ANSWER_STATE")
      #expect(try world.number("SELECT counted FROM quota_cell") == 0)
      #expect(try world.number("SELECT coalesce(sum(answers), 0) FROM survey_tally") == 0)
      let third = world.request(try world.token(), [("score", .integer(9))], number: 3)
      #expect(try world.submit(third).answers.map(\.state) == [.submitted])
      #expect(try world.number("SELECT count(*) FROM survey_link") == 4)
      #expect(try world.findings() == [])
    }
  }

  @Test("64 at once, each on a socket of its own, never take more places than there are")
  func quotasAtOnce() throws {
    try withPCRM(through: .ttrpc) { pcrm in
      var women = SurveyQuota("women", max: 10)
      women.condition = "${sex} = 'f' and ${score} > 0"
      let world = try AnswerWorld(pcrm, quotas: [women, SurveyQuota("all", max: 1000)])
      var calls: [(path: String, request: [UInt8])] = []
      for number in 0..<64 {
        let request = world.request(
          try world.token(), [("score", .integer(9)), ("sex", .choice("f"))],
          number: UInt64(number) + 1)
        calls.append(("pcrm.v1.SurveyAnswerService/SubmitAnswer", request.binary()))
      }
      let refusals = try pcrm.atOnce(calls, token: world.portal.token)
      #expect(refusals.compactMap { $0 }.isEmpty)
      #expect(try world.number("SELECT count(*) FROM survey_answer WHERE state = 2") == 10)
      #expect(try world.number("SELECT count(*) FROM survey_answer WHERE state = 6") == 54)
      #expect(try world.number("SELECT counted FROM quota_cell WHERE name = 'women'") == 10)
      #expect(
        try world.number("SELECT counted FROM quota_cell WHERE name = 'all'") == 10,
        "who has no place in one quota takes none in another")
      let man = world.request(
        try world.token(), [("score", .integer(9)), ("sex", .choice("m"))], number: 99)
      #expect(try world.submit(man).answers.map(\.state) == [.submitted])
      #expect(try world.findings() == [])
    }
  }

  @Test("In an internal survey each rated unit has a sheet of its own")
  func rated() throws {
    try withPCRM { pcrm in
      let (one, other) = (try pcrm.office("A"), try pcrm.office("B"))
      let world = try AnswerWorld(pcrm, mode: .internal, rated: [one, other])
      var request = world.request(try world.token(), [("score", .integer(9))])
      #expect(try world.refused(request)?.field == "sheets[0].rated_unit_id")
      request.sheets[0].ratedUnitID = one
      var second = request.sheets[0]
      second.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 50)
      request.sheets.append(second)
      #expect(try world.refused(request)?.field == "sheets[1].rated_unit_id")
      request.sheets[1].ratedUnitID = other
      #expect(try world.submit(request).answers.map(\.chainNumber) == [1, 2])
      #expect(try world.submit(request).answers.map(\.chainNumber) == [1, 2])
    }
  }

  @Test("Who may not see the answers of a customer does not, and an anonymous wave tells none")
  func reading() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let (here, there) = (try pcrm.office("A"), try pcrm.office("B"))
      let customer = try pcrm.admin.create(.person().with { $0.homeOfficeID = here }).id
      let request = world.request(try world.token(for: customer), [("score", .integer(9))])
      _ = try world.submit(request)
      var get = GetAnswerRequest()
      get.id = request.sheets[0].id
      let far = try pcrm.caller(as: .manager, scope: .office, office: there)
      let near = try pcrm.caller(as: .manager, scope: .office, office: here)
      let path = "pcrm.v1.SurveyAnswerService"
      #expect(try far.refused("\(path)/GetAnswer", get)?.code == .notFound)
      #expect(try near.refused("\(path)/GetAnswer", get) == nil)
      var list = ListAnswersRequest()
      list.waveID = world.wave.id
      let none: ListAnswersResponse = try far.call("\(path)/ListAnswers", list)
      let some: ListAnswersResponse = try near.call("\(path)/ListAnswers", list)
      #expect(none.answers.isEmpty)
      #expect(some.answers.map(\.id) == [get.id])
    }
  }
}

extension SurveyQuota {
  fileprivate init(_ name: String, max: Int64) {
    self.init()
    self.name = name
    self.max = max
  }
}
