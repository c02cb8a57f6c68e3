public import PCRMCore
public import ProtobufCodec

/// Asks to put a policy in force.
///
/// ```proto
/// message ApplySurveyPolicyRequest {
///   string request_id = 1;
///   SurveyPolicy policy = 2;
///   bool dry_run = 3;
///   int64 base_version = 4;
/// }
/// ```
public struct ApplySurveyPolicyRequest: Message {
  public static let protoName = "pcrm.v1.ApplySurveyPolicyRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// What is to hold.
  public var policy: SurveyPolicy?
  /// Only say what would change.
  public var dryRun = false
  /// The version that the change was made for; 0 = any.
  public var baseVersion: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "policy", &policy)
    try c.bool(3, "dry_run", &dryRun)
    try c.int64(4, "base_version", &baseVersion)
  }
}

/// What applying a policy changed, or would.
///
/// ```proto
/// message ApplySurveyPolicyResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
/// }
/// ```
public struct ApplySurveyPolicyResponse: Message {
  public static let protoName = "pcrm.v1.ApplySurveyPolicyResponse"

  /// The differences.
  public var changes: [ConfigChange] = []
  /// The policy's version: after this one, or now for a dry run.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
  }
}

/// Asks for the policy.
///
/// ```proto
/// message GetSurveyPolicyRequest {
///   int32 version = 1;
/// }
/// ```
public struct GetSurveyPolicyRequest: Message {
  public static let protoName = "pcrm.v1.GetSurveyPolicyRequest"

  /// The version; 0 = the newest.
  public var version: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "version", &version)
  }
}
