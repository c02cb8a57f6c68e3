public import PCRMCore
public import ProtobufCodec

/// Asks to begin a reassignment.
///
/// ```proto
/// message StartReassignmentRequest {
///   string request_id = 1;
///   Reassignment reassignment = 2;
/// }
/// ```
public struct StartReassignmentRequest: Message {
  public static let protoName = "pcrm.v1.StartReassignmentRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// What is to be done.
  public var reassignment: Reassignment?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "reassignment", &reassignment)
  }
}

/// Asks for a reassignment.
///
/// ```proto
/// message GetReassignmentRequest {
///   string id = 1;
/// }
/// ```
public struct GetReassignmentRequest: Message {
  public static let protoName = "pcrm.v1.GetReassignmentRequest"

  /// The reassignment's id.
  public var id = ReassignmentID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of reassignments.
///
/// ```proto
/// message ListReassignmentsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   ReassignmentState state = 3;
/// }
/// ```
public struct ListReassignmentsRequest: Message {
  public static let protoName = "pcrm.v1.ListReassignmentsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only in this state.
  public var state = ReassignmentState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.enumeration(3, "state", &state)
  }
}

/// A page of reassignments.
///
/// ```proto
/// message ListReassignmentsResponse {
///   repeated Reassignment reassignments = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListReassignmentsResponse: Message {
  public static let protoName = "pcrm.v1.ListReassignmentsResponse"

  /// The reassignments.
  public var reassignments: [Reassignment] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "reassignments", &reassignments)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for a page of a reassignment's items.
///
/// ```proto
/// message ListReassignmentItemsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string reassignment_id = 3;
///   bool refused_only = 4;
/// }
/// ```
public struct ListReassignmentItemsRequest: Message {
  public static let protoName = "pcrm.v1.ListReassignmentItemsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The reassignment. Required.
  public var reassignmentID = ReassignmentID()
  /// Only those that could not change hands.
  public var refusedOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "reassignment_id", &reassignmentID)
    try c.bool(4, "refused_only", &refusedOnly)
  }
}

/// A page of a reassignment's items.
///
/// ```proto
/// message ListReassignmentItemsResponse {
///   repeated ReassignmentItem items = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListReassignmentItemsResponse: Message {
  public static let protoName = "pcrm.v1.ListReassignmentItemsResponse"

  /// The items.
  public var items: [ReassignmentItem] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "items", &items)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to pause, resume or cancel a reassignment.
///
/// ```proto
/// message SteerReassignmentRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   ReassignmentState state = 4;
/// }
/// ```
public struct SteerReassignmentRequest: Message {
  public static let protoName = "pcrm.v1.SteerReassignmentRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The reassignment's id.
  public var id = ReassignmentID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// RUNNING, PAUSED or CANCELLED. Required.
  public var state = ReassignmentState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.enumeration(4, "state", &state)
  }
}
