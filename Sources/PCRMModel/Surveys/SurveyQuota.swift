public import ProtobufCodec

/// Answers that fulfil a condition, of which no more than a number are counted.
///
/// ```proto
/// message SurveyQuota {
///   string name = 1;
///   string condition = 2;
///   int64 max = 3;
/// }
/// ```
public struct SurveyQuota: Message {
  public static let protoName = "pcrm.v1.SurveyQuota"

  /// Name, unique in the wave: 1 to 64 of a–z, 0–9, "_" and "-". Required.
  public var name = ""
  /// Condition in the language of the questionnaire, for example "${sex} = 'f' and ${age} >= 60"; empty
  /// = every answer. At most 1,000 bytes.
  public var condition = ""
  /// So many are counted, 1 to 10,000,000. Required.
  public var max: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "condition", &condition)
    try c.int64(3, "max", &max)
  }
}
