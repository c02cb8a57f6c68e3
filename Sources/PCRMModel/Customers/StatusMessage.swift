public import PCRMCore
public import ProtobufCodec

/// An error inside an answer, in the form in which errors travel everywhere in the gRPC world.
///
/// ```proto
/// message Status {
///   int32 code = 1;
///   string message = 2;
///   repeated google.protobuf.Any details = 3;
/// }
/// ```
public struct StatusMessage: Message {
  public static let protoName = "google.rpc.Status"

  /// One of the sixteen gRPC codes.
  public var code: Int32 = 0
  /// A sentence for the person who debugs.
  public var message = ""
  /// Machine-readable details: one ``ErrorInfo``.
  public var details: [AnyMessage] = []

  public init() {}

  @inlinable
  public mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "code", &code)
    try c.string(2, "message", &message)
    try c.message(3, "details", &details)
  }
}

extension StatusMessage {
  /// The message that says what `status` says.
  public init(_ status: Status) {
    code = status.code.rawValue
    message = status.message
    details = [
      AnyMessage(
        typeURL: "type.googleapis.com/" + ErrorInfo.protoName, value: status.info.binary())
    ]
  }
}
