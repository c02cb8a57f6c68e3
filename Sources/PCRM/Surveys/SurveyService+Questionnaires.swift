import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  @Sendable
  func putQuestionnaire(
    _ request: PutQuestionnaireRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> PutQuestionnaireResponse {
    guard var form = request.questionnaire else { throw .required("questionnaire") }
    try caller.checkWhole("questionnaire")
    try TextRules.checkCode(form.name, "questionnaire.name", max: 64, others: "_-")
    let newest = try writer.reader.questionnaire(form.name)
    if request.version != 0, request.version != newest?.version {
      throw .versionMismatch(sent: request.version, stored: newest?.version ?? 0)
    }
    form = form.bare
    try QuestionnaireCheck.check(form, "questionnaire")
    try request.checkRenames(from: writer.reader.versionBefore(newest), to: form)
    var response = PutQuestionnaireResponse()
    response.changes = ConfigDiff.changes(of: form.name, from: newest?.bare, to: form)
    let isSame = newest?.bare == form && request.renames.isEmpty
    if let newest, isSame {
      response.questionnaire = newest
      return response
    }
    form.id = newest?.id ?? ID()
    if form.id.isEmpty { form.id = writer.newID() }
    form.version = newest.map { $0.used ? $0.version + 1 : $0.version } ?? 1
    form.createTime = Timestamp(microseconds: writer.now.microseconds)
    form.createdBy = caller.principal
    if !request.dryRun { try writer.put(form, renames: request.renames) }
    response.questionnaire = form
    return response
  }

  @Sendable
  func questionnaire(
    _ request: GetQuestionnaireRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Questionnaire {
    try reader.questionnaire(request.name, version: request.version, "name", "version")
  }

  @Sendable
  func listQuestionnaires(
    _ request: ListQuestionnairesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListQuestionnairesResponse {
    let page = try context.pages.page(request, caller)
    let rows = try reader.questionnaires(page)
    var response = ListQuestionnairesResponse()
    response.questionnaires = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func listQuestionnaireVersions(
    _ request: ListQuestionnaireVersionsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListQuestionnaireVersionsResponse {
    _ = try reader.questionnaire(request.name, version: 0, "name", "name")
    let page = try context.pages.page(request, caller)
    let rows = try reader.questionnaireVersions(request.name, page)
    var response = ListQuestionnaireVersionsResponse()
    response.versions = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func mapQuestionnaire(
    _ request: MapQuestionnaireRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> MapQuestionnaireResponse {
    if request.name.isEmpty { throw .required("name") }
    if request.fromVersion == 0 { throw .required("from_version") }
    let from = try reader.questionnaire(
      request.name, version: request.fromVersion, "name", "from_version")
    let to = try reader.questionnaire(
      request.name, version: request.toVersion, "name", "to_version")
    if from.version > to.version {
      throw .malformed("to_version", "not earlier than from_version")
    }
    var response = MapQuestionnaireResponse()
    response.mappings = from.mapping(
      to: to,
      renames: try reader.renames(of: request.name, from: from.version, to: to.version))
    return response
  }
}

extension Questionnaire {
  /// Without what the server writes: what two versions are compared by.
  var bare: Questionnaire {
    var form = self
    form.id = QuestionnaireID()
    form.version = 0
    form.createTime = nil
    form.createdBy = PrincipalID()
    form.used = false
    return form
  }
}

extension PutQuestionnaireRequest {
  /// Refuses renames of questions that are not there, before or now.
  fileprivate func checkRenames(
    from newest: Questionnaire?, to form: Questionnaire
  ) throws(Status) {
    if renames.isEmpty { return }
    if renames.count > 500 { throw .tooMany("renames", max: 500) }
    let before = Set((newest.map { QuestionPath.all(of: $0) } ?? []).map(\.path))
    let after = Set(QuestionPath.all(of: form).map(\.path))
    var seen: (before: Set<String>, after: Set<String>) = ([], [])
    for (index, rename) in renames.enumerated() {
      if !before.contains(rename.before) {
        throw .malformed(
          "renames[\(index)].before", "the place of a question of the version before")
      }
      if !after.contains(rename.after) {
        throw .malformed("renames[\(index)].after", "the place of a question")
      }
      if !seen.before.insert(rename.before).inserted || !seen.after.insert(rename.after).inserted {
        throw .duplicate("renames[\(index)]", "the question is renamed already")
      }
    }
  }
}

extension Reader {
  /// The version that the one to be stored comes after: the newest, or that before it where it is replaced.
  fileprivate func versionBefore(_ newest: Questionnaire?) throws(Status) -> Questionnaire? {
    guard let newest, !newest.used else { return newest }
    if newest.version == 1 { return nil }
    return try questionnaire(newest.name, version: newest.version - 1)
  }

  /// The questionnaire that a request names.
  fileprivate func questionnaire(
    _ name: String, version: Int64, _ nameField: String, _ versionField: String
  ) throws(Status) -> Questionnaire {
    if name.isEmpty { throw .required(nameField) }
    if let form = try questionnaire(name, version: version) { return form }
    throw .notFound(
      version == 0 ? nameField : versionField, "there is no such questionnaire or version")
  }
}
