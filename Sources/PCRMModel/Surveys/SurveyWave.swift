public import PCRMCore
public import ProtobufCodec

/// One time that a survey is asked.
///
/// ```proto
/// message SurveyWave {
///   string id = 1;
///   int64 version = 2;
///   string survey_id = 3;
///   int32 number = 4;
///   string title = 5;
///   string questionnaire = 6;
///   int64 questionnaire_version = 7;
///   SurveyWaveState state = 8;
///   google.protobuf.Timestamp open_time = 9;
///   google.protobuf.Timestamp close_time = 10;
///   bool anonymous = 11;
///   int32 min_group = 12;
///   int32 score_model_version = 13;
///   SamplePlan sample = 14;
///   repeated SurveyQuota quotas = 15;
///   repeated Channel channels = 16;
///   repeated SurveyText invitation_texts = 17;
///   repeated SurveyText reminder_texts = 18;
///   repeated int32 reminder_days = 19;
///   int32 valid_days = 20;
///   repeated string staff_unit_ids = 21;
///   repeated string rated_unit_ids = 22;
///   SurveyFrame frame = 23;
///   InvitationCounts counts = 24;
///   google.protobuf.Timestamp create_time = 25;
///   google.protobuf.Timestamp update_time = 26;
/// }
/// ```
public struct SurveyWave: Message {
  public static let protoName = "pcrm.v1.SurveyWave"

  /// UUID. A client may choose it.
  public var id = SurveyWaveID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The survey. Required; cannot be changed.
  public var surveyID = SurveyID()
  /// Output only. 1, 2, 3, … in the order in which they were made.
  public var number: Int32 = 0
  /// What people call it, at most 200 characters. Empty = the survey's title.
  public var title = ""
  /// Output only. Name of the questionnaire that is asked.
  public var questionnaire = ""
  /// Version of the questionnaire that is asked. 0 in a create = the newest. From the create on that
  /// version can never be changed.
  public var questionnaireVersion: Int64 = 0
  /// Output only. Where its life stands.
  public var state = SurveyWaveState.unspecified
  /// From when on it may be answered. Absent = from when it is opened.
  public var openTime: Timestamp?
  /// When it closes by itself, or was closed by hand before that. Required before it is opened.
  public var closeTime: Timestamp?
  /// Nothing leads from an answer to who gave it. Always so for the modes ANONYMOUS and CULTURE.
  /// Cannot be changed once the frame is frozen.
  public var anonymous = false
  /// Results are shown for so many answers or more: 0 = as the policy says when the wave is opened, at
  /// least 5 and at most 1,000 where the wave is anonymous. In an anonymous wave, answers are stored in
  /// batches of so many or more; where units are rated, all of them at once after the close.
  public var minGroup: Int32 = 0
  /// Version of the survey's score model; 0 = the newest when the wave is opened, and from then on that
  /// one.
  public var scoreModelVersion: Int32 = 0
  /// Who is asked. Required before the frame is frozen.
  public var sample: SamplePlan?
  /// No more answers than these are counted, at most 100.
  public var quotas: [SurveyQuota] = []
  /// The channels by which invitations go, the preferred one first: SMS, EMAIL, APP or POST. The first
  /// for which the customer has an address and has consented is used. Staff get EMAIL at work, and APP
  /// under the employee number. Empty = invitations are only made by hand. At most 8.
  public var channels: [Channel] = []
  /// What an invitation says, by language; the first for languages that are missing. Required with
  /// `channels`; at most 10.
  public var invitationTexts: [SurveyText] = []
  /// What a reminder says; empty = what the invitation says. At most 10.
  public var reminderTexts: [SurveyText] = []
  /// Reminders go so many days after the invitation to those who have not answered: at most 5, each 1
  /// to 90, in ascending order.
  public var reminderDays: [Int32] = []
  /// An invitation can be answered for so many days after it was made: 0 = 30, at most 366, and never
  /// longer than the wave is open.
  public var validDays: Int32 = 0
  /// Units whose staff are asked, with everybody below them: for the modes INTERNAL and CULTURE, at most
  /// 100. Empty = the survey's unit, or the whole agency.
  public var staffUnitIDs: [UnitID] = []
  /// Units that are rated, for the mode INTERNAL: at most 200.
  public var ratedUnitIDs: [UnitID] = []
  /// Output only. The frame, from when it is frozen on.
  public var frame: SurveyFrame?
  /// Output only. How far invitations are.
  public var counts: InvitationCounts?
  /// Output only.
  public var createTime: Timestamp?
  /// Output only.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "survey_id", &surveyID)
    try c.int32(4, "number", &number)
    try c.string(5, "title", &title)
    try c.string(6, "questionnaire", &questionnaire)
    try c.int64(7, "questionnaire_version", &questionnaireVersion)
    try c.enumeration(8, "state", &state)
    try c.message(9, "open_time", &openTime)
    try c.message(10, "close_time", &closeTime)
    try c.bool(11, "anonymous", &anonymous)
    try c.int32(12, "min_group", &minGroup)
    try c.int32(13, "score_model_version", &scoreModelVersion)
    try c.message(14, "sample", &sample)
    try c.message(15, "quotas", &quotas)
    try c.enumeration(16, "channels", &channels)
    try c.message(17, "invitation_texts", &invitationTexts)
    try c.message(18, "reminder_texts", &reminderTexts)
    try c.int32(19, "reminder_days", &reminderDays)
    try c.int32(20, "valid_days", &validDays)
    try c.text(21, "staff_unit_ids", &staffUnitIDs)
    try c.text(22, "rated_unit_ids", &ratedUnitIDs)
    try c.message(23, "frame", &frame)
    try c.message(24, "counts", &counts)
    try c.message(25, "create_time", &createTime)
    try c.message(26, "update_time", &updateTime)
  }
}

/// Where the life of a wave stands: DRAFT → OPEN → CLOSED.
public struct SurveyWaveState: OpenEnum {
  public static let protoName = "pcrm.v1.SurveyWaveState"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// In a filter: every state.
  public static let unspecified = SurveyWaveState(rawValue: 0)
  /// It is being prepared.
  public static let draft = SurveyWaveState(rawValue: 1)
  /// Invitations go out, and answers count.
  public static let open = SurveyWaveState(rawValue: 2)
  /// Answers that still come are kept as late and do not count.
  public static let closed = SurveyWaveState(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SURVEY_WAVE_STATE_UNSPECIFIED"),
    (1, "SURVEY_WAVE_STATE_DRAFT"),
    (2, "SURVEY_WAVE_STATE_OPEN"),
    (3, "SURVEY_WAVE_STATE_CLOSED"),
  ]
}

/// What a message says, in one language. Placeholders: {title}, {name}, {link}, {expires} and
/// {opt_out}; {link} is required.
///
/// ```proto
/// message SurveyText {
///   string language = 1;
///   string subject = 2;
///   string body = 3;
/// }
/// ```
public struct SurveyText: Message {
  public static let protoName = "pcrm.v1.SurveyText"

  /// BCP 47 tag, for example "ko" or "en". Required.
  public var language = ""
  /// Subject, at most 200 characters; only e-mail and letters have one.
  public var subject = ""
  /// The text, 1 to 4,000 characters. Required.
  public var body = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "language", &language)
    try c.string(2, "subject", &subject)
    try c.string(3, "body", &body)
  }
}
