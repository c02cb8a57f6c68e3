import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// Answering an invitation.
extension SurveyTake {
  private static let answers = "pcrm.v1.SurveyAnswerService"

  /// Asks what a token opens, and hands in what is answered.
  func answer(_ token: String, _ server: Server) async throws {
    let language = Language.current
    var open = OpenInvitationRequest()
    open.token = token
    let opened: OpenInvitationResponse = try await server.call(
      "\(SurveyCommand.service)/OpenInvitation", open)
    let questionnaire = opened.questionnaire ?? Questionnaire()
    let form = try Self.compiled(questionnaire)
    let drafts = opened.anonymous ? [] : try await drafts(token, server)
    let start = SystemClock().now()
    if opened.anonymous {
      Console.note(
        language(
          "Nothing leads from the answer to who gave it.", "답에서 응답자를 알아낼 수 없습니다."))
    }
    var sheets: [AnswerSheet] = []
    var lines = InputLines()
    let units = opened.ratedUnitIDs.isEmpty ? [UnitID()] : opened.ratedUnitIDs
    for (number, unit) in units.enumerated() {
      let draft = drafts.first { $0.ratedUnitID == unit }
      var sheet = AnswerSheet()
      sheet.id = draft?.id ?? .new()
      sheet.ratedUnitID = unit
      var interview = TerminalInterview(try state(form, opened, sheet.id, draft?.answers))
      Console.note(DisplayWidth.harmless(interview.state.title))
      if !unit.isEmpty {
        Console.note("\(number + 1)/\(units.count) \(await name(unit, server))")
      }
      let isEnded = try interview.ask(&lines)
      sheet.answers = isEnded ? interview.finish().answers : interview.state.draft()
      sheets.append(sheet)
      if !isEnded {
        if opened.anonymous {
          throw CommandFailure(
            code: 1,
            message: language(
              "Stopped: nothing was handed in, and nothing is kept.", "중단: 제출하거나 보관한 답이 없습니다."))
        }
        return try await keep(sheets, token, questionnaire, server)
      }
    }
    if opened.anonymous {
      return try await handInAnonymously(sheets, token, questionnaire, server)
    }
    var request = SubmitAnswerRequest()
    request.token = token
    request.mode = .`self`
    request.questionnaireVersion = questionnaire.version
    request.language = formLanguage ?? opened.language
    request.sheets = sheets
    request.startTime = start
    request.finishTime = SystemClock().now()
    let answer: SubmitAnswerResponse = try await server.call(
      "\(Self.answers)/SubmitAnswer", request)
    if server.output != .table { return try Console.print(answer.json(pretty: true)) }
    for one in answer.answers {
      let receipt = one.chainHash.isEmpty ? "" : " \(one.chainNumber) \(one.chainHash)"
      try Console.print("\(one.id) \(one.state.name ?? "")\(receipt)")
    }
    say(answer.answers.flatMap(\.dropped))
  }

  private func state(
    _ form: CompiledForm, _ opened: OpenInvitationResponse, _ id: SurveyAnswerID,
    _ answers: Answers?
  ) throws -> FormState {
    let context = FormContext(
      now: SystemClock().now(), instance: id, language: formLanguage ?? opened.language)
    guard let answers else { return FormState(form, context: context) }
    do throws(FormFault) {
      return try FormState(form, answers: answers, context: context)
    } catch {
      throw CommandFailure(code: 1, message: "\(error.place): \(error.message)")
    }
  }

  private func drafts(_ token: String, _ server: Server) async throws -> [AnswerSheet] {
    var request = GetDraftRequest()
    request.token = token
    let kept: GetDraftResponse = try await server.call("\(Self.answers)/GetDraft", request)
    return kept.sheets
  }

  /// Keeps what there is with the server; the next time goes on from it.
  private func keep(
    _ sheets: [AnswerSheet], _ token: String, _ questionnaire: Questionnaire, _ server: Server
  ) async throws {
    var request = SubmitAnswerRequest()
    request.token = token
    request.mode = .`self`
    request.draft = true
    request.questionnaireVersion = questionnaire.version
    request.sheets = sheets
    let _: SubmitAnswerResponse = try await server.call("\(Self.answers)/SubmitAnswer", request)
    throw CommandFailure(
      code: 1,
      message: Language.current(
        "Stopped: kept as a draft; the same command goes on from here.",
        "중단: 임시 저장했습니다. 같은 명령으로 이어서 답할 수 있습니다."))
  }

  private func handInAnonymously(
    _ sheets: [AnswerSheet], _ token: String, _ questionnaire: Questionnaire, _ server: Server
  ) async throws {
    var request = SubmitAnonymousAnswerRequest()
    request.token = token
    request.questionnaireVersion = questionnaire.version
    request.sheets = sheets.map { sheet in
      var sheet = sheet
      // An id that is known here would lead to the answer.
      sheet.id = SurveyAnswerID()
      return sheet
    }
    let answer: SubmitAnonymousAnswerResponse = try await server.call(
      "\(Self.answers)/SubmitAnonymousAnswer", request)
    if server.output != .table { return try Console.print(answer.json(pretty: true)) }
    try Console.print(answer.state.name ?? "")
    say(answer.dropped)
  }

  private func say(_ dropped: [DroppedAnswer]) {
    guard !dropped.isEmpty else { return }
    let paths = dropped.map(\.path).joined(separator: ", ")
    Console.note(
      Language.current("Not kept by the server: \(paths)", "서버가 보관하지 않은 답: \(paths)"))
  }

  /// The unit's name, for those who may see it.
  private func name(_ unit: UnitID, _ server: Server) async -> String {
    var request = GetUnitRequest()
    request.id = unit
    let found: Unit? = try? await server.call("pcrm.v1.OrganisationService/GetUnit", request)
    return DisplayWidth.harmless(found?.name ?? unit.description)
  }
}
