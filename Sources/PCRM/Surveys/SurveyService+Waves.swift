import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension SurveyService {
  @Sendable
  func createWave(
    _ request: CreateWaveRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyWave {
    guard var wave = request.wave else { throw .required("wave") }
    let reader = writer.reader
    let survey = try reader.survey(wave.surveyID, "wave.survey_id", caller)
    try caller.checkChanges(survey.unitID, "wave.survey_id")
    if survey.retired {
      throw .precondition(
        "SURVEY_RETIRED", "wave.survey_id", "the survey is retired; it gets no further waves")
    }
    if survey.mode.isAlwaysAnonymous { wave.anonymous = true }
    try wave.check("wave", mode: survey.mode)
    if wave.id.isEmpty {
      wave.id = writer.newID()
    } else {
      try wave.id.checkClientMade("wave.id")
      if try reader.wave(wave.id) != nil { throw .idTaken("wave.id") }
    }
    let version = wave.questionnaireVersion
    guard let form = try reader.questionnaire(survey.questionnaire, version: version) else {
      throw .referenceMissing("wave.questionnaire_version", "version of the questionnaire")
    }
    wave.questionnaire = form.name
    wave.questionnaireVersion = form.version
    try QuestionnaireCheck.check(wave.quotas, form, "wave.quotas")
    try reader.checkReferences(of: wave, survey.mode)
    wave.version = 1
    wave.number = try reader.lastWaveNumber(of: survey.id) + 1
    wave.state = .draft
    wave.frame = nil
    wave.counts = nil
    wave.createTime = Timestamp(microseconds: writer.now.microseconds)
    wave.updateTime = wave.createTime
    try writer.insert(wave)
    try writer.markUsed(form.name, version: form.version)
    return wave
  }

  @Sendable
  func wave(
    _ request: GetWaveRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> SurveyWave {
    var wave = try reader.wave(request.id, "id", caller).wave
    wave.counts = try reader.invitationCounts(of: wave.id)
    return wave
  }

  @Sendable
  func listWaves(
    _ request: ListWavesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListWavesResponse {
    try request.state.checkKnown("state")
    if !request.surveyID.isEmpty {
      _ = try reader.survey(request.surveyID, "survey_id", caller)
    }
    let page = try context.pages.page(request, caller)
    let rows = try reader.waves(request, page, caller)
    var response = ListWavesResponse()
    response.waves = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }

  @Sendable
  func updateWave(
    _ request: UpdateWaveRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyWave {
    guard let patch = request.wave else { throw .required("wave") }
    let reader = writer.reader
    let (stored, survey) = try reader.waveToChange(
      patch.id, version: patch.version, "wave.id", caller)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: SurveyWave.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    let changed = Set(update.changed)
    if stored.state == .closed { throw .waveState(stored, "wave.id", "nothing of it changes") }
    if stored.state == .open, let field = changed.subtracting(SurveyWave.openFields).min() {
      throw .waveState(stored, "wave.\(field)", "this is settled")
    }
    if stored.frame != nil, let field = changed.intersection(SurveyWave.frozenFields).min() {
      throw .precondition(
        "FRAME_FROZEN", "wave.\(field)", "the frame is frozen; make another wave")
    }
    var wave = update.result
    try wave.check("wave", mode: survey.mode)
    if changed.contains("quotas") {
      guard
        let form = try reader.questionnaire(
          wave.questionnaire, version: wave.questionnaireVersion)
      else { throw .internalError }
      try QuestionnaireCheck.check(wave.quotas, form, "wave.quotas")
    }
    try reader.checkReferences(of: wave, survey.mode)
    if wave.state == .open {
      guard let close = wave.closeTime else { throw .closeTimeMissing("wave.close_time") }
      if close.microseconds <= writer.now.microseconds {
        throw .malformed("wave.close_time", "later than now; CloseWave closes it at once")
      }
      try writer.schedule(WaveClosing.kind, key: WaveClosing.key(wave.id), at: close)
    }
    try writer.update(&wave, fields: update.names)
    return wave
  }

  @Sendable
  func openWave(
    _ request: OpenWaveRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyWave {
    let reader = writer.reader
    var (wave, survey) = try reader.waveToChange(
      request.id, version: request.version, "id", caller)
    guard wave.state == .draft else { throw .waveState(wave, "id", "only a draft is opened") }
    guard let close = wave.closeTime else { throw .closeTimeMissing("id") }
    if close.microseconds <= writer.now.microseconds {
      throw .malformed("close_time", "later than now")
    }
    if wave.sample != nil && wave.frame?.state != .ready {
      throw .precondition(
        "FRAME_NOT_READY", "id", "the wave has a sample plan; freeze its frame and wait for it")
    }
    if !wave.channels.isEmpty, try reader.surveyPolicy().link.isEmpty {
      throw .precondition(
        "LINK_MISSING", "id", "the policy of surveys does not say where forms are filled in")
    }
    try wave.checkStrata()
    let from = max(wave.openTime?.microseconds ?? 0, writer.now.microseconds)
    if wave.openTime == nil { wave.openTime = Timestamp(microseconds: from) }
    wave.state = .open
    try reader.fixScoreModel(of: &wave, survey)
    var fields = "state,open_time"
    if wave.minGroup == 0 {
      // What people were promised when they were asked holds, whatever becomes of the policy.
      let usual = try reader.surveyPolicy().minGroup
      wave.minGroup = max(wave.anonymous ? 5 : 1, usual == 0 ? 5 : usual)
      fields += ",min_group"
    }
    try writer.update(&wave, fields: fields)
    try writer.schedule(WaveClosing.kind, key: WaveClosing.key(wave.id), at: close)
    if wave.sample != nil && !wave.channels.isEmpty {
      try writer.schedule(
        InviteWork.kind, key: InviteWork.key(wave.id), at: Timestamp(microseconds: from))
    }
    return wave
  }

  @Sendable
  func closeWave(
    _ request: CloseWaveRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> SurveyWave {
    var (wave, _) = try writer.reader.waveToChange(
      request.id, version: request.version, "id", caller)
    guard wave.state == .open else { throw .waveState(wave, "id", "only an open one is closed") }
    try writer.close(&wave)
    try writer.schedule(WaveClosing.kind, key: WaveClosing.key(wave.id), at: writer.now)
    return wave
  }
}

extension Reader {
  /// Refuses a wave that names segments and units that are not there.
  fileprivate func checkReferences(of wave: SurveyWave, _ mode: SurveyMode) throws(Status) {
    if let sample = wave.sample {
      if mode.asksCustomers { try checkSegment(sample.segment, "wave.sample.segment") }
      for (index, name) in sample.strataSegments.enumerated() {
        try checkSegment(name, "wave.sample.strata_segments[\(index)]")
      }
    }
    for (index, unit) in wave.staffUnitIDs.enumerated() {
      try checkUnit(unit, "wave.staff_unit_ids[\(index)]")
    }
    for (index, unit) in wave.ratedUnitIDs.enumerated() {
      try checkUnit(unit, "wave.rated_unit_ids[\(index)]")
    }
  }

  /// Refuses the name of a segment that is not there.
  func checkSegment(_ name: String, _ field: String) throws(Status) {
    let exists = try first(
      "SELECT 1 FROM segment WHERE name = $1 AND deleted_at IS NULL", .text(name)
    ) { _ in true }
    if exists == nil { throw .referenceMissing(field, "segment") }
  }
}

extension SurveyWave {
  /// Refuses quotas of strata that the frame does not have: they would never be reached.
  fileprivate func checkStrata() throws(Status) {
    let strata = Set(frame?.strata.map(\.name) ?? [])
    for (index, quota) in quotas.enumerated() {
      if let stratum = quota.stratum, !strata.contains(stratum) {
        throw .referenceMissing("quotas[\(index)].stratum", "stratum of the frame")
      }
    }
  }
}

extension Status {
  fileprivate static func closeTimeMissing(_ field: String) -> Status {
    .precondition("CLOSE_TIME_MISSING", field, "the wave does not say when it closes")
  }
}
