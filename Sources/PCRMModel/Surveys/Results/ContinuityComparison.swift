public import PCRMCore
public import ProtobufCodec

/// Asks to compare answers with the record.
///
/// ```proto
/// message CompareContinuityRequest {
///   string wave_id = 1;
///   string question = 2;
///   repeated string same_values = 3;
///   repeated string other_values = 4;
///   int32 days = 5;
/// }
/// ```
public struct CompareContinuityRequest: Message {
  public static let protoName = "pcrm.v1.CompareContinuityRequest"

  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Path of the question. Required.
  public var question = ""
  /// Values of the question that say "always the same": 1 to 20.
  public var sameValues: [String] = []
  /// Values that say "not the same": 1 to 20. Others are left out.
  public var otherValues: [String] = []
  /// The record is looked at for so many days before the answer: 0 = 365, at most 3,660.
  public var days: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "wave_id", &waveID)
    try c.string(2, "question", &question)
    try c.string(3, "same_values", &sameValues)
    try c.string(4, "other_values", &otherValues)
    try c.int32(5, "days", &days)
  }
}

/// What customers say of continuity, and what is recorded.
///
/// ```proto
/// message ContinuityComparison {
///   int64 compared = 1;
///   bool hidden = 2;
///   int64 same_same = 3;
///   int64 same_several = 4;
///   int64 other_same = 5;
///   int64 other_several = 6;
///   bool counts_hidden = 7;
///   ScoreEstimate agreement = 8;
///   int64 without_record = 9;
/// }
/// ```
public struct ContinuityComparison: Message {
  public static let protoName = "pcrm.v1.ContinuityComparison"

  /// Answers with one of the values, of customers with a duty in these days; 0 where they are too few.
  public var compared: Int64 = 0
  /// Too few answered to tell.
  public var hidden = false
  /// They say the same worker, and one is recorded.
  public var sameSame: Int64 = 0
  /// They say the same worker, but several are recorded.
  public var sameSeveral: Int64 = 0
  /// They say several, but one is recorded.
  public var otherSame: Int64 = 0
  /// They say several, and several are recorded.
  public var otherSeveral: Int64 = 0
  /// Some of these counts are too small to tell: all of them are hidden.
  public var countsHidden = false
  /// The share of answers with which the record agrees.
  public var agreement: ScoreEstimate?
  /// Answers of customers without a duty in these days.
  public var withoutRecord: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "compared", &compared)
    try c.bool(2, "hidden", &hidden)
    try c.int64(3, "same_same", &sameSame)
    try c.int64(4, "same_several", &sameSeveral)
    try c.int64(5, "other_same", &otherSame)
    try c.int64(6, "other_several", &otherSeveral)
    try c.bool(7, "counts_hidden", &countsHidden)
    try c.message(8, "agreement", &agreement)
    try c.int64(9, "without_record", &withoutRecord)
  }
}
