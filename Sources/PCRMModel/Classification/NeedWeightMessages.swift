public import PCRMCore
public import ProtobufCodec

/// Asks to apply kinds of need.
///
/// ```proto
/// message ApplyNeedWeightsRequest {
///   string request_id = 1;
///   NeedWeights weights = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyNeedWeightsRequest: Message {
  public static let protoName = "pcrm.v1.ApplyNeedWeightsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The whole document. `version`, when not 0, must be the newest one (PLAN_OUTDATED).
  public var weights: NeedWeights?
  /// Only say what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "weights", &weights)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying kinds of need changes, or would.
///
/// ```proto
/// message ApplyNeedWeightsResponse {
///   repeated ConfigChange changes = 1;
///   int64 version = 2;
/// }
/// ```
public struct ApplyNeedWeightsResponse: Message {
  public static let protoName = "pcrm.v1.ApplyNeedWeightsResponse"

  /// Every difference; one of kind UNCHANGED when there is none.
  public var changes: [ConfigChange] = []
  /// The version that holds these weights; in a dry run, the one it would get.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "changes", &changes)
    try c.int64(2, "version", &version)
  }
}

/// Asks for the kinds of need.
///
/// ```proto
/// message GetNeedWeightsRequest {
///   int64 version = 1;
///   CivilDate as_of = 2;
/// }
/// ```
public struct GetNeedWeightsRequest: Message {
  public static let protoName = "pcrm.v1.GetNeedWeightsRequest"

  /// The version, or 0 for the one that holds on `as_of`.
  public var version: Int64 = 0
  /// With `version` 0: the day. Absent = today.
  public var asOf: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.message(2, "as_of", &asOf)
  }
}
