import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// What is refused when answers are handed in, looked over and read. Each row is a guard that somebody could take out.
@Suite struct AnswerGuardTests {
  private static let service = "pcrm.v1.SurveyAnswerService"

  private struct Row: Sendable, CustomTestStringConvertible {
    let reason: String
    let field: String
    let change: @Sendable (inout SubmitAnswerRequest) -> Void
    var testDescription: String { "\(reason) \(field)" }

    init(
      _ reason: String, _ field: String,
      _ change: @escaping @Sendable (inout SubmitAnswerRequest) -> Void
    ) {
      self.reason = reason
      self.field = field
      self.change = change
    }
  }

  private static let rows: [Row] = [
    Row("FIELD_REQUIRED", "token") { $0.token = "" },
    Row("TOKEN_UNKNOWN", "token") { $0.token = String($0.token.uppercased()) + " " },
    Row("FIELD_REQUIRED", "mode") { $0.mode = .unspecified },
    Row("FIELD_MALFORMED", "mode") { $0.mode = AnswerMode(rawValue: 9) },
    Row("FIELD_TOO_LONG", "device_id") { $0.deviceID = String(repeating: "d", count: 101) },
    Row("FIELD_TOO_LONG", "language") { $0.language = String(repeating: "k", count: 36) },
    Row("FIELD_REQUIRED", "sheets") { $0.sheets = [] },
    Row("FIELD_REQUIRED", "sheets[0].id") { $0.sheets[0].id = SurveyAnswerID() },
    Row("TOO_MANY_ITEMS", "sheets") {
      $0.sheets.append($0.sheets[0])
      $0.sheets[1].id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 77)
    },
    Row("DUPLICATE_ITEM", "sheets") { $0.sheets.append($0.sheets[0]) },
    Row("FIELD_MALFORMED", "sheets[0].rated_unit_id") {
      $0.sheets[0].ratedUnitID = UnitID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 1)
    },
    Row("TOO_MANY_ITEMS", "sheets[0].answers.values") {
      let value = $0.sheets[0].answers?.values[0] ?? AnswerValue()
      $0.sheets[0].answers?.values = Array(repeating: value, count: 10_001)
    },
  ]

  /// Would catch a request of which a part is not looked at.
  @Test("A request that says what cannot be is refused, and uses nothing up")
  func requests() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let good = world.request(try world.token(), [("score", .integer(9))])
      for row in Self.rows {
        var request = good
        row.change(&request)
        let refusal = try world.refused(request)
        #expect(refusal?.reason == row.reason && refusal?.field == row.field, "\(row)")
      }
      let staff = try pcrm.staff("Interviewer", in: try pcrm.office())
      var odd = good
      odd.mode = AnswerMode(rawValue: 9)
      #expect(
        try world.refused(odd, as: try pcrm.caller(as: .field, staff: staff))?.field == "mode")
      var nameless = SubmitAnonymousAnswerRequest()
      nameless.token = good.token
      nameless.sheets = [AnswerWorld.sheet([("score", .integer(9))])]
      #expect(
        try world.portal.refused("\(Self.service)/SubmitAnonymousAnswer", nameless)?.reason
          == "WAVE_NAMED")
      #expect(try world.submit(good).answers.map(\.state) == [.submitted])
    }
  }

  /// Would catch a wave that is answered before its time, an invitation that does not end, and one that was withdrawn.
  @Test("Only while it may be answered an answer counts")
  func times() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 4)
      _ = try world.admin.policy { $0.gapDays = 0 }
      let portal = try pcrm.caller(as: .integration)
      var number: UInt64 = 0
      func submit(_ token: String) throws -> Result<SurveyAnswerState, Status> {
        number += 1
        var request = SubmitAnswerRequest()
        request.token = token
        request.mode = .`self`
        var sheet = AnswerWorld.sheet([("satisfied", .integer(4))])
        sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | number)
        request.sheets = [sheet]
        do {
          let response: SubmitAnswerResponse = try portal.call(
            "\(Self.service)/SubmitAnswer", request)
          return .success(try #require(response.answers.first).state)
        } catch let status as Status {
          return .failure(status)
        }
      }
      func reason(_ result: Result<SurveyAnswerState, Status>) -> String? {
        if case .failure(let status) = result { status.info.reason } else { nil }
      }
      func invited(_ wave: SurveyWaveID) throws -> CreateInvitationResponse {
        try world.admin.surveys("CreateInvitation", CreateInvitationRequest.self) {
          $0.waveID = wave
        }
      }
      func opens(_ token: String) throws -> String? {
        try portal.surveysRefusal("OpenInvitation", OpenInvitationRequest.self) {
          $0.token = token
        }?.reason
      }
      let later = try world.opened {
        $0.sample = nil
        $0.openTime = SurveyWorld.at(9, day: 1)
        $0.closeTime = SurveyWorld.at(18, day: 5)
        $0.validDays = 3
      }
      let shorter = try world.opened {
        $0.sample = nil
        $0.closeTime = SurveyWorld.at(18, day: 13)
      }
      let (early, withdrawn, over, closing) = (
        try invited(later.id), try invited(later.id), try invited(later.id),
        try invited(shorter.id)
      )
      #expect(reason(try submit(early.token)) == "WAVE_STATE", "it is not open yet")
      #expect(try opens(early.token) == "WAVE_STATE")
      let ending = try #require(withdrawn.invitation)
      let gone: Invitation = try world.admin.surveys(
        "WithdrawInvitation", WithdrawInvitationRequest.self
      ) { $0.id = ending.id }
      #expect(gone.state == .withdrawn)
      try world.go(to: SurveyWorld.at(9, day: 1))
      #expect(try opens(early.token) == nil)
      #expect(try submit(early.token) == .success(.submitted))
      #expect(reason(try submit(withdrawn.token)) == "INVITATION_ENDED")
      // The end of an invitation holds from its minute on, whether or not the clock's work was done.
      pcrm.clock.advance(seconds: 3 * 86_400)
      #expect(try opens(over.token) == "INVITATION_ENDED")
      #expect(try submit(over.token) == .success(.late))
      // So does the end of the wave, when it was moved to be before that of its invitations.
      let _: SurveyWave = try world.admin.surveys("UpdateWave", UpdateWaveRequest.self) {
        var patch = SurveyWave()
        patch.id = shorter.id
        patch.closeTime = SurveyWorld.at(18, day: 4)
        $0.wave = patch
      }
      pcrm.clock.advance(seconds: 10 * 3600)
      #expect(try world.admin.wave(shorter.id).state == .open)
      #expect(try submit(closing.token) == .success(.late))
      #expect(
        try world.admin.surveysRefusal("CreateInvitation", CreateInvitationRequest.self) {
          $0.waveID = shorter.id
        }?.reason == "WAVE_STATE")
      try pcrm.runJobs()
      #expect(try world.admin.wave(shorter.id).state == .closed, "the timer was moved with it")
    }
  }

  /// Would catch an interviewer where there is none to be, and drafts that are read by who could not hand them in.
  @Test("Staff answer by themselves, and read drafts of nobody else")
  func staff() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      let (one, other) = (
        try pcrm.staff("가", in: world.office), try pcrm.staff("나", in: world.office)
      )
      let survey = try world.admin.survey {
        $0.name = "inside"
        $0.mode = .internal
      }
      _ = try world.opened(of: survey.id) {
        $0.sample = SamplePlan()
        $0.sample?.method = .all
        $0.channels = [.app]
        $0.staffUnitIDs = [world.office]
      }
      let message = try #require(
        try world.deliver().first { $0.recipient == "staff:\(one)" })
      let (asOne, asOther) = (
        try pcrm.caller(as: .counsellor, staff: one), try pcrm.caller(as: .counsellor, staff: other)
      )
      var request = SubmitAnswerRequest()
      request.token = try SurveyWorld.token(message)
      request.mode = .assisted
      request.deviceID = "d"
      var sheet = AnswerWorld.sheet([("satisfied", .integer(4))])
      sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 1)
      request.sheets = [sheet]
      let submit = "\(Self.service)/SubmitAnswer"
      let onBehalf = Refusal(.permissionDenied, "ON_BEHALF", "token")
      #expect(try asOther.refused(submit, request) == onBehalf)
      #expect(try asOne.refused(submit, request) == onBehalf, "nobody interviews himself")
      request.mode = .`self`
      #expect(try asOther.refused(submit, request) == onBehalf)
      request.draft = true
      #expect(try asOne.refused(submit, request) == nil)
      var get = GetDraftRequest()
      get.token = request.token
      #expect(try asOther.refused("\(Self.service)/GetDraft", get) == onBehalf)
      let draft: GetDraftResponse = try asOne.call("\(Self.service)/GetDraft", get)
      #expect(draft.sheets == [sheet])
      request.draft = false
      #expect(try asOne.refused(submit, request) == nil)
    }
  }

  /// Would catch drafts of those who are not to be known, and one that comes too late.
  @Test("A draft is kept where it leads to an answer that counts")
  func drafts() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      var get = GetDraftRequest()
      get.token = try world.token()
      #expect(
        try world.portal.refused("\(Self.service)/GetDraft", get)?.reason == "WAVE_ANONYMOUS")
    }
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      let office = try pcrm.office("A")
      let worker = try pcrm.staff("W", in: office)
      let own = try pcrm.admin.create(
        .person().with {
          $0.homeOfficeID = office
          $0.caseWorkerID = worker
        }
      ).id
      let token = try world.token(for: own)
      var draft = world.request(token, [("sex", .choice("f"))])
      draft.draft = true
      _ = try world.submit(draft)
      var get = GetDraftRequest()
      get.token = token
      let asWorker = try pcrm.caller(as: .counsellor, staff: worker)
      #expect(try asWorker.refused("\(Self.service)/GetDraft", get)?.reason == "ON_BEHALF")
      try world.close()
      #expect(try world.refused(draft)?.reason == "INVITATION_ENDED")
    }
  }

  /// Would catch a part of an answer that is taken for the whole, and values of the server's own that are kept.
  @Test("The same sheets again are all of them; what quotas are worked out with is kept nowhere")
  func sheets() throws {
    try withPCRM { pcrm in
      let (one, other) = (try pcrm.office("A"), try pcrm.office("B"))
      var glad = SurveyQuota()
      glad.name = "glad"
      glad.max = 10
      glad.condition = "${score} > 5"
      let world = try AnswerWorld(pcrm, mode: .internal, rated: [one, other], quotas: [glad])
      var request = world.request(try world.token(), [("score", .integer(9))])
      request.sheets[0].ratedUnitID = one
      var second = request.sheets[0]
      second.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 50)
      second.ratedUnitID = other
      request.sheets.append(second)
      let done = try world.submit(request)
      #expect(done.answers.allSatisfy { $0.dropped.isEmpty })
      let stored = try world.answer(second.id)
      #expect(stored.quotas == ["glad"])
      #expect(stored.answers?.values.map(\.path) == ["score", "kept"])
      #expect(try world.number("SELECT counted FROM quota_cell") == 2)
      var part = request
      part.sheets.removeLast()
      #expect(try world.submit(part).answers.count == 1)
      var turned = request
      turned.sheets.swapAt(0, 1)
      #expect(try world.submit(turned).answers.map(\.id) == turned.sheets.map(\.id))
      var more = request
      more.sheets[1].id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | 51)
      #expect(try world.refused(more)?.reason == "ID_TAKEN")
      more.sheets.swapAt(0, 1)
      #expect(try world.refused(more)?.reason == "ID_TAKEN")
      #expect(try world.number("SELECT count(*) FROM survey_answer") == 2)
    }
  }

  /// Would catch a device that says what time it is on the server.
  @Test("now() is when the device finished, and never later than it came in")
  func clock() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm)
      func kept(_ number: UInt64, finishing later: Int64) throws -> AnswerValue.Value? {
        var request = world.request(
          try world.token(), [("score", .integer(9))], number: number)
        request.finishTime = pcrm.clock.now().adding(seconds: later)
        _ = try world.submit(request)
        return try world.answer(request.sheets[0].id).answers?.values.last?.value
      }
      let before = try kept(1, finishing: -3600)
      let now = try kept(2, finishing: 0)
      #expect(before != now)
      #expect(try kept(3, finishing: 3600) == now)
    }
  }

  /// Would catch a review by who may not see the customer, or not change the survey; of another version; or of an answer
  /// that does not count anyhow.
  @Test("Answers are looked over by those whose survey it is, once they are handed in")
  func reviews() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      _ = try world.admin.policy { $0.gapDays = 0 }
      let far = try pcrm.office("부산지사")
      let stranger = try SurveyWorld.customer(pcrm, far, 8)
      let survey = try world.admin.survey {
        $0.name = "mine"
        $0.unitID = world.office
      }
      let theirs = try world.admin.survey {
        $0.name = "theirs"
        $0.unitID = far
      }
      let portal = try pcrm.caller(as: .integration)
      var number: UInt64 = 0
      func answered(_ survey: SurveyID, _ customer: CustomerID) throws -> SurveyAnswerID {
        number += 1
        let wave = try world.opened(of: survey) { $0.sample = nil }
        let invited: CreateInvitationResponse = try world.admin.surveys(
          "CreateInvitation", CreateInvitationRequest.self
        ) {
          $0.waveID = wave.id
          $0.customerID = customer
        }
        var request = SubmitAnswerRequest()
        request.token = invited.token
        request.mode = .`self`
        var sheet = AnswerWorld.sheet([("satisfied", .integer(4))])
        sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | number)
        request.sheets = [sheet]
        let _: SubmitAnswerResponse = try portal.call("\(Self.service)/SubmitAnswer", request)
        return sheet.id
      }
      let manager = try pcrm.caller(as: .manager, scope: .office, office: world.office)
      func refused(
        _ id: SurveyAnswerID, _ state: SurveyAnswerState = .validated,
        _ change: (inout ReviewAnswerRequest) -> Void = { _ in }
      ) throws -> Refusal? {
        var review = ReviewAnswerRequest()
        review.id = id
        review.state = state
        change(&review)
        return try manager.refused("\(Self.service)/ReviewAnswer", review)
      }
      func read(_ id: SurveyAnswerID) throws -> Refusal? {
        var get = GetAnswerRequest()
        get.id = id
        return try manager.refused("\(Self.service)/GetAnswer", get)
      }
      let hidden = Refusal(.notFound, "NOT_FOUND", "id")
      let ofStranger = try answered(survey.id, stranger)
      #expect(try refused(ofStranger) == hidden)
      #expect(try read(ofStranger) == hidden)
      let elsewhere = try answered(theirs.id, world.customers[0])
      #expect(try refused(elsewhere) == hidden, "another's survey")
      #expect(try read(elsewhere) == hidden)
      let whole = try answered(world.survey.id, world.customers[0])
      #expect(try read(whole) == nil)
      #expect(try refused(whole)?.reason == "OUT_OF_SCOPE", "the agency's survey")
      let good = try answered(survey.id, world.customers[0])
      #expect(try refused(good) { $0.version = 9 }?.reason == "VERSION_MISMATCH")
      #expect(try refused(good, .late)?.field == "state")
      #expect(try refused(good) { $0.reason = "why not" }?.field == "reason")
      #expect(try refused(good, .rejected) { $0.reason = " " }?.field == "reason")
      #expect(try refused(SurveyAnswerID())?.reason == "FIELD_REQUIRED")
      #expect(try refused(good) { $0.version = 1 } == nil)
      #expect(try refused(good)?.reason == "ANSWER_STATE", "it was found good before")
    }
  }

  /// Would catch a time that the server itself writes into an answer of which nothing is to be known.
  @Test("When an anonymous form was finished is not kept, though the form asks for it")
  func finished() throws {
    try withPCRM { pcrm in
      let world = try AnswerWorld(pcrm, mode: .anonymous)
      var form = AnswerWorld.form
      var end = FormItem()
      end.name = "end"
      end.type = .metadata
      end.metadata = .end
      form.items.append(end)
      try pcrm.admin.put(form)
      let wave: SurveyWave = try pcrm.admin.surveys("CreateWave", CreateWaveRequest.self) {
        var wave = SurveyWave()
        wave.surveyID = world.survey.id
        wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
        $0.wave = wave
      }
      #expect(wave.questionnaireVersion == 2)
      _ = try pcrm.admin.openWave(wave.id)
      let invited: CreateInvitationResponse = try pcrm.admin.surveys(
        "CreateInvitation", CreateInvitationRequest.self
      ) { $0.waveID = wave.id }
      try world.submitAnonymously(invited.token, [("score", .integer(9))])
      let held = try pcrm.database.read { (reader) throws(Status) in
        try reader.first("SELECT document FROM survey_holding") { $0.bytes(0) } ?? []
      }
      let answers = try #require(try AnswerSheet(binary: held).answers)
      #expect(answers.values.map(\.path) == ["score", "kept"])
    }
  }

  /// Would catch sheets of one person that are stored as if they were a group.
  @Test("Where each answers for several units, nothing is stored before the close")
  func ratedTogether() throws {
    try withPCRM { pcrm in
      let units = try ["A", "B", "C"].map { try pcrm.office($0) }
      var make = CreateWaveRequest()
      let world = try AnswerWorld(pcrm, mode: .internal, rated: units)
      var wave = SurveyWave()
      wave.surveyID = world.survey.id
      wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
      wave.ratedUnitIDs = units
      wave.anonymous = true
      make.wave = wave
      wave = try pcrm.admin.call("pcrm.v1.SurveyService/CreateWave", make)
      _ = try pcrm.admin.openWave(wave.id)
      for _ in 0..<6 {
        let invited: CreateInvitationResponse = try pcrm.admin.surveys(
          "CreateInvitation", CreateInvitationRequest.self
        ) { $0.waveID = wave.id }
        var request = SubmitAnonymousAnswerRequest()
        request.token = invited.token
        request.sheets = units.map { unit in
          var sheet = AnswerWorld.sheet([("score", .integer(9))])
          sheet.ratedUnitID = unit
          return sheet
        }
        let _: SubmitAnonymousAnswerResponse = try world.portal.call(
          "\(Self.service)/SubmitAnonymousAnswer", request)
      }
      #expect(try world.number("SELECT count(*) FROM survey_holding") == 18)
      _ = try pcrm.admin.closeWave(wave.id)
      try pcrm.runJobs()
      #expect(try world.number("SELECT count(*) FROM survey_answer_anonymous") == 18)
      #expect(try world.number("SELECT count(*) FROM survey_batch") == 1)
    }
  }
}
