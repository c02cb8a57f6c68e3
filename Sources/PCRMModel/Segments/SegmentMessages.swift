public import PCRMCore
public import ProtobufCodec

/// Asks for a segment.
///
/// ```proto
/// message GetSegmentRequest {
///   string name = 1;
///   int64 version = 2;
/// }
/// ```
public struct GetSegmentRequest: Message {
  public static let protoName = "pcrm.v1.GetSegmentRequest"

  /// Its name. Required.
  public var name = ""
  /// A version of it; 0 = the newest.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "version", &version)
  }
}

/// Asks for a page of segments.
///
/// ```proto
/// message ListSegmentsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   SegmentKind kind = 3;
///   bool presets_only = 4;
/// }
/// ```
public struct ListSegmentsRequest: Message {
  public static let protoName = "pcrm.v1.ListSegmentsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// Only of this kind.
  public var kind = SegmentKind.unspecified
  /// Only those that came with the product.
  public var presetsOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.enumeration(3, "kind", &kind)
    try c.bool(4, "presets_only", &presetsOnly)
  }
}

/// A page of segments.
///
/// ```proto
/// message ListSegmentsResponse {
///   repeated Segment segments = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSegmentsResponse: Message {
  public static let protoName = "pcrm.v1.ListSegmentsResponse"

  /// The segments.
  public var segments: [Segment] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "segments", &segments)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks for the versions of a segment.
///
/// ```proto
/// message ListSegmentVersionsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string name = 3;
/// }
/// ```
public struct ListSegmentVersionsRequest: Message {
  public static let protoName = "pcrm.v1.ListSegmentVersionsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The segment's name. Required.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.string(3, "name", &name)
  }
}

/// A page of versions.
///
/// ```proto
/// message ListSegmentVersionsResponse {
///   repeated SegmentVersion versions = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSegmentVersionsResponse: Message {
  public static let protoName = "pcrm.v1.ListSegmentVersionsResponse"

  /// The versions.
  public var versions: [SegmentVersion] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "versions", &versions)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to delete a segment.
///
/// ```proto
/// message DeleteSegmentRequest {
///   string request_id = 1;
///   string name = 2;
///   int64 version = 3;
/// }
/// ```
public struct DeleteSegmentRequest: Message {
  public static let protoName = "pcrm.v1.DeleteSegmentRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The segment's name. Required.
  public var name = ""
  /// The version that is expected; 0 = any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "name", &name)
    try c.int64(3, "version", &version)
  }
}

/// Asks to look at every customer again.
///
/// ```proto
/// message RebuildSegmentRequest {
///   string request_id = 1;
///   string name = 2;
/// }
/// ```
public struct RebuildSegmentRequest: Message {
  public static let protoName = "pcrm.v1.RebuildSegmentRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The segment's name. Required.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.string(2, "name", &name)
  }
}

/// Asks to compare a segment's members with its rule.
///
/// ```proto
/// message AuditSegmentRequest {
///   string name = 1;
/// }
/// ```
public struct AuditSegmentRequest: Message {
  public static let protoName = "pcrm.v1.AuditSegmentRequest"

  /// The segment's name. Required.
  public var name = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
  }
}

/// What the comparison found.
///
/// ```proto
/// message AuditSegmentResponse {
///   string name = 1;
///   int64 version = 2;
///   int64 looked_at = 3;
///   int64 size = 4;
///   int64 missing = 5;
///   int64 surplus = 6;
///   int64 due = 7;
/// }
/// ```
public struct AuditSegmentResponse: Message {
  public static let protoName = "pcrm.v1.AuditSegmentResponse"

  /// The segment's name.
  public var name = ""
  /// Version of the segment.
  public var version: Int64 = 0
  /// Customers who were looked at.
  public var lookedAt: Int64 = 0
  /// Members.
  public var size: Int64 = 0
  /// Customers for whom the rule is true and who are not members.
  public var missing: Int64 = 0
  /// Members for whom it is not true.
  public var surplus: Int64 = 0
  /// Customers whose timer is due and not yet done; they are not counted above.
  public var due: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.int64(2, "version", &version)
    try c.int64(3, "looked_at", &lookedAt)
    try c.int64(4, "size", &size)
    try c.int64(5, "missing", &missing)
    try c.int64(6, "surplus", &surplus)
    try c.int64(7, "due", &due)
  }
}
