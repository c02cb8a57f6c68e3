public import PCRMCore
public import ProtobufCodec

/// How answers become scores, in one version. A version never changes.
///
/// ```proto
/// message ScoreModel {
///   string id = 1;
///   int64 version = 2;
///   string name = 3;
///   string title = 4;
///   repeated ScoreMeasure measures = 5;
///   CompositeIndex index = 6;
///   string note = 7;
///   google.protobuf.Timestamp create_time = 8;
///   string created_by = 9;
/// }
/// ```
public struct ScoreModel: Message {
  public static let protoName = "pcrm.v1.ScoreModel"

  /// UUID; output only.
  public var id = ScoreModelID()
  /// Output only; in an apply, the newest version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// Name by which surveys know it: 1 to 64 of a–z, 0–9, "_", "-" and ".". Required.
  public var name = ""
  /// What people call it, 1 to 200 characters. Required.
  public var title = ""
  /// Scores of single questions, at most 50.
  public var measures: [ScoreMeasure] = []
  /// A composite score: PCSI, SERVQUAL, SERVPERF. May be absent.
  public var index: CompositeIndex?
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Output only.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.string(3, "name", &name)
    try c.string(4, "title", &title)
    try c.message(5, "measures", &measures)
    try c.message(6, "index", &index)
    try c.string(7, "note", &note)
    try c.message(8, "create_time", &createTime)
    try c.text(9, "created_by", &createdBy)
  }
}

/// A score of one question.
///
/// ```proto
/// message ScoreMeasure {
///   string name = 1;
///   ScoreKind kind = 2;
///   string question = 3;
///   ScoreScale scale = 4;
///   double favourable_from = 5;
///   double unfavourable_to = 6;
/// }
/// ```
public struct ScoreMeasure: Message {
  public static let protoName = "pcrm.v1.ScoreMeasure"

  /// Name, unique in the model: 1 to 64 of a–z, 0–9, "_" and "-". Required.
  public var name = ""
  /// Which score. Required.
  public var kind = ScoreKind.unspecified
  /// Path of the question, for example "service/overall". Choices count by their values, which are
  /// numbers then. Required.
  public var question = ""
  /// The values that can be answered, and what they are worth. Required.
  public var scale: ScoreScale?
  /// SATISFACTION and EFFORT: the least value that counts as satisfied or easy. RECOMMENDATION: the least
  /// of a promoter. Required.
  public var favourableFrom: Double = 0
  /// RECOMMENDATION: the largest value of a detractor. Required then; it lies below favourable_from.
  public var unfavourableTo: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.enumeration(2, "kind", &kind)
    try c.string(3, "question", &question)
    try c.message(4, "scale", &scale)
    try c.double(5, "favourable_from", &favourableFrom)
    try c.double(6, "unfavourable_to", &unfavourableTo)
  }
}

/// Scores of single questions.
public struct ScoreKind: OpenEnum {
  public static let protoName = "pcrm.v1.ScoreKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = ScoreKind(rawValue: 0)
  /// CSAT: the share of the satisfied, and the mean in points.
  public static let satisfaction = ScoreKind(rawValue: 1)
  /// NPS: promoters less detractors, from -100 to 100.
  public static let recommendation = ScoreKind(rawValue: 2)
  /// CES: the share of those who found it easy, and the mean.
  public static let effort = ScoreKind(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SCORE_KIND_UNSPECIFIED"),
    (1, "SCORE_KIND_SATISFACTION"),
    (2, "SCORE_KIND_RECOMMENDATION"),
    (3, "SCORE_KIND_EFFORT"),
  ]
}

/// The values that a question can be answered with. Others are in no score, and counted.
///
/// ```proto
/// message ScoreScale {
///   double min = 1;
///   double max = 2;
///   ScoreConversion conversion = 3;
/// }
/// ```
public struct ScoreScale: Message {
  public static let protoName = "pcrm.v1.ScoreScale"

  /// The lowest.
  public var min: Double = 0
  /// The highest; above min. Required.
  public var max: Double = 0
  /// What they are worth. Required.
  public var conversion = ScoreConversion.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.double(1, "min", &min)
    try c.double(2, "max", &max)
    try c.enumeration(3, "conversion", &conversion)
  }
}

/// How a value becomes points.
public struct ScoreConversion: OpenEnum {
  public static let protoName = "pcrm.v1.ScoreConversion"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Refused on write.
  public static let unspecified = ScoreConversion(rawValue: 0)
  /// (x - min) / (max - min) * 100.
  public static let range = ScoreConversion(rawValue: 1)
  /// x / max * 100.
  public static let ratio = ScoreConversion(rawValue: 2)
  /// x itself.
  public static let raw = ScoreConversion(rawValue: 3)

  public static let names: [(Int32, String)] = [
    (0, "SCORE_CONVERSION_UNSPECIFIED"),
    (1, "SCORE_CONVERSION_RANGE"),
    (2, "SCORE_CONVERSION_RATIO"),
    (3, "SCORE_CONVERSION_RAW"),
  ]
}

/// A score of several questions: items make dimensions, dimensions and an overall part make the index.
///
/// ```proto
/// message CompositeIndex {
///   ScoreScale scale = 1;
///   repeated ScoreDimension dimensions = 2;
///   repeated ScoreItem overall = 3;
///   double overall_share = 4;
/// }
/// ```
public struct CompositeIndex: Message {
  public static let protoName = "pcrm.v1.CompositeIndex"

  /// The values of all its questions, and what they are worth. Required.
  public var scale: ScoreScale?
  /// 1 to 20.
  public var dimensions: [ScoreDimension] = []
  /// Questions about the whole, at most 20.
  public var overall: [ScoreItem] = []
  /// How much of the index the overall part is, from 0 to 1. Required with `overall`.
  public var overallShare: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "scale", &scale)
    try c.message(2, "dimensions", &dimensions)
    try c.message(3, "overall", &overall)
    try c.double(4, "overall_share", &overallShare)
  }
}

/// A part of an index.
///
/// ```proto
/// message ScoreDimension {
///   string name = 1;
///   double weight = 2;
///   repeated ScoreItem items = 3;
/// }
/// ```
public struct ScoreDimension: Message {
  public static let protoName = "pcrm.v1.ScoreDimension"

  /// Name, unique in the index: 1 to 64 of a–z, 0–9, "_" and "-". Required.
  public var name = ""
  /// Beside the other dimensions; 0 = 1.
  public var weight: Double = 0
  /// 1 to 50 questions.
  public var items: [ScoreItem] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.double(2, "weight", &weight)
    try c.message(3, "items", &items)
  }
}

/// A question of an index, or the gap between two.
///
/// ```proto
/// message ScoreItem {
///   string question = 1;
///   string expectation = 2;
///   double weight = 3;
/// }
/// ```
public struct ScoreItem: Message {
  public static let protoName = "pcrm.v1.ScoreItem"

  /// Path of the question. Required.
  public var question = ""
  /// Path of the question about what was expected, which is taken away from the answer; empty = none.
  public var expectation = ""
  /// Beside the other items; 0 = 1.
  public var weight: Double = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "question", &question)
    try c.string(2, "expectation", &expectation)
    try c.double(3, "weight", &weight)
  }
}
