public import PCRMCore
public import ProtobufCodec

/// Notes that a message came back.
///
/// ```proto
/// message RecordBounceRequest {
///   string request_id = 1;
///   string message_id = 2;
///   string reason = 3;
/// }
/// ```
public struct RecordBounceRequest: Message {
  public static let protoName = "pcrm.v1.RecordBounceRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The message's id, as the courier handed it on. Required.
  public var messageID = OutboxMessageID()
  /// Why, in a code: 1 to 64 of A–Z, 0–9 and "_", for example "MAILBOX_FULL". Required.
  public var reason = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "message_id", &messageID)
    try c.string(3, "reason", &reason)
  }
}

/// Asks for a page of messages.
///
/// ```proto
/// message ListOutboxMessagesRequest {
///   int32 page_size = 1;
///   string page_token = 2;
///   string wave_id = 3;
///   OutboxState state = 4;
/// }
/// ```
public struct ListOutboxMessagesRequest: Message {
  public static let protoName = "pcrm.v1.ListOutboxMessagesRequest"

  /// Rows a page: 0 = 50, at most 1,000.
  public var pageSize: Int32 = 0
  /// `next_page_token` of the page before; empty for the first.
  public var pageToken = ""
  /// The wave whose invitations they carry. Required.
  public var waveID = SurveyWaveID()
  /// Only in this state.
  public var state = OutboxState.unspecified

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "page_size", &pageSize)
    try c.string(2, "page_token", &pageToken)
    try c.text(3, "wave_id", &waveID)
    try c.enumeration(4, "state", &state)
  }
}

/// A page of messages.
///
/// ```proto
/// message ListOutboxMessagesResponse {
///   repeated OutboxMessage messages = 1;
///   string next_page_token = 2;
/// }
/// ```
public struct ListOutboxMessagesResponse: Message {
  public static let protoName = "pcrm.v1.ListOutboxMessagesResponse"

  /// The messages.
  public var messages: [OutboxMessage] = []
  /// Where to go on; empty on the last page.
  public var nextPageToken = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "messages", &messages)
    try c.string(2, "next_page_token", &nextPageToken)
  }
}

/// Asks to try a message again.
///
/// ```proto
/// message RetryOutboxMessageRequest {
///   string request_id = 1;
///   string id = 2;
/// }
/// ```
public struct RetryOutboxMessageRequest: Message {
  public static let protoName = "pcrm.v1.RetryOutboxMessageRequest"

  /// UUID that makes a repeat harmless.
  public var requestID = RequestID()
  /// The message's id.
  public var id = OutboxMessageID()

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "id", &id)
  }
}
