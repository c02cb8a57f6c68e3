import FieldClient
import Glibc
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Surveys
import Synchronization
import Testing

@Suite("FieldClient: forms that customers answer")
struct FormTests {
  private func sync(
    _ device: TestDevice, _ network: any FieldNetwork, _ place: SourceLocation = #_sourceLocation
  ) -> FieldSyncReport {
    let report = device.client.sync(over: network)
    #expect(
      report.failure == nil && report.isComplete, "\(String(describing: report.failure))",
      sourceLocation: place)
    return report
  }

  /// Answers the form as a customer would who was not met at first.
  private func fill(_ session: inout FormSession, met: String = "y", score: Int64 = 9) throws {
    try session.state.set("met", .choice("y"))
    try session.state.set("who", .text("이안나"))
    try session.state.set("met", .choice(met))
    try session.state.set("score", .integer(score))
  }

  /// Would catch forms that do not come, answers that are lost on the way, and those that are shown as sent before they are.
  @Test func answeredWithoutANetworkAndSentLater() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency)
      let customer = try agency.customer("김하나")
      let token = try survey.invite(customer)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      network.fate.withLock { $0 = { _ in .lost } }
      let carried = try #require(try device.client.forms().first)
      #expect(carried.form.survey == "visit_survey" && carried.waiting == 0)
      var session = try device.client.begin(survey.wave.id, language: "ko")
      #expect(session.state.items().map(\.path) == ["met", "score"])
      try fill(&session, met: "n")
      session.token = token
      fixture.clock.advance(seconds: 120)
      let receipt = try device.client.submit(session)
      // What is not asked any more is dropped here already, and said so.
      #expect(receipt.dropped.map(\.path) == ["who"])
      try device.reopen()
      #expect(try device.client.forms().first?.waiting == 1)
      #expect(try device.client.status().unsent == 1)
      fixture.clock.advance(seconds: 7200)
      network.fate.withLock { $0 = { $0 == "Push" ? .answerLost : .arrives } }
      #expect(device.client.sync(over: network).failure != nil)
      #expect(try device.client.forms().first?.waiting == 1)
      network.fate.withLock { $0 = { _ in .arrives } }
      let report = sync(device, network)
      #expect(report.results.map(\.outcome) == [.applied])
      #expect(report.results.first?.answer?.state == .submitted)
      #expect(try device.client.forms().first?.waiting == 0)
      let stored = try survey.answers()
      #expect(stored.count == 1)
      let answer = try #require(stored.first)
      #expect(answer.id == session.id && answer.customerID == customer)
      #expect(answer.mode == .assisted && answer.interviewerID == agency.staff[0])
      #expect(answer.answers?.values.map(\.path) == ["met", "score"])
      #expect(answer.startTime.map { answer.finishTime == $0.adding(seconds: 120) } == true)
      #expect(answer.flags.isEmpty && answer.dropped.isEmpty)
    }
  }

  /// Would catch a draft that a killed program loses, one that can be read from the disk, and one that stays after all.
  @Test func aDraftSurvivesTheEndOfTheProgram() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      var session = try device.client.begin(survey.wave.id)
      try session.state.set("met", .choice("y"))
      try session.state.set("who", .text("비밀스러운 답"))
      session.token = try survey.invite()
      try device.client.keep(session)
      // Switched off in the middle of keeping more.
      try device.reopen { (step, moment) throws(Status) in
        if step == .draft && moment == .beforeCommit { throw Status(.unavailable, "off") }
      }
      try session.state.set("score", .integer(3))
      #expect(throws: Status.self) { try device.client.keep(session) }
      try device.reopen()
      let draft = try #require(try device.client.drafts().first)
      #expect(draft.id == session.id && draft.values == 2)
      #expect(try device.client.forms().first?.drafts == [draft])
      for file in ["pcrm.db", "pcrm.db-wal"] {
        let bytes = try contents(device.folder.path + "/field/" + file)
        #expect(!bytes.contains(Array("비밀스러운 답".utf8)), "\(file)")
        #expect(!bytes.contains(Array(session.token.utf8)), "\(file)")
      }
      var resumed = try device.client.resume(draft.id)
      #expect(resumed.token == session.token && resumed.startTime == session.startTime)
      #expect(resumed.finished(at: fixture.clock.now()).problems.map(\.path) == ["score"])
      let incomplete = Status(
        .failedPrecondition, "", ErrorInfo(reason: "ANSWER_INCOMPLETE", field: "answers"))
      let unfinished = resumed
      #expect(throws: incomplete) { try device.client.submit(unfinished) }
      #expect(try device.client.drafts().count == 1)
      try resumed.state.set("score", .integer(3))
      _ = try device.client.submit(resumed)
      #expect(try device.client.drafts().isEmpty)
      #expect(sync(device, network).results.map(\.outcome) == [.applied])
      #expect(try survey.answers().first?.answers?.values.count == 3)
    }
  }

  /// Would catch a draft that goes with its form: what a customer said is handed in, late.
  @Test func aDraftOutlivesItsForm() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      var session = try device.client.begin(survey.wave.id)
      try fill(&session)
      session.token = try survey.invite()
      try device.client.keep(session)
      try survey.close()
      #expect(sync(device, network).removals == 1)
      #expect(try device.client.forms().isEmpty)
      #expect(throws: Status.self) { try device.client.begin(survey.wave.id) }
      let draft = try #require(try device.client.drafts().first)
      _ = try device.client.submit(try device.client.resume(draft.id))
      let report = sync(device, network)
      #expect(report.results.first?.answer?.state == .late)
    }
  }

  /// Would catch an answer that nobody can put right after its token was another one, or that is refused in silence.
  @Test func aRefusedAnswerIsShownAndPutRight() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      var session = try device.client.begin(survey.wave.id)
      try fill(&session)
      // What cannot be a token is noticed while the customer is there.
      for wrong in ["", "abc", String(repeating: "g", count: 32)] {
        session.token = wrong
        let bad = session
        #expect(throws: Status.self) { try device.client.submit(bad) }
      }
      session.token = String(repeating: "0", count: 32)
      _ = try device.client.submit(session)
      // The same token twice, as long as nobody has said no to it.
      var second = try device.client.begin(survey.wave.id)
      try fill(&second)
      second.token = session.token
      let twice = second
      #expect(throws: Status.self) { try device.client.submit(twice) }
      let report = sync(device, network)
      #expect(report.results.map(\.reason) == ["TOKEN_UNKNOWN"])
      let entry = try #require(try device.client.queue().last)
      #expect(entry.result?.outcome == .rejected && entry.result?.field == "answer.token")
      #expect(try device.client.status().refused == 1)
      var again = try device.client.reopen(entry.mutation.id)
      #expect(again.id == session.id && again.startTime == session.startTime)
      again.token = try survey.invite()
      _ = try device.client.submit(again)
      #expect(sync(device, network).results.map(\.outcome) == [.applied])
      #expect(try survey.answers().map(\.id) == [session.id])
    }
  }

  /// Would catch an answer that is taken without the visit that it was given on.
  @Test func goesWithTheVisitOrNotAtAll() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency)
      let visit = try agency.visit(try agency.customer("김하나"))
      let (device, network) = try agency.device()
      _ = sync(device, network)
      var session = try device.client.begin(survey.wave.id)
      try fill(&session)
      session.token = String(repeating: "0", count: 32)
      fixture.clock.advance(seconds: 3600)
      var met = VisitAttempt()
      met.visitID = visit.id
      met.outcome = .met
      try device.client.change([.attempt(met), .answer(session)], together: true)
      let report = sync(device, network)
      #expect(report.results.map(\.reason) == ["GROUP_FAILED", "TOKEN_UNKNOWN"])
      #expect(try agency.visit(visit.id).attempts == 0)
      session.token = try survey.invite()
      try device.client.change([.attempt(met), .answer(session)], together: true)
      #expect(sync(device, network).results.map(\.outcome) == [.applied, .applied])
      #expect(try agency.visit(visit.id).attempts == 1)
      #expect(try survey.answers().count == 1)
    }
  }

  /// Would catch forms and drafts that a device keeps after it was taken out of service.
  @Test func aRevokedDeviceKeepsNothing() throws {
    try withPCRM { fixture in
      let agency = try FieldAgency(fixture)
      let survey = try AgencySurvey(agency)
      let (device, network) = try agency.device()
      _ = sync(device, network)
      var session = try device.client.begin(survey.wave.id)
      try fill(&session)
      session.token = try survey.invite()
      _ = try device.client.submit(session)
      var other = try device.client.begin(survey.wave.id)
      try fill(&other)
      try device.client.keep(other)
      var revoke = RevokeDeviceRequest()
      revoke.id = try device.client.deviceID()
      revoke.reason = "lost"
      let _: Device = try agency.admin.call("pcrm.v1.FieldSyncService/RevokeDevice", revoke)
      let report = device.client.sync(over: network)
      #expect(report.isWiped && report.results.map(\.outcome) == [.quarantined])
      let refused = Status(
        .permissionDenied, "", ErrorInfo(reason: "DEVICE_REVOKED", field: "device"))
      #expect(throws: refused) { try device.client.drafts() }
      let again = other
      #expect(throws: refused) { try device.client.keep(again) }
      try device.client.startAnew()
      _ = sync(device, network)
      #expect(try device.client.drafts().isEmpty)
    }
  }

  private func contents(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    if file < 0 { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &piece, piece.count)
      if count <= 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}

