public import PCRMCore
public import ProtobufCodec

/// A tie between two customers for a time.
///
/// Read it as: `related_customer_id` is the KIND of `customer_id`. It is one record, listed from
/// both ends.
///
/// ```proto
/// message Relation {
///   string id = 1;
///   int64 version = 2;
///   string customer_id = 3;
///   string related_customer_id = 4;
///   RelationKind kind = 5;
///   CivilDate valid_from = 6;
///   CivilDate valid_to = 7;
///   string note = 8;
///   google.protobuf.Timestamp create_time = 9;
///   google.protobuf.Timestamp update_time = 10;
/// }
/// ```
public struct Relation: Message {
  public static let protoName = "pcrm.v1.Relation"

  /// UUID. A client may choose it.
  public var id = RelationID()
  /// Output only in creates; in updates, the version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// The customer from whom the relation is seen. Required; cannot be changed.
  public var customerID = CustomerID()
  /// The other customer. Required, not the same as customer_id; cannot be changed.
  public var relatedCustomerID = CustomerID()
  /// What the other customer is to the first. Required.
  public var kind = RelationKind.unspecified
  /// First day, solar. Absent = since ever.
  public var validFrom: CivilDate?
  /// The day on which it no longer holds, solar, after valid_from. Absent = open.
  public var validTo: CivilDate?
  /// A remark, at most 500 characters.
  public var note = ""
  /// Output only. When the relation was created here.
  public var createTime: Timestamp?
  /// Output only. When it was last changed.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "related_customer_id", &relatedCustomerID)
    try c.enumeration(5, "kind", &kind)
    try c.message(6, "valid_from", &validFrom)
    try c.message(7, "valid_to", &validTo)
    try c.string(8, "note", &note)
    try c.message(9, "create_time", &createTime)
    try c.message(10, "update_time", &updateTime)
  }
}
