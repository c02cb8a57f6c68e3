public import PCRMCore
public import ProtobufCodec

/// How calendars are written.
///
/// ```proto
/// message FeedPolicy {
///   int64 version = 1;
///   string note = 2;
///   FeedDetail detail_max = 3;
///   string title = 4;
///   int32 days_back = 5;
///   int32 days_ahead = 6;
///   int32 refresh_minutes = 7;
///   string host = 8;
///   google.protobuf.Timestamp create_time = 9;
///   string created_by = 10;
/// }
/// ```
public struct FeedPolicy: Message {
  public static let protoName = "pcrm.v1.FeedPolicy"

  /// Output only in reads; in applying, the version that is expected to hold, or 0 for any.
  public var version: Int64 = 0
  /// Why this version, at most 500 characters.
  public var note = ""
  /// The most that any calendar tells. Unspecified = when, and that it is a visit.
  public var detailMax = FeedDetail.unspecified
  /// What a visit is called, 1 to 100 characters; empty = "방문".
  public var title = ""
  /// Days before today that it shows: 0 to 366.
  public var daysBack: Int32 = 0
  /// Days after today that it shows: 1 to 730.
  public var daysAhead: Int32 = 0
  /// How often subscribers are to ask again: 5 to 1,440 minutes.
  public var refreshMinutes: Int32 = 0
  /// What follows "@" in the names of the events: 1 to 100 of a–z, 0–9, "-" and "."; empty =
  /// "pcrm". A change makes every event look new to phones.
  public var host = ""
  /// Output only. When it was applied.
  public var createTime: Timestamp?
  /// Output only. The principal who applied it.
  public var createdBy = PrincipalID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
    try c.string(2, "note", &note)
    try c.enumeration(3, "detail_max", &detailMax)
    try c.string(4, "title", &title)
    try c.int32(5, "days_back", &daysBack)
    try c.int32(6, "days_ahead", &daysAhead)
    try c.int32(7, "refresh_minutes", &refreshMinutes)
    try c.string(8, "host", &host)
    try c.message(9, "create_time", &createTime)
    try c.text(10, "created_by", &createdBy)
  }
}

/// Puts a policy in force.
///
/// ```proto
/// message ApplyFeedPolicyRequest {
///   string request_id = 1;
///   FeedPolicy policy = 2;
///   bool dry_run = 3;
/// }
/// ```
public struct ApplyFeedPolicyRequest: Message {
  public static let protoName = "pcrm.v1.ApplyFeedPolicyRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The policy. Required.
  public var policy: FeedPolicy?
  /// Only tell what would change.
  public var dryRun = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "policy", &policy)
    try c.bool(3, "dry_run", &dryRun)
  }
}

/// What applying a policy changed.
///
/// ```proto
/// message ApplyFeedPolicyResponse {
///   int64 version = 1;
///   repeated ConfigChange changes = 2;
/// }
/// ```
public struct ApplyFeedPolicyResponse: Message {
  public static let protoName = "pcrm.v1.ApplyFeedPolicyResponse"

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

/// Asks for a version of the policy.
///
/// ```proto
/// message GetFeedPolicyRequest {
///   int64 version = 1;
/// }
/// ```
public struct GetFeedPolicyRequest: Message {
  public static let protoName = "pcrm.v1.GetFeedPolicyRequest"

  /// The version; 0 = the one that holds.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int64(1, "version", &version)
  }
}
