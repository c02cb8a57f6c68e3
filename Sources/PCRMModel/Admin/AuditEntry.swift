public import PCRMCore
public import ProtobufCodec

/// One write as the audit log keeps it.
///
/// ```proto
/// message AuditEntry {
///   int64 sequence = 1;
///   google.protobuf.Timestamp time = 2;
///   string principal_id = 3;
///   string method = 4;
///   EntityType entity_type = 5;
///   string entity_id = 6;
///   int64 version = 7;
///   string request_id = 8;
///   string peer = 9;
///   string reason = 10;
///   repeated string changed_fields = 11;
/// }
/// ```
public struct AuditEntry: Message {
  public static let protoName = "pcrm.v1.AuditEntry"

  /// Place in the log, growing.
  public var sequence: Int64 = 0
  /// When it was committed.
  public var time: Timestamp?
  /// Who.
  public var principalID = PrincipalID()
  /// Which method, for example "pcrm.v1.CustomerService/UpdateCustomer".
  public var method = ""
  /// Kind of the resource.
  public var entityType = EntityType.unspecified
  /// Its id; for an extension schema its version.
  public var entityID = ""
  /// Its version afterwards.
  public var version: Int64 = 0
  /// The request's id.
  public var requestID = RequestID()
  /// Address that the call came from, for example "10.1.2.3" or "unix".
  public var peer = ""
  /// Why, where the method asks for a reason.
  public var reason = ""
  /// Names of the fields that changed, of the top level.
  public var changedFields: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "sequence", &sequence)
    try c.message(2, "time", &time)
    try c.text(3, "principal_id", &principalID)
    try c.string(4, "method", &method)
    try c.enumeration(5, "entity_type", &entityType)
    try c.string(6, "entity_id", &entityID)
    try c.int64(7, "version", &version)
    try c.text(8, "request_id", &requestID)
    try c.string(9, "peer", &peer)
    try c.string(10, "reason", &reason)
    try c.string(11, "changed_fields", &changedFields)
  }
}

/// Asks for a page of the audit log.
///
/// ```proto
/// message ListAuditEntriesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string principal_id = 3;
///   EntityType entity_type = 4;
///   string entity_id = 5;
///   google.protobuf.Timestamp from_time = 6;
///   google.protobuf.Timestamp to_time = 7;
/// }
/// ```
public struct ListAuditEntriesRequest: Message {
  public static let protoName = "pcrm.v1.ListAuditEntriesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only what this principal did.
  public var principalID = PrincipalID()
  /// Only this kind of resource.
  public var entityType = EntityType.unspecified
  /// Only this resource.
  public var entityID = ""
  /// Only this time or later.
  public var fromTime: Timestamp?
  /// Only before this time.
  public var toTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "principal_id", &principalID)
    try c.enumeration(4, "entity_type", &entityType)
    try c.string(5, "entity_id", &entityID)
    try c.message(6, "from_time", &fromTime)
    try c.message(7, "to_time", &toTime)
  }
}

/// A page of the audit log.
///
/// ```proto
/// message ListAuditEntriesResponse {
///   repeated AuditEntry entries = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListAuditEntriesResponse: Message {
  public static let protoName = "pcrm.v1.ListAuditEntriesResponse"

  /// The entries.
  public var entries: [AuditEntry] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "entries", &entries)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
