import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Writer {
  /// Says that an answer is good, or does not count: a further link of the chain. What was handed in stays as it is.
  mutating func reviewAnswer(
    _ request: ReviewAnswerRequest, by caller: Caller
  ) throws(Status) -> SurveyAnswer {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try reader.surveyAnswer(request.id),
      try reader.reaches(stored.answer, caller),
      let wave = try reader.wave(stored.answer.waveID),
      let survey = try reader.survey(wave.surveyID)
    else { throw .noAnswer("id") }
    try caller.checkChanges(survey.unitID, "id")
    try Status.check(version: request.version, stored: stored.answer.version)
    switch request.state {
    case .validated:
      if !request.reason.isEmpty { throw .malformed("reason", "empty for a good answer") }
    case .rejected: try TextRules.checkRequired(request.reason, "reason", max: 500)
    default: throw .malformed("state", "VALIDATED or REJECTED")
    }
    var answer = stored.answer
    let before = answer.state
    guard before == .submitted || before == .validated && request.state == .rejected else {
      throw Status.precondition(
        "ANSWER_STATE", "state", "the answer \(before.said)"
      ).with("state", before.name ?? "")
    }
    var review = AnswerReview()
    review.state = request.state
    review.reason = request.reason
    review.reviewedBy = caller.principal
    let end = try reader.chainEnd(of: answer.waveID)
    _ = try link(
      answer.id, [], review: review.binary(), number: end.links + 1, after: end.hash,
      of: answer.waveID)
    try execute(
      """
      UPDATE survey_answer SET version = version + 1, state = $2, review = $3, reviewed_at = $4
      WHERE id = $1
      """, .id(answer.id), .enumeration(request.state), .blob(review.binary()), .time(now))
    if request.state == .rejected {
      try returnQuotas(answer.quotas, of: answer.waveID)
      if let group = try reader.countedGroup(of: answer.id) {
        try discount(answer.answers ?? Answers(), of: wave, in: group)
      }
    }
    answer.version += 1
    answer.state = request.state
    answer.rejectReason = request.reason
    answer.reviewedBy = caller.principal
    answer.reviewTime = Timestamp(microseconds: now.microseconds)
    tell(answer, version: answer.version, fields: "state")
    return answer
  }
}

extension SurveyAnswerState {
  /// Where an answer stands that cannot be looked over as was wanted.
  fileprivate var said: String {
    switch self {
    case .draft: "is a draft and was not handed in yet"
    case .validated: "is validated already"
    case .rejected: "is rejected already"
    case .late: "came late and does not count"
    case .screenedOut: "was not wanted: enough had answered"
    default: "was handed in"
    }
  }
}
