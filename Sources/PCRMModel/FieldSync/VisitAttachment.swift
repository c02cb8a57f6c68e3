public import PCRMCore
public import ProtobufCodec

/// A file that belongs to a visit, by the hash of what it holds.
///
/// ```proto
/// message Attachment {
///   string sha256 = 1;
///   string visit_id = 2;
///   int64 size = 3;
///   string media_type = 4;
///   string name = 5;
///   int64 received = 6;
///   google.protobuf.Timestamp complete_time = 7;
/// }
/// ```
public struct VisitAttachment: Message {
  public static let protoName = "pcrm.v1.Attachment"

  /// SHA-256 of the file, 64 digits of 0–9 and a–f.
  public var sha256 = ""
  /// Required.
  public var visitID = VisitID()
  /// Bytes of the file, at most 20 MiB.
  public var size: Int64 = 0
  /// Media type: image/jpeg, image/png, image/webp, audio/mp4, application/pdf or text/plain.
  public var mediaType = ""
  /// Its name, at most 200 characters.
  public var name = ""
  /// Output only. Bytes that are here, from the first on; equal to size when it is whole.
  public var received: Int64 = 0
  /// Output only. When it was whole and its hash was right; absent while it is pending.
  public var completeTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "sha256", &sha256)
    try c.text(2, "visit_id", &visitID)
    try c.int64(3, "size", &size)
    try c.string(4, "media_type", &mediaType)
    try c.string(5, "name", &name)
    try c.int64(6, "received", &received)
    try c.message(7, "complete_time", &completeTime)
  }
}
