import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Surveys

/// Handing in an answer in a wave that is not anonymous: what is told of it, checked and worked out before anything is
/// stored.
struct AnswerSubmission {
  static let sheetsMax = 200
  /// Clocks of devices may be ahead by so much.
  static let aheadSecondsMax: Int64 = 300

  let request: SubmitAnswerRequest
  let invitation: Invitation
  let wave: SurveyWave
  let survey: Survey

  /// - Parameters:
  ///   - known: what the token opens, where that is known already.
  ///   - given: when it was handed in on a device, where that is beyond doubt; nil = it may have been at any time since it
  ///     was begun.
  init(
    _ request: SubmitAnswerRequest, to known: Invitation? = nil, given: Timestamp? = nil,
    _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    try Self.check(request)
    if let known {
      invitation = known
    } else {
      invitation = try reader.invitation(token: request.token)
    }
    guard let wave = try reader.wave(invitation.waveID),
      let survey = try reader.survey(wave.surveyID)
    else { throw .internalError }
    self.request = request
    self.wave = wave
    self.survey = survey
    if wave.anonymous {
      throw .precondition(
        "WAVE_ANONYMOUS", "token", "the wave is anonymous: call SubmitAnonymousAnswer")
    }
    try checkOnBehalf(caller, given: given, reader)
    try Self.check(request.sheets, request.questionnaireVersion, wave)
  }

  private static func check(_ request: SubmitAnswerRequest) throws(Status) {
    if request.token.isEmpty { throw .required("token") }
    if request.mode == .unspecified { throw .required("mode") }
    try request.mode.checkKnown("mode")
    try TextRules.check(request.deviceID, "device_id", max: 100)
    try TextRules.check(request.language, "language", max: 35)
    for (place, sheet) in request.sheets.enumerated() where sheet.id.isEmpty {
      throw .required("sheets[\(place)].id")
    }
    if Set(request.sheets.map(\.id)).count < request.sheets.count {
      throw .duplicate("sheets", "each sheet has an id of its own")
    }
  }

  /// Checks how many sheets there are, and what they rate.
  static func check(
    _ sheets: [AnswerSheet], _ version: Int64, _ wave: SurveyWave
  ) throws(Status) {
    if version != 0, version != wave.questionnaireVersion {
      throw .malformed(
        "questionnaire_version", "that of the wave, \(wave.questionnaireVersion)")
    }
    if sheets.isEmpty { throw .required("sheets") }
    let most = wave.ratedUnitIDs.isEmpty ? 1 : sheetsMax
    if sheets.count > most { throw .tooMany("sheets", max: most) }
    var values = 0
    for (place, sheet) in sheets.enumerated() {
      values += sheet.answers?.values.count ?? 0
      if values > FormLimits.answerValuesMax {
        throw .tooMany("sheets[\(place)].answers.values", max: FormLimits.answerValuesMax)
      }
    }
    var rated: Set<UnitID> = []
    for (place, sheet) in sheets.enumerated() {
      let field = "sheets[\(place)].rated_unit_id"
      if wave.ratedUnitIDs.isEmpty {
        if !sheet.ratedUnitID.isEmpty { throw .malformed(field, "empty: the wave rates no units") }
      } else if !wave.ratedUnitIDs.contains(sheet.ratedUnitID) {
        throw .malformed(field, "one of the units that the wave rates")
      } else if !rated.insert(sheet.ratedUnitID).inserted {
        throw .duplicate(field, "each unit is rated once")
      }
    }
  }

  /// Nobody answers for somebody else, and nobody asks those whom he or she looks after.
  private func checkOnBehalf(
    _ caller: Caller, given: Timestamp?, _ reader: Reader
  ) throws(Status) {
    let isOwn = !caller.staff.isEmpty && invitation.staffID == caller.staff
    switch request.mode {
    case .`self`:
      if caller.staff.isEmpty || isOwn { return }
      throw .onBehalf("a member of staff answers by SELF only what that person was asked")
    default:
      if caller.staff.isEmpty {
        throw .malformed("mode", "SELF: only a member of staff is an interviewer")
      }
      if request.deviceID.isEmpty { throw .required("device_id") }
      let end = given ?? reader.now
      let start = [request.startTime, request.finishTime].compactMap { $0 }.reduce(end) {
        $1.microseconds < $0.microseconds ? $1 : $0
      }
      try Self.checkInterviewer(caller, invitation, from: start, to: end, reader)
    }
  }

