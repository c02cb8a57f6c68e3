import PCRMCore
public import PCRMModel
import ProtobufCodec
public import RPC
import Storage

/// Answers to surveys: handing them in, looking them over, reading them.
struct SurveyAnswerService {
  static let name = "pcrm.v1.SurveyAnswerService"

  let context: PCRM.Context

  var service: Service {
    Service(
      Self.name,
      [
        .write("SubmitAnswer", .recordAnswers, after: work, submit, subjects: .nobody),
        .anonymous(
          "SubmitAnonymousAnswer", .recordAnswers, after: workAnonymous, submitAnonymous),
        .read("GetDraft", .recordAnswers, draft, subjects: .nobody),
        .write("ReviewAnswer", .editSurveys, review, subjects: .of(\.subjects)),
        .read("GetAnswer", .viewSurveyAnswers, answer, subjects: .of(\.subjects)),
        .scan(
          "ListAnswers", .viewSurveyAnswers, listAnswers,
          subjects: .of { $0.answers.flatMap(\.subjects) }),
      ])
  }

  @Sendable
  private func work(
    _ request: SubmitAnswerRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> WorkedAnswer? {
    reader.worked(request, by: caller)
  }

  @Sendable
  private func submit(
    _ request: SubmitAnswerRequest, _ worked: WorkedAnswer?, _ caller: Caller,
    _ writer: inout Writer
  ) throws(Status) -> SubmitAnswerResponse {
    try writer.submitAnswer(request, by: caller, worked: worked)
  }

  @Sendable
  private func workAnonymous(
    _ request: SubmitAnonymousAnswerRequest, _ reader: Reader
  ) throws(Status) -> WorkedAnswer? {
    reader.worked(request)
  }

  @Sendable
  private func submitAnonymous(
    _ request: SubmitAnonymousAnswerRequest, _ worked: WorkedAnswer?, _ writer: inout Writer
  ) throws(Status) -> SubmitAnonymousAnswerResponse {
    try writer.submitAnonymousAnswer(request, worked: worked)
  }

  @Sendable
  private func draft(
    _ request: GetDraftRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetDraftResponse {
    let invitation = try reader.invitation(token: request.token)
    guard let wave = try reader.wave(invitation.waveID) else { throw .internalError }
    if wave.anonymous {
      throw .precondition(
        "WAVE_ANONYMOUS", "token", "drafts of an anonymous wave stay with whoever writes them")
    }
    try AnswerSubmission.checkDraft(caller, invitation, reader)
    try AnswerSubmission.checkThere(invitation, reader)
    // Whoever has an old letter does not read what was answered since.
    guard invitation.isOpen else { throw .invitationEnded(invitation, "token") }
    let stored = try reader.first(
      "SELECT document, updated_at FROM survey_draft WHERE invitation = $1", .id(invitation.id)
    ) { (document: $0.bytes(0), time: $0.time(1)) }
    guard let stored else { return GetDraftResponse() }
    do throws(DecodingFailure) {
      var draft = try GetDraftResponse(binary: stored.document)
      draft.updateTime = stored.time
      return draft
    } catch {
      throw .internalError
    }
  }

  @Sendable
  private func review(
    _ request: ReviewAnswerRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyAnswer {
    try writer.reviewAnswer(request, by: caller)
  }

  @Sendable
  private func answer(
    _ request: GetAnswerRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> SurveyAnswer {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try reader.surveyAnswer(request.id),
      try reader.reaches(stored.answer, caller)
    else { throw .noAnswer("id") }
    return stored.answer
  }

  @Sendable
  private func listAnswers(
    _ request: ListAnswersRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListAnswersResponse {
    try request.state.checkKnown("state")
    try request.flag.checkKnown("flag")
    let (wave, _) = try reader.wave(request.waveID, "wave_id", caller)
    if wave.anonymous {
      throw .precondition(
        "WAVE_ANONYMOUS", "wave_id", "single answers of an anonymous wave are told to nobody")
    }
    let page = try context.pages.page(request, caller)
    let rows = try reader.surveyAnswers(request, page, caller)
    var response = ListAnswersResponse()
    response.answers = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension SurveyAnswer {
  /// The customer whom it is about, if it is a customer.
  fileprivate var subjects: [CustomerID] { customerID.isEmpty ? [] : [customerID] }
}

extension Status {
  static func noAnswer(_ field: String) -> Status {
    Status.notFound(field, "there is no such answer").with("entity", "survey_answer")
  }
}

extension SubmitAnswerRequest: WriteRequest {}
extension ReviewAnswerRequest: WriteRequest {}
extension ListAnswersRequest: ListRequest {}
