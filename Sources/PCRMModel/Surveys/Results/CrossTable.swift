public import PCRMCore
public import ProtobufCodec

/// Asks for a score by groups.
///
/// ```proto
/// message CrossTabulateRequest {
///   repeated string wave_ids = 1;
///   ResultDimension rows = 2;
///   ResultDimension columns = 3;
///   string measure = 4;
///   ResultFilter filter = 5;
///   double confidence = 6;
///   repeated string segments = 7;
/// }
/// ```
public struct CrossTabulateRequest: Message {
  public static let protoName = "pcrm.v1.CrossTabulateRequest"

  /// The waves, of one survey: 1 to 24.
  public var waveIDs: [SurveyWaveID] = []
  /// What makes the rows. Required.
  public var rows = ResultDimension.unspecified
  /// What makes the columns; unspecified = none.
  public var columns = ResultDimension.unspecified
  /// Name of a measure of the score model; empty = the index.
  public var measure = ""
  /// Which answers count.
  public var filter: ResultFilter?
  /// How often intervals are to hold the truth: 0 = 0.95; 0.5 to 0.999.
  public var confidence: Double = 0
  /// With SEGMENT: names of the segments, 1 to 50.
  public var segments: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_ids", &waveIDs)
    try c.enumeration(2, "rows", &rows)
    try c.enumeration(3, "columns", &columns)
    try c.string(4, "measure", &measure)
    try c.message(5, "filter", &filter)
    try c.double(6, "confidence", &confidence)
    try c.string(7, "segments", &segments)
  }
}

/// A score by groups. Answers weigh the same in it.
///
/// ```proto
/// message CrossTable {
///   repeated string rows = 1;
///   repeated string columns = 2;
///   repeated CrossCell cells = 3;
///   int32 min_group = 4;
///   string score_model = 5;
///   int64 score_model_version = 6;
///   string measure = 7;
/// }
/// ```
public struct CrossTable: Message {
  public static let protoName = "pcrm.v1.CrossTable"

  /// Ids or names of the rows' groups; "" = those who belong to none.
  public var rows: [String] = []
  /// Those of the columns; empty = there is one without a name.
  public var columns: [String] = []
  /// Every cell and sum, row after row.
  public var cells: [CrossCell] = []
  /// Fewer people than these are never told of.
  public var minGroup: Int32 = 0
  /// Name of the score model.
  public var scoreModel = ""
  /// Its version.
  public var scoreModelVersion: Int64 = 0
  /// The measure; empty = the index.
  public var measure = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "rows", &rows)
    try c.string(2, "columns", &columns)
    try c.message(3, "cells", &cells)
    try c.int32(4, "min_group", &minGroup)
    try c.string(5, "score_model", &scoreModel)
    try c.int64(6, "score_model_version", &scoreModelVersion)
    try c.string(7, "measure", &measure)
  }
}

/// A group of a table, or a sum.
///
/// ```proto
/// message CrossCell {
///   int32 row = 1;
///   int32 column = 2;
///   bool hidden = 3;
///   int64 respondents = 4;
///   ScoreEstimate score = 5;
/// }
/// ```
public struct CrossCell: Message {
  public static let protoName = "pcrm.v1.CrossCell"

  /// Its row, from 0; as many as there are rows = the sum of a column.
  public var row: Int32 = 0
  /// Its column, from 0; as many as there are columns = the sum of a row.
  public var column: Int32 = 0
  /// It is about too few, or others that are would follow from it.
  public var hidden = false
  /// How many people answered at least, once for each unit that they rated and each wave; 0 where it is hidden.
  public var respondents: Int64 = 0
  /// The score; absent where it is hidden, or nobody answered.
  public var score: ScoreEstimate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "row", &row)
    try c.int32(2, "column", &column)
    try c.bool(3, "hidden", &hidden)
    try c.int64(4, "respondents", &respondents)
    try c.message(5, "score", &score)
  }
}
