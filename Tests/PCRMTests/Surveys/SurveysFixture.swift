import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Testing

@testable import PCRM

/// What the tests of surveys call and make, in few words.
extension TestCaller {
  @discardableResult
  func surveys<Request: Message, Response: Message>(
    _ method: String, _ type: Request.Type, as response: Response.Type = Response.self,
    _ set: (inout Request) -> Void = { _ in }
  ) throws -> Response {
    var request = Request()
    set(&request)
    return try call("pcrm.v1.SurveyService/\(method)", request)
  }

  /// Why a call of the survey service is refused; nil when it is not.
  func surveysRefusal<Request: Message>(
    _ method: String, _ type: Request.Type, _ set: (inout Request) -> Void = { _ in }
  ) throws -> Refusal? {
    var request = Request()
    set(&request)
    return try refused("pcrm.v1.SurveyService/\(method)", request)
  }

  @discardableResult
  func put(
    _ form: Questionnaire, _ set: (inout PutQuestionnaireRequest) -> Void = { _ in }
  ) throws -> PutQuestionnaireResponse {
    try surveys("PutQuestionnaire", PutQuestionnaireRequest.self) {
      $0.questionnaire = form
      set(&$0)
    }
  }

  func survey(_ set: (inout Survey) -> Void = { _ in }) throws -> Survey {
    try surveys("CreateSurvey", CreateSurveyRequest.self) {
      var survey = Survey()
      survey.name = "satisfaction"
      survey.title = "만족도 조사"
      survey.questionnaire = "service"
      survey.mode = .customer
      set(&survey)
      $0.survey = survey
    }
  }

  func wave(_ id: SurveyWaveID) throws -> SurveyWave {
    try surveys("GetWave", GetWaveRequest.self) { $0.id = id }
  }

  func freeze(_ id: SurveyWaveID) throws -> SurveyWave {
    try surveys("FreezeFrame", FreezeFrameRequest.self) { $0.waveID = id }
  }

  func openWave(_ id: SurveyWaveID) throws -> SurveyWave {
    try surveys("OpenWave", OpenWaveRequest.self) { $0.id = id }
  }

  func closeWave(_ id: SurveyWaveID) throws -> SurveyWave {
    try surveys("CloseWave", CloseWaveRequest.self) { $0.id = id }
  }

  func policy(_ set: (inout SurveyPolicy) -> Void) throws -> ApplySurveyPolicyResponse {
    try surveys("ApplySurveyPolicy", ApplySurveyPolicyRequest.self) {
      var policy = SurveyPolicy()
      policy.gapDays = 30
      policy.nightFromMinute = 1260
      policy.nightToMinute = 480
      policy.link = "https://survey.example.kr/a/{token}"
      policy.optOutLink = "https://survey.example.kr/no/{token}"
      policy.keepHours = 24
      set(&policy)
      $0.policy = policy
    }
  }

