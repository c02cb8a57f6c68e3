public import PCRMCore
public import ProtobufCodec

/// Asks for a proposal.
///
/// ```proto
/// message ProposeRouteRequest {
///   repeated string staff_ids = 1;
///   CivilDate day = 2;
///   int64 seed = 3;
///   DayPlace start = 4;
///   DayPlace end = 5;
///   bool reassign = 6;
///   repeated RouteCandidate candidates = 16;
///   repeated RouteOption options = 17;
/// }
/// ```
public struct ProposeRouteRequest: Message {
  public static let protoName = "pcrm.v1.ProposeRouteRequest"

  /// Whose days, at most 50. Empty = the caller's.
  public var staffIDs: [StaffID] = []
  /// The day, in the time zone of each one's office. Required.
  public var day: CivilDate?
  /// Lets the search begin elsewhere; 0 or more.
  public var seed: Int64 = 0
  /// Where the days begin. Unspecified = as the rules say.
  public var start = DayPlace.unspecified
  /// Where the days end. Unspecified = as the rules say.
  public var end = DayPlace.unspecified
  /// Visits may go to another of the staff.
  public var reassign = false
  /// What else might be visited, at most 100.
  public var candidates: [RouteCandidate] = []
  /// Visits of the day that may be left out, at most 100.
  public var options: [RouteOption] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "staff_ids", &staffIDs)
    try c.message(2, "day", &day)
    try c.int64(3, "seed", &seed)
    try c.enumeration(4, "start", &start)
    try c.enumeration(5, "end", &end)
    try c.bool(6, "reassign", &reassign)
    try c.message(16, "candidates", &candidates)
    try c.message(17, "options", &options)
  }
}

/// Asks for a proposal that was made.
///
/// ```proto
/// message GetRouteRequest {
///   string id = 1;
/// }
/// ```
public struct GetRouteRequest: Message {
  public static let protoName = "pcrm.v1.GetRouteRequest"

  /// The proposal's id.
  public var id = RouteID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of proposals.
///
/// ```proto
/// message ListRoutesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string staff_id = 3;
///   CivilDate day = 4;
///   RouteState state = 5;
/// }
/// ```
public struct ListRoutesRequest: Message {
  public static let protoName = "pcrm.v1.ListRoutesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only those with a day of this member of staff.
  public var staffID = StaffID()
  /// Only those for this day.
  public var day: CivilDate?
  /// Only those in this state.
  public var state = RouteState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "staff_id", &staffID)
    try c.message(4, "day", &day)
    try c.enumeration(5, "state", &state)
  }
}

/// A page of proposals.
///
/// ```proto
/// message ListRoutesResponse {
///   repeated RouteProposal routes = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListRoutesResponse: Message {
  public static let protoName = "pcrm.v1.ListRoutesResponse"

  /// The proposals, without days, left_out and warnings.
  public var routes: [RouteProposal] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "routes", &routes)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to do what a proposal says.
///
/// ```proto
/// message ApplyRouteRequest {
///   string request_id = 1;
///   string id = 2;
///   string reason = 3;
///   bool cancel_left_out = 4;
/// }
/// ```
public struct ApplyRouteRequest: Message {
  public static let protoName = "pcrm.v1.ApplyRouteRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The proposal's id.
  public var id = RouteID()
  /// Why, at most 500 characters: it stands in the visits that are moved. Required.
  public var reason = ""
  /// Cancel the visits that found no place. Without it they hinder the proposal from being applied.
  public var cancelLeftOut = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.string(3, "reason", &reason)
    try c.bool(4, "cancel_left_out", &cancelLeftOut)
  }
}

/// Asks to put a proposal aside.
///
/// ```proto
/// message DiscardRouteRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
/// }
/// ```
public struct DiscardRouteRequest: Message {
  public static let protoName = "pcrm.v1.DiscardRouteRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The proposal's id.
  public var id = RouteID()
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
