public import PCRMCore
public import ProtobufCodec

/// Asks to put customers on a list.
///
/// ```proto
/// message AddMembersRequest {
///   string request_id = 1;
///   string segment = 2;
///   repeated string customer_ids = 3;
///   string reason = 4;
///   google.protobuf.Timestamp end_time = 5;
/// }
/// ```
public struct AddMembersRequest: Message {
  public static let protoName = "pcrm.v1.AddMembersRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The segment's name. Required.
  public var segment = ""
  /// The customers, 1 to 1,000.
  public var customerIDs: [CustomerID] = []
  /// Why, 1 to 500 characters. Required.
  public var reason = ""
  /// When they go off it again by themselves; absent = never.
  public var endTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "segment", &segment)
    try c.text(3, "customer_ids", &customerIDs)
    try c.string(4, "reason", &reason)
    try c.message(5, "end_time", &endTime)
  }
}

/// Asks to take customers off a list.
///
/// ```proto
/// message RemoveMembersRequest {
///   string request_id = 1;
///   string segment = 2;
///   repeated string customer_ids = 3;
///   string reason = 4;
/// }
/// ```
public struct RemoveMembersRequest: Message {
  public static let protoName = "pcrm.v1.RemoveMembersRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The segment's name. Required.
  public var segment = ""
  /// The customers, 1 to 1,000.
  public var customerIDs: [CustomerID] = []
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "segment", &segment)
    try c.text(3, "customer_ids", &customerIDs)
    try c.string(4, "reason", &reason)
  }
}

/// What became of a change of a list.
///
/// ```proto
/// message ChangeMembersResponse {
///   repeated string customer_ids = 1;
///   int64 size = 2;
/// }
/// ```
public struct ChangeMembersResponse: Message {
  public static let protoName = "pcrm.v1.ChangeMembersResponse"

  /// Customers who were put on the list or taken off it.
  public var customerIDs: [CustomerID] = []
  /// Members of the segment now.
  public var size: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "customer_ids", &customerIDs)
    try c.int64(2, "size", &size)
  }
}

/// Asks for members of a segment.
///
/// ```proto
/// message ListMembersRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string segment = 3;
///   int64 as_of_sequence = 4;
///   google.protobuf.Timestamp as_of_time = 5;
/// }
/// ```
public struct ListMembersRequest: Message {
  public static let protoName = "pcrm.v1.ListMembersRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The segment's name. Required.
  public var segment = ""
  /// Those who were members at this sequence of the feed; 0 = now.
  public var asOfSequence: Int64 = 0
  /// Those who were members at this time. Not together with `as_of_sequence`.
  public var asOfTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "segment", &segment)
    try c.int64(4, "as_of_sequence", &asOfSequence)
    try c.message(5, "as_of_time", &asOfTime)
  }
}

/// A page of members.
///
/// ```proto
/// message ListMembersResponse {
///   repeated Membership members = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListMembersResponse: Message {
  public static let protoName = "pcrm.v1.ListMembersResponse"

  /// One row a member.
  public var members: [Membership] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "members", &members)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks who was in which segment when: at least a customer or a segment.
///
/// ```proto
/// message ListMembershipsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string segment = 4;
///   bool current_only = 5;
/// }
/// ```
public struct ListMembershipsRequest: Message {
  public static let protoName = "pcrm.v1.ListMembershipsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only this customer's.
  public var customerID = CustomerID()
  /// Only this segment's.
  public var segment = ""
  /// Only those that hold now.
  public var currentOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.string(4, "segment", &segment)
    try c.bool(5, "current_only", &currentOnly)
  }
}

/// A page of memberships.
///
/// ```proto
/// message ListMembershipsResponse {
///   repeated Membership memberships = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListMembershipsResponse: Message {
  public static let protoName = "pcrm.v1.ListMembershipsResponse"

  /// The memberships.
  public var memberships: [Membership] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "memberships", &memberships)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
