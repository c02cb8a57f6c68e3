public import ProtobufCodec

/// A figure, and how well it is known.
///
/// ```proto
/// message ScoreEstimate {
///   double value = 1;
///   bool has_interval = 2;
///   double low = 3;
///   double high = 4;
///   int64 respondents = 5;
///   double effective_size = 6;
///   double design_effect = 7;
/// }
/// ```
public struct ScoreEstimate: Message {
  public static let protoName = "pcrm.v1.ScoreEstimate"

  /// The figure.
  public var value: Double = 0
  /// Whether there are bounds: not for a mean of one answer.
  public var hasInterval = false
  /// Lower bound.
  public var low: Double = 0
  /// Upper bound.
  public var high: Double = 0
  /// How many people answered at least, once for each unit that they rated and each wave.
  public var respondents: Int64 = 0
  /// How many answers of equal weight from an endless population would say as much; 0 = everybody answered.
  public var effectiveSize: Double = 0
  /// What unequal weights cost: 1 = nothing.
  public var designEffect: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.double(1, "value", &value)
    try c.bool(2, "has_interval", &hasInterval)
    try c.double(3, "low", &low)
    try c.double(4, "high", &high)
    try c.int64(5, "respondents", &respondents)
    try c.double(6, "effective_size", &effectiveSize)
    try c.double(7, "design_effect", &designEffect)
  }
}

/// What a measure came to.
///
/// ```proto
/// message MeasureResult {
///   string name = 1;
///   ScoreKind kind = 2;
///   string question = 3;
///   ScoreEstimate score = 4;
///   ScoreEstimate favourable = 5;
///   ScoreEstimate unfavourable = 6;
///   double variance = 7;
///   int64 outside = 8;
/// }
/// ```
public struct MeasureResult: Message {
  public static let protoName = "pcrm.v1.MeasureResult"

  /// Its name.
  public var name = ""
  /// Which score.
  public var kind = ScoreKind.unspecified
  /// The question.
  public var question = ""
  /// Points or mean; NPS from -100 to 100. Absent when too few answered this question.
  public var score: ScoreEstimate?
  /// The share of the satisfied, of those who found it easy, or of promoters, from 0 to 1.
  public var favourable: ScoreEstimate?
  /// The share of detractors.
  public var unfavourable: ScoreEstimate?
  /// NPS: the variance of the score, in points².
  public var variance: Double = 0
  /// Answers with values that the scale does not have.
  public var outside: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "kind", &kind)
    try c.string(3, "question", &question)
    try c.message(4, "score", &score)
    try c.message(5, "favourable", &favourable)
    try c.message(6, "unfavourable", &unfavourable)
    try c.double(7, "variance", &variance)
    try c.int64(8, "outside", &outside)
  }
}

/// What an index came to.
///
/// ```proto
/// message IndexResult {
///   ScoreEstimate index = 1;
///   repeated DimensionResult dimensions = 2;
///   ScoreEstimate overall = 3;
/// }
/// ```
public struct IndexResult: Message {
  public static let protoName = "pcrm.v1.IndexResult"

  /// The index; absent when a part of it has too few answers.
  public var index: ScoreEstimate?
  /// Its dimensions, in the order of the model.
  public var dimensions: [DimensionResult] = []
  /// The overall part.
  public var overall: ScoreEstimate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "index", &index)
    try c.message(2, "dimensions", &dimensions)
    try c.message(3, "overall", &overall)
  }
}

/// What a dimension came to.
///
/// ```proto
/// message DimensionResult {
///   string name = 1;
///   ScoreEstimate score = 2;
/// }
/// ```
public struct DimensionResult: Message {
  public static let protoName = "pcrm.v1.DimensionResult"

  /// Its name.
  public var name = ""
  /// Absent when too few answered.
  public var score: ScoreEstimate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.message(2, "score", &score)
  }
}

/// How often each value of a question was answered.
///
/// ```proto
/// message QuestionResult {
///   string question = 1;
///   int64 answered = 2;
///   bool hidden = 3;
///   repeated ValueCount values = 4;
///   int64 others = 5;
/// }
/// ```
public struct QuestionResult: Message {
  public static let protoName = "pcrm.v1.QuestionResult"

  /// Path of the question.
  public var question = ""
  /// How many answered it; 0 where they are too few to tell.
  public var answered: Int64 = 0
  /// Too few answered it, or one of the values: counts of single values are not told.
  public var hidden = false
  /// The values, in order.
  public var values: [ValueCount] = []
  /// Answers with further values, beyond the 200 that are counted singly.
  public var others: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "question", &question)
    try c.int64(2, "answered", &answered)
    try c.bool(3, "hidden", &hidden)
    try c.message(4, "values", &values)
    try c.int64(5, "others", &others)
  }
}

/// How often a value was answered.
///
/// ```proto
/// message ValueCount {
///   string value = 1;
///   int64 count = 2;
/// }
/// ```
public struct ValueCount: Message {
  public static let protoName = "pcrm.v1.ValueCount"

  /// The value: a choice's, or a number.
  public var value = ""
  /// How many.
  public var count: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "value", &value)
    try c.int64(2, "count", &count)
  }
}
