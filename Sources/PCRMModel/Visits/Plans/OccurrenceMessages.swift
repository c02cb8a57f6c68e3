public import PCRMCore
public import ProtobufCodec

/// Asks for a change of one occurrence.
///
/// ```proto
/// message EditOccurrenceRequest {
///   string request_id = 1;
///   string series_id = 2;
///   google.protobuf.Timestamp occurrence_time = 3;
///   google.protobuf.Timestamp start_time = 4;
///   google.protobuf.Timestamp end_time = 5;
///   string staff_id = 6;
///   bool cancel = 7;
///   string reason = 8;
/// }
/// ```
public struct EditOccurrenceRequest: Message {
  public static let protoName = "pcrm.v1.EditOccurrenceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The series. Required.
  public var seriesID = SeriesID()
  /// The time that the rule gives the occurrence. Required.
  public var occurrenceTime: Timestamp?
  /// When it is to begin; absent with `cancel`, else required.
  public var startTime: Timestamp?
  /// When it is to end; absent = the series' duration later.
  public var endTime: Timestamp?
  /// Who goes; empty = as before.
  public var staffID = StaffID()
  /// It does not take place.
  public var cancel = false
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "series_id", &seriesID)
    try c.message(3, "occurrence_time", &occurrenceTime)
    try c.message(4, "start_time", &startTime)
    try c.message(5, "end_time", &endTime)
    try c.text(6, "staff_id", &staffID)
    try c.bool(7, "cancel", &cancel)
    try c.string(8, "reason", &reason)
  }
}

/// Asks for a page of occurrences.
///
/// ```proto
/// message ListOccurrencesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string series_id = 3;
///   OccurrenceState state = 4;
///   google.protobuf.Timestamp from_time = 5;
///   google.protobuf.Timestamp before_time = 6;
/// }
/// ```
public struct ListOccurrencesRequest: Message {
  public static let protoName = "pcrm.v1.ListOccurrencesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The series. Required.
  public var seriesID = SeriesID()
  /// Only in this state.
  public var state = OccurrenceState.unspecified
  /// Only from this time on, by the rule.
  public var fromTime: Timestamp?
  /// Only before this time.
  public var beforeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "series_id", &seriesID)
    try c.enumeration(4, "state", &state)
    try c.message(5, "from_time", &fromTime)
    try c.message(6, "before_time", &beforeTime)
  }
}

/// A page of occurrences.
///
/// ```proto
/// message ListOccurrencesResponse {
///   repeated SeriesOccurrence occurrences = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListOccurrencesResponse: Message {
  public static let protoName = "pcrm.v1.ListOccurrencesResponse"

  /// The occurrences.
  public var occurrences: [SeriesOccurrence] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "occurrences", &occurrences)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
