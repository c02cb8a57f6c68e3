public import ProtobufCodec

/// An error in the form in which errors travel everywhere in the gRPC world: in the place of an answer, or inside one.
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
  private static let errorInfoURL = "type.googleapis.com/" + ErrorInfo.protoName

  /// The message that says what `status` says, with its error info as the one detail.
  public init(_ status: Status) {
    code = status.code.rawValue
    message = status.message
    if status.info != ErrorInfo() {
      details = [AnyMessage(typeURL: Self.errorInfoURL, value: status.info.binary())]
    }
  }

  /// What the message says: a code that is not one of the sixteen is `unknown`, details of other types are left out.
  public var status: Status {
    var info = ErrorInfo()
    for detail in details where detail.typeURL.hasSuffix("/" + ErrorInfo.protoName) {
      if let read = try? ErrorInfo(binary: detail.value) { info = read }
    }
    return Status(StatusCode(rawValue: code) ?? .unknown, message, info)
  }
}
