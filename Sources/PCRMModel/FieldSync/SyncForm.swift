public import PCRMCore
public import ProtobufCodec

/// A form as a device carries it: the questionnaire of a wave that is open, is not anonymous and asks
/// customers. Nothing in it tells who is asked: whoever wants to answer shows a token.
///
/// ```proto
/// message SyncForm {
///   string wave_id = 1;
///   string survey = 2;
///   string title = 3;
///   google.protobuf.Timestamp open_time = 4;
///   google.protobuf.Timestamp close_time = 5;
///   Questionnaire questionnaire = 6;
/// }
/// ```
public struct SyncForm: Message {
  public static let protoName = "pcrm.v1.SyncForm"

  /// The wave.
  public var waveID = SurveyWaveID()
  /// The survey's name, for example "satisfaction".
  public var survey = ""
  /// What people call the wave, or else the survey.
  public var title = ""
  /// Before it, answers are refused.
  public var openTime: Timestamp?
  /// What comes to the server afterwards is kept as late and does not count.
  public var closeTime: Timestamp?
  /// What is asked, in the version that the wave asks; without its author and note.
  public var questionnaire: Questionnaire?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "survey", &survey)
    try c.string(3, "title", &title)
    try c.message(4, "open_time", &openTime)
    try c.message(5, "close_time", &closeTime)
    try c.message(6, "questionnaire", &questionnaire)
  }
}

/// An answer that a customer gave to the member of staff. Its id is the mutation's entity_id.
///
/// ```proto
/// message SyncAnswer {
///   string wave_id = 1;
///   string token = 2;
///   string language = 3;
///   google.protobuf.Timestamp start_time = 4;
///   google.protobuf.Timestamp finish_time = 5;
///   int64 questionnaire_version = 6;
///   Answers answers = 7;
/// }
/// ```
public struct SyncAnswer: Message {
  public static let protoName = "pcrm.v1.SyncAnswer"

  /// The wave whose form was filled in. Required.
  public var waveID = SurveyWaveID()
  /// The token of an invitation to that wave, which the customer showed. Required. What is kept for a
  /// supervisor has the token's SHA-256 in its place.
  public var token = ""
  /// Language in which it was asked, for example "ko".
  public var language = ""
  /// When it was begun, by the device's clock.
  public var startTime: Timestamp?
  /// When it was finished, by the device's clock; absent = the mutation's time.
  public var finishTime: Timestamp?
  /// Version of the questionnaire that was answered. Required; another than the wave's is refused.
  public var questionnaireVersion: Int64 = 0
  /// What was answered: at most 10,000 values. It is worked out again from these alone.
  public var answers: Answers?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "token", &token)
    try c.string(3, "language", &language)
    try c.message(4, "start_time", &startTime)
    try c.message(5, "finish_time", &finishTime)
    try c.int64(6, "questionnaire_version", &questionnaireVersion)
    try c.message(7, "answers", &answers)
  }
}
