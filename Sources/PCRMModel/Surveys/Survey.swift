public import PCRMCore
public import ProtobufCodec

/// A survey: one questionnaire, asked again and again in waves.
///
/// ```proto
/// message Survey {
///   string id = 1;
///   int64 version = 2;
///   string name = 3;
///   string title = 4;
///   string purpose = 5;
///   string questionnaire = 6;
///   SurveyMode mode = 7;
///   string unit_id = 8;
///   string score_model = 9;
///   bool retired = 10;
///   google.protobuf.Timestamp create_time = 11;
///   google.protobuf.Timestamp update_time = 12;
/// }
/// ```
public struct Survey: Message {
  public static let protoName = "pcrm.v1.Survey"

  /// UUID. A client may choose it.
  public var id = SurveyID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Name by which people and rules know it, unique: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required;
  /// cannot be changed.
  public var name = ""
  /// What people call it, 1 to 200 characters. Required.
  public var title = ""
  /// What it is for, at most 2,000 characters.
  public var purpose = ""
  /// Name of the questionnaire. Required.
  public var questionnaire = ""
  /// Who is asked, and what may be known of them afterwards. Required; cannot be changed.
  public var mode = SurveyMode.unspecified
  /// The unit that the survey belongs to; empty = the whole agency. Cannot be changed.
  public var unitID = UnitID()
  /// Name of the score model by which its answers are counted; empty = none.
  public var scoreModel = ""
  /// It gets no further waves.
  public var retired = false
  /// Output only.
  public var createTime: Timestamp?
  /// Output only.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "name", &name)
    try c.string(4, "title", &title)
    try c.string(5, "purpose", &purpose)
    try c.string(6, "questionnaire", &questionnaire)
    try c.enumeration(7, "mode", &mode)
    try c.text(8, "unit_id", &unitID)
    try c.string(9, "score_model", &scoreModel)
    try c.bool(10, "retired", &retired)
    try c.message(11, "create_time", &createTime)
    try c.message(12, "update_time", &updateTime)
  }
}

/// Who is asked, and what may be known of them afterwards.
public struct SurveyMode: OpenEnum {
  public static let protoName = "pcrm.v1.SurveyMode"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write; in a filter: every mode.
  public static let unspecified = SurveyMode(rawValue: 0)
  /// Customers. An answer is known with the customer, unless its wave is anonymous.
  public static let customer = SurveyMode(rawValue: 1)
  /// Customers. Nothing leads from an answer to who gave it.
  public static let anonymous = SurveyMode(rawValue: 2)
  /// Staff rate departments: the units that are rated are said in the wave.
  public static let `internal` = SurveyMode(rawValue: 3)
  /// Staff are asked about their agency. Nothing leads from an answer to who gave it.
  public static let culture = SurveyMode(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "SURVEY_MODE_UNSPECIFIED"),
    (1, "SURVEY_MODE_CUSTOMER"),
    (2, "SURVEY_MODE_ANONYMOUS"),
    (3, "SURVEY_MODE_INTERNAL"),
    (4, "SURVEY_MODE_CULTURE"),
  ]
}
