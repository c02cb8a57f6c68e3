public import PCRMCore
public import ProtobufCodec

/// Time of a member of staff or a resource that a visit claims.
///
/// ```proto
/// message SlotClaim {
///   string holder_id = 1;
///   google.protobuf.Timestamp from_time = 2;
///   google.protobuf.Timestamp to_time = 3;
///   google.protobuf.Timestamp expire_time = 4;
///   string visit_id = 5;
///   string customer_id = 6;
/// }
/// ```
public struct SlotClaim: Message {
  public static let protoName = "pcrm.v1.SlotClaim"

  /// The member of staff or the resource.
  public var holderID = HolderID()
  /// Since when.
  public var fromTime: Timestamp?
  /// Until when; it no longer holds then.
  public var toTime: Timestamp?
  /// For a proposal: until when it holds.
  public var expireTime: Timestamp?
  /// The visit; empty when it is out of the caller's reach.
  public var visitID = VisitID()
  /// The visit's customer; empty when the visit is out of the caller's reach.
  public var customerID = CustomerID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "holder_id", &holderID)
    try c.message(2, "from_time", &fromTime)
    try c.message(3, "to_time", &toTime)
    try c.message(4, "expire_time", &expireTime)
    try c.text(5, "visit_id", &visitID)
    try c.text(6, "customer_id", &customerID)
  }
}
