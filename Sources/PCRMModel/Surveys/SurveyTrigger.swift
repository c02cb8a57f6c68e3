public import PCRMCore
public import ProtobufCodec

/// Something that happens to a customer, after which the customer is asked.
///
/// ```proto
/// message SurveyTrigger {
///   string id = 1;
///   int64 version = 2;
///   string survey_id = 3;
///   string title = 4;
///   SurveyEvent event = 5;
///   string case_type = 6;
///   string stage = 7;
///   string visit_purpose = 8;
///   int32 delay_minutes = 9;
///   string segment = 10;
///   string excluded_segment = 11;
///   int32 permille = 12;
///   bool retired = 13;
///   google.protobuf.Timestamp create_time = 14;
///   google.protobuf.Timestamp update_time = 15;
/// }
/// ```
public struct SurveyTrigger: Message {
  public static let protoName = "pcrm.v1.SurveyTrigger"

  /// UUID. A client may choose it.
  public var id = SurveyTriggerID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The survey, of a mode that asks customers. Invitations belong to its wave that is open then; when
  /// none is, nothing happens. Required; cannot be changed.
  public var surveyID = SurveyID()
  /// What people call it, 1 to 200 characters. Required.
  public var title = ""
  /// What has to happen. Required.
  public var event = SurveyEvent.unspecified
  /// With CASE_STAGE: code of the case type. Required then. With CASE_CLOSED: only cases of this type;
  /// empty = of every type.
  public var caseType = ""
  /// With CASE_STAGE: code of the stage that is reached. Required then. With CASE_CLOSED: only cases
  /// that are closed in this stage of the type; empty = in every stage.
  public var stage = ""
  /// With VISIT_DONE: only visits with this purpose; empty = all.
  public var visitPurpose = ""
  /// So many minutes later the invitation goes: 0 to 129,600.
  public var delayMinutes: Int32 = 0
  /// Only for members of this segment; empty = for everybody.
  public var segment = ""
  /// Not for members of this segment; empty = for nobody.
  public var excludedSegment = ""
  /// Of 1,000 events, so many ask: 0 = all, at most 1,000. Which ones follows from the event's key.
  public var permille: Int32 = 0
  /// It does nothing any more.
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
    try c.text(3, "survey_id", &surveyID)
    try c.string(4, "title", &title)
    try c.enumeration(5, "event", &event)
    try c.string(6, "case_type", &caseType)
    try c.string(7, "stage", &stage)
    try c.string(8, "visit_purpose", &visitPurpose)
    try c.int32(9, "delay_minutes", &delayMinutes)
    try c.string(10, "segment", &segment)
    try c.string(11, "excluded_segment", &excludedSegment)
    try c.int32(12, "permille", &permille)
    try c.bool(13, "retired", &retired)
    try c.message(14, "create_time", &createTime)
    try c.message(15, "update_time", &updateTime)
  }
}

/// What happens to a customer.
public struct SurveyEvent: OpenEnum {
  public static let protoName = "pcrm.v1.SurveyEvent"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = SurveyEvent(rawValue: 0)
  /// A visit is done.
  public static let visitDone = SurveyEvent(rawValue: 1)
  /// A case reaches a stage.
  public static let caseStage = SurveyEvent(rawValue: 2)
  /// A case is closed. Nobody is asked about one that was opened again before the invitation goes.
  public static let caseClosed = SurveyEvent(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SURVEY_EVENT_UNSPECIFIED"),
    (1, "SURVEY_EVENT_VISIT_DONE"),
    (2, "SURVEY_EVENT_CASE_STAGE"),
    (3, "SURVEY_EVENT_CASE_CLOSED"),
  ]
}
