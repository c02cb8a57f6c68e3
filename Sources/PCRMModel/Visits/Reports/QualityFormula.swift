public import PCRMCore
public import ProtobufCodec

/// How the quality of a visit is reckoned: 0 to 100, the weighted mean of what there is of four
/// shares.
///
/// ```proto
/// message QualityFormula {
///   int64 version = 1;
///   string note = 2;
///   google.protobuf.Timestamp create_time = 3;
///   string created_by = 4;
///   int32 parts_weight = 5;
///   int32 follow_ups_weight = 6;
///   int32 same_contact_weight = 7;
///   int32 satisfaction_weight = 8;
///   int32 grace_hours = 9;
///   repeated PartWeight part_weights = 16;
/// }
/// ```
public struct QualityFormula: Message {
  public static let protoName = "pcrm.v1.QualityFormula"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. Principal who applied it.
  public var createdBy = PrincipalID()
  /// Weight of the share of parts that are filled, 0 to 1,000. Not all weights are 0.
  public var partsWeight: Int32 = 0
  /// Weight of the share of follow-ups that were kept, among those that were done or became
  /// overdue.
  public var followUpsWeight: Int32 = 0
  /// Weight of whether a petition was closed in the same contact, where there was one.
  public var sameContactWeight: Int32 = 0
  /// Weight of the satisfaction afterwards, where somebody was asked: 1 is nought, 5 is the whole.
  public var satisfactionWeight: Int32 = 0
  /// A follow-up counts as kept up to so many hours after it was due: 0 to 8,760.
  public var graceHours: Int32 = 0
  /// What the parts of a report weigh; a part that is not named weighs 1, the part of adoption 0.
  /// At most one each, not all 0.
  public var partWeights: [PartWeight] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.message(3, "create_time", &createTime)
    try c.text(4, "created_by", &createdBy)
    try c.int32(5, "parts_weight", &partsWeight)
    try c.int32(6, "follow_ups_weight", &followUpsWeight)
    try c.int32(7, "same_contact_weight", &sameContactWeight)
    try c.int32(8, "satisfaction_weight", &satisfactionWeight)
    try c.int32(9, "grace_hours", &graceHours)
    try c.message(16, "part_weights", &partWeights)
  }
}

/// What a part of a report weighs.
///
/// ```proto
/// message PartWeight {
///   ReportPart part = 1;
///   int32 weight = 2;
/// }
/// ```
public struct PartWeight: Message {
  public static let protoName = "pcrm.v1.PartWeight"

  /// The part. Required.
  public var part = ReportPart.unspecified
  /// 0 to 1,000.
  public var weight: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "part", &part)
    try c.int32(2, "weight", &weight)
  }
}
