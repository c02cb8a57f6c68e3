import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Whether a caller sees what belongs to a unit: within its scope, where it works, or of the whole agency.
  func sees(_ unit: UnitID, _ caller: Caller) throws(Status) -> Bool {
    if unit.isEmpty || caller.reaches(office: unit, worker: StaffID()) { return true }
    if caller.staff.isEmpty { return false }
    return try office(of: caller.staff) == unit
  }

  /// The survey of a wave or a request, as if it were not there for whoever does not see it.
  func survey(
    _ id: SurveyID, _ field: String, _ caller: Caller
  ) throws(Status) -> Survey {
    if id.isEmpty { throw .required(field) }
    guard let survey = try survey(id), try sees(survey.unitID, caller) else {
      throw .noSurvey(field)
    }
    return survey
  }

  /// The wave, as if it were not there for whoever does not see its survey.
  func wave(
    _ id: SurveyWaveID, _ field: String, _ caller: Caller
  ) throws(Status) -> (wave: SurveyWave, survey: Survey) {
    if id.isEmpty { throw .required(field) }
    guard let wave = try wave(id), let survey = try survey(wave.surveyID),
      try sees(survey.unitID, caller)
    else { throw .noWave(field) }
    return (wave, survey)
  }

  /// The wave that a request changes.
  func waveToChange(
    _ id: SurveyWaveID, version: Int64, _ field: String, _ caller: Caller
  ) throws(Status) -> (wave: SurveyWave, survey: Survey) {
    let found = try wave(id, field, caller)
    try caller.checkChanges(found.survey.unitID, field)
    try Status.check(version: version, stored: found.wave.version)
    return found
  }
}

extension Caller {
  /// Refuses to change what belongs to a unit outside of the scope, or to the whole agency.
  func checkChanges(_ unit: UnitID, _ field: String) throws(Status) {
    if case .all = scope { return }
    if !unit.isEmpty && reaches(office: unit, worker: StaffID()) { return }
    throw unit.isEmpty ? Status.wholeAgency(field) : Status.otherUnit(field)
  }

  /// Refuses a caller whose scope is not the whole agency.
  func checkWhole(_ field: String) throws(Status) {
    if case .all = scope { return }
    throw .wholeAgency(field)
  }
}

extension Status {
  static func noSurvey(_ field: String) -> Status {
    Status.notFound(field, "there is no such survey").with("entity", "survey")
  }

  static func noWave(_ field: String) -> Status {
    Status.notFound(field, "there is no such wave of a survey").with("entity", "survey_wave")
  }

  static func waveState(_ wave: SurveyWave, _ field: String, _ wanted: String) -> Status {
    let said =
      switch wave.state {
      case .draft: "a draft"
      case .open: "open"
      default: "closed"
      }
    return Status.precondition("WAVE_STATE", field, "the wave is \(said); \(wanted)")
      .with("state", wave.state.name ?? "")
  }

  static func invitationEnded(_ invitation: Invitation, _ field: String) -> Status {
    let said =
      switch invitation.state {
      case .answered: "is answered already"
      case .screenedOut: "is used up: enough had answered"
      case .optedOut: "has ended: whoever got it does not want to be asked"
      case .withdrawn: "was withdrawn"
      case .skipped: "was never sent"
      default: "has ended"
      }
    return Status.precondition("INVITATION_ENDED", field, "the invitation \(said)")
      .with("state", invitation.state.name ?? "")
  }

  /// Only who sees the whole agency may do this.
  fileprivate static func wholeAgency(_ field: String) -> Status {
    beyondScope(field, "this belongs to the whole agency; it takes a caller of scope ALL")
  }

  fileprivate static func otherUnit(_ field: String) -> Status {
    beyondScope(field, "this belongs to a unit that is not within your scope")
  }

  private static func beyondScope(_ field: String, _ problem: String) -> Status {
    Status(
      .permissionDenied, "\(field): \(problem)",
      ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
  }
}
