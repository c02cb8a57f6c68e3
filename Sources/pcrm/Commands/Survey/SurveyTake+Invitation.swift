import PCRMCore
import PCRMModel
import ProtobufCodec
import Surveys

/// Answering an invitation.
extension SurveyTake {
  private static let answers = "pcrm.v1.SurveyAnswerService"

  /// What a token opens, with all that is asked of the server before the first question.
  struct OpenedForm {
    var token: String
    var opened: OpenInvitationResponse
    var drafts: [AnswerSheet] = []
    /// The units that are rated, as they are called.
    var names: [UnitID: String] = [:]
  }

  func open(_ token: String, _ server: Server) async throws -> OpenedForm {
    var request = OpenInvitationRequest()
    request.token = token
    let opened: OpenInvitationResponse = try await server.call(
      "\(SurveyCommand.service)/OpenInvitation", request)
    try checkLanguage(opened.questionnaire ?? Questionnaire())
    var form = OpenedForm(token: token, opened: opened)
    if !opened.anonymous { form.drafts = try await drafts(token, server) }
    for unit in opened.ratedUnitIDs { form.names[unit] = await name(unit, server) }
    return form
  }

  /// Asks what a token opens, and hands in what is answered.
  func answer(_ open: OpenedForm, _ server: Server) async throws {
    let language = Language.current
    let opened = open.opened
    let token = open.token
    let questionnaire = opened.questionnaire ?? Questionnaire()
    let form = try Self.compiled(questionnaire)
    let start = SystemClock().now()
    if opened.anonymous {
      Console.note(
        language(
          "Nothing leads from the answer to who gave it.", "답에서 응답자를 알아낼 수 없습니다."))
    }
    var sheets: [AnswerSheet] = []
    // The server works all sheets of a request out with one.
    let taker = StepBudget()
    var lines = InputLines()
    let units = opened.ratedUnitIDs.isEmpty ? [UnitID()] : opened.ratedUnitIDs
    for (number, unit) in units.enumerated() {
      let draft = open.drafts.first { $0.ratedUnitID == unit }
      var sheet = AnswerSheet()
      sheet.id = draft?.id ?? .new()
      sheet.ratedUnitID = unit
      var interview = TerminalInterview(try state(form, opened, sheet.id, draft?.answers))
      Console.note(DisplayWidth.harmless(interview.state.title))
      if !unit.isEmpty {
        Console.note("\(number + 1)/\(units.count) \(open.names[unit] ?? "")")
      }
      let (isEnded, isInterrupted) = try Self.ask(&interview, &lines)
      let finished = isEnded ? interview.finish(within: taker) : nil
      if let finished, finished.fault == nil {
        sheet.answers = finished.answers
        sheets.append(sheet)
        continue
      }
      sheet.answers = interview.state.draft()
      sheets.append(sheet)
      if let fault = finished?.fault { Console.note("\(fault.place): \(fault.message)") }
      if !opened.anonymous { try await keep(sheets, token, questionnaire, server) }
      throw stopped(code: isInterrupted ? 130 : 1, isKept: !opened.anonymous)
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
    let answer: SubmitAnswerResponse = try await handIn(
      "SubmitAnswer", request, mayRepeat: true, server)
    if server.output != .table { return try Console.print(answer.json(pretty: true)) }
    for one in answer.answers {
      let receipt = one.chainHash.isEmpty ? "" : " \(one.chainNumber) \(one.chainHash)"
      try Console.print("\(one.id) \(one.state.name ?? "")\(receipt)")
    }
    say(answer.answers.flatMap(\.dropped))
  }

  private func stopped(code: Int32, isKept: Bool) -> CommandFailure {
    let language = Language.current
    return CommandFailure(
      code: code,
      message: isKept
        ? language(
          "Stopped: kept as a draft; the same command goes on from here.",
          "중단: 임시 저장했습니다. 같은 명령으로 이어서 답할 수 있습니다.")
        : language(
          "Stopped: nothing was handed in, and nothing is kept.", "중단: 제출하거나 보관한 답이 없습니다."))
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
    let _: SubmitAnswerResponse = try await handIn(
      "SubmitAnswer", request, mayRepeat: true, server)
  }

  /// Gives the server what was answered. What it does not get, or does not take, is not lost: it goes
  /// to standard output.
  private func handIn<Request: Message, Response: Message>(
    _ method: String, _ request: Request, mayRepeat: Bool, _ server: Server
  ) async throws -> Response {
    do {
      return try await server.late(
        "\(Self.answers)/\(method)", request, as: Response.self, mayRepeat: mayRepeat)
    } catch {
      try Console.print(request.json())
      try Console.flush()
      Console.note(
        Language.current(
          "What was answered went to standard output; keep it in a FILE, and hand it in later: "
            + "pcrm call \(Self.answers)/\(method) < FILE",
          "답을 표준 출력에 썼습니다. 파일에 보관해 두었다가 나중에 제출하십시오: "
            + "pcrm call \(Self.answers)/\(method) < 파일"))
      throw error
    }
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
    // Twice would be refused, without a word of what became of the first.
    let answer: SubmitAnonymousAnswerResponse = try await handIn(
      "SubmitAnonymousAnswer", request, mayRepeat: false, server)
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
