import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  @Sendable
  func createSurvey(
    _ request: CreateSurveyRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Survey {
    guard var survey = request.survey else { throw .required("survey") }
    try survey.check("survey")
    let reader = writer.reader
    if survey.id.isEmpty {
      survey.id = writer.newID()
    } else {
      try survey.id.checkClientMade("survey.id")
      if try reader.survey(survey.id) != nil { throw .idTaken("survey.id") }
    }
    if try reader.survey(named: survey.name) != nil { throw .nameTaken("survey.name") }
    try reader.checkUnit(survey.unitID, "survey.unit_id")
    try caller.checkChanges(survey.unitID, "survey.unit_id")
    try reader.checkQuestionnaire(of: survey)
    survey.version = 1
    survey.createTime = Timestamp(microseconds: writer.now.microseconds)
    survey.updateTime = survey.createTime
    try writer.insert(survey)
    return survey
  }

  @Sendable
  func survey(
    _ request: GetSurveyRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Survey {
    if !request.id.isEmpty {
      if !request.name.isEmpty { throw .malformed("name", "empty where there is an id") }
      return try reader.survey(request.id, "id", caller)
    }
    if request.name.isEmpty { throw .required("id") }
    guard let survey = try reader.survey(named: request.name),
      try reader.sees(survey.unitID, caller)
    else { throw .noSurvey("name") }
    return survey
  }

  @Sendable
  func listSurveys(
    _ request: ListSurveysRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListSurveysResponse {
    try request.mode.checkKnown("mode")
    let page = try context.pages.page(request, caller)
    let rows = try reader.surveys(request, page, caller)
    var response = ListSurveysResponse()
    response.surveys = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updateSurvey(
    _ request: UpdateSurveyRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Survey {
    guard let patch = request.survey else { throw .required("survey") }
    let reader = writer.reader
    let stored = try reader.survey(patch.id, "survey.id", caller)
    try caller.checkChanges(stored.unitID, "survey.id")
    try Status.check(version: patch.version, stored: stored.version)
    // "*" is all that an update changes: of the rest it would pass over another value in silence.
    let paths = request.updateMask?.paths ?? []
    if paths.isEmpty || paths.contains("*") {
      try patch.checkUnchanged(from: stored, "survey")
    }
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Survey.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var survey = update.result
    try survey.check("survey")
    if update.changed.contains("questionnaire") { try reader.checkQuestionnaire(of: survey) }
    survey.version = stored.version + 1
    survey.updateTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.update(survey, fields: update.names)
    return survey
  }

  @Sendable
  func applyPolicy(
    _ request: ApplySurveyPolicyRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplySurveyPolicyResponse {
    guard let policy = request.policy else { throw .required("policy") }
    try caller.checkWhole("policy")
    try policy.check("policy")
    let version = try writer.reader.surveyPolicyVersion()
    if request.baseVersion != 0 && request.baseVersion != version {
      throw Status.planOutdated("base_version", "the change was made for another state")
        .with("stored", String(version))
    }
    let stored = try writer.reader.surveyPolicy().comparable
    var response = ApplySurveyPolicyResponse()
    response.changes = ConfigDiff.changes(
      of: "survey_policy", from: stored, to: policy.comparable)
    response.version = version
    if request.dryRun || policy.comparable == stored { return response }
    try writer.insert(policy, by: caller)
    response.version = version + 1
    return response
  }

  @Sendable
  func policy(
    _ request: GetSurveyPolicyRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> SurveyPolicy {
    if request.version == 0 { return try reader.surveyPolicy() }
    guard let policy = try reader.surveyPolicy(version: request.version) else {
      throw .notFound("version", "there is no such version of the policy")
    }
    return policy
  }
}

extension Reader {
  /// Refuses a survey whose questionnaire is not there.
  fileprivate func checkQuestionnaire(of survey: Survey) throws(Status) {
    if try questionnaire(survey.questionnaire) == nil {
      throw .referenceMissing("survey.questionnaire", "questionnaire")
    }
  }
}
