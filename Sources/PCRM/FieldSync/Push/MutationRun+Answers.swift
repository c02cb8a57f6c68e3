import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What customers answered to whom they met: handed in as an interviewer hands it in at the server.
extension MutationRun {
  mutating func addAnswer(_ writer: inout Writer) throws(Status) {
    guard let answer = mutation.answer else { throw .required("answer") }
    // Whoever lets an answer go is one who looks answers over.
    try caller.checkMay(isReleased ? .editSurveys : .recordAnswers)
    let id: SurveyAnswerID = mutation.rowID()
    if answer.waveID.isEmpty { throw .required("answer.wave_id") }
    if answer.token.isEmpty { throw .required("answer.token") }
    if answer.questionnaireVersion == 0 { throw .required("answer.questionnaire_version") }
    guard let invitation = try opened(writer.reader)?.invitation else { throw .unknownToken }
    customer = invitation.customerID
    if invitation.waveID != answer.waveID {
      throw .malformed("answer.token", "that of an invitation to the wave in wave_id")
    }
    let known = try writer.reader.surveyAnswer(id)
    let request = request(answer, id, writer.now)
    let (caller, worked, given, isSuspect) = (caller, worked, given, !occurrence.isSure)
    let response: SubmitAnswerResponse
    do throws(Status) {
      response = try Self.insideAnswer { () throws(Status) in
        try writer.submitAnswer(
          request, by: caller, worked: worked, to: invitation, given: given,
          isClockSuspect: isSuspect)
      }
    } catch {
      // It is nobody's fault: whoever brings the customer back may take it.
      if error.info.reason == "DELETED" { return hold("DELETED") }
      throw error
    }
    keep(response.answers.first)
    end(known == nil ? .applied : .duplicate, version: known?.answer.version ?? 1)
  }

  /// Works a customer's answer out, before the transaction; nil where there is nothing to work out, or it will not be taken
  /// anyhow.
  mutating func workedAnswer(_ reader: Reader) -> WorkedAnswer? {
    guard let answer = mutation.answer, isReleased || !device.isRevoked,
      caller.permissions.contains(isReleased ? .editSurveys : .recordAnswers),
      let opened = try? opened(reader), opened.invitation.waveID == answer.waveID
    else { return nil }
    return reader.worked(
      request(answer, mutation.rowID(), reader.now), by: caller, to: opened.invitation,
      given: given)
  }

  /// When the answer was handed in on the device; nil where its clocks leave that in doubt.
  private var given: Timestamp? { occurrence.isSure ? occurrence.time : nil }

  /// The answer as an interviewer hands it in: by the device, with the times that its clocks had meant.
  private func request(
    _ answer: SyncAnswer, _ id: SurveyAnswerID, _ now: Timestamp
  ) -> SubmitAnswerRequest {
    var sheet = AnswerSheet()
    sheet.id = id
    sheet.answers = answer.answers
    var request = SubmitAnswerRequest()
    request.token = answer.token
    request.mode = .assisted
    request.deviceID = device.id.description
    request.language = answer.language
    request.startTime = answer.startTime.map { happened($0, now) }
    request.finishTime = answer.finishTime.map { happened($0, now) } ?? occurrence.time
    request.questionnaireVersion = answer.questionnaireVersion
    request.sheets = [sheet]
    return request
  }

  /// A time of the device's day, moved by what its clock was off.
  private func happened(_ time: Timestamp, _ now: Timestamp) -> Timestamp {
    guard let wall = mutation.time?.wall else { return time }
    let (shift, isFar) = occurrence.time.microseconds
      .subtractingReportingOverflow(wall.microseconds)
    let (moved, isOver) = time.microseconds.addingReportingOverflow(shift)
    return isFar || isOver ? occurrence.time : Timestamp(microseconds: min(moved, now.microseconds))
  }

  /// Names the fields of the answer as the mutation does.
  private static func insideAnswer<T>(_ body: () throws(Status) -> T) throws(Status) -> T {
    do throws(Status) {
      return try body()
    } catch {
      let field = error.info.field
      if field.isEmpty || error.info.reason == "PERMISSION_MISSING" { throw error }
      var outer = error
      let part = ["sheets[0].", "sheets."].first { field.hasPrefix($0) } ?? ""
      let inner = String(field.dropFirst(part.count))
      outer.info.field = "answer.\(inner)"
      if outer.message.utf8.starts(with: "\(field): ".utf8) {
        outer.message = "answer.\(inner)\(outer.message.dropFirst(field.count))"
      }
      throw outer
    }
  }

  // MARK: Its token

  /// What the answer's token opens, looked up once: in a transaction it goes on opening the same.
  mutating func opened(_ reader: Reader) throws(Status) -> OpenedToken.Invited? {
    if case .seen(let found) = token { return found }
    let found = try reader.opened(by: mutation.answer, isKept: isReleased)
    token = .seen(found)
    return found
  }

  /// Refuses an answer that may not be known together with whoever gave it, before anything of it is kept.
  mutating func checkNamed(_ reader: Reader) throws(Status) {
    guard try opened(reader)?.isAnonymous == true else { return }
    throw .precondition(
      "WAVE_ANONYMOUS", "answer.token",
      "the wave is anonymous: whoever was asked answers without an interviewer")
  }

  /// Whom the change is about, as far as its row, or its token, tells.
  mutating func subject(_ reader: Reader) throws(Status) -> CustomerID {
    if mutation.entity != .surveyAnswer { return try reader.customer(of: mutation) }
    guard let opened = try opened(reader), !opened.isAnonymous else { return CustomerID() }
    return opened.invitation.customerID
  }

  /// What of the change may be kept for a supervisor: never a token, and of an anonymous wave's answer nothing at all.
  mutating func kept(_ reader: Reader) throws(Status) -> Mutation {
    guard let answer = mutation.answer else { return mutation }
    var kept = mutation
    if try opened(reader)?.isAnonymous == true {
      kept.answer = nil
      kept.customerID = CustomerID()
    } else {
      kept.answer?.token = SurveyToken(answer.token)?.kept ?? ""
    }
    return kept
  }
}

/// What the token of a customer's answer opens.
enum OpenedToken: Sendable {
  /// Nobody has looked yet.
  case unseen
  /// Somebody has; nil = there is no answer, or its token opens nothing.
  case seen(Invited?)

  struct Invited: Sendable {
    let invitation: Invitation
    /// Whoever was invited may not be known together with an answer.
    let isAnonymous: Bool
  }
}

extension Reader {
  /// What an answer's token opens; nil when it opens nothing.
  ///
  /// - Parameter isKept: the answer was kept for a supervisor, with the token's hash in its place.
  fileprivate func opened(
    by answer: SyncAnswer?, isKept: Bool
  ) throws(Status) -> OpenedToken.Invited? {
    guard let answer,
      let hash = isKept ? SurveyToken.hash(kept: answer.token) : SurveyToken(answer.token)?.hash,
      let invitation = try invitation(tokenHash: hash),
      let wave = try wave(invitation.waveID)
    else { return nil }
    return OpenedToken.Invited(invitation: invitation, isAnonymous: wave.anonymous)
  }
}

extension SurveyToken {
  /// Its hash in hexadecimal: what is kept where the token itself may not be.
  fileprivate var kept: String { AnswerChain.text(hash) }

  fileprivate static func hash(kept: String) -> [UInt8]? { VisitAttachment.hash(kept) }
}

extension Status {
  /// No invitation has the token of an answer.
  static let unknownToken = Status(
    .notFound, "answer.token: no invitation has this token",
    ErrorInfo(reason: "TOKEN_UNKNOWN", field: "answer.token"))
}