/// A survey of an agency whose wave is open.
struct AgencySurvey {
  let agency: FieldAgency
  let wave: SurveyWave

  init(_ agency: FieldAgency) throws {
    self.agency = agency
    var put = PutQuestionnaireRequest()
    put.questionnaire = Self.questionnaire
    let _: PutQuestionnaireResponse = try Self.call(agency, "PutQuestionnaire", put)
    var apply = ApplySurveyPolicyRequest()
    var policy = SurveyPolicy()
    policy.consentPresumed = true
    apply.policy = policy
    let _: ApplySurveyPolicyResponse = try Self.call(agency, "ApplySurveyPolicy", apply)
    var create = CreateSurveyRequest()
    var survey = Survey()
    survey.name = "visit_survey"
    survey.title = "방문 뒤 조사"
    survey.questionnaire = "after_visit"
    survey.mode = .customer
    create.survey = survey
    let made: Survey = try Self.call(agency, "CreateSurvey", create)
    var make = CreateWaveRequest()
    var wave = SurveyWave()
    wave.surveyID = made.id
    wave.closeTime = agency.fixture.clock.now().adding(seconds: 30 * 86_400)
    make.wave = wave
    wave = try Self.call(agency, "CreateWave", make)
    var open = OpenWaveRequest()
    open.id = wave.id
    self.wave = try Self.call(agency, "OpenWave", open)
  }

