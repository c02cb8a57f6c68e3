import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import SQLiteStorage
import Storage
import Testing

@testable import PCRM

/// A survey with a score model, waves, and answers that are counted as the answers' service counts them.
struct ResultWorld {
  let pcrm: PCRMFixture
  let admin: TestCaller
  let survey: Survey

  /// CSAT, NPS and an index of two dimensions with an overall part.
  static let model: ScoreModel = {
    var model = ScoreModel()
    model.name = "pcsi"
    model.title = "고객만족도"
    let five = scale(1, 5)
    var csat = ScoreMeasure()
    csat.name = "csat"
    csat.kind = .satisfaction
    csat.question = "overall"
    csat.scale = five
    csat.favourableFrom = 4
    var nps = ScoreMeasure()
    nps.name = "nps"
    nps.kind = .recommendation
    nps.question = "recommend"
    nps.scale = scale(0, 10, .raw)
    nps.favourableFrom = 9
    nps.unfavourableTo = 6
    model.measures = [csat, nps]
    var index = CompositeIndex()
    index.scale = five
    index.dimensions = [dimension("product", 3, "product"), dimension("delivery", 1, "delivery")]
    index.overall = [item("overall")]
    index.overallShare = 0.5
    model.index = index
    return model
  }()

  static func scale(
    _ min: Double, _ max: Double, _ conversion: ScoreConversion = .range
  ) -> ScoreScale {
    var scale = ScoreScale()
    scale.min = min
    scale.max = max
    scale.conversion = conversion
    return scale
  }

  private static func dimension(
    _ name: String, _ weight: Double, _ question: String
  ) -> ScoreDimension {
    var dimension = ScoreDimension()
    dimension.name = name
    dimension.weight = weight
    dimension.items = [item(question)]
    return dimension
  }

  private static func item(_ question: String) -> ScoreItem {
    var item = ScoreItem()
    item.question = question
    return item
  }

  init(
    _ pcrm: PCRMFixture, mode: SurveyMode = .customer, unit: UnitID = UnitID()
  ) throws {
    self.pcrm = pcrm
    admin = pcrm.admin
    var form = Questionnaire()
    form.name = "pcsi"
    form.languages = ["ko"]
    form.items = ["product", "delivery", "overall", "recommend"].map { name in
      var item = FormItem()
      item.name = name
      item.type = .integer
      return item
    }
    var put = PutQuestionnaireRequest()
    put.questionnaire = form
    let _: PutQuestionnaireResponse = try admin.call(
      "pcrm.v1.SurveyService/PutQuestionnaire", put)
    var apply = ApplyScoreModelRequest()
    apply.model = Self.model
    let _: ApplyScoreModelResponse = try admin.results("ApplyScoreModel", apply)
    var create = CreateSurveyRequest()
    var survey = Survey()
    survey.name = "pcsi"
    survey.title = "고객만족도 조사"
    survey.questionnaire = "pcsi"
    survey.scoreModel = "pcsi"
    survey.mode = mode
    survey.unitID = unit
    create.survey = survey
    self.survey = try admin.call("pcrm.v1.SurveyService/CreateSurvey", create)
  }

  /// An open wave.
  func wave(_ change: (inout SurveyWave) -> Void = { _ in }) throws -> SurveyWave {
    var create = CreateWaveRequest()
    var wave = SurveyWave()
    wave.surveyID = survey.id
    wave.closeTime = Timestamp(microseconds: pcrm.clock.now().microseconds + 86_400_000_000)
    change(&wave)
    create.wave = wave
    let made: SurveyWave = try admin.call("pcrm.v1.SurveyService/CreateWave", create)
    var open = OpenWaveRequest()
    open.id = made.id
    return try admin.call("pcrm.v1.SurveyService/OpenWave", open)
  }

  func close(_ wave: SurveyWave) throws {
    var request = CloseWaveRequest()
    request.id = wave.id
    let _: SurveyWave = try admin.call("pcrm.v1.SurveyService/CloseWave", request)
  }

  /// Says that a wave was drawn from strata of these sizes.
  func frame(_ wave: SurveyWave, _ strata: [(String, Int64)]) throws {
    try pcrm.database.write { (writer) throws(Status) in
      guard var stored = try writer.reader.wave(wave.id) else { return }
      var frame = SurveyFrame()
      frame.state = .ready
      frame.strata = strata.map { name, size in
        var stratum = SurveyStratum()
        stratum.name = name
        stratum.size = size
        return stratum
      }
      frame.size = strata.reduce(0) { $0 + $1.1 }
      stored.frame = frame
      try writer.keep(stored)
    }
  }

  /// So many of no group.
  func answer(
    _ wave: SurveyWave, _ values: [Int], times: Int = 1, takenOut: Bool = false
  ) throws {
    try answer(wave, AnswerGroup(), values, times: times, takenOut: takenOut)
  }

  /// So many who all answer product, delivery, overall and recommend alike.
  func answer(
    _ wave: SurveyWave, _ group: AnswerGroup, _ values: [Int], times: Int = 1,
    takenOut: Bool = false
  ) throws {
    var answers = Answers()
    answers.values = zip(["product", "delivery", "overall", "recommend"], values).map {
      var value = AnswerValue()
      value.path = $0
      value.value = .integer(Int64($1))
      return value
    }
    let given = answers
    try pcrm.database.write { (writer) throws(Status) in
      guard let stored = try writer.reader.wave(wave.id) else { return }
      for _ in 0..<times {
        if takenOut {
          try writer.discount(given, of: stored, in: group)
        } else {
          try writer.count(given, of: stored, in: group)
        }
      }
    }
  }

  func results(
    _ wave: SurveyWave, by caller: TestCaller? = nil,
    _ change: (inout GetWaveResultsRequest) -> Void = { _ in }
  ) throws -> WaveResults {
    var request = GetWaveResultsRequest()
    request.waveID = wave.id
    change(&request)
    return try (caller ?? admin).results("GetWaveResults", request)
  }
}

extension TestCaller {
  func results<Request: Message, Response: Message>(
    _ method: String, _ request: Request, as type: Response.Type = Response.self
  ) throws -> Response {
    try call("pcrm.v1.SurveyResultService/\(method)", request)
  }

  func resultsRefusal<Request: Message>(
    _ method: String, _ request: Request
  ) throws -> Refusal? {
    try refused("pcrm.v1.SurveyResultService/\(method)", request)
  }
}

extension AnswerGroup {
  static func of(
    office: UnitID = UnitID(), team: UnitID = UnitID(), stratum: String = "",
    rated: UnitID = UnitID(), round: Int64 = 0
  ) -> AnswerGroup {
    var group = AnswerGroup()
    group.office = office
    group.team = team
    group.stratum = stratum
    group.ratedUnit = rated
    group.round = round
    return group
  }
}
