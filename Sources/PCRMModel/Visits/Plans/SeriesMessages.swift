public import PCRMCore
public import ProtobufCodec

/// Asks for a new series.
///
/// ```proto
/// message CreateSeriesRequest {
///   string request_id = 1;
///   VisitSeries series = 2;
/// }
/// ```
public struct CreateSeriesRequest: Message {
  public static let protoName = "pcrm.v1.CreateSeriesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The series. Its `id` may be set.
  public var series: VisitSeries?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "series", &series)
  }
}

/// Asks for one series.
///
/// ```proto
/// message GetSeriesRequest {
///   string id = 1;
/// }
/// ```
public struct GetSeriesRequest: Message {
  public static let protoName = "pcrm.v1.GetSeriesRequest"

  /// The series' id.
  public var id = SeriesID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "id", &id)
  }
}

/// Asks for a page of series.
///
/// ```proto
/// message ListSeriesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string customer_id = 3;
///   string staff_id = 4;
///   SeriesState state = 5;
///   bool unplaced_only = 6;
/// }
/// ```
public struct ListSeriesRequest: Message {
  public static let protoName = "pcrm.v1.ListSeriesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this customer.
  public var customerID = CustomerID()
  /// Only by this member of staff.
  public var staffID = StaffID()
  /// Only in this state.
  public var state = SeriesState.unspecified
  /// Only those with occurrences that found no free time.
  public var unplacedOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "customer_id", &customerID)
    try c.text(4, "staff_id", &staffID)
    try c.enumeration(5, "state", &state)
    try c.bool(6, "unplaced_only", &unplacedOnly)
  }
}

/// A page of series.
///
/// ```proto
/// message ListSeriesResponse {
///   repeated VisitSeries series = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSeriesResponse: Message {
  public static let protoName = "pcrm.v1.ListSeriesResponse"

  /// The series.
  public var series: [VisitSeries] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "series", &series)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks what a series would be. `series` or `id` is required.
///
/// ```proto
/// message PreviewSeriesRequest {
///   VisitSeries series = 1;
///   string id = 2;
///   google.protobuf.Timestamp from_time = 3;
///   google.protobuf.Timestamp before_time = 4;
///   int32 max = 5;
/// }
/// ```
public struct PreviewSeriesRequest: Message {
  public static let protoName = "pcrm.v1.PreviewSeriesRequest"

  /// The series as it would be; only start and duration are required. With a staff_id the answer says what
  /// is free.
  public var series: VisitSeries?
  /// A series that is there.
  public var id = SeriesID()
  /// From when on; absent = now.
  public var fromTime: Timestamp?
  /// Until when; absent = the horizon.
  public var beforeTime: Timestamp?
  /// Occurrences at most: 0 = 50, at most 1,000.
  public var max: Int32 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "series", &series)
    try c.text(2, "id", &id)
    try c.message(3, "from_time", &fromTime)
    try c.message(4, "before_time", &beforeTime)
    try c.int32(5, "max", &max)
  }
}

/// What a series would be.
///
/// ```proto
/// message PreviewSeriesResponse {
///   repeated SeriesOccurrence occurrences = 1;
///   bool more = 2;
/// }
/// ```
public struct PreviewSeriesResponse: Message {
  public static let protoName = "pcrm.v1.PreviewSeriesResponse"

  /// Its occurrences by time.
  public var occurrences: [SeriesOccurrence] = []
  /// There are more than `max`.
  public var more = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "occurrences", &occurrences)
    try c.bool(2, "more", &more)
  }
}

/// Asks for a change of a series.
///
/// ```proto
/// message UpdateSeriesRequest {
///   string request_id = 1;
///   VisitSeries series = 2;
///   google.protobuf.FieldMask update_mask = 3;
///   google.protobuf.Timestamp from_occurrence_time = 4;
///   string next_id = 5;
/// }
/// ```
public struct UpdateSeriesRequest: Message {
  public static let protoName = "pcrm.v1.UpdateSeriesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// New values. `id` is required; `version`, when not 0, must be the present one.
  public var series: VisitSeries?
  /// What to change. Absent or empty = every field of `series` that is not empty.
  public var updateMask: FieldMask?
  /// The change holds for the occurrence of this time and for those that follow. Absent = for all. If
  /// `start` is not changed, the new series begins with this occurrence.
  public var fromOccurrenceTime: Timestamp?
  /// Id of the series that goes on; empty = the server makes one.
  public var nextID = SeriesID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "series", &series)
    try c.message(3, "update_mask", &updateMask)
    try c.message(4, "from_occurrence_time", &fromOccurrenceTime)
    try c.text(5, "next_id", &nextID)
  }
}

/// Asks to end a series.
///
/// ```proto
/// message StopSeriesRequest {
///   string request_id = 1;
///   string id = 2;
///   int64 version = 3;
///   google.protobuf.Timestamp end_time = 4;
///   string reason = 5;
/// }
/// ```
public struct StopSeriesRequest: Message {
  public static let protoName = "pcrm.v1.StopSeriesRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The series' id. Required.
  public var id = SeriesID()
  /// The version that is expected, or 0 for any.
  public var version: Int64 = 0
  /// From when on it has no occurrences; absent = now.
  public var endTime: Timestamp?
  /// Why, 1 to 500 characters. Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
    try c.int64(3, "version", &version)
    try c.message(4, "end_time", &endTime)
    try c.string(5, "reason", &reason)
  }
}
