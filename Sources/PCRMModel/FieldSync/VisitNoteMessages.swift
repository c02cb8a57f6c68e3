public import PCRMCore
public import ProtobufCodec

/// Adds a note.
///
/// ```proto
/// message AddVisitNoteRequest {
///   string request_id = 1;
///   VisitNote note = 2;
/// }
/// ```
public struct AddVisitNoteRequest: Message {
  public static let protoName = "pcrm.v1.AddVisitNoteRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The note. Required.
  public var note: VisitNote?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.message(2, "note", &note)
  }
}

/// Asks for notes.
///
/// ```proto
/// message ListVisitNotesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string visit_id = 3;
/// }
/// ```
public struct ListVisitNotesRequest: Message {
  public static let protoName = "pcrm.v1.ListVisitNotesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The visit. Required.
  public var visitID = VisitID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "visit_id", &visitID)
  }
}

/// A page of notes.
///
/// ```proto
/// message ListVisitNotesResponse {
///   repeated VisitNote notes = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListVisitNotesResponse: Message {
  public static let protoName = "pcrm.v1.ListVisitNotesResponse"

  /// The notes.
  public var notes: [VisitNote] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "notes", &notes)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}
