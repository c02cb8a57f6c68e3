public import PCRMCore
public import ProtobufCodec

/// Puts weights in force.
///
/// ```proto
/// message ApplyLoadWeightsRequest {
///   string request_id = 1;
///   LoadWeights weights = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyLoadWeightsRequest: Message {
  public static let protoName = "pcrm.v1.ApplyLoadWeightsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The weights. Required.
  public var weights: LoadWeights?
  /// Only tell what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "weights", &weights)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying weights changed.
///
/// ```proto
/// message ApplyLoadWeightsResponse {
///   int64 version = 1;
///   repeated ConfigChange changes = 2;
/// }
/// ```
public struct ApplyLoadWeightsResponse: Message {
  public static let protoName = "pcrm.v1.ApplyLoadWeightsResponse"

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

/// Asks for a version of the weights.
///
/// ```proto
/// message GetLoadWeightsRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetLoadWeightsRequest: Message {
  public static let protoName = "pcrm.v1.GetLoadWeightsRequest"

  /// The version; 0 = the one that holds.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}
