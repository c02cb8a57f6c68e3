public import PCRMCore
public import ProtobufCodec

/// Asks for the claims on somebody's or something's time.
///
/// ```proto
/// message ListClaimsRequest {
///   string holder_id = 1;
///   google.protobuf.Timestamp from_time = 2;
///   google.protobuf.Timestamp before_time = 3;
/// }
/// ```
public struct ListClaimsRequest: Message {
  public static let protoName = "pcrm.v1.ListClaimsRequest"

  /// The member of staff or the resource. Required.
  public var holderID = HolderID()
  /// From when on. Required.
  public var fromTime: Timestamp?
  /// Until when, at most 93 days later. Required.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "holder_id", &holderID)
    try c.message(2, "from_time", &fromTime)
    try c.message(3, "before_time", &beforeTime)
  }
}

/// Claims on somebody's or something's time.
///
/// ```proto
/// message ListClaimsResponse {
///   repeated SlotClaim claims = 1;
/// }
/// ```
public struct ListClaimsResponse: Message {
  public static let protoName = "pcrm.v1.ListClaimsResponse"

  /// The claims, oldest first.
  public var claims: [SlotClaim] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "claims", &claims)
  }
}
