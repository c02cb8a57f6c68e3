import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Surveys

extension Writer {
  /// Hands in an answer in a wave that is not anonymous, or keeps a draft of it.
  ///
  /// The same answer with the same ids again changes nothing and is answered as it was.
  ///
  /// - Parameters:
  ///   - worked: the answer as ``Reader/worked(_:by:forms:)`` has worked it out before the transaction; without it, that
  ///     is done here, while all other writers wait.
  ///   - invitation: what the token opens, where that is known already.
  ///   - given: when it was handed in on a device, where that is beyond doubt.
  ///   - isClockSuspect: the times are of a clock that nobody believes.
  mutating func submitAnswer(
    _ request: SubmitAnswerRequest, by caller: Caller, worked: WorkedAnswer? = nil,
    to invitation: Invitation? = nil, given: Timestamp? = nil, isClockSuspect: Bool = false,
    forms: FormCache = .shared
  ) throws(Status) -> SubmitAnswerResponse {
    let submission = try AnswerSubmission(request, to: invitation, given: given, caller, reader)
    if let done = try submittedBefore(submission) { return done }
    try AnswerSubmission.checkThere(submission.invitation, reader)
    let use = try reader.use(of: submission.invitation, in: submission.wave, "token")
    let known = worked.flatMap { $0.fits(submission.wave) ? $0 : nil }
    let sheets = try (known ?? submission.worked(forms, reader)).sheets()
    if request.draft { return try keepDraft(submission, sheets, use) }
    try execute(
      "DELETE FROM survey_draft WHERE invitation = $1", .id(submission.invitation.id))
    var flags = try submission.flags(sheets, caller, reader)
    if isClockSuspect && !flags.contains(.clock) { flags.append(.clock) }
    let quotas = sheets.flatMap { $0.quotas(of: submission.wave, submission.invitation) }
    let hasRoom = use == .late ? true : try take(quotas, of: submission.wave)
    try complete(submission.invitation, in: submission.wave, isScreenedOut: !hasRoom)
    let state: SurveyAnswerState =
      use == .late ? .late : hasRoom ? .submitted : .screenedOut
    var response = SubmitAnswerResponse()
    for sheet in sheets {
      response.answers.append(try insert(sheet, submission, caller, state, flags))
    }
    return response
  }

  /// What became of the same sheets when they were handed in before.
  private func submittedBefore(
    _ submission: AnswerSubmission
  ) throws(Status) -> SubmitAnswerResponse? {
    var response = SubmitAnswerResponse()
    for (place, sheet) in submission.request.sheets.enumerated() {
      guard let stored = try reader.surveyAnswer(sheet.id) else { continue }
      if stored.answer.invitationID != submission.invitation.id {
        throw .idTaken("sheets[\(place)].id", isRequired: true)
      }
      guard stored.payload == AnswerSubmission.payload(sheet), response.answers.count == place
      else { throw .handedInBefore("sheets[\(place)].id") }
      response.answers.append(SubmittedAnswer(stored.answer))
    }
    if response.answers.isEmpty { return nil }
    guard response.answers.count == submission.request.sheets.count else {
      throw .handedInBefore("sheets")
    }
    return response
  }

  private func keepDraft(
    _ submission: AnswerSubmission, _ sheets: [WorkedSheet], _ use: InvitationUse
  ) throws(Status) -> SubmitAnswerResponse {
    if use == .late { throw .invitationEnded(submission.invitation, "token") }
    var kept = GetDraftResponse()
    kept.sheets = submission.request.sheets
    try execute(
      """
      INSERT INTO survey_draft (invitation, updated_at, document) VALUES ($1, $2, $3)
      ON CONFLICT (invitation) DO UPDATE
      SET updated_at = excluded.updated_at, document = excluded.document
      """, .id(submission.invitation.id), .time(now), .blob(kept.binary()))
    var response = SubmitAnswerResponse()
    response.answers = sheets.map { sheet in
      var answer = SubmittedAnswer()
      answer.id = sheet.sheet.id
      answer.state = .draft
      answer.dropped = sheet.dropped
      return answer
    }
    return response
  }

