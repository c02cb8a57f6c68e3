public import ProtobufCodec

/// Asks for changes.
///
/// ```proto
/// message WatchChangesRequest {
///   int64 after_sequence = 1;
///   bool stop_at_end = 2;
///   repeated EntityType entity_types = 3;
/// }
/// ```
public struct WatchChangesRequest: Message {
  public static let protoName = "pcrm.v1.WatchChangesRequest"

  /// Sequence after which to begin; 0 = from the start.
  public var afterSequence: Int64 = 0
  /// End the stream once the present end of the feed is reached.
  public var stopAtEnd = false
  /// Only changes of these kinds; empty = all.
  public var entityTypes: [EntityType] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "after_sequence", &afterSequence)
    try c.bool(2, "stop_at_end", &stopAtEnd)
    try c.enumeration(3, "entity_types", &entityTypes)
  }
}

/// Some changes.
///
/// ```proto
/// message WatchChangesResponse {
///   int64 sequence = 1;
///   repeated Change changes = 2;
/// }
/// ```
public struct WatchChangesResponse: Message {
  public static let protoName = "pcrm.v1.WatchChangesResponse"

  /// Everything up to this sequence has now been sent; begin after it next time. It may be above
  /// that of the last change, when the filter left some out.
  public var sequence: Int64 = 0
  /// The changes in their order. Empty in a sign of life, sent every 30 seconds without changes.
  public var changes: [FeedChange] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "sequence", &sequence)
    try c.message(2, "changes", &changes)
  }
}

/// One committed change of one resource.
///
/// ```proto
/// message Change {
///   int64 sequence = 1;
///   EntityType entity_type = 2;
///   string entity_id = 3;
///   int64 version = 4;
///   ChangeKind kind = 5;
///   google.protobuf.Timestamp commit_time = 6;
///   repeated string changed_fields = 7;
///   string segment = 8;
/// }
/// ```
public struct FeedChange: Message {
  public static let protoName = "pcrm.v1.Change"

  /// Place in the feed, from 1, growing, with gaps possible.
  public var sequence: Int64 = 0
  /// Kind of the resource.
  public var entityType = EntityType.unspecified
  /// Its id; for an extension schema its version.
  public var entityID = ""
  /// Its version after the change.
  public var version: Int64 = 0
  /// What was done.
  public var kind = ChangeKind.unspecified
  /// When it was committed.
  public var commitTime: Timestamp?
  /// Names of the fields that changed, of the top level; empty for a create.
  public var changedFields: [String] = []
  /// Of a membership: the name of the segment that the customer entered (created) or left (deleted).
  /// `entity_id` is then the customer, and `version` that of the segment.
  public var segment = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "sequence", &sequence)
    try c.enumeration(2, "entity_type", &entityType)
    try c.string(3, "entity_id", &entityID)
    try c.int64(4, "version", &version)
    try c.enumeration(5, "kind", &kind)
    try c.message(6, "commit_time", &commitTime)
    try c.string(7, "changed_fields", &changedFields)
    try c.string(8, "segment", &segment)
  }
}

/// What a change did.
public struct ChangeKind: OpenEnum {
  public static let protoName = "pcrm.v1.ChangeKind"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Never sent.
  public static let unspecified = ChangeKind(rawValue: 0)
  /// The resource is new.
  public static let created = ChangeKind(rawValue: 1)
  /// It was changed.
  public static let updated = ChangeKind(rawValue: 2)
  /// It was deleted.
  public static let deleted = ChangeKind(rawValue: 3)
  /// Its deletion was taken back.
  public static let undeleted = ChangeKind(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "CHANGE_KIND_UNSPECIFIED"),
    (1, "CHANGE_KIND_CREATED"),
    (2, "CHANGE_KIND_UPDATED"),
    (3, "CHANGE_KIND_DELETED"),
    (4, "CHANGE_KIND_UNDELETED"),
  ]
}
