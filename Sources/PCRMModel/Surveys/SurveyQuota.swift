public import ProtobufCodec

/// Answers that fulfil a condition, or come from a stratum of the frame, of which no more than a number
/// are counted.
///
/// ```proto
/// message SurveyQuota {
///   string name = 1;
///   string condition = 2;
///   int64 max = 3;
///   oneof part {
///     string stratum = 4;
///   }
/// }
/// ```
public struct SurveyQuota: Message {
  public static let protoName = "pcrm.v1.SurveyQuota"

  /// Which part of the frame a quota is about.
  public enum Part: Hashable, Sendable {
    /// Name of a stratum of the frame, at most 200 characters; "" = those who belong to none. Only
    /// where the sample plan divides the frame.
    case stratum(String)
  }

  /// Name, unique in the wave: 1 to 64 of a–z, 0–9, "_" and "-". Required.
  public var name = ""
  /// Condition in the language of the questionnaire, for example "${sex} = 'f' and ${age} >= 60"; empty
  /// = every answer. At most 1,000 bytes.
  public var condition = ""
  /// So many are counted, 1 to 10,000,000. Required.
  public var max: Int64 = 0
  /// Which part of the frame it is about; absent = everybody. With `condition`, both have to hold; in
  /// an anonymous wave a quota has only one of the two.
  public var part: Part?

  public init() {}

  /// The stratum that it is about; nil = all of them.
  public var stratum: String? {
    if case .stratum(let name)? = part { name } else { nil }
  }

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.string(2, "condition", &condition)
    try c.int64(3, "max", &max)
    try c.oneofString(
      4, "stratum", &part, { if case .stratum(let v)? = $0 { v } else { nil } }, Part.stratum)
  }
}
