public import PCRMCore
public import ProtobufCodec

/// Asks to record needs and hardships.
///
/// ```proto
/// message RecordNeedsRequest {
///   string request_id = 1;
///   string case_id = 2;
///   string touchpoint_id = 3;
///   repeated string needs = 16;
///   repeated string hardships = 17;
/// }
/// ```
public struct RecordNeedsRequest: Message {
  public static let protoName = "pcrm.v1.RecordNeedsRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The case's id. Required.
  public var caseID = CaseID()
  /// Touchpoint of the case at which they were found. Empty = none.
  public var touchpointID = TouchpointID()
  /// Codes of the needs that there are now, each once.
  public var needs: [String] = []
  /// Codes of the hardships that there are now, each once.
  public var hardships: [String] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "case_id", &caseID)
    try c.text(3, "touchpoint_id", &touchpointID)
    try c.string(16, "needs", &needs)
    try c.string(17, "hardships", &hardships)
  }
}

/// Asks for a page of what was recorded of needs.
///
/// ```proto
/// message ListNeedsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
/// }
/// ```
public struct ListNeedsRequest: Message {
  public static let protoName = "pcrm.v1.ListNeedsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The case's id. Required.
  public var caseID = CaseID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
  }
}

/// A page of what was recorded of needs.
///
/// ```proto
/// message ListNeedsResponse {
///   repeated NeedRecord records = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListNeedsResponse: Message {
  public static let protoName = "pcrm.v1.ListNeedsResponse"

  /// The records.
  public var records: [NeedRecord] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "records", &records)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
