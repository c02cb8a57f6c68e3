public import PCRMCore
public import ProtobufCodec

/// Asks to create or update many customers.
///
/// ```proto
/// message BulkUpsertCustomersRequest {
///   string request_id = 1;
///   string scheme = 2;
///   bool validate_only = 3;
///   google.protobuf.FieldMask update_mask = 4;
///   repeated Customer customers = 5;
/// }
/// ```
public struct BulkUpsertCustomersRequest: Message {
  public static let protoName = "pcrm.v1.BulkUpsertCustomersRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// Scheme of the external id by which each item is found. Required.
  public var scheme = ""
  /// Check and report only; store nothing.
  public var validateOnly = false
  /// What to change in customers that exist. Absent or empty = every field of the item that is not
  /// empty. External ids of an item are added to those that are there, never taken away.
  public var updateMask: FieldMask?
  /// The items, 1 to 1,000. Each has exactly one external id of that scheme; `id` and `version` are
  /// used as in a create and an update.
  public var customers: [Customer] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "scheme", &scheme)
    try c.bool(3, "validate_only", &validateOnly)
    try c.message(4, "update_mask", &updateMask)
    try c.message(5, "customers", &customers)
  }
}

/// What became of each item.
///
/// ```proto
/// message BulkUpsertCustomersResponse {
///   int32 created_count = 1;
///   int32 updated_count = 2;
///   int32 unchanged_count = 3;
///   int32 failed_count = 4;
///   repeated BulkUpsertResult results = 5;
/// }
/// ```
public struct BulkUpsertCustomersResponse: Message {
  public static let protoName = "pcrm.v1.BulkUpsertCustomersResponse"

  /// Items that are new.
  public var createdCount: Int32 = 0
  /// Items that were changed.
  public var updatedCount: Int32 = 0
  /// Items that were as they should be.
  public var unchangedCount: Int32 = 0
  /// Items that failed.
  public var failedCount: Int32 = 0
  /// A result for every item, in their order.
  public var results: [BulkUpsertResult] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "created_count", &createdCount)
    try c.int32(2, "updated_count", &updatedCount)
    try c.int32(3, "unchanged_count", &unchangedCount)
    try c.int32(4, "failed_count", &failedCount)
    try c.message(5, "results", &results)
  }
}

/// What became of one item.
///
/// ```proto
/// message BulkUpsertResult {
///   string id = 1;
///   int64 version = 2;
///   UpsertOutcome outcome = 3;
///   google.rpc.Status error = 4;
/// }
/// ```
public struct BulkUpsertResult: Message {
  public static let protoName = "pcrm.v1.BulkUpsertResult"

  /// The customer's id; empty when the item failed.
  public var id = CustomerID()
  /// The customer's version now.
  public var version: Int64 = 0
  /// What was done.
  public var outcome = UpsertOutcome.unspecified
  /// Why it failed, as the single call would have said; absent otherwise. The field's path begins
  /// in the customer, for example "contact_points[0].value".
  public var error: StatusMessage?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.enumeration(3, "outcome", &outcome)
    try c.message(4, "error", &error)
  }
}

/// What a bulk upsert did with an item.
public struct UpsertOutcome: OpenEnum {
  public static let protoName = "pcrm.v1.UpsertOutcome"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Never sent.
  public static let unspecified = UpsertOutcome(rawValue: 0)
  /// A customer was created.
  public static let created = UpsertOutcome(rawValue: 1)
  /// A customer was changed.
  public static let updated = UpsertOutcome(rawValue: 2)
  /// The customer was already like that.
  public static let unchanged = UpsertOutcome(rawValue: 3)
  /// Nothing was stored; see `error`.
  public static let failed = UpsertOutcome(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "UPSERT_OUTCOME_UNSPECIFIED"),
    (1, "UPSERT_OUTCOME_CREATED"),
    (2, "UPSERT_OUTCOME_UPDATED"),
    (3, "UPSERT_OUTCOME_UNCHANGED"),
    (4, "UPSERT_OUTCOME_FAILED"),
  ]
}
