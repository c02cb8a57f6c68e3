public import PCRMCore
public import ProtobufCodec

/// Asks what a wave came to.
///
/// ```proto
/// message GetWaveResultsRequest {
///   string wave_id = 1;
///   ResultFilter filter = 2;
///   double confidence = 3;
///   bool unweighted = 4;
///   repeated WeightMargin margins = 5;
/// }
/// ```
public struct GetWaveResultsRequest: Message {
  public static let protoName = "pcrm.v1.GetWaveResultsRequest"

  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Which answers count.
  public var filter: ResultFilter?
  /// How often intervals are to hold the truth: 0 = 0.95; 0.5 to 0.999.
  public var confidence: Double = 0
  /// All answers weigh the same. Otherwise they are weighted by strata, where the frame has any.
  public var unweighted = false
  /// Weights that fit these margins, by raking, instead of strata; at most 4.
  public var margins: [WeightMargin] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.message(2, "filter", &filter)
    try c.double(3, "confidence", &confidence)
    try c.bool(4, "unweighted", &unweighted)
    try c.message(5, "margins", &margins)
  }
}

/// What a wave came to.
///
/// ```proto
/// message WaveResults {
///   string wave_id = 1;
///   int32 wave_number = 2;
///   int64 respondents = 3;
///   bool hidden = 4;
///   int32 min_group = 5;
///   int64 population = 6;
///   string score_model = 7;
///   int64 score_model_version = 8;
///   repeated MeasureResult measures = 9;
///   IndexResult index = 10;
///   repeated QuestionResult questions = 11;
///   ResponseRates rates = 12;
///   WeightingReport weighting = 13;
/// }
/// ```
public struct WaveResults: Message {
  public static let protoName = "pcrm.v1.WaveResults"

  /// The wave.
  public var waveID = SurveyWaveID()
  /// Its number in the survey.
  public var waveNumber: Int32 = 0
  /// How many people answered at least, once for each unit that they rated and each wave. 0 where they are too few to tell.
  public var respondents: Int64 = 0
  /// Too few answered: nothing more is told.
  public var hidden = false
  /// Fewer people than these are never told of.
  public var minGroup: Int32 = 0
  /// Of how many those who answered are a sample; 0 = not known, or the filter restricts.
  public var population: Int64 = 0
  /// Name of the score model.
  public var scoreModel = ""
  /// Its version.
  public var scoreModelVersion: Int64 = 0
  /// The scores of single questions, in the order of the model.
  public var measures: [MeasureResult] = []
  /// The composite score.
  public var index: IndexResult?
  /// How often each value was answered.
  public var questions: [QuestionResult] = []
  /// How many answered of those who were asked; absent where the filter restricts.
  public var rates: ResponseRates?
  /// How answers were weighted; absent where all weigh the same.
  public var weighting: WeightingReport?
  /// How many answers count: more than respondents where a trigger asked somebody again.
  public var answers: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.int32(2, "wave_number", &waveNumber)
    try c.int64(3, "respondents", &respondents)
    try c.bool(4, "hidden", &hidden)
    try c.int32(5, "min_group", &minGroup)
    try c.int64(6, "population", &population)
    try c.string(7, "score_model", &scoreModel)
    try c.int64(8, "score_model_version", &scoreModelVersion)
    try c.message(9, "measures", &measures)
    try c.message(10, "index", &index)
    try c.message(11, "questions", &questions)
    try c.message(12, "rates", &rates)
    try c.message(13, "weighting", &weighting)
    try c.int64(14, "answers", &answers)
  }
}

/// How many answered of those who were asked.
///
/// ```proto
/// message ResponseRates {
///   int64 invited = 1;
///   int64 bounced = 2;
///   int64 screened_out = 3;
///   int64 opted_out = 4;
///   int64 answered = 5;
///   double response = 6;
///   double cooperation = 7;
/// }
/// ```
public struct ResponseRates: Message {
  public static let protoName = "pcrm.v1.ResponseRates"

  /// Invitations that went out, or could not.
  public var invited: Int64 = 0
  /// Invitations that never arrived.
  public var bounced: Int64 = 0
  /// Those who were not wanted any more, because a quota was full.
  public var screenedOut: Int64 = 0
  /// Those who did not want to be asked.
  public var optedOut: Int64 = 0
  /// Those who answered.
  public var answered: Int64 = 0
  /// Answers of those who were invited and wanted, from 0 to 1.
  public var response: Double = 0
  /// Answers of those whom the invitation reached, from 0 to 1.
  public var cooperation: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "invited", &invited)
    try c.int64(2, "bounced", &bounced)
    try c.int64(3, "screened_out", &screenedOut)
    try c.int64(4, "opted_out", &optedOut)
    try c.int64(5, "answered", &answered)
    try c.double(6, "response", &response)
    try c.double(7, "cooperation", &cooperation)
  }
}

/// How answers were weighted.
///
/// ```proto
/// message WeightingReport {
///   repeated string missing_strata = 1;
///   double design_effect = 2;
///   double effective_size = 3;
///   int32 iterations = 4;
///   bool converged = 5;
///   double largest_gap = 6;
///   int64 capped = 7;
///   repeated string empty_targets = 8;
/// }
/// ```
public struct WeightingReport: Message {
  public static let protoName = "pcrm.v1.WeightingReport"

  /// Strata in which nobody answered: no weight speaks for them.
  public var missingStrata: [String] = []
  /// Kish's design effect of the weights.
  public var designEffect: Double = 0
  /// Kish's size of the weighted answers.
  public var effectiveSize: Double = 0
  /// Raking: rounds that it took; 0 = by strata.
  public var iterations: Int32 = 0
  /// Raking: all margins are hit.
  public var converged = false
  /// Raking: the largest distance between a part's share and its target.
  public var largestGap: Double = 0
  /// Raking: answers whose weight was cut to five times the mean.
  public var capped: Int64 = 0
  /// Raking: parts with a target in which nobody answered.
  public var emptyTargets: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "missing_strata", &missingStrata)
    try c.double(2, "design_effect", &designEffect)
    try c.double(3, "effective_size", &effectiveSize)
    try c.int32(4, "iterations", &iterations)
    try c.bool(5, "converged", &converged)
    try c.double(6, "largest_gap", &largestGap)
    try c.int64(7, "capped", &capped)
    try c.string(8, "empty_targets", &emptyTargets)
  }
}
