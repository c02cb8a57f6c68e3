public import PCRMCore
public import ProtobufCodec

/// Asks for a new relation.
///
/// ```proto
/// message CreateRelationRequest {
///   string request_id = 1;
///   Relation relation = 2;
/// }
/// ```
public struct CreateRelationRequest: Message {
  public static let protoName = "pcrm.v1.CreateRelationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The relation. Its `id` may be set.
  public var relation: Relation?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "relation", &relation)
  }
}

/// Asks for a change of a relation.
///
/// ```proto
/// message UpdateRelationRequest {
///   string request_id = 1;
///   Relation relation = 2;
///   google.protobuf.FieldMask update_mask = 3;
/// }
/// ```
public struct UpdateRelationRequest: Message {
  public static let protoName = "pcrm.v1.UpdateRelationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var relation: Relation?
  /// What to change. Absent or empty = every field of `relation` that is not empty.
  public var updateMask: FieldMask?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "relation", &relation)
    try c.message(3, "update_mask", &updateMask)
  }
}

/// Asks to remove a relation.
///
/// ```proto
/// message DeleteRelationRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct DeleteRelationRequest: Message {
  public static let protoName = "pcrm.v1.DeleteRelationRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The relation's id.
  public var id = RelationID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
  }
}

/// Asks for the relations of one customer.
///
/// ```proto
/// message ListRelationsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   CivilDate as_of = 4;
///   RelationKind kind = 5;
/// }
/// ```
public struct ListRelationsRequest: Message {
  public static let protoName = "pcrm.v1.ListRelationsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The customer's id, at either end. Required.
  public var customerID = CustomerID()
  /// Only those that hold on this day. Absent = past and coming ones too.
  public var asOf: CivilDate?
  /// Only of this kind.
  public var kind = RelationKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.message(4, "as_of", &asOf)
    try c.enumeration(5, "kind", &kind)
  }
}

/// A page of relations.
///
/// ```proto
/// message ListRelationsResponse {
///   repeated Relation relations = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListRelationsResponse: Message {
  public static let protoName = "pcrm.v1.ListRelationsResponse"

  /// The relations.
  public var relations: [Relation] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "relations", &relations)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
