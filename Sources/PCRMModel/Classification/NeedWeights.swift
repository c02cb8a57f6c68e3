public import PCRMCore
public import ProtobufCodec

/// The kinds of need and how much each weighs: published, versioned, dated.
///
/// ```proto
/// message NeedWeights {
///   int64 version = 1;
///   CivilDate valid_from = 2;
///   string note = 3;
///   google.protobuf.Timestamp create_time = 4;
///   string created_by = 5;
///   repeated NeedKind kinds = 6;
/// }
/// ```
public struct NeedWeights: Message {
  public static let protoName = "pcrm.v1.NeedWeights"

  /// Output only; in ApplyNeedWeights, the newest version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// First day on which this version counts. Required.
  public var validFrom: CivilDate?
  /// Why the weights are as they are, at most 500 characters.
  public var note = ""
  /// Output only. When this version was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()
  /// The kinds: 1 to 200.
  public var kinds: [NeedKind] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.message(2, "valid_from", &validFrom)
    try c.string(3, "note", &note)
    try c.message(4, "create_time", &createTime)
    try c.text(5, "created_by", &createdBy)
    try c.message(6, "kinds", &kinds)
  }
}

/// A kind of need.
///
/// ```proto
/// message NeedKind {
///   string code = 1;
///   string title_ko = 2;
///   string title_en = 3;
///   int64 weight = 4;
///   string condition = 5;
/// }
/// ```
public struct NeedKind: Message {
  public static let protoName = "pcrm.v1.NeedKind"

  /// Code, of a–z, 0–9, "-" and "_", unique, 1 to 64 characters. Required.
  public var code = ""
  /// Name in Korean, at most 200 characters.
  public var titleKo = ""
  /// Name in English, at most 200 characters.
  public var titleEn = ""
  /// How much it adds to the score, × 1,000: 0 to 1,000,000.
  public var weight: Int64 = 0
  /// When a case has it although nobody recorded it, in the rule language as in a scheme; empty =
  /// only when it is recorded on the case.
  public var condition = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.string(2, "title_ko", &titleKo)
    try c.string(3, "title_en", &titleEn)
    try c.int64(4, "weight", &weight)
    try c.string(5, "condition", &condition)
  }
}

/// A need that was counted.
///
/// ```proto
/// message NeedPart {
///   string code = 1;
///   int64 weight = 2;
///   bool is_recorded = 3;
/// }
/// ```
public struct NeedPart: Message {
  public static let protoName = "pcrm.v1.NeedPart"

  /// Code of its kind.
  public var code = ""
  /// What it added, × 1,000.
  public var weight: Int64 = 0
  /// Whether it was recorded on the case, rather than found by its condition.
  public var isRecorded = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "code", &code)
    try c.int64(2, "weight", &weight)
    try c.bool(3, "is_recorded", &isRecorded)
  }
}
