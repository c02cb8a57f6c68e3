public import PCRMCore
public import ProtobufCodec

/// Asks to put rules in force.
///
/// ```proto
/// message ApplySlotRulesRequest {
///   string request_id = 1;
///   SlotRules rules = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplySlotRulesRequest: Message {
  public static let protoName = "pcrm.v1.ApplySlotRulesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The rules. Required.
  public var rules: SlotRules?
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

/// What applying rules changed.
///
/// ```proto
/// message ApplySlotRulesResponse {
///   int64 version = 1;
///   repeated ConfigChange changes = 2;
/// }
/// ```
public struct ApplySlotRulesResponse: Message {
  public static let protoName = "pcrm.v1.ApplySlotRulesResponse"

  /// The version that holds now.
  public var version: Int64 = 0
  /// Each difference.
  public var changes: [ConfigChange] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.message(2, "changes", &changes)
  }
}

/// Asks for a version of the rules.
///
/// ```proto
/// message GetSlotRulesRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetSlotRulesRequest: Message {
  public static let protoName = "pcrm.v1.GetSlotRulesRequest"

  /// The version; 0 = the one that holds.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}
