public import PCRMCore
public import ProtobufCodec

/// Asks for a feed.
///
/// ```proto
/// message CreateCalendarFeedRequest {
///   string request_id = 1;
///   CalendarFeed feed = 2;
/// }
/// ```
public struct CreateCalendarFeedRequest: Message {
  public static let protoName = "pcrm.v1.CreateCalendarFeedRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// id, staff_id, label and detail of the feed.
  public var feed: CalendarFeed?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "feed", &feed)
  }
}

/// A feed with its address.
///
/// ```proto
/// message CalendarFeedAddress {
///   CalendarFeed feed = 1;
///   string path = 2;
/// }
/// ```
public struct CalendarFeedAddress: Message {
  public static let protoName = "pcrm.v1.CalendarFeedAddress"

  /// The feed.
  public var feed: CalendarFeed?
  /// The path of its address at the server's HTTP listener. Keep it: it cannot be shown again.
  /// Empty in the answer to a repeat.
  public var path = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "feed", &feed)
    try c.string(2, "path", &path)
  }
}

/// Asks for another address.
///
/// ```proto
/// message RotateCalendarFeedRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct RotateCalendarFeedRequest: Message {
  public static let protoName = "pcrm.v1.RotateCalendarFeedRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The feed's id.
  public var id = CalendarFeedID()
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

/// Asks to revoke a feed.
///
/// ```proto
/// message RevokeCalendarFeedRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct RevokeCalendarFeedRequest: Message {
  public static let protoName = "pcrm.v1.RevokeCalendarFeedRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The feed's id.
  public var id = CalendarFeedID()
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

/// Asks for a page of feeds.
///
/// ```proto
/// message ListCalendarFeedsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   bool show_revoked = 4;
/// }
/// ```
public struct ListCalendarFeedsRequest: Message {
  public static let protoName = "pcrm.v1.ListCalendarFeedsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only this member of staff's.
  public var staffID = StaffID()
  /// Revoked ones too.
  public var showRevoked = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.bool(4, "show_revoked", &showRevoked)
  }
}

/// A page of feeds.
///
/// ```proto
/// message ListCalendarFeedsResponse {
///   repeated CalendarFeed feeds = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListCalendarFeedsResponse: Message {
  public static let protoName = "pcrm.v1.ListCalendarFeedsResponse"

  /// The feeds.
  public var feeds: [CalendarFeed] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "feeds", &feeds)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a calendar.
///
/// ```proto
/// message GetCalendarRequest {
///   string staff_id = 1;
///   FeedDetail detail = 2;
/// }
/// ```
public struct GetCalendarRequest: Message {
  public static let protoName = "pcrm.v1.GetCalendarRequest"

  /// Whose visits. Empty = the caller's.
  public var staffID = StaffID()
  /// How much it tells; no more than the policy allows.
  public var detail = FeedDetail.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_id", &staffID)
    try c.enumeration(2, "detail", &detail)
  }
}

/// A calendar.
///
/// ```proto
/// message GetCalendarResponse {
///   string text = 1;
///   string etag = 2;
///   repeated string customer_ids = 3;
/// }
/// ```
public struct GetCalendarResponse: Message {
  public static let protoName = "pcrm.v1.GetCalendarResponse"

  /// The iCalendar stream.
  public var text = ""
  /// What its address answers as ETag, without quotes.
  public var etag = ""
  /// The customers whose names or places it tells.
  public var customerIDs: [CustomerID] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "text", &text)
    try c.string(2, "etag", &etag)
    try c.text(3, "customer_ids", &customerIDs)
  }
}
