public import PCRMCore
public import ProtobufCodec

/// Asks how departments were rated.
///
/// ```proto
/// message ListDepartmentRatingsRequest {
///   string wave_id = 1;
///   string measure = 2;
/// }
/// ```
public struct ListDepartmentRatingsRequest: Message {
  public static let protoName = "pcrm.v1.ListDepartmentRatingsRequest"

  /// The wave, of the mode INTERNAL. Required.
  public var waveID = SurveyWaveID()
  /// Name of a measure of the score model; empty = the index.
  public var measure = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "measure", &measure)
  }
}

/// How departments were rated, for appraisal.
///
/// ```proto
/// message ListDepartmentRatingsResponse {
///   repeated DepartmentRating ratings = 1;
///   string score_model = 2;
///   int64 score_model_version = 3;
///   string measure = 4;
/// }
/// ```
public struct ListDepartmentRatingsResponse: Message {
  public static let protoName = "pcrm.v1.ListDepartmentRatingsResponse"

  /// Every unit that is rated, in the order of their codes.
  public var ratings: [DepartmentRating] = []
  /// Name of the score model.
  public var scoreModel = ""
  /// Its version.
  public var scoreModelVersion: Int64 = 0
  /// The measure; empty = the index.
  public var measure = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "ratings", &ratings)
    try c.string(2, "score_model", &scoreModel)
    try c.int64(3, "score_model_version", &scoreModelVersion)
    try c.string(4, "measure", &measure)
  }
}

/// How one department was rated.
///
/// ```proto
/// message DepartmentRating {
///   string unit_id = 1;
///   string unit_code = 2;
///   bool hidden = 3;
///   int64 respondents = 4;
///   ScoreEstimate score = 5;
///   int32 rank = 6;
///   bool has_change = 7;
///   double change = 8;
/// }
/// ```
public struct DepartmentRating: Message {
  public static let protoName = "pcrm.v1.DepartmentRating"

  /// The unit.
  public var unitID = UnitID()
  /// Its code.
  public var unitCode = ""
  /// Too few rated it.
  public var hidden = false
  /// How many rated it; 0 where it is hidden.
  public var respondents: Int64 = 0
  /// The score; absent where it is hidden, or nobody rated it.
  public var score: ScoreEstimate?
  /// Its place among those with a score, 1 = the highest; 0 = it has none.
  public var rank: Int32 = 0
  /// Whether the wave before has a score of it by the same version of the model, and enough people answered differently
  /// since.
  public var hasChange = false
  /// The score less that of the wave before.
  public var change: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "unit_id", &unitID)
    try c.string(2, "unit_code", &unitCode)
    try c.bool(3, "hidden", &hidden)
    try c.int64(4, "respondents", &respondents)
    try c.message(5, "score", &score)
    try c.int32(6, "rank", &rank)
    try c.bool(7, "has_change", &hasChange)
    try c.double(8, "change", &change)
  }
}