  func sample(of id: SurveyWaveID, drawn: Bool = false) throws -> [SampleMember] {
    var request = ListSampleRequest()
    request.waveID = id
    request.sampledOnly = drawn
    request.pageSize = 7
    var found: [SampleMember] = []
    repeat {
      let page: ListSampleResponse = try call("pcrm.v1.SurveyService/ListSample", request)
      found += page.members
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func invitations(
    to id: SurveyWaveID, _ state: InvitationState = .unspecified
  ) throws -> [Invitation] {
    var request = ListInvitationsRequest()
    request.waveID = id
    request.state = state
    request.pageSize = 7
    var found: [Invitation] = []
    repeat {
      let page: ListInvitationsResponse = try call(
        "pcrm.v1.SurveyService/ListInvitations", request)
      found += page.invitations
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func messages(
    of id: SurveyWaveID, _ state: OutboxState = .unspecified
  ) throws -> [OutboxMessage] {
    var request = ListOutboxMessagesRequest()
    request.waveID = id
    request.state = state
    request.pageSize = 7
    var found: [OutboxMessage] = []
    repeat {
      let page: ListOutboxMessagesResponse = try call(
        "pcrm.v1.SurveyService/ListOutboxMessages", request)
      found += page.messages
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return found
  }

  func agree(
    _ customer: CustomerID, _ state: ConsentState = .given, by channel: Channel = .unspecified
  ) throws {
    var request = RecordConsentRequest()
    var consent = Consent()
    consent.customerID = customer
    consent.purpose = "satisfaction_survey"
    consent.channel = channel
    consent.state = state
    consent.textVersion = "2026-01"
    request.consent = consent
    let _: Consent = try call("pcrm.v1.CustomerService/RecordConsent", request)
  }
}

extension Questionnaire {
  /// Two questions: how satisfied, and why.
  static func service(_ change: (inout Questionnaire) -> Void = { _ in }) -> Questionnaire {
    var form = Questionnaire()
    form.name = "service"
    form.languages = ["ko"]
    form.title = [LocalText("ko", "서비스")]
    var satisfied = FormItem()
    satisfied.name = "satisfied"
    satisfied.type = .integer
    satisfied.label = [LocalText("ko", "얼마나 만족하십니까?")]
    satisfied.constraint = ". >= 1 and . <= 5"
    var why = FormItem()
    why.name = "why"
    why.type = .text
    why.label = [LocalText("ko", "왜 그렇습니까?")]
    why.relevance = "${satisfied} < 3"
    form.items = [satisfied, why]
    change(&form)
    return form
  }
}

extension LocalText {
  init(_ language: String, _ text: String) {
    self.init()
    self.language = language
    self.text = text
  }
}

extension SurveyText {
  static let ko: SurveyText = {
    var text = SurveyText()
    text.language = "ko"
    text.subject = "{title}"
    text.body = "{name}님, {link} 에서 {expires}까지 답해 주세요. 거부: {opt_out}"
    return text
  }()
}

/// An office with customers who agreed to be asked, a questionnaire, a policy, and a survey of all of them.
struct SurveyWorld {
  let pcrm: PCRMFixture
  let admin: TestCaller
  let office: UnitID
  let customers: [CustomerID]
  let survey: Survey

  init(
    _ pcrm: PCRMFixture, customers count: Int = 10, mode: SurveyMode = .customer,
    agreed: Bool = true
  ) throws {
    self.pcrm = pcrm
    admin = pcrm.admin
    let office = try pcrm.office()
    self.office = office
    var made: [CustomerID] = []
    for number in 0..<count {
      made.append(try Self.customer(pcrm, office, number, agreed: agreed))
    }
    customers = made
    try pcrm.build(SegmentDefinition.list("asked"))
    for start in stride(from: 0, to: made.count, by: 500) {
      try admin.addMembers("asked", Array(made[start..<min(start + 500, made.count)]))
    }
    try admin.put(.service())
    _ = try admin.policy { _ in }
    survey = try admin.survey { $0.mode = mode }
  }

  static func customer(
    _ pcrm: PCRMFixture, _ office: UnitID, _ number: Int, agreed: Bool = true
  ) throws -> CustomerID {
    let id = try pcrm.admin.create(
      .person("고객\(number)").with {
        $0.homeOfficeID = office
        var point = ContactPoint()
        point.kind = .email
        point.value = "customer\(number)@example.kr"
        $0.contactPoints = [point]
      }
    ).id
    if agreed { try pcrm.admin.agree(id) }
    return id
  }

  /// A time of Monday, 2 March 2026, in Seoul, or of a day after it; the clock begins there at nine.
  static func at(_ hour: Int64, _ minute: Int64 = 0, day: Int64 = 0) -> Timestamp {
    Timestamp(seconds: 1_772_377_200 + (day * 24 + hour) * 3600 + minute * 60, nanos: 0)
  }

  /// Moves the clock to a time that is still to come, and does what is due then.
  func go(to time: Timestamp) throws {
    let now = pcrm.clock.now()
    pcrm.clock.advance(seconds: (time.microseconds - now.microseconds) / 1_000_000)
    try pcrm.runJobs()
  }

  /// A wave that asks everybody of the segment by e-mail for two weeks.
  func wave(
    of survey: SurveyID? = nil, _ change: (inout SurveyWave) -> Void = { _ in }
  ) throws -> SurveyWave {
    try admin.surveys("CreateWave", CreateWaveRequest.self) {
      $0.wave = draft(of: survey, change)
    }
  }

  func draft(
    of survey: SurveyID? = nil, _ change: (inout SurveyWave) -> Void = { _ in }
  ) -> SurveyWave {
    var wave = SurveyWave()
    wave.surveyID = survey ?? self.survey.id
    wave.closeTime = Self.at(18, day: 14)
    var plan = SamplePlan()
    plan.segment = "asked"
    plan.method = .all
    wave.sample = plan
    wave.channels = [.email]
    wave.invitationTexts = [.ko]
    change(&wave)
    return wave
  }

  /// A wave that is open, its frame frozen and its invitations in the outbox.
  func opened(
    of survey: SurveyID? = nil, _ change: (inout SurveyWave) -> Void = { _ in }
  ) throws -> SurveyWave {
    let wave = try wave(of: survey, change)
    if wave.sample != nil {
      _ = try admin.freeze(wave.id)
      try pcrm.runJobs()
    }
    _ = try admin.openWave(wave.id)
    try pcrm.runJobs()
    return try admin.wave(wave.id)
  }

  /// Takes everything that is due from the outbox and says how it went.
  @discardableResult
  func deliver(_ delivery: Delivery = .taken) throws -> [OutboundMessage] {
    let outbox = Outbox(pcrm.database)
    let taken = try outbox.take(by: [.email, .sms, .app, .post], most: 1000)
    for message in taken { try outbox.record(delivery, of: message, by: "test") }
    return taken
  }

  /// The token in a message's link.
  static func token(_ message: OutboundMessage) throws -> String {
    let parts = message.body.split(separator: "/a/")
    return String(try #require(parts.last).prefix(32))
  }

  /// Uses an invitation up as an answer does.
  func complete(_ token: String) throws -> Bool {
    try pcrm.database.write { (writer) throws(Status) in
      let invitation = try writer.reader.invitation(token: token)
      guard let wave = try writer.reader.wave(invitation.waveID) else { throw .internalError }
      let use = try writer.complete(invitation, in: wave)
      try writer.recordStep("test/complete")
      return use == .counted
    }
  }
}
