public import PCRMCore
public import ProtobufCodec

/// A calendar behind a secret address.
///
/// ```proto
/// message CalendarFeed {
///   string id = 1;
///   int64 version = 2;
///   string staff_id = 3;
///   string label = 4;
///   FeedDetail detail = 5;
///   google.protobuf.Timestamp create_time = 6;
///   google.protobuf.Timestamp rotate_time = 7;
///   google.protobuf.Timestamp revoke_time = 8;
///   int64 read_count = 9;
///   google.protobuf.Timestamp last_read_time = 10;
/// }
/// ```
public struct CalendarFeed: Message {
  public static let protoName = "pcrm.v1.CalendarFeed"

  /// UUID. A client may choose it.
  public var id = CalendarFeedID()
  /// Output only in creates; in later calls, the version that is expected, or 0 for any. Being read
  /// is no change.
  public var version: Int64 = 0
  /// Whose visits. Empty = the caller's.
  public var staffID = StaffID()
  /// What it is for, at most 200 characters, for example "my phone".
  public var label = ""
  /// How much it tells; no more than the policy allows when it is read. Unspecified = as much as
  /// that.
  public var detail = FeedDetail.unspecified
  /// Output only. When it was made.
  public var createTime: Timestamp?
  /// Output only. When its address was last changed; absent while it is the first.
  public var rotateTime: Timestamp?
  /// Output only. When it was revoked; absent while it is not.
  public var revokeTime: Timestamp?
  /// Output only. How often it was read.
  public var readCount: Int64 = 0
  /// Output only. When it was last read; absent when never.
  public var lastReadTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
    try c.int64(2, "version", &version)
    try c.text(3, "staff_id", &staffID)
    try c.string(4, "label", &label)
    try c.enumeration(5, "detail", &detail)
    try c.message(6, "create_time", &createTime)
    try c.message(7, "rotate_time", &rotateTime)
    try c.message(8, "revoke_time", &revokeTime)
    try c.int64(9, "read_count", &readCount)
    try c.message(10, "last_read_time", &lastReadTime)
  }
}

/// How much a calendar tells of a visit.
public struct FeedDetail: OpenEnum {
  public static let protoName = "pcrm.v1.FeedDetail"
  public let rawValue: Int32

  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// As much as the policy allows.
  public static let unspecified = FeedDetail(rawValue: 0)
  /// When, and that it is a visit.
  public static let time = FeedDetail(rawValue: 1)
  /// What for, too: the code of its purpose.
  public static let purpose = FeedDetail(rawValue: 2)
  /// Where, too: the place in words.
  public static let place = FeedDetail(rawValue: 3)
  /// Whom, too: the customer's name.
  public static let name = FeedDetail(rawValue: 4)

  public static let names: [(Int32, String)] = [
    (0, "FEED_DETAIL_UNSPECIFIED"),
    (1, "FEED_DETAIL_TIME"),
    (2, "FEED_DETAIL_PURPOSE"),
    (3, "FEED_DETAIL_PLACE"),
    (4, "FEED_DETAIL_NAME"),
  ]
}
