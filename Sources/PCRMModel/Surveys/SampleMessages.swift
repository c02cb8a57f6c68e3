public import PCRMCore
public import ProtobufCodec

/// Asks to freeze the frame of a wave and to draw its sample.
///
/// ```proto
/// message FreezeFrameRequest {
///   string request_id = 1;
///   string wave_id = 2;
///   int64 version = 3;
/// }
/// ```
public struct FreezeFrameRequest: Message {
  public static let protoName = "pcrm.v1.FreezeFrameRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The wave's id.
  public var waveID = SurveyWaveID()
  /// Version that is expected; 0 = any.
  public var version: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "wave_id", &waveID)
    try c.int64(3, "version", &version)
  }
}

/// Asks who is in a frame.
///
/// ```proto
/// message ListSampleRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string wave_id = 3;
///   bool sampled_only = 4;
/// }
/// ```
public struct ListSampleRequest: Message {
  public static let protoName = "pcrm.v1.ListSampleRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The wave. Required.
  public var waveID = SurveyWaveID()
  /// Only those who were drawn.
  public var sampledOnly = false

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "wave_id", &waveID)
    try c.bool(4, "sampled_only", &sampledOnly)
  }
}

/// A page of a frame.
///
/// ```proto
/// message ListSampleResponse {
///   repeated SampleMember members = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListSampleResponse: Message {
  public static let protoName = "pcrm.v1.ListSampleResponse"

  /// Who is in it.
  public var members: [SampleMember] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "members", &members)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
