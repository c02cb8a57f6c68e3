public import PCRMCore
public import ProtobufCodec

/// Adds a piece.
///
/// ```proto
/// message PutAttachmentRequest {
///   string request_id = 1;
///   string visit_id = 2;
///   string sha256 = 3;
///   int64 offset = 4;
///   bytes chunk = 5;
/// }
/// ```
public struct PutAttachmentRequest: Message {
  public static let protoName = "pcrm.v1.PutAttachmentRequest"

  /// UUID that makes a repeat harmless; not needed, as a piece may always come again.
  public var requestID = RequestID()
  /// The visit. Required.
  public var visitID = VisitID()
  /// Hash of the whole file. Required.
  public var sha256 = ""
  /// Where the piece begins.
  public var offset: Int64 = 0
  /// The piece, at most 256 KiB.
  public var chunk: [UInt8] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "request_id", &requestID)
    try c.text(2, "visit_id", &visitID)
    try c.string(3, "sha256", &sha256)
    try c.int64(4, "offset", &offset)
    try c.bytes(5, "chunk", &chunk)
  }
}

/// Asks for a piece.
///
/// ```proto
/// message GetAttachmentRequest {
///   string visit_id = 1;
///   string sha256 = 2;
///   int64 offset = 3;
/// }
/// ```
public struct GetAttachmentRequest: Message {
  public static let protoName = "pcrm.v1.GetAttachmentRequest"

  /// The visit. Required.
  public var visitID = VisitID()
  /// Hash of the file. Required.
  public var sha256 = ""
  /// Where to begin.
  public var offset: Int64 = 0

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "visit_id", &visitID)
    try c.string(2, "sha256", &sha256)
    try c.int64(3, "offset", &offset)
  }
}

/// A piece.
///
/// ```proto
/// message GetAttachmentResponse {
///   Attachment attachment = 1;
///   bytes chunk = 2;
/// }
/// ```
public struct GetAttachmentResponse: Message {
  public static let protoName = "pcrm.v1.GetAttachmentResponse"

  /// The attachment.
  public var attachment: VisitAttachment?
  /// At most 256 KiB from the offset on; empty at the end.
  public var chunk: [UInt8] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "attachment", &attachment)
    try c.bytes(2, "chunk", &chunk)
  }
}
