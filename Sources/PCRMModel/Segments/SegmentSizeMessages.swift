public import ProtobufCodec

/// Asks for the sizes of a segment.
///
/// ```proto
/// message ListSegmentSizesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string segment = 3;
///   CivilDate from_day = 4;
///   CivilDate to_day = 5;
/// }
/// ```
public struct ListSegmentSizesRequest: Message {
  public static let protoName = "pcrm.v1.ListSegmentSizesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The segment's name. Required.
  public var segment = ""
  /// First day; absent = the first there is.
  public var fromDay: CivilDate?
  /// Day before which to end; absent = open.
  public var toDay: CivilDate?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "segment", &segment)
    try c.message(4, "from_day", &fromDay)
    try c.message(5, "to_day", &toDay)
  }
}

/// A page of sizes.
///
/// ```proto
/// message ListSegmentSizesResponse {
///   repeated SegmentSize sizes = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSegmentSizesResponse: Message {
  public static let protoName = "pcrm.v1.ListSegmentSizesResponse"

  /// One row a day.
  public var sizes: [SegmentSize] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "sizes", &sizes)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// The size of a segment at the end of a day.
///
/// ```proto
/// message SegmentSize {
///   CivilDate day = 1;
///   int64 size = 2;
///   int64 entered = 3;
///   int64 left = 4;
///   int64 version = 5;
/// }
/// ```
public struct SegmentSize: Message {
  public static let protoName = "pcrm.v1.SegmentSize"

  /// The day, in Korea.
  public var day: CivilDate?
  /// Members then.
  public var size: Int64 = 0
  /// Customers who entered on that day.
  public var entered: Int64 = 0
  /// Customers who left on that day.
  public var left: Int64 = 0
  /// Version of the segment.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "day", &day)
    try c.int64(2, "size", &size)
    try c.int64(3, "entered", &entered)
    try c.int64(4, "left", &left)
    try c.int64(5, "version", &version)
  }
}
