public import ProtobufCodec

/// Kinds of resources, as the change feed and the audit log name them.
public struct EntityType: OpenEnum {
  public static let protoName = "pcrm.v1.EntityType"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every kind.
  public static let unspecified = EntityType(rawValue: 0)
  /// Customer.
  public static let customer = EntityType(rawValue: 1)
  /// Relation.
  public static let relation = EntityType(rawValue: 2)
  /// Consent.
  public static let consent = EntityType(rawValue: 3)
  /// Unit.
  public static let unit = EntityType(rawValue: 4)
  /// Staff.
  public static let staff = EntityType(rawValue: 5)
  /// Principal.
  public static let principal = EntityType(rawValue: 6)
  /// Token.
  public static let token = EntityType(rawValue: 7)
  /// ExtensionSchema.
  public static let extensionSchema = EntityType(rawValue: 8)
  /// Case.
  public static let `case` = EntityType(rawValue: 9)
  /// CaseType, by version.
  public static let caseType = EntityType(rawValue: 10)
  /// Touchpoint that is due on a case.
  public static let touchpoint = EntityType(rawValue: 11)
  /// Classification.
  public static let classification = EntityType(rawValue: 12)
  /// Segment.
  public static let segment = EntityType(rawValue: 13)
  /// A customer entered (created) or left (deleted) a segment; the key is the customer.
  public static let membership = EntityType(rawValue: 14)
  /// Duty of a member of staff on a case.
  public static let duty = EntityType(rawValue: 15)
  /// Absence with its deputies.
  public static let absence = EntityType(rawValue: 16)
  /// HandOver.
  public static let handOver = EntityType(rawValue: 17)
  /// Programme of adoption.
  public static let programme = EntityType(rawValue: 18)
  /// Adoption of a customer by a member of staff.
  public static let adoption = EntityType(rawValue: 19)
  /// Duty matrix or authority limits, by version.
  public static let assignmentRule = EntityType(rawValue: 20)
  /// Proposal of who takes over what.
  public static let proposal = EntityType(rawValue: 21)
  /// Reassignment of many cases or adoptions.
  public static let reassignment = EntityType(rawValue: 22)
  /// Load weights or staffing assumptions, by version.
  public static let loadRule = EntityType(rawValue: 23)
  /// Classification scheme, need weights or service models, by version.
  public static let classificationRule = EntityType(rawValue: 24)
  /// Demand that could not simply be done.
  public static let demand = EntityType(rawValue: 25)
  /// Visit.
  public static let visit = EntityType(rawValue: 26)
  /// VisitAttempt, a try to meet a customer.
  public static let attempt = EntityType(rawValue: 27)
  /// Resource: a vehicle, room or thing that is booked with visits.
  public static let resource = EntityType(rawValue: 28)
  /// Series of visits.
  public static let series = EntityType(rawValue: 29)
  /// VisitPlan: a programme or campaign of visits, by version.
  public static let visitPlan = EntityType(rawValue: 30)
  /// VisitTask: what was promised at a visit.
  public static let visitTask = EntityType(rawValue: 31)
  /// Hardship of a customer, open until the customer was told what was found for it.
  public static let hardship = EntityType(rawValue: 32)
  /// VisitReport, by version.
  public static let visitReport = EntityType(rawValue: 33)
  /// CallBack that confirms a visit.
  public static let callBack = EntityType(rawValue: 34)
  /// WorkingTime of a member of staff.
  public static let workingTime = EntityType(rawValue: 35)
  /// Holiday that was loaded, or an office's own day.
  public static let holiday = EntityType(rawValue: 36)
  /// Rules of visits (required parts, next try, quality, travel …), by version.
  public static let visitRule = EntityType(rawValue: 37)
  /// Route that is proposed for a day.
  public static let route = EntityType(rawValue: 38)
  /// CalendarFeed of a member of staff.
  public static let calendarFeed = EntityType(rawValue: 39)
  /// Benefit that was decided, or has to be decided anew, on a case; the key is the case.
  public static let benefit = EntityType(rawValue: 40)
  /// QualityCheck of a stage of a case; the key is the case.
  public static let qualityCheck = EntityType(rawValue: 41)
  /// NeedRecord: needs and hardships of a case, found anew; the key is the case.
  public static let needRecord = EntityType(rawValue: 42)
  /// Device that field sync serves.
  public static let device = EntityType(rawValue: 43)
  /// SyncConflict: two changes of one thing that both count.
  public static let syncConflict = EntityType(rawValue: 44)
  /// QuarantineItem: work from a device that could not be taken as it was.
  public static let quarantineItem = EntityType(rawValue: 45)
  /// VisitNote.
  public static let visitNote = EntityType(rawValue: 46)
  /// Questionnaire, by version.
  public static let questionnaire = EntityType(rawValue: 47)
  /// Survey.
  public static let survey = EntityType(rawValue: 48)
  /// SurveyWave.
  public static let surveyWave = EntityType(rawValue: 49)
  /// Invitation to a survey.
  public static let invitation = EntityType(rawValue: 50)
  /// SurveyAnswer, where the wave is not anonymous.
  public static let surveyAnswer = EntityType(rawValue: 51)
  /// SurveyTrigger.
  public static let surveyTrigger = EntityType(rawValue: 52)
  /// ScoreModel of surveys, by version.
  public static let scoreModel = EntityType(rawValue: 53)
  /// OutboxMessage: a message on its way to a customer.
  public static let outboxMessage = EntityType(rawValue: 54)
  /// Policy of surveys (contact frequency, disclosure, retries), by version.
  public static let surveyPolicy = EntityType(rawValue: 55)

