import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Storage
import Testing

@testable import PCRM

/// A survey with an open wave, a portal that hands answers in, and invitations for it.
struct AnswerWorld {
  let pcrm: PCRMFixture
  let portal: TestCaller
  let survey: Survey
  let wave: SurveyWave

  init(
    _ pcrm: PCRMFixture, mode: SurveyMode = .customer, rated: [UnitID] = [],
    quotas: [SurveyQuota] = [], minGroup: Int32 = 0, anonymous: Bool = false,
    form: Questionnaire = Self.form
  ) throws {
    self.pcrm = pcrm
    portal = try pcrm.caller(as: .integration)
    var put = PutQuestionnaireRequest()
    put.questionnaire = form
    let _: PutQuestionnaireResponse = try pcrm.admin.call(
      "pcrm.v1.SurveyService/PutQuestionnaire", put)
    var apply = ApplySurveyPolicyRequest()
    var policy = SurveyPolicy()
    policy.consentPresumed = true
    apply.policy = policy
    let _: ApplySurveyPolicyResponse = try pcrm.admin.call(
      "pcrm.v1.SurveyService/ApplySurveyPolicy", apply)
    var create = CreateSurveyRequest()
    var survey = Survey()
    survey.name = "satisfaction"
    survey.title = "Satisfaction"
    survey.questionnaire = "visit"
    survey.mode = mode
    create.survey = survey
    self.survey = try pcrm.admin.call("pcrm.v1.SurveyService/CreateSurvey", create)
    var make = CreateWaveRequest()
    var wave = SurveyWave()
    wave.surveyID = self.survey.id
    wave.closeTime = pcrm.clock.now().adding(seconds: 30 * 86_400)
    wave.quotas = quotas
    wave.ratedUnitIDs = rated
    wave.minGroup = minGroup
    wave.anonymous = anonymous
    make.wave = wave
    wave = try pcrm.admin.call("pcrm.v1.SurveyService/CreateWave", make)
    var open = OpenWaveRequest()
    open.id = wave.id
    self.wave = try pcrm.admin.call("pcrm.v1.SurveyService/OpenWave", open)
  }

  /// A score of 0 to 10, why it is low, sex, and what tells about the filling in.
  static var form: Questionnaire {
    func item(_ type: FormItemType, _ name: String) -> FormItem {
      var item = FormItem()
      item.type = type
      item.name = name
      return item
    }
    var score = item(.scale, "score")
    score.required = "true()"
    var scale = ScaleRange()
    scale.from = "0"
    scale.to = "10"
    score.scale = scale
    var why = item(.text, "why")
    why.relevance = "${score} < 5"
    var sex = item(.selectOne, "sex")
    sex.choiceList = "sex"
    var start = item(.metadata, "start")
    start.metadata = .start
    var device = item(.metadata, "device")
    device.metadata = .deviceID
    var twice = item(.calculated, "told")
    twice.calculation = "concat(${device}, ${source}, ${start})"
    var kept = item(.calculated, "kept")
    kept.calculation = "once(now())"
    var list = ChoiceList()
    list.name = "sex"
    list.choices = ["f", "m"].map { value in
      var choice = FormChoice()
      choice.value = value
      return choice
    }
    var form = Questionnaire()
    form.name = "visit"
    form.items = [score, why, sex, start, device, item(.hidden, "source"), twice, kept]
    form.choiceLists = [list]
    return form
  }

  func token(for customer: CustomerID = CustomerID()) throws -> String {
    var request = CreateInvitationRequest()
    request.waveID = wave.id
    request.customerID = customer
    let response: CreateInvitationResponse = try pcrm.admin.call(
      "pcrm.v1.SurveyService/CreateInvitation", request)
    return response.token
  }

