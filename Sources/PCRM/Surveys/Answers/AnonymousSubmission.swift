import Crypto
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Surveys

/// Handing in an answer in an anonymous wave: what is told of it, checked before anything is worked out or stored.
struct AnonymousSubmission {
  let request: SubmitAnonymousAnswerRequest
  let invitation: Invitation
  let wave: SurveyWave

  init(_ request: SubmitAnonymousAnswerRequest, _ reader: Reader) throws(Status) {
    for (place, sheet) in request.sheets.enumerated() where !sheet.id.isEmpty {
      // Who chose an id could find the answer by it.
      throw .invalid(
        "sheets[\(place)].id", "must be empty in an anonymous wave", reason: "FIELD_READ_ONLY")
    }
    self.request = request
    invitation = try reader.invitation(token: request.token)
    guard let wave = try reader.wave(invitation.waveID) else { throw .internalError }
    self.wave = wave
    guard wave.anonymous else {
      throw .precondition("WAVE_NAMED", "token", "the wave is not anonymous: call SubmitAnswer")
    }
    // A late answer would come alone: it could be told by when it came.
    if try reader.use(of: invitation, in: wave, "token") == .late {
      if wave.state == .closed { throw .waveState(wave, "token", "it takes no more answers") }
      throw .invitationEnded(invitation, "token")
    }
    try AnswerSubmission.checkThere(invitation, reader)
    try AnswerSubmission.check(request.sheets, request.questionnaireVersion, wave)
  }

  /// The sheets, worked out with the day alone, and chance that nobody can find again.
  func worked(_ forms: FormCache, _ reader: Reader) -> WorkedAnswer {
    let day = BusinessDay.today(reader.now)
    let midnight = Timestamp(seconds: Int64(day.daysSince1970) * 86_400 - 32_400, nanos: 0)
    return WorkedAnswer(request.sheets, of: wave, forms, reader) { _ in
      FormContext(
        now: midnight, offset: 32_400, instance: .random(), language: request.language)
    }
  }
}

extension Writer {
  /// Hands in an answer in an anonymous wave. Who calls is not known here, and nothing that is stored of the answer stands
  /// in a row with anything of the invitation.
  ///
  /// - Parameter worked: the answer as ``Reader/worked(_:forms:)`` has worked it out before the transaction.
  mutating func submitAnonymousAnswer(
    _ request: SubmitAnonymousAnswerRequest, worked: WorkedAnswer? = nil,
    forms: FormCache = .shared
  ) throws(Status) -> SubmitAnonymousAnswerResponse {
    let submission = try AnonymousSubmission(request, reader)
    let wave = submission.wave
    let known = worked.flatMap { $0.fits(wave) ? $0 : nil }
    let sheets = try (known ?? submission.worked(forms, reader)).sheets()
    var response = SubmitAnonymousAnswerResponse()
    let quotas = sheets.flatMap { $0.quotas(of: wave, submission.invitation) }
    let hasRoom = try take(quotas, of: wave)
    // That a quota was full would say what the person answered.
    try complete(submission.invitation, in: wave, isScreenedOut: false)
    response.state = hasRoom ? .submitted : .screenedOut
    response.dropped = sheets.flatMap(\.dropped)
    if !hasRoom { return response }
    for sheet in sheets { try hold(sheet, of: wave) }
    try storeHeld(of: wave, isLast: false)
    return response
  }

  /// Lays an answer among those that wait.
  private func hold(_ sheet: WorkedSheet, of wave: SurveyWave) throws(Status) {
    var answer = AnswerSheet()
    answer.ratedUnitID = sheet.sheet.ratedUnitID
    answer.answers = sheet.answers
    let id = SurveyAnswerID.random()
    try execute(
      "INSERT INTO survey_holding (id, wave, document) VALUES ($1, $2, $3)", .id(id),
      .id(wave.id), .blob(answer.binary()))
  }
}

extension SurveyAnswerID {
  /// A UUID of version 4, from the system's random numbers: it holds no time, and no other follows from it.
  static func random() -> SurveyAnswerID {
    let bytes = SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for byte in bytes[0..<8] { high = high << 8 | UInt64(byte) }
    for byte in bytes[8..<16] { low = low << 8 | UInt64(byte) }
    return SurveyAnswerID(
      high: high & ~0xf000 | 0x4000, low: low & ~(3 << 62) | 1 << 63)
  }
}
