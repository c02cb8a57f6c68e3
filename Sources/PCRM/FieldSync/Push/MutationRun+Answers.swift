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
    guard let invitation = try writer.reader.invitation(of: answer, isKept: isReleased) else {
      throw .unknownToken
    }
    customer = invitation.customerID
    if invitation.waveID != answer.waveID {
      throw .malformed("answer.token", "that of an invitation to the wave in wave_id")
    }
    let known = try writer.reader.surveyAnswer(id)
    if known == nil, try writer.reader.isGone(customer) { return hold("DELETED") }
    let request = request(answer, id, writer.now)
    let (caller, isSuspect) = (caller, !occurrence.isSure)
    let response = try Self.insideAnswer { () throws(Status) in
      try writer.submitAnswer(
        request, by: caller, to: invitation, isClockSuspect: isSuspect)
    }
    keep(response.answers.first)
    end(known == nil ? .applied : .duplicate, version: known?.answer.version ?? 1)
  }

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

  /// Refuses an answer that may not be known together with whoever gave it, before anything of it is kept.
  func checkNamed(_ reader: Reader) throws(Status) {
    guard let answer = mutation.answer,
      let invitation = try reader.invitation(of: answer, isKept: isReleased),
      try reader.wave(invitation.waveID)?.anonymous == true
    else { return }
    throw .precondition(
      "WAVE_ANONYMOUS", "answer.token",
      "the wave is anonymous: whoever was asked answers without an interviewer")
  }
}

extension Reader {
  /// The invitation that an answer's token opens; nil when there is none.
  ///
  /// - Parameter isKept: the answer was kept for a supervisor, with the token's hash in its place.
  func invitation(of answer: SyncAnswer, isKept: Bool) throws(Status) -> Invitation? {
    let hash = isKept ? SurveyToken.hash(kept: answer.token) : SurveyToken(answer.token)?.hash
    guard let hash else { return nil }
    return try invitation(tokenHash: hash)
  }
}

extension Mutation {
  /// What of it may be kept for a supervisor: never a token, and of an anonymous wave's answer nothing at all.
  func kept(_ reader: Reader) throws(Status) -> Mutation {
    guard let answer else { return self }
    var kept = self
    if let invitation = try reader.invitation(of: answer, isKept: false),
      try reader.wave(invitation.waveID)?.anonymous == true
    {
      kept.answer = nil
      kept.customerID = CustomerID()
    } else {
      kept.answer?.token = SurveyToken(answer.token)?.kept ?? ""
    }
    return kept
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