  static func sheet(_ values: [(String, AnswerValue.Value)]) -> AnswerSheet {
    var answers = Answers()
    answers.values = values.map { path, value in
      var answer = AnswerValue()
      answer.path = path
      answer.value = value
      return answer
    }
    var sheet = AnswerSheet()
    sheet.answers = answers
    return sheet
  }

  /// A request that takes a minute, from a device of its own.
  func request(
    _ token: String, _ values: [(String, AnswerValue.Value)], number: UInt64 = 1
  ) -> SubmitAnswerRequest {
    var sheet = Self.sheet(values)
    sheet.id = SurveyAnswerID(high: 0x018f_0000_0000_7000, low: 1 << 63 | number)
    var request = SubmitAnswerRequest()
    request.token = token
    request.mode = .`self`
    request.deviceID = "device-\(number)"
    request.finishTime = pcrm.clock.now()
    request.startTime = pcrm.clock.now().adding(seconds: -60)
    request.sheets = [sheet]
    return request
  }

  func submit(
    _ request: SubmitAnswerRequest, as caller: TestCaller? = nil
  ) throws -> SubmitAnswerResponse {
    try (caller ?? portal).call("pcrm.v1.SurveyAnswerService/SubmitAnswer", request)
  }

  func refused(
    _ request: SubmitAnswerRequest, as caller: TestCaller? = nil
  ) throws -> Refusal? {
    try (caller ?? portal).refused("pcrm.v1.SurveyAnswerService/SubmitAnswer", request)
  }

  func answer(_ id: SurveyAnswerID) throws -> SurveyAnswer {
    var request = GetAnswerRequest()
    request.id = id
    return try pcrm.admin.call("pcrm.v1.SurveyAnswerService/GetAnswer", request)
  }

  @discardableResult
  func submitAnonymously(
    _ token: String, _ values: [(String, AnswerValue.Value)]
  ) throws -> SubmitAnonymousAnswerResponse {
    var request = SubmitAnonymousAnswerRequest()
    request.token = token
    request.sheets = [Self.sheet(values)]
    return try portal.call("pcrm.v1.SurveyAnswerService/SubmitAnonymousAnswer", request)
  }

  func close() throws {
    var request = CloseWaveRequest()
    request.id = wave.id
    let _: SurveyWave = try pcrm.admin.call("pcrm.v1.SurveyService/CloseWave", request)
    try pcrm.runJobs()
  }

  func number(_ sql: SQL) throws -> Int64 {
    try pcrm.database.read { (reader) throws(Status) in
      try reader.first(sql) { $0.integer(0) } ?? -1
    }
  }

  func findings() throws -> [String] {
    try pcrm.database.read { (reader) throws(Status) in try reader.checkSurveyAnswers() }
  }
}

extension AnswerWorld {
  /// An open wave of its own that asks so many questions, and a token for it.
  func long(_ questions: Int) throws -> (token: String, wave: SurveyWave) {
    let admin = pcrm.admin
    let name = "long-\(questions)"
    if try admin.surveysRefusal("GetSurvey", GetSurveyRequest.self, { $0.name = name }) != nil {
      var form = Questionnaire()
      form.name = name
      form.items = (0..<questions).map { number in
        var item = FormItem()
        item.name = "q\(number)"
        item.type = .integer
        return item
      }
      try admin.put(form)
      _ = try admin.survey {
        $0.name = name
        $0.questionnaire = name
      }
    }
    let survey: Survey = try admin.surveys("GetSurvey", GetSurveyRequest.self) { $0.name = name }
    let made: SurveyWave = try admin.surveys("CreateWave", CreateWaveRequest.self) {
      var wave = SurveyWave()
      wave.surveyID = survey.id
      wave.closeTime = pcrm.clock.now().adding(seconds: 86_400)
      $0.wave = wave
    }
    let wave = try admin.openWave(made.id)
    let response: CreateInvitationResponse = try admin.surveys(
      "CreateInvitation", CreateInvitationRequest.self
    ) { $0.waveID = wave.id }
    return (response.token, wave)
  }
}
