public import PCRMCore
public import ProtobufCodec

/// What holds for all surveys.
///
/// ```proto
/// message SurveyPolicy {
///   int32 version = 1;
///   int32 gap_days = 2;
///   int32 contacts_max = 3;
///   int32 count_days = 4;
///   int32 night_from_minute = 5;
///   int32 night_to_minute = 6;
///   int32 min_group = 7;
///   int32 min_text_group = 8;
///   string consent_purpose = 9;
///   bool consent_presumed = 10;
///   string link = 11;
///   string opt_out_link = 12;
///   int32 attempts_max = 13;
///   int32 retry_seconds = 14;
///   int32 retry_seconds_max = 15;
///   int32 keep_hours = 16;
///   google.protobuf.Timestamp create_time = 17;
///   string created_by = 18;
/// }
/// ```
public struct SurveyPolicy: Message {
  public static let protoName = "pcrm.v1.SurveyPolicy"

  /// Output only. 1, 2, 3, … with each change; 0 = what holds as long as nothing was applied.
  public var version: Int32 = 0
  /// Nobody is asked again within so many days, by whatever survey; a reminder is not asking again.
  /// 0 = no such rule, at most 3,660. As long as nothing was applied: 30.
  public var gapDays: Int32 = 0
  /// Within `count_days` nobody is asked more often than so: 0 = no such rule, at most 1,000.
  public var contactsMax: Int32 = 0
  /// See `contacts_max`: 1 to 3,660. Required with it.
  public var countDays: Int32 = 0
  /// Minute of the office's day from which on no messages go: as long as nothing was applied, 1,260
  /// (21:00). Equal to `night_to_minute` = messages go at any time.
  public var nightFromMinute: Int32 = 0
  /// Minute of the office's day from which on messages go again: as long as nothing was applied, 480
  /// (08:00).
  public var nightToMinute: Int32 = 0
  /// Results are shown for so many answers or more, where the wave does not say otherwise: 5 to 1,000.
  /// 0 = 5.
  public var minGroup: Int32 = 0
  /// Free texts of anonymous waves are shown for so many answers or more: 5 to 1,000. 0 = 10.
  public var minTextGroup: Int32 = 0
  /// Purpose of the consent that is needed. Empty = "satisfaction_survey".
  public var consentPurpose = ""
  /// Customers who were never asked for their consent may be asked; who withdrew it never may.
  public var consentPresumed = false
  /// Address of the form, with {token} where the token comes, for example
  /// "https://survey.example.kr/a/{token}". Required before a wave with channels is opened; at most 500
  /// characters.
  public var link = ""
  /// Address where one says that one does not want to be asked, with {token}; empty = none. At most 500
  /// characters.
  public var optOutLink = ""
  /// A message is tried so often: 0 = 10, at most 100.
  public var attemptsMax: Int32 = 0
  /// Seconds until the second try; each further one takes twice as long: 0 = 30, at most 3,600.
  public var retrySeconds: Int32 = 0
  /// Seconds between two tries at most: 0 = 3,600, at most 86,400.
  public var retrySecondsMax: Int32 = 0
  /// Text and address of a message are forgotten so many hours after it was delivered, or failed for
  /// good: at most 8,760. 0 = at once.
  public var keepHours: Int32 = 0
  /// Output only. When this version was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "version", &version)
    try c.int32(2, "gap_days", &gapDays)
    try c.int32(3, "contacts_max", &contactsMax)
    try c.int32(4, "count_days", &countDays)
    try c.int32(5, "night_from_minute", &nightFromMinute)
    try c.int32(6, "night_to_minute", &nightToMinute)
    try c.int32(7, "min_group", &minGroup)
    try c.int32(8, "min_text_group", &minTextGroup)
    try c.string(9, "consent_purpose", &consentPurpose)
    try c.bool(10, "consent_presumed", &consentPresumed)
    try c.string(11, "link", &link)
    try c.string(12, "opt_out_link", &optOutLink)
    try c.int32(13, "attempts_max", &attemptsMax)
    try c.int32(14, "retry_seconds", &retrySeconds)
    try c.int32(15, "retry_seconds_max", &retrySecondsMax)
    try c.int32(16, "keep_hours", &keepHours)
    try c.message(17, "create_time", &createTime)
    try c.text(18, "created_by", &createdBy)
  }
}
