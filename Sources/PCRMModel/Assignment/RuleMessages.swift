public import PCRMCore
public import ProtobufCodec

/// Asks to apply what case workers must bring.
///
/// ```proto
/// message ApplyQualificationRulesRequest {
///   string request_id = 1;
///   QualificationRules rules = 2;
///   bool dry_run = 3;
///   int64 base_version = 4;
/// }
/// ```
public struct ApplyQualificationRulesRequest: Message {
  public static let protoName = "pcrm.v1.ApplyQualificationRulesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole document. Required.
  public var rules: QualificationRules?
  /// Only tell what would change.
  public var dryRun = false
  /// The version that the plan was made against, or 0 for any.
  public var baseVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "rules", &rules)
    try c.bool(3, "dry_run", &dryRun)
    try c.int64(4, "base_version", &baseVersion)
  }
}

/// Asks to apply which team does what.
///
/// ```proto
/// message ApplyDutyMatrixRequest {
///   string request_id = 1;
///   DutyMatrix matrix = 2;
///   bool dry_run = 3;
///   int64 base_version = 4;
/// }
/// ```
public struct ApplyDutyMatrixRequest: Message {
  public static let protoName = "pcrm.v1.ApplyDutyMatrixRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole document. Required.
  public var matrix: DutyMatrix?
  /// Only tell what would change.
  public var dryRun = false
  /// The version that the plan was made against, or 0 for any.
  public var baseVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "matrix", &matrix)
    try c.bool(3, "dry_run", &dryRun)
    try c.int64(4, "base_version", &baseVersion)
  }
}

/// Asks to apply who may decide what.
///
/// ```proto
/// message ApplyAuthorityLimitsRequest {
///   string request_id = 1;
///   AuthorityLimits limits = 2;
///   bool dry_run = 3;
///   int64 base_version = 4;
/// }
/// ```
public struct ApplyAuthorityLimitsRequest: Message {
  public static let protoName = "pcrm.v1.ApplyAuthorityLimitsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole document. Required.
  public var limits: AuthorityLimits?
  /// Only tell what would change.
  public var dryRun = false
  /// The version that the plan was made against, or 0 for any.
  public var baseVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "limits", &limits)
    try c.bool(3, "dry_run", &dryRun)
    try c.int64(4, "base_version", &baseVersion)
  }
}

/// What applying a document changed, or would change.
///
/// ```proto
/// message ApplyRulesResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
/// }
/// ```
public struct ApplyRulesResponse: Message {
  public static let protoName = "pcrm.v1.ApplyRulesResponse"

  /// What changes, in the document's order; what stays as it is, too.
  public var changes: [ConfigChange] = []
  /// The version that holds now; the same as before when nothing changed, or in a dry run.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
  }
}

/// Asks for what case workers must bring.
///
/// ```proto
/// message GetQualificationRulesRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetQualificationRulesRequest: Message {
  public static let protoName = "pcrm.v1.GetQualificationRulesRequest"

  /// The version; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}

/// Asks for which team does what.
///
/// ```proto
/// message GetDutyMatrixRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetDutyMatrixRequest: Message {
  public static let protoName = "pcrm.v1.GetDutyMatrixRequest"

  /// The version; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}

/// Asks who may decide what.
///
/// ```proto
/// message GetAuthorityLimitsRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetAuthorityLimitsRequest: Message {
  public static let protoName = "pcrm.v1.GetAuthorityLimitsRequest"

  /// The version; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}
