import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyWave {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try SurveyWave(binary: row.raw(0))
    } catch {
      throw .internalError
    }
  }
}

extension Reader {
  /// A wave with its frame, without counts of its invitations.
  func wave(_ id: SurveyWaveID) throws(Status) -> SurveyWave? {
    try first("SELECT document FROM survey_wave WHERE id = $1", .id(id)) {
      (row) throws(Status) in try SurveyWave(stored: row)
    }
  }

  /// The newest wave of a survey that is open.
  func openWave(of survey: SurveyID) throws(Status) -> SurveyWave? {
    try first(
      """
      SELECT document FROM survey_wave WHERE survey = $1 AND state = 2
      ORDER BY number DESC LIMIT 1
      """, .id(survey)
    ) { (row) throws(Status) in try SurveyWave(stored: row) }
  }

  func lastWaveNumber(of survey: SurveyID) throws(Status) -> Int32 {
    let last = try first(
      "SELECT coalesce(max(number), 0) FROM survey_wave WHERE survey = $1", .id(survey)
    ) { $0.integer(0) }
    return Int32(truncatingIfNeeded: last ?? 0)
  }

  /// One page of the waves that a caller sees, newest first.
  func waves(
    _ request: ListWavesRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<SurveyWave> {
    var rows = PageBuilder<SurveyWave>(page)
    let after = page.after.isEmpty ? SurveyWaveID(high: .max, low: .max) : page.afterID()
    try each(
      """
      SELECT w.document, s.unit FROM survey_wave w JOIN survey s ON s.id = w.survey
      WHERE w.id < $1 AND ($2 IS NULL OR w.survey = $2) AND ($3 = 0 OR w.state = $3)
      ORDER BY w.id DESC
      """, [.place(after), .id(request.surveyID), .enumeration(request.state)]
    ) { (row) throws(Status) in
      let wave = try SurveyWave(stored: row)
      if try !sees(row.id(1), caller) { return rows.pass(at: wave.id.position) }
      return rows.add(wave, at: wave.id.position)
    }
    return rows
  }

  /// How many invitations of a wave are in each state.
  func invitationCounts(of wave: SurveyWaveID) throws(Status) -> InvitationCounts {
    var counts = InvitationCounts()
    try each(
      "SELECT state, count(*) FROM invitation WHERE wave = $1 GROUP BY state", [.id(wave)]
    ) { (row) throws(Status) in
      let number = row.integer(1)
      counts.total += number
      switch row.enumeration(0, of: InvitationState.self) {
      case .waiting: counts.waiting = number
      case .sent: counts.sent = number
      case .answered: counts.answered = number
      case .screenedOut: counts.screenedOut = number
      case .expired: counts.expired = number
      case .bounced: counts.bounced = number
      case .optedOut: counts.optedOut = number
      case .skipped: counts.skipped = number
      default: counts.withdrawn += number
      }
      return true
    }
    return counts
  }

  /// How many invitations were answered without an answer that counts: too late, or rejected.
  func invitationsAnsweredInVain(of wave: SurveyWaveID) throws(Status) -> Int64 {
    try first(
      """
      SELECT count(*) FROM (
        SELECT DISTINCT a.invitation FROM survey_answer a WHERE a.wave = $1 AND a.state IN (4, 5)
      ) late
      WHERE NOT EXISTS (
        SELECT 1 FROM survey_answer b
        WHERE b.invitation = late.invitation AND b.state IN (2, 3))
      """, .id(wave)
    ) { $0.integer(0) } ?? 0
  }
}

extension Writer {
  mutating func insert(_ wave: SurveyWave) throws(Status) {
    try execute(
      """
      INSERT INTO survey_wave (id, version, survey, number, state, anonymous, questionnaire,
        questionnaire_version, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, .id(wave.id), .integer(wave.version), .id(wave.surveyID),
      .integer(Int64(wave.number)), .enumeration(wave.state), .bool(wave.anonymous),
      .text(wave.questionnaire), .integer(wave.questionnaireVersion), .blob(wave.binary()))
    changed(FeedEntity.surveyWave, wave.id, version: wave.version)
  }

  /// Stores a wave with one version more, at the transaction's time.
  mutating func update(_ wave: inout SurveyWave, fields: String) throws(Status) {
    wave.version += 1
    wave.updateTime = Timestamp(microseconds: now.microseconds)
    wave.counts = nil
    try keep(wave)
    changed(FeedEntity.surveyWave, wave.id, version: wave.version, fields: fields)
  }

  /// Stores how far work on a wave is, which is no change of it.
  func keep(_ wave: SurveyWave) throws(Status) {
    try execute(
      """
      UPDATE survey_wave SET version = $2, state = $3, anonymous = $4, document = $5 WHERE id = $1
      """, .id(wave.id), .integer(wave.version), .enumeration(wave.state),
      .bool(wave.anonymous), .blob(wave.binary()))
  }
}