  public static let names: [(Int32, String)] = [
    (0, "ENTITY_TYPE_UNSPECIFIED"),
    (1, "ENTITY_TYPE_CUSTOMER"),
    (2, "ENTITY_TYPE_RELATION"),
    (3, "ENTITY_TYPE_CONSENT"),
    (4, "ENTITY_TYPE_UNIT"),
    (5, "ENTITY_TYPE_STAFF"),
    (6, "ENTITY_TYPE_PRINCIPAL"),
    (7, "ENTITY_TYPE_TOKEN"),
    (8, "ENTITY_TYPE_EXTENSION_SCHEMA"),
    (9, "ENTITY_TYPE_CASE"),
    (10, "ENTITY_TYPE_CASE_TYPE"),
    (11, "ENTITY_TYPE_TOUCHPOINT"),
    (12, "ENTITY_TYPE_CLASSIFICATION"),
    (13, "ENTITY_TYPE_SEGMENT"),
    (14, "ENTITY_TYPE_MEMBERSHIP"),
    (15, "ENTITY_TYPE_DUTY"),
    (16, "ENTITY_TYPE_ABSENCE"),
    (17, "ENTITY_TYPE_HAND_OVER"),
    (18, "ENTITY_TYPE_PROGRAMME"),
    (19, "ENTITY_TYPE_ADOPTION"),
    (20, "ENTITY_TYPE_ASSIGNMENT_RULE"),
    (21, "ENTITY_TYPE_PROPOSAL"),
    (22, "ENTITY_TYPE_REASSIGNMENT"),
    (23, "ENTITY_TYPE_LOAD_RULE"),
    (24, "ENTITY_TYPE_CLASSIFICATION_RULE"),
    (25, "ENTITY_TYPE_DEMAND"),
    (26, "ENTITY_TYPE_VISIT"),
    (27, "ENTITY_TYPE_ATTEMPT"),
    (28, "ENTITY_TYPE_RESOURCE"),
    (29, "ENTITY_TYPE_SERIES"),
    (30, "ENTITY_TYPE_VISIT_PLAN"),
    (31, "ENTITY_TYPE_VISIT_TASK"),
    (32, "ENTITY_TYPE_HARDSHIP"),
    (33, "ENTITY_TYPE_VISIT_REPORT"),
    (34, "ENTITY_TYPE_CALL_BACK"),
    (35, "ENTITY_TYPE_WORKING_TIME"),
    (36, "ENTITY_TYPE_HOLIDAY"),
    (37, "ENTITY_TYPE_VISIT_RULE"),
    (38, "ENTITY_TYPE_ROUTE"),
    (39, "ENTITY_TYPE_CALENDAR_FEED"),
    (40, "ENTITY_TYPE_BENEFIT"),
    (41, "ENTITY_TYPE_QUALITY_CHECK"),
    (42, "ENTITY_TYPE_NEED_RECORD"),
    (43, "ENTITY_TYPE_DEVICE"),
    (44, "ENTITY_TYPE_SYNC_CONFLICT"),
    (45, "ENTITY_TYPE_QUARANTINE_ITEM"),
    (46, "ENTITY_TYPE_VISIT_NOTE"),
    (47, "ENTITY_TYPE_QUESTIONNAIRE"),
    (48, "ENTITY_TYPE_SURVEY"),
    (49, "ENTITY_TYPE_SURVEY_WAVE"),
    (50, "ENTITY_TYPE_INVITATION"),
    (51, "ENTITY_TYPE_SURVEY_ANSWER"),
    (52, "ENTITY_TYPE_SURVEY_TRIGGER"),
    (53, "ENTITY_TYPE_SCORE_MODEL"),
    (54, "ENTITY_TYPE_OUTBOX_MESSAGE"),
    (55, "ENTITY_TYPE_SURVEY_POLICY"),
  ]
}
