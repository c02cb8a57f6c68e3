public import PCRMCore
public import ProtobufCodec

/// Asks for a score over the waves of a survey.
///
/// ```proto
/// message GetTrendRequest {
///   string survey_id = 1;
///   string measure = 2;
///   ResultFilter filter = 3;
///   double confidence = 4;
///   int32 waves = 5;
/// }
/// ```
public struct GetTrendRequest: Message {
  public static let protoName = "pcrm.v1.GetTrendRequest"

  /// The survey. Required.
  public var surveyID = SurveyID()
  /// Name of a measure of the score model; empty = the index.
  public var measure = ""
  /// Which answers count.
  public var filter: ResultFilter?
  /// How often intervals are to hold the truth: 0 = 0.95; 0.5 to 0.999.
  public var confidence: Double = 0
  /// So many waves, the newest: 0 = 12, at most 60.
  public var waves: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "survey_id", &surveyID)
    try c.string(2, "measure", &measure)
    try c.message(3, "filter", &filter)
    try c.double(4, "confidence", &confidence)
    try c.int32(5, "waves", &waves)
  }
}

/// A score over the waves of a survey.
///
/// ```proto
/// message SurveyTrend {
///   repeated TrendPoint points = 1;
///   string measure = 2;
/// }
/// ```
public struct SurveyTrend: Message {
  public static let protoName = "pcrm.v1.SurveyTrend"

  /// The waves that have been opened, oldest first. Anonymous ones that are not closed are left out.
  public var points: [TrendPoint] = []
  /// The measure; empty = the index.
  public var measure = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "points", &points)
    try c.string(2, "measure", &measure)
  }
}

/// A wave in a trend.
///
/// ```proto
/// message TrendPoint {
///   string wave_id = 1;
///   int32 wave_number = 2;
///   string title = 3;
///   google.protobuf.Timestamp open_time = 4;
///   bool hidden = 5;
///   int64 respondents = 6;
///   ScoreEstimate score = 7;
///   bool has_change = 8;
///   double change = 9;
///   int64 score_model_version = 10;
/// }
/// ```
public struct TrendPoint: Message {
  public static let protoName = "pcrm.v1.TrendPoint"

  /// The wave.
  public var waveID = SurveyWaveID()
  /// Its number in the survey.
  public var waveNumber: Int32 = 0
  /// Its title.
  public var title = ""
  /// When it was opened for answers.
  public var openTime: Timestamp?
  /// Too few answered, or too few moved since the wave before.
  public var hidden = false
  /// How many people answered at least, once for each unit that they rated and each wave; 0 where it is hidden.
  public var respondents: Int64 = 0
  /// The score; absent where it is hidden, or nobody answered.
  public var score: ScoreEstimate?
  /// Whether there is a change since the wave before: both are told, by the same version of the model.
  public var hasChange = false
  /// The score less that of the wave before.
  public var change: Double = 0
  /// Version of the score model.
  public var scoreModelVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.int32(2, "wave_number", &waveNumber)
    try c.string(3, "title", &title)
    try c.message(4, "open_time", &openTime)
    try c.bool(5, "hidden", &hidden)
    try c.int64(6, "respondents", &respondents)
    try c.message(7, "score", &score)
    try c.bool(8, "has_change", &hasChange)
    try c.double(9, "change", &change)
    try c.int64(10, "score_model_version", &scoreModelVersion)
  }
}
