public import PCRMCore
public import ProtobufCodec

/// Chooses.
///
/// ```proto
/// message ResolveConflictRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   repeated FieldChoice choices = 4;
/// }
/// ```
public struct ResolveConflictRequest: Message {
  public static let protoName = "pcrm.v1.ResolveConflictRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The conflict's id. Required.
  public var id = SyncConflictID()
  /// Version that is expected. Required.
  public var version: Int64 = 0
  /// A choice for each of its fields. Required.
  public var choices: [FieldChoice] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "choices", &choices)
  }
}

/// Asks for conflicts.
///
/// ```proto
/// message ListConflictsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   string entity_id = 4;
///   ConflictState state = 5;
/// }
/// ```
public struct ListConflictsRequest: Message {
  public static let protoName = "pcrm.v1.ListConflictsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this member of staff.
  public var staffID = StaffID()
  /// Only about this row.
  public var entityID = ""
  /// Only in this state.
  public var state = ConflictState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.string(4, "entity_id", &entityID)
    try c.enumeration(5, "state", &state)
  }
}

/// A page of conflicts.
///
/// ```proto
/// message ListConflictsResponse {
///   repeated SyncConflict conflicts = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListConflictsResponse: Message {
  public static let protoName = "pcrm.v1.ListConflictsResponse"

  /// The conflicts.
  public var conflicts: [SyncConflict] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "conflicts", &conflicts)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
