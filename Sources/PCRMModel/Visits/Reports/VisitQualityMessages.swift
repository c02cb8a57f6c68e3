public import PCRMCore
public import ProtobufCodec

/// Asks for the quality of visits. Without unit and member of staff, of all visits; that needs the
/// scope of all.
///
/// ```proto
/// message GetVisitQualityRequest {
///   string unit_id = 1;
///   string staff_id = 2;
///   google.protobuf.Timestamp from_time = 3;
///   google.protobuf.Timestamp before_time = 4;
///   int64 formula_version = 5;
/// }
/// ```
public struct GetVisitQualityRequest: Message {
  public static let protoName = "pcrm.v1.GetVisitQualityRequest"

  /// Office or team: visits that count for it or a unit below it, and visits of members of such a
  /// team.
  public var unitID = UnitID()
  /// Member of staff who went. Not with unit_id.
  public var staffID = StaffID()
  /// Visits that were planned to begin at this time or later. Required.
  public var fromTime: Timestamp?
  /// Visits that were planned to begin earlier. Required, at most 3,660 days later.
  public var beforeTime: Timestamp?
  /// Version of the formula; 0 = the newest.
  public var formulaVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "unit_id", &unitID)
    try c.text(2, "staff_id", &staffID)
    try c.message(3, "from_time", &fromTime)
    try c.message(4, "before_time", &beforeTime)
    try c.int64(5, "formula_version", &formulaVersion)
  }
}

/// The quality of visits.
///
/// ```proto
/// message GetVisitQualityResponse {
///   repeated VisitQuality levels = 1;
///   int64 formula_version = 2;
/// }
/// ```
public struct GetVisitQualityResponse: Message {
  public static let protoName = "pcrm.v1.GetVisitQualityResponse"

  /// Intensive management, general management, and the others, in this order.
  public var levels: [VisitQuality] = []
  /// Version of the formula by which it was reckoned; 0 = the one that holds before any was
  /// applied.
  public var formulaVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "levels", &levels)
    try c.int64(2, "formula_version", &formulaVersion)
  }
}

/// Asks to apply rules.
///
/// ```proto
/// message ApplyVisitRulesRequest {
///   string request_id = 1;
///   VisitRules rules = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyVisitRulesRequest: Message {
  public static let protoName = "pcrm.v1.ApplyVisitRulesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The rules. Required, with at least one part.
  public var rules: VisitRules?
  /// Only tell what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "rules", &rules)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying rules changed, or would change.
///
/// ```proto
/// message ApplyVisitRulesResponse {
///   repeated ConfigChange changes = 1;
///   int64 report_version = 2;
///   int64 next_try_version = 3;
///   int64 quality_version = 4;
///   int64 call_backs_version = 5;
/// }
/// ```
public struct ApplyVisitRulesResponse: Message {
  public static let protoName = "pcrm.v1.ApplyVisitRulesResponse"

  /// What changes, part by part.
  public var changes: [ConfigChange] = []
  /// Version of the report rules that holds now; the same as before when nothing changed, or in a
  /// dry run.
  public var reportVersion: Int64 = 0
  /// Version of the next-try rule.
  public var nextTryVersion: Int64 = 0
  /// Version of the quality formula.
  public var qualityVersion: Int64 = 0
  /// Version of the call-back rule.
  public var callBacksVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "report_version", &reportVersion)
    try c.int64(3, "next_try_version", &nextTryVersion)
    try c.int64(4, "quality_version", &qualityVersion)
    try c.int64(5, "call_backs_version", &callBacksVersion)
  }
}

/// Asks for rules.
///
/// ```proto
/// message GetVisitRulesRequest {
///   VisitRuleKind kind = 1;
///   int64 version = 2;
/// }
/// ```
public struct GetVisitRulesRequest: Message {
  public static let protoName = "pcrm.v1.GetVisitRulesRequest"

  /// Which part; unspecified = all.
  public var kind = VisitRuleKind.unspecified
  /// The version of the part; 0 = the newest. Only with kind.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.enumeration(1, "kind", &kind)
    try c.int64(2, "version", &version)
  }
}
