import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

@testable import PCRM

struct QuestionnaireStoreTests {
  /// Would catch a version that changes under a wave, a new one without need, and a dry run that writes.
  @Test func versions() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      #expect(try admin.put(.service()) { $0.dryRun = true }.questionnaire?.version == 1)
      #expect(
        try admin.surveysRefusal("GetQuestionnaire", GetQuestionnaireRequest.self) {
          $0.name = "service"
        } == Refusal(.notFound, "NOT_FOUND", "name"))
      let first = try #require(try admin.put(.service()).questionnaire)
      #expect(first.version == 1 && !first.id.isEmpty)
      #expect(try admin.put(.service()).questionnaire?.version == 1)
      // Nobody asks it yet: it is replaced.
      let longer = try admin.put(.service { $0.note = "draft 2" })
      #expect(longer.questionnaire?.version == 1 && longer.questionnaire?.id == first.id)
      #expect(longer.changes.map(\.path) == ["note"])
      let survey = try admin.survey()
      let wave = try admin.surveys("CreateWave", CreateWaveRequest.self, as: SurveyWave.self) {
        var wave = SurveyWave()
        wave.surveyID = survey.id
        $0.wave = wave
      }
      #expect(wave.questionnaireVersion == 1)
      let second = try admin.put(.service { $0.note = "after the first wave" })
      #expect(second.questionnaire?.version == 2)
      let kept: Questionnaire = try admin.surveys(
        "GetQuestionnaire", GetQuestionnaireRequest.self
      ) {
        $0.name = "service"
        $0.version = 1
      }
      #expect(kept.note == "draft 2" && kept.used)
      let listed: ListQuestionnaireVersionsResponse = try admin.surveys(
        "ListQuestionnaireVersions", ListQuestionnaireVersionsRequest.self
      ) {
        $0.name = "service"
        $0.pageSize = 1
      }
      #expect(listed.versions.map(\.version) == [2] && !listed.nextPageToken.isEmpty)
      let all: ListQuestionnairesResponse = try admin.surveys(
        "ListQuestionnaires", ListQuestionnairesRequest.self)
      #expect(all.questionnaires.map(\.questions) == [2] && all.questionnaires[0].title == "서비스")
      #expect(
        try admin.surveysRefusal("PutQuestionnaire", PutQuestionnaireRequest.self) {
          $0.questionnaire = .service { $0.note = "too late" }
          $0.version = 1
        } == Refusal(.aborted, "VERSION_MISMATCH", "version"))
    }
  }

  private struct Fault: Sendable, CustomTestStringConvertible {
    let fault: String
    let reason: String
    let field: String
    var place = ""
    var expression = ""
    let change: @Sendable (inout Questionnaire) -> Void

    var testDescription: String { fault }
  }

  private static let faults: [Fault] = [
    Fault(fault: "no name", reason: "FIELD_REQUIRED", field: "questionnaire.name") {
      $0.name = ""
    },
    Fault(fault: "a name with blanks", reason: "FIELD_MALFORMED", field: "questionnaire.name") {
      $0.name = "my survey"
    },
    Fault(fault: "no questions", reason: "FORM_INVALID", field: "questionnaire") { $0.items = [] },
    Fault(
      fault: "an unknown function", reason: "FORM_INVALID", field: "questionnaire",
      place: "why.relevance", expression: "magic(${satisfied})"
    ) { $0.items[1].relevance = "magic(${satisfied})" },
    Fault(
      fault: "a question that is not there", reason: "FORM_INVALID", field: "questionnaire",
      place: "why.relevance", expression: "${gone} = 1"
    ) { $0.items[1].relevance = "${gone} = 1" },
    Fault(fault: "a circle", reason: "FORM_INVALID", field: "questionnaire") {
      $0.items[0].relevance = "${why} != ''"
    },
  ]

  /// Would catch a questionnaire that is stored although it cannot be asked.
  @Test(arguments: faults) private func refused(_ fault: Fault) throws {
    try withPCRM { pcrm in
      var request = PutQuestionnaireRequest()
      request.questionnaire = .service(fault.change)
      let refusal = try pcrm.admin.refusal("pcrm.v1.SurveyService/PutQuestionnaire", request)
      let status = try #require(refusal)
      #expect(status.code == .invalidArgument && status.info.reason == fault.reason)
      #expect(status.info.field == fault.field)
      let params = Dictionary(
        status.info.params.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
      if !fault.place.isEmpty { #expect(params["place"] == fault.place) }
      if !fault.expression.isEmpty { #expect(params["expression"] == fault.expression) }
    }
  }

  /// Would catch a question that is taken for another one, or for none, and answers that are compared although their
  /// choices mean something else.
  @Test func mapping() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      func use() throws {
        let id =
          try admin.surveys("ListSurveys", ListSurveysRequest.self, as: ListSurveysResponse.self)
          .surveys.first?.id ?? admin.survey().id
        let _: SurveyWave = try admin.surveys("CreateWave", CreateWaveRequest.self) {
          var wave = SurveyWave()
          wave.surveyID = id
          $0.wave = wave
        }
      }
      try admin.put(.service())
      try use()
      try admin.put(
        .service {
          $0.items[0].name = "content"
          $0.items[1].relevance = "${content} < 3"
        }
      ) {
        var rename = QuestionRename()
        rename.before = "satisfied"
        rename.after = "content"
        $0.renames = [rename]
      }
      try use()
      try admin.put(
        .service {
          $0.items[0].name = "content"
          $0.items[1].name = "satisfied"
          $0.items[1].relevance = ""
          $0.items[1].type = .integer
        })
      let answer: MapQuestionnaireResponse = try admin.surveys(
        "MapQuestionnaire", MapQuestionnaireRequest.self
      ) {
        $0.name = "service"
        $0.fromVersion = 1
      }
      #expect(
        answer.mappings.map { "\($0.fromPath)>\($0.toPath) \($0.comparable) \($0.changed)" } == [
          "satisfied>content true true", ">satisfied false false", "why> false false",
        ])
      #expect(
        try admin.surveysRefusal("PutQuestionnaire", PutQuestionnaireRequest.self) {
          $0.questionnaire = .service { $0.note = "n" }
          var rename = QuestionRename()
          rename.before = "nowhere"
          rename.after = "why"
          $0.renames = [rename]
        } == Refusal(.invalidArgument, "FIELD_MALFORMED", "renames[0].before"))
    }
  }

  /// Would catch a quota whose condition counts by itself, because a question inside a group has the name under which it
  /// is worked out.
  @Test func quotasTakeNoNameOfAQuestion() throws {
    var question = FormItem()
    question.name = "quota0"
    question.type = .integer
    var group = FormItem()
    group.name = "g"
    group.type = .group
    group.items = [question]
    var form = Questionnaire()
    form.name = "form"
    form.items = [group]
    let (_, paths) = form.probing(["${quota0} > 3", "", "${quota0} = 1"])
    #expect(paths == ["quota0_", nil, "quota2"])
    var quota = SurveyQuota()
    quota.name = "glad"
    quota.max = 5
    quota.condition = "${quota0} > 3"
    try QuestionnaireCheck.check([quota], form, "wave.quotas")
  }
}
