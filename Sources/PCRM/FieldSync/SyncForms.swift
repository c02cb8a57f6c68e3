import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Forms that devices carry: the questionnaires of waves that are open, are not anonymous and ask customers, for everybody
/// who may record answers. Who is asked is not among what is carried: a customer shows a token.
extension Reader {
  /// The form of a wave as devices carry it; nil when they do not, or not any more.
  func syncForm(of id: SurveyWaveID) throws(Status) -> (form: SyncForm, version: Int64)? {
    guard let wave = try wave(id), wave.state == .open, !wave.anonymous,
      let survey = try survey(wave.surveyID), survey.mode == .customer,
      var questionnaire = try questionnaire(
        wave.questionnaire, version: wave.questionnaireVersion)
    else { return nil }
    questionnaire.note = ""
    questionnaire.createdBy = PrincipalID()
    questionnaire.createTime = nil
    var form = SyncForm()
    form.waveID = id
    form.survey = survey.name
    form.title = wave.title.isEmpty ? survey.title : wave.title
    form.openTime = wave.openTime
    form.closeTime = wave.closeTime
    form.questionnaire = questionnaire
    return (form, wave.version)
  }

  /// Whether devices carry the form of a wave.
  func isCarriedForm(_ id: SurveyWaveID) throws(Status) -> Bool {
    try first(
      """
      SELECT 1 FROM survey_wave w JOIN survey s ON s.id = w.survey
      WHERE w.id = $1 AND w.state = 2 AND w.anonymous = 0 AND s.mode = 1
      """, .id(id)
    ) { _ in true } ?? false
  }

  /// The waves whose forms devices carry: of one survey, or of all of them.
  func carriedForms(of survey: SurveyID = SurveyID()) throws(Status) -> [SurveyWaveID] {
    try all(
      """
      SELECT w.id FROM survey_wave w JOIN survey s ON s.id = w.survey
      WHERE w.state = 2 AND w.anonymous = 0 AND s.mode = 1 AND ($1 IS NULL OR w.survey = $1)
      ORDER BY w.id
      """, .id(survey)
    ) { $0.id(0) }
  }

  /// The forms that somebody carries, by what is stored.
  func carriedForms(by staff: StaffID) throws(Status) -> [SurveyWaveID] {
    try all(
      "SELECT DISTINCT id FROM sync_scope WHERE staff = $1 AND entity = $2", .id(staff),
      .enumeration(EntityType.surveyWave)
    ) { $0.id(0) }
  }

  /// The forms that somebody is to carry: all of them, or none for who may not record answers.
  func wantedForms(of staff: StaffID) throws(Status) -> [SurveyWaveID] {
    let mayRecord = try first(
      """
      SELECT 1 FROM principal WHERE staff = $1 AND disabled = 0 AND (roles & $2) <> 0 LIMIT 1
      """, .id(staff), .integer(RoleBits.interviewers)
    ) { _ in true }
    return mayRecord == nil ? [] : try carriedForms()
  }

  /// Whose a principal is, if that member of staff carries anything.
  func carrier(behind principal: PrincipalID) throws(Status) -> StaffID? {
    try first(
      """
      SELECT u.staff FROM principal p JOIN sync_user u ON u.staff = p.staff WHERE p.id = $1
      """, .id(principal)
    ) { $0.id(0) }
  }
}

extension RoleBits {
  /// The roles that may record answers.
  static let interviewers = of(RolePermissions.roles(with: .recordAnswers))
}

extension Change {
  /// Whether a principal changed in what decides on who may record answers.
  var concernsInterviewers: Bool {
    if fields.isEmpty { return true }
    return fields.split(separator: ",").contains { ["staff_id", "roles", "disabled"].contains($0) }
  }

  /// Whether a principal became somebody else's: whose it was before is not known any more.
  var changesHands: Bool { fields.split(separator: ",").contains("staff_id") }
}
