public import PCRMCore
public import ProtobufCodec

/// Asks for a page of a case's history.
///
/// ```proto
/// message ListCaseEventsRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string case_id = 3;
///   CaseEventKind kind = 4;
/// }
/// ```
public struct ListCaseEventsRequest: Message {
  public static let protoName = "pcrm.v1.ListCaseEventsRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The case's id. Required.
  public var caseID = CaseID()
  /// Only of this kind.
  public var kind = CaseEventKind.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "case_id", &caseID)
    try c.enumeration(4, "kind", &kind)
  }
}

/// A page of a case's history.
///
/// ```proto
/// message ListCaseEventsResponse {
///   repeated CaseEvent events = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListCaseEventsResponse: Message {
  public static let protoName = "pcrm.v1.ListCaseEventsResponse"

  /// The entries.
  public var events: [CaseEvent] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "events", &events)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