  /// Whoever could not hand in an answer does not read what was kept of it.
  static func checkDraft(
    _ caller: Caller, _ invitation: Invitation, _ reader: Reader
  ) throws(Status) {
    if caller.staff.isEmpty || invitation.staffID == caller.staff { return }
    try checkInterviewer(caller, invitation, from: reader.now, to: reader.now, reader)
  }

  private static func checkInterviewer(
    _ caller: Caller, _ invitation: Invitation, from start: Timestamp, to end: Timestamp,
    _ reader: Reader
  ) throws(Status) {
    if !invitation.staffID.isEmpty {
      throw .onBehalf("staff answer themselves, without an interviewer")
    }
    if try reader.lookedAfter(invitation.customerID, caller.staff, from: start, to: end) {
      throw .onBehalf("nobody records the answers of customers whom he or she looks after")
    }
  }

  /// Nothing is taken, and no draft is read, of a customer who was deleted since the invitation was sent.
  static func checkThere(_ invitation: Invitation, _ reader: Reader) throws(Status) {
    if try reader.isGone(invitation.customerID) {
      throw .precondition("DELETED", "token", "the customer was deleted")
    }
  }

  /// What a sheet is worked out with: the device's time, as far as it can be true.
  func context(_ sheet: AnswerSheet, at now: Timestamp) -> FormContext {
    var time = now
    if let finish = request.finishTime, finish.microseconds <= now.microseconds { time = finish }
    let language = request.language.isEmpty ? invitation.language : request.language
    return FormContext(
      now: time, instance: sheet.id, language: language, deviceID: request.deviceID)
  }

  /// The sheets, worked out.
  func worked(_ forms: FormCache, _ reader: Reader) -> WorkedAnswer {
    WorkedAnswer(request.sheets, of: wave, mayBeIncomplete: request.draft, forms, reader) {
      context($0, at: reader.now)
    }
  }

  /// What is odd about an answer.
  func flags(
    _ sheets: [WorkedSheet], _ caller: Caller, _ reader: Reader
  ) throws(Status) -> [AnswerFlag] {
    var flags: [AnswerFlag] = []
    let latest = reader.now.microseconds + Self.aheadSecondsMax * 1_000_000
    if let start = request.startTime?.microseconds, let finish = request.finishTime?.microseconds,
      start <= finish, finish <= latest
    {
      let answered = sheets.reduce(0) { $0 + ($1.sheet.answers?.values.count ?? 0) }
      if finish - start < Int64(answered) * 1_000_000 { flags.append(.fast) }
      if request.mode == .assisted,
        try reader.hasInterview(by: caller.staff, from: start, to: finish)
      {
        flags.append(.overlap)
      }
    } else {
      flags.append(.clock)
    }
    if request.mode == .`self`, !request.deviceID.isEmpty,
      try reader.answers(of: wave.id, from: request.deviceID) >= 3
    {
      flags.append(.sameDevice)
    }
    return flags
  }

  /// The hash by which a sheet that is handed in again is known.
  static func payload(_ sheet: AnswerSheet) -> [UInt8] {
    [UInt8](SHA256.hash(data: sheet.binary()))
  }
}

extension Reader {
  fileprivate func hasInterview(
    by staff: StaffID, from start: Int64, to finish: Int64
  ) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM survey_answer
      WHERE interviewer = $1 AND interviewer IS NOT NULL AND finished_at > $2 AND started_at < $3
      LIMIT 1
      """, .id(staff), .integer(start), .integer(finish)
    ) { _ in true } ?? false
  }

  /// How many people have answered a wave from a device without an interviewer.
  fileprivate func answers(
    of wave: SurveyWaveID, from device: String
  ) throws(Status) -> Int64 {
    try first(
      """
      SELECT count(DISTINCT invitation) FROM survey_answer
      WHERE wave = $1 AND device = $2 AND device <> '' AND mode = 1
      """, .id(wave), .text(device)
    ) { $0.integer(0) } ?? 0
  }
}

extension Status {
  fileprivate static func onBehalf(_ problem: String) -> Status {
    Status(
      .permissionDenied, "token: \(problem)", ErrorInfo(reason: "ON_BEHALF", field: "token"))
  }
}
