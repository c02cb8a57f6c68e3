public import ProtobufCodec

/// Asks for a draft.
///
/// ```proto
/// message GetDraftRequest {
///   string token = 1;
/// }
/// ```
public struct GetDraftRequest: Message {
  public static let protoName = "pcrm.v1.GetDraftRequest"

  /// The invitation's token. Required.
  public var token = ""

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "token", &token)
  }
}

/// A draft.
///
/// ```proto
/// message GetDraftResponse {
///   repeated AnswerSheet sheets = 1;
///   google.protobuf.Timestamp update_time = 2;
/// }
/// ```
public struct GetDraftResponse: Message {
  public static let protoName = "pcrm.v1.GetDraftResponse"

  /// The sheets as they were kept.
  public var sheets: [AnswerSheet] = []
  /// When it was kept.
  public var updateTime: Timestamp?

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "sheets", &sheets)
    try c.message(2, "update_time", &updateTime)
  }
}
