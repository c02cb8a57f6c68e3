import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// What is refused, and how that is said.
struct SurveyRefusalTests {
  private static let invalid = StatusCode.invalidArgument
  private static let state = StatusCode.failedPrecondition
  private static let malformed = "FIELD_MALFORMED"
  private static let required = "FIELD_REQUIRED"
  private static let range = "FIELD_OUT_OF_RANGE"

  private struct Row<Resource>: Sendable {
    let code: StatusCode
    let reason: String
    let field: String
    let change: @Sendable (inout Resource) -> Void

    init(
      _ code: StatusCode, _ reason: String, _ field: String,
      _ change: @escaping @Sendable (inout Resource) -> Void
    ) {
      self.code = code
      self.reason = reason
      self.field = field
      self.change = change
    }
  }

  @Test func surveys() throws {
    let rows: [Row<Survey>] = [
      Row(Self.invalid, Self.required, "survey.name") { $0.name = "" },
      Row(Self.invalid, Self.malformed, "survey.name") { $0.name = "Main Survey" },
      Row(.alreadyExists, "NAME_TAKEN", "survey.name") { $0.name = "satisfaction" },
      Row(Self.invalid, Self.required, "survey.title") { $0.title = " " },
      Row(Self.invalid, Self.required, "survey.questionnaire") { $0.questionnaire = "" },
      Row(Self.state, "REFERENCE_MISSING", "survey.questionnaire") { $0.questionnaire = "none" },
      Row(Self.invalid, Self.required, "survey.mode") { $0.mode = .unspecified },
      Row(Self.invalid, Self.malformed, "survey.mode") { $0.mode = SurveyMode(rawValue: 9) },
      Row(Self.state, "REFERENCE_MISSING", "survey.unit_id") {
        $0.unitID = UnitID(high: 1, low: 2)
      },
    ]
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      for row in rows {
        let refusal = try world.admin.surveysRefusal("CreateSurvey", CreateSurveyRequest.self) {
          var survey = Survey()
          survey.name = "second"
          survey.title = "둘째"
          survey.questionnaire = "service"
          survey.mode = .customer
          row.change(&survey)
          $0.survey = survey
        }
        #expect(refusal == Refusal(row.code, row.reason, row.field), "\(row.field)")
      }
    }
  }

  private static let waves: [Row<SurveyWave>] = [
    Row(invalid, required, "wave.survey_id") { $0.surveyID = SurveyID() },
    Row(.notFound, "NOT_FOUND", "wave.survey_id") { $0.surveyID = SurveyID(high: 1, low: 2) },
    Row(state, "REFERENCE_MISSING", "wave.questionnaire_version") { $0.questionnaireVersion = 9 },
    Row(invalid, malformed, "wave.close_time") { $0.openTime = $0.closeTime },
    Row(invalid, range, "wave.min_group") {
      $0.anonymous = true
      $0.minGroup = 4
    },
    Row(invalid, malformed, "wave.sample.segment") { $0.sample?.segment = "Asked" },
    Row(state, "REFERENCE_MISSING", "wave.sample.segment") { $0.sample?.segment = "nobody" },
    Row(invalid, malformed, "wave.sample.size") { $0.sample?.size = 5 },
    Row(invalid, range, "wave.sample.size") { $0.sample?.method = .simple },
    Row(invalid, required, "wave.sample.stratify_by") {
      $0.sample?.method = .stratifiedProportional
      $0.sample?.size = 5
    },
    Row(invalid, required, "wave.sample.strata_segments") { $0.sample?.stratifyBy = .segments },
    Row(invalid, malformed, "wave.sample.deviations") {
      $0.sample?.deviations = [StratumDeviation()]
    },
    Row(invalid, required, "wave.quotas[0].name") { $0.quotas = [SurveyQuota()] },
    Row(invalid, range, "wave.quotas[0].max") {
      $0.quotas = [SurveyQuota.named("all", max: 0)]
    },
    Row(invalid, "FORM_INVALID", "wave.quotas[0].condition") {
      $0.quotas = [SurveyQuota.named("all", max: 5, "${nobody} = 1")]
    },
    Row(invalid, malformed, "wave.channels[0]") { $0.channels = [.phone] },
    Row(invalid, "DUPLICATE_ITEM", "wave.channels[1]") { $0.channels = [.sms, .sms] },
    Row(invalid, required, "wave.invitation_texts") { $0.invitationTexts = [] },
    Row(invalid, malformed, "wave.invitation_texts[0].body") {
      $0.invitationTexts[0].body = "no way to it"
    },
    Row(invalid, malformed, "wave.invitation_texts[0].subject") {
      $0.invitationTexts[0].subject = "one\nBcc: two@example.kr"
    },
    Row(invalid, malformed, "wave.invitation_texts[0].language") {
      $0.invitationTexts[0].language = "Korean language"
    },
    Row(invalid, malformed, "wave.reminder_days[1]") { $0.reminderDays = [5, 2] },
    Row(invalid, range, "wave.reminder_days[0]") { $0.reminderDays = [0] },
    Row(invalid, range, "wave.valid_days") { $0.validDays = 367 },
    Row(invalid, malformed, "wave.staff_unit_ids") { $0.staffUnitIDs = [UnitID(high: 1, low: 2)] },
    Row(invalid, malformed, "wave.rated_unit_ids") { $0.ratedUnitIDs = [UnitID(high: 1, low: 2)] },
  ]

  @Test func waves() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 1)
      for row in Self.waves {
        let refusal = try world.admin.surveysRefusal("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft(row.change)
        }
        #expect(refusal == Refusal(row.code, row.reason, row.field), "\(row.field)")
      }
      let anonymous = try world.admin.survey {
        $0.name = "anonymous"
        $0.mode = .anonymous
      }
      #expect(try world.wave(of: anonymous.id).anonymous)
    }
  }

  /// Would catch a wave that is opened before it is ready, frozen twice, or changed when it is too late.
  @Test func life() throws {
    try withPCRM { pcrm in
      let world = try SurveyWorld(pcrm, customers: 2)
      func refused(
        _ reason: String, _ refusal: Refusal?, sourceLocation: SourceLocation = #_sourceLocation
      ) {
        #expect(refusal?.reason == reason, sourceLocation: sourceLocation)
        #expect(refusal?.code == .failedPrecondition, sourceLocation: sourceLocation)
      }
      func open(_ id: SurveyWaveID) throws -> Refusal? {
        try world.admin.surveysRefusal("OpenWave", OpenWaveRequest.self) { $0.id = id }
      }
      func freeze(_ id: SurveyWaveID) throws -> Refusal? {
        try world.admin.surveysRefusal("FreezeFrame", FreezeFrameRequest.self) { $0.waveID = id }
      }
      func update(
        _ id: SurveyWaveID, _ set: (inout SurveyWave) -> Void
      ) throws -> Refusal? {
        try world.admin.surveysRefusal("UpdateWave", UpdateWaveRequest.self) {
          var patch = SurveyWave()
          patch.id = id
          set(&patch)
          $0.wave = patch
        }
      }
      let wave = try world.wave()
      refused("FRAME_NOT_READY", try open(wave.id))
      refused(
        "CLOSE_TIME_MISSING", try open(try world.wave { $0.closeTime = nil }.id))
      refused("SAMPLE_MISSING", try freeze(try world.wave { $0.sample = nil }.id))
      #expect(try update(wave.id) { $0.validDays = 10 } == nil)
      #expect(try freeze(wave.id) == nil)
      refused("FRAME_FROZEN", try freeze(wave.id))
      refused("FRAME_FROZEN", try update(wave.id) { $0.anonymous = true })
      refused("FRAME_NOT_READY", try open(wave.id))
      try pcrm.runJobs()
      #expect(try open(wave.id) == nil)
      refused("WAVE_STATE", try open(wave.id))
      refused("WAVE_STATE", try freeze(wave.id))
      refused("WAVE_STATE", try update(wave.id) { $0.validDays = 11 })
      #expect(try update(wave.id) { $0.title = "봄" } == nil)
      #expect(
        try update(wave.id) { $0.closeTime = SurveyWorld.at(8) }
          == Refusal(Self.invalid, Self.malformed, "wave.close_time"))
      #expect(try world.admin.closeWave(wave.id).state == .closed)
      refused("WAVE_STATE", try update(wave.id) { $0.title = "여름" })
      refused(
        "WAVE_STATE",
        try world.admin.surveysRefusal("CloseWave", CloseWaveRequest.self) { $0.id = wave.id })
      refused(
        "WAVE_STATE",
        try world.admin.surveysRefusal("CreateInvitation", CreateInvitationRequest.self) {
          $0.waveID = wave.id
        })
      _ = try world.admin.policy { $0.link = "" }
      refused("LINK_MISSING", try open(try world.wave { $0.sample = nil }.id))
      let retired: Survey = try world.admin.surveys("UpdateSurvey", UpdateSurveyRequest.self) {
        var patch = Survey()
        patch.id = world.survey.id
        patch.retired = true
        $0.survey = patch
      }
      #expect(retired.version == 2)
      refused(
        "SURVEY_RETIRED",
        try world.admin.surveysRefusal("CreateWave", CreateWaveRequest.self) {
          $0.wave = world.draft()
        })
    }
  }

  private static let policies: [Row<SurveyPolicy>] = [
    Row(invalid, range, "policy.gap_days") { $0.gapDays = -1 },
    Row(invalid, range, "policy.count_days") { $0.contactsMax = 3 },
    Row(invalid, malformed, "policy.count_days") { $0.countDays = 3 },
    Row(invalid, range, "policy.night_to_minute") { $0.nightToMinute = 1440 },
    Row(invalid, range, "policy.min_group") { $0.minGroup = 4 },
    Row(invalid, malformed, "policy.link") { $0.link = "https://survey.example.kr/" },
    Row(invalid, malformed, "policy.link") { $0.link = "ftp://survey.example.kr/{token}" },
    Row(invalid, range, "policy.keep_hours") { $0.keepHours = 9000 },
    Row(invalid, malformed, "policy.consent_purpose") { $0.consentPurpose = "All of it" },
  ]

  /// Would catch a policy that is applied though it says what cannot be meant, and a plan that overwrites another's.
  @Test func policies() throws {
    try withPCRM { pcrm in
      let admin = pcrm.admin
      for row in Self.policies {
        let refusal = try admin.surveysRefusal(
          "ApplySurveyPolicy", ApplySurveyPolicyRequest.self
        ) {
          var policy = SurveyPolicy()
          row.change(&policy)
          $0.policy = policy
        }
        #expect(refusal == Refusal(row.code, row.reason, row.field), "\(row.field)")
      }
      let initial: SurveyPolicy = try admin.surveys(
        "GetSurveyPolicy", GetSurveyPolicyRequest.self)
      #expect(initial.version == 0 && initial.gapDays == 30 && initial.nightFromMinute == 1260)
      let applied = try admin.policy { $0.gapDays = 14 }
      #expect(applied.version == 1 && applied.changes.contains { $0.path == "gap_days" })
      #expect(try admin.policy { $0.gapDays = 14 }.version == 1)
      #expect(
        try admin.surveysRefusal("ApplySurveyPolicy", ApplySurveyPolicyRequest.self) {
          $0.policy = SurveyPolicy()
          $0.baseVersion = 7
        } == Refusal(.aborted, "PLAN_OUTDATED", "base_version"))
    }
  }
}

extension SurveyQuota {
  static func named(
    _ name: String, max: Int64, _ condition: String = ""
  ) -> SurveyQuota {
    var quota = SurveyQuota()
    quota.name = name
    quota.max = max
    quota.condition = condition
    return quota
  }
}
