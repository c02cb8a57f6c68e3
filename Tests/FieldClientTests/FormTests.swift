import Glibc
import PCRM
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Surveys
import Synchronization
import Testing

@testable import FieldClient

@Suite("FieldClient: forms that customers answer")
struct FormTests {
  /// A survey whose form a device carries.
  private struct World {
    let fixture: PCRMFixture
    let agency: FieldAgency
    let survey: AgencySurvey
    let device: TestDevice
    let network: DirectNetwork

    init(_ fixture: PCRMFixture) throws {
      self.fixture = fixture
      agency = try FieldAgency(fixture)
      survey = try AgencySurvey(agency)
      (device, network) = try agency.device()
      _ = sync()
    }

    var client: FieldClient { device.client }

    @discardableResult
    func sync(_ place: SourceLocation = #_sourceLocation) -> FieldSyncReport {
      let report = client.sync(over: network)
      #expect(
        report.failure == nil && report.isComplete, "\(String(describing: report.failure))",
        sourceLocation: place)
      return report
    }

    /// The form, filled in, with a token.
    func filled(_ token: String = "") throws -> FormSession {
      var session = try client.begin(survey.wave.id)
      try FormTests.fill(&session)
      session.token = token
      return session
    }
  }

  private func withWorld(_ body: (World) throws -> Void) throws {
    try withPCRM { fixture in try body(try World(fixture)) }
  }

  private static let unknown = String(repeating: "0", count: 32)

  /// Answers the form as a customer would who was not met at first.
  fileprivate static func fill(
    _ session: inout FormSession, met: String = "y", score: Int64 = 9
  ) throws {
    try session.state.set("met", .choice("y"))
    try session.state.set("who", .text("이안나"))
    try session.state.set("met", .choice(met))
    try session.state.set("score", .integer(score))
  }

  /// Would catch forms that do not come, answers that are lost on the way, and those that are shown as sent before they are.
  @Test func answeredWithoutANetworkAndSentLater() throws {
    try withWorld { world in
      let customer = try world.agency.customer("김하나")
      let token = try world.survey.invite(customer)
      world.network.fate.withLock { $0 = { _ in .lost } }
      let carried = try #require(try world.client.forms().first)
      #expect(carried.form.survey == "visit_survey" && carried.waiting == 0)
      var session = try world.client.begin(world.survey.wave.id, language: "ko")
      #expect(session.state.items().map(\.path) == ["met", "score"])
      try Self.fill(&session, met: "n")
      session.token = token
      world.fixture.clock.advance(seconds: 120)
      let receipt = try world.client.submit(session)
      // What is not asked any more is dropped here already, and said so.
      #expect(receipt.dropped.map(\.path) == ["who"])
      try world.device.reopen()
      #expect(try world.client.forms().first?.waiting == 1)
      #expect(try world.client.status().unsent == 1)
      world.fixture.clock.advance(seconds: 7200)
      world.network.fate.withLock { $0 = { $0 == "Push" ? .answerLost : .arrives } }
      #expect(world.client.sync(over: world.network).failure != nil)
      #expect(try world.client.forms().first?.waiting == 1)
      world.network.fate.withLock { $0 = { _ in .arrives } }
      let report = world.sync()
      #expect(report.results.map(\.outcome) == [.applied])
      #expect(report.results.first?.answer?.state == .submitted)
      #expect(try world.client.forms().first?.waiting == 0)
      let stored = try world.survey.answers()
      #expect(stored.count == 1)
      let answer = try #require(stored.first)
      #expect(answer.id == session.id && answer.customerID == customer)
      #expect(answer.mode == .assisted && answer.interviewerID == world.agency.staff[0])
      #expect(answer.answers?.values.map(\.path) == ["met", "score"])
      #expect(answer.startTime.map { answer.finishTime == $0.adding(seconds: 120) } == true)
      #expect(answer.flags.isEmpty && answer.dropped.isEmpty)
    }
  }

  /// Would catch a draft that a killed program loses, one that can be read from the disk, and one that stays after all.
  @Test func aDraftSurvivesTheEndOfTheProgram() throws {
    try withWorld { world in
      var session = try world.client.begin(world.survey.wave.id)
      try session.state.set("met", .choice("y"))
      try session.state.set("who", .text("비밀스러운 답"))
      session.token = try world.survey.invite()
      try world.client.keep(session)
      // Switched off in the middle of keeping more.
      try world.device.reopen { (step, moment) throws(Status) in
        if step == .draft && moment == .beforeCommit { throw Status(.unavailable, "off") }
      }
      try session.state.set("score", .integer(3))
      #expect(throws: Status.self) { try world.client.keep(session) }
      try world.device.reopen()
      let draft = try #require(try world.client.drafts().first)
      #expect(draft.id == session.id && draft.values == 2)
      #expect(try world.client.forms().first?.drafts == [draft])
      for file in ["pcrm.db", "pcrm.db-wal"] {
        let bytes = try contents(world.device.folder.path + "/field/" + file)
        #expect(!bytes.contains(Array("비밀스러운 답".utf8)), "\(file)")
        #expect(!bytes.contains(Array(session.token.utf8)), "\(file)")
      }
      var resumed = try world.client.resume(draft.id)
      #expect(resumed.token == session.token && resumed.startTime == session.startTime)
      #expect(resumed.finished(at: world.fixture.clock.now()).problems.map(\.path) == ["score"])
      let incomplete = Status(
        .failedPrecondition, "", ErrorInfo(reason: "ANSWER_INCOMPLETE", field: "answers"))
      let unfinished = resumed
      #expect(throws: incomplete) { try world.client.submit(unfinished) }
      #expect(try world.client.drafts().count == 1)
      try resumed.state.set("score", .integer(3))
      _ = try world.client.submit(resumed)
      #expect(try world.client.drafts().isEmpty)
      #expect(world.sync().results.map(\.outcome) == [.applied])
      #expect(try world.survey.answers().first?.answers?.values.count == 3)
    }
  }

  /// Would catch a draft that goes with its form: what a customer said is handed in, late.
  @Test func aDraftOutlivesItsForm() throws {
    try withWorld { world in
      let session = try world.filled(try world.survey.invite())
      try world.client.keep(session)
      try world.survey.close()
      #expect(world.sync().removals == 1)
      #expect(try world.client.forms().isEmpty)
      #expect(throws: Status.self) { try world.client.begin(world.survey.wave.id) }
      let draft = try #require(try world.client.drafts().first)
      _ = try world.client.submit(try world.client.resume(draft.id))
      let report = world.sync()
      #expect(report.results.first?.answer?.state == .late)
    }
  }

  /// Would catch an answer that nobody can put right after its token was another one, or that is refused in silence.
  @Test func aRefusedAnswerIsShownAndPutRight() throws {
    try withWorld { world in
      var session = try world.filled()
      // What cannot be a token is noticed while the customer is there.
      for wrong in ["", "abc", String(repeating: "g", count: 32)] {
        session.token = wrong
        let bad = session
        #expect(throws: Status.self) { try world.client.submit(bad) }
      }
      session.token = Self.unknown
      _ = try world.client.submit(session)
      // The same token twice, as long as nobody has said no to it.
      let twice = try world.filled(session.token)
      #expect(throws: Status.self) { try world.client.submit(twice) }
      let report = world.sync()
      #expect(report.results.map(\.reason) == ["TOKEN_UNKNOWN"])
      let entry = try #require(try world.client.queue().last)
      #expect(entry.result?.outcome == .rejected && entry.result?.field == "answer.token")
      #expect(try world.client.status().refused == 1)
      var again = try world.client.reopen(entry.mutation.id)
      #expect(again.id == session.id && again.startTime == session.startTime)
      again.token = try world.survey.invite()
      _ = try world.client.submit(again)
      #expect(world.sync().results.map(\.outcome) == [.applied])
      #expect(try world.survey.answers().map(\.id) == [session.id])
    }
  }

  /// Would catch an answer that is lost when it is refused after its form has left the device.
  @Test func aRefusedAnswerOutlivesItsForm() throws {
    try withWorld { world in
      let token = try world.survey.invite()
      let session = try world.filled(Self.unknown)
      try world.client.keep(session)
      let n = try world.client.submit(session).n
      // On its way it is nobody's to go on with, or to forget.
      #expect(try world.client.drafts().isEmpty)
      #expect(throws: Status.self) { try world.client.resume(session.id) }
      try world.client.forget(session.id)
      try world.survey.close()
      #expect(world.sync().results.map(\.reason) == ["TOKEN_UNKNOWN"])
      #expect(try world.client.forms().isEmpty)
      try world.device.reopen()
      let entry = try #require(try world.client.queue().first)
      try world.client.dismiss(entry.mutation.id)
      world.sync()
      let draft = try #require(try world.client.drafts().first)
      #expect(draft.id == session.id && draft.refusal?.n == n && draft.values == 3)
      #expect(draft.refusal?.field == "answer.token")
      var again = try world.client.resume(draft.id)
      #expect(again.token == Self.unknown && again.startTime == session.startTime)
      #expect(again.finished(at: world.fixture.clock.now()).isComplete)
      // Kept half put right, it still says what was wrong.
      try world.client.keep(again)
      #expect(try world.client.drafts().first?.refusal?.reason == "TOKEN_UNKNOWN")
      again.token = token
      _ = try world.client.submit(again)
      #expect(try world.client.drafts().isEmpty)
      #expect(world.sync().results.first?.answer?.state == .late)
      #expect(try world.client.drafts().isEmpty)
      #expect(try world.survey.answers().map(\.id) == [session.id])
    }
  }

  /// Would catch a reason that outlives what it was about, and a refused answer that cannot be thrown away.
  @Test func refusedAgainAndForgotten() throws {
    try withWorld { world in
      var session = try world.filled(Self.unknown)
      _ = try world.client.submit(session)
      world.sync()
      session = try world.client.resume(session.id)
      session.token = try world.survey.invite(try world.agency.customer("김하나", worker: 0))
      _ = try world.client.submit(session)
      #expect(world.sync().results.map(\.reason) == ["ON_BEHALF"])
      let draft = try #require(try world.client.forms().first?.drafts.first)
      #expect(draft.refusal?.reason == "ON_BEHALF")
      try world.client.forget(draft.id)
      #expect(try world.client.drafts().isEmpty)
      #expect(throws: Status.self) { try world.client.resume(draft.id) }
      // Begun anew under the same id it was never refused.
      try world.client.keep(session)
      #expect(try world.client.drafts().map(\.refusal) == [nil])
      // Kept once more while it is on its way, it is there to be seen.
      session.token = Self.unknown
      _ = try world.client.submit(session)
      #expect(try world.client.drafts().isEmpty)
      try world.client.keep(session)
      #expect(try world.client.drafts().map(\.id) == [session.id])
    }
  }

  /// Would catch an answer that a server which was put back refuses when it comes again, and that nobody has any more; and
  /// copies of answers that stay on the device for ever.
  @Test func whatWasTakenMayStillComeBack() throws {
    let device = try TestDevice()
    let server = PaperServer(clock: device.clock)
    var row = SyncRow()
    var form = SyncForm()
    form.waveID = Sample.id(7)
    form.questionnaire = AgencySurvey.questionnaire
    row.entity = .surveyWave
    row.id = form.waveID.description
    row.form = form
    server.put(row)
    #expect(device.client.sync(over: server).isComplete)
    let before = server.state.withLock { $0 }
    var session = try device.client.begin(form.waveID)
    try Self.fill(&session)
    session.token = Self.unknown
    _ = try device.client.submit(session)
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.applied])
    #expect(try device.client.drafts().isEmpty)
    server.state.withLock { state in
      state = before
      state.epoch = "life-2"
      state.refuses = [.surveyAnswer]
    }
    server.remove(SyncRowKey(.surveyWave, form.waveID))
    let report = device.client.sync(over: server)
    #expect(report.rewound == 1 && report.results.map(\.outcome) == [.rejected])
    #expect(try device.client.forms().isEmpty)
    #expect(try device.client.drafts().map(\.id) == [session.id])
    server.state.withLock { $0.refuses = [] }
    server.put(row)
    _ = try device.client.submit(try device.client.resume(session.id))
    #expect(device.client.sync(over: server).results.map(\.outcome) == [.applied])
    func copies() throws -> Int64? {
      try device.client.store.read { (reader) throws(Status) in
        try reader.first("SELECT count(*) FROM form_draft") { $0.integer(0) }
      }
    }
    #expect(try copies() == 1)
    server.state.withLock { $0.durableN = $0.lastN }
    #expect(device.client.sync(over: server).isComplete)
    #expect(device.client.sync(over: server).isComplete)
    #expect(try copies() == 0)
  }

  /// Would catch an answer that is taken without the visit that it was given on.
  @Test func goesWithTheVisitOrNotAtAll() throws {
    try withWorld { world in
      let visit = try world.agency.visit(try world.agency.customer("김하나"))
      world.sync()
      var session = try world.filled(Self.unknown)
      world.fixture.clock.advance(seconds: 3600)
      var met = VisitAttempt()
      met.visitID = visit.id
      met.outcome = .met
      try world.client.change([.attempt(met), .answer(session)], together: true)
      let report = world.sync()
      #expect(report.results.map(\.reason) == ["GROUP_FAILED", "TOKEN_UNKNOWN"])
      #expect(try world.agency.visit(visit.id).attempts == 0)
      session.token = try world.survey.invite()
      try world.client.change([.attempt(met), .answer(session)], together: true)
      #expect(world.sync().results.map(\.outcome) == [.applied, .applied])
      #expect(try world.agency.visit(visit.id).attempts == 1)
      #expect(try world.survey.answers().count == 1)
    }
  }

  /// Would catch forms and drafts that a device keeps after it was taken out of service.
  @Test func aRevokedDeviceKeepsNothing() throws {
    try withWorld { world in
      let session = try world.filled(try world.survey.invite())
      _ = try world.client.submit(session)
      let other = try world.filled()
      try world.client.keep(other)
      var revoke = RevokeDeviceRequest()
      revoke.id = try world.client.deviceID()
      revoke.reason = "lost"
      let _: Device = try world.agency.admin.call("pcrm.v1.FieldSyncService/RevokeDevice", revoke)
      let report = world.client.sync(over: world.network)
      #expect(report.isWiped && report.results.map(\.outcome) == [.quarantined])
      let refused = Status(
        .permissionDenied, "", ErrorInfo(reason: "DEVICE_REVOKED", field: "device"))
      #expect(throws: refused) { try world.client.drafts() }
      #expect(throws: refused) { try world.client.keep(other) }
      try world.client.startAnew()
      _ = world.sync()
      #expect(try world.client.drafts().isEmpty)
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

  init(_ agency: FieldAgency, form: Questionnaire = Self.questionnaire) throws {
    self.agency = agency
    var put = PutQuestionnaireRequest()
    put.questionnaire = form
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