  private static func call<Q: Message, A: Message>(
    _ agency: FieldAgency, _ method: String, _ request: Q
  ) throws -> A {
    try agency.admin.call("pcrm.v1.SurveyService/\(method)", request)
  }

  /// Whether somebody was met, who, and how that was.
  static var questionnaire: Questionnaire {
    func item(_ type: FormItemType, _ name: String, _ change: (inout FormItem) -> Void) -> FormItem
    {
      var item = FormItem()
      item.type = type
      item.name = name
      change(&item)
      return item
    }
    var list = ChoiceList()
    list.name = "yn"
    list.choices = ["y", "n"].map { value in
      var choice = FormChoice()
      choice.value = value
      return choice
    }
    var form = Questionnaire()
    form.name = "after_visit"
    form.items = [
      item(.selectOne, "met") {
        $0.choiceList = "yn"
        $0.required = "true()"
      },
      item(.text, "who") { $0.relevance = "${met} = 'y'" },
      item(.integer, "score") {
        $0.required = "true()"
        $0.constraint = ". >= 0 and . <= 10"
      },
    ]
    form.choiceLists = [list]
    return form
  }

  /// The token of a new invitation.
  func invite(_ customer: CustomerID = CustomerID()) throws -> String {
    var request = CreateInvitationRequest()
    request.waveID = wave.id
    request.customerID = customer
    let response: CreateInvitationResponse = try Self.call(agency, "CreateInvitation", request)
    return response.token
  }

  func close() throws {
    var request = CloseWaveRequest()
    request.id = wave.id
    let _: SurveyWave = try Self.call(agency, "CloseWave", request)
  }

  func answers() throws -> [SurveyAnswer] {
    var request = ListAnswersRequest()
    request.waveID = wave.id
    let page: ListAnswersResponse = try agency.admin.call(
      "pcrm.v1.SurveyAnswerService/ListAnswers", request)
    return page.answers
  }
}