  private mutating func insert(
    _ sheet: WorkedSheet, _ submission: AnswerSubmission, _ caller: Caller,
    _ state: SurveyAnswerState, _ flags: [AnswerFlag]
  ) throws(Status) -> SubmittedAnswer {
    var answer = SurveyAnswer(sheet, submission, caller, flags)
    answer.receiveTime = Timestamp(microseconds: now.microseconds)
    if state == .submitted {
      answer.quotas = sheet.quotas(of: submission.wave, submission.invitation).map(\.name)
    }
    // What is not wanted is not kept.
    if state == .screenedOut {
      answer.answers = nil
      answer.dropped = []
    }
    let document = answer.binary()
    let end = state == .screenedOut ? nil : try reader.chainEnd(of: submission.wave.id)
    let number = end.map { $0.links + 1 }
    let bits = flags.reduce(Int64(0)) { $0 | 1 << Int64($1.rawValue) }
    try execute(
      """
      INSERT INTO survey_answer (id, version, wave, invitation, customer, staff, state, mode,
        interviewer, device, flags, started_at, finished_at, received_at, chain_number, payload,
        document)
      VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
      """, .id(answer.id), .id(answer.waveID), .id(answer.invitationID), .id(answer.customerID),
      .id(answer.staffID), .enumeration(state), .enumeration(answer.mode),
      .id(answer.interviewerID), .text(answer.deviceID), .integer(bits),
      .time(answer.startTime), .time(answer.finishTime), .time(now),
      number.map { .integer($0) } ?? .null, .blob(sheet.payload),
      .blob(document))
    answer.state = state
    if let end, let number {
      let hash = try link(
        answer.id, document, number: number, after: end.hash, of: answer.waveID)
      answer.chainNumber = number
      answer.chainHash = AnswerChain.text(hash)
    }
    if state == .submitted {
      var group = try reader.answerGroup(
        of: submission.invitation, ratedUnit: answer.ratedUnitID)
      group.round = try reader.freeRound(of: answer.customerID, in: answer.waveID)
      try count(sheet.answers, of: submission.wave, in: group)
      try keep(group, of: answer.id)
    }
    tell(answer, version: 1)
    return SubmittedAnswer(answer)
  }

  /// Notes an answer for the feed.
  mutating func tell(_ answer: SurveyAnswer, version: Int64, fields: String = "") {
    if answer.customerID.isEmpty {
      changed(FeedEntity.surveyAnswer, answer.id, version: version, fields: fields)
    } else {
      changed(
        FeedEntity.surveyAnswer, answer.id, version: version, fields: fields,
        about: answer.customerID)
    }
  }
}

extension Status {
  /// Another id would not help: an invitation is answered once.
  fileprivate static func handedInBefore(_ field: String) -> Status {
    Status(
      .alreadyExists,
      "\(field): was handed in before with other answers; the invitation is answered already",
      ErrorInfo(reason: "ID_TAKEN", field: field))
  }
}

extension SubmittedAnswer {
  init(_ answer: SurveyAnswer) {
    self.init()
    id = answer.id
    state = answer.state
    chainNumber = answer.chainNumber
    chainHash = answer.chainHash
    dropped = answer.dropped
  }
}

extension SurveyAnswer {
  /// What is stored of a sheet, for ever.
  fileprivate init(
    _ sheet: WorkedSheet, _ submission: AnswerSubmission, _ caller: Caller, _ flags: [AnswerFlag]
  ) {
    self.init()
    let request = submission.request
    id = sheet.sheet.id
    waveID = submission.wave.id
    invitationID = submission.invitation.id
    customerID = submission.invitation.customerID
    staffID = submission.invitation.staffID
    ratedUnitID = sheet.sheet.ratedUnitID
    mode = request.mode
    if request.mode == .assisted { interviewerID = caller.staff }
    deviceID = request.deviceID
    language = request.language.isEmpty ? submission.invitation.language : request.language
    questionnaireVersion = submission.wave.questionnaireVersion
    answers = sheet.answers
    startTime = request.startTime
    finishTime = request.finishTime
    stratum = submission.invitation.stratum
    probability = submission.invitation.probability
    self.flags = flags
    dropped = sheet.dropped
  }
}
