package import PCRMCore
package import ProtobufCodec

/// The form in which an error travels.
///
/// ```proto
/// message Status {
///   int32 code = 1;
///   string message = 2;
///   repeated google.protobuf.Any details = 3;
/// }
/// ```
package struct RPCStatus: Message {
  package static let protoName = "google.rpc.Status"
  private static let errorInfoURL = "type.googleapis.com/" + ErrorInfo.protoName

  package var code: Int32 = 0
  package var message = ""
  package var details: [AnyMessage] = []

  package init() {}

  /// A status with its error info as the one detail.
  package init(_ status: Status) {
    code = status.code.rawValue
    message = status.message
    if status.info != ErrorInfo() {
      details = [AnyMessage(typeURL: Self.errorInfoURL, value: status.info.binary())]
    }
  }

  /// As the rest of the program knows it: a code that is not one of the sixteen is `unknown`, details of other types are left out.
  package var status: Status {
    var info = ErrorInfo()
    for detail in details where detail.typeURL.hasSuffix("/" + ErrorInfo.protoName) {
      if let read = try? ErrorInfo(binary: detail.value) { info = read }
    }
    return Status(StatusCode(rawValue: code) ?? .unknown, message, info)
  }

  package mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "code", &code)
    try c.string(2, "message", &message)
    try c.message(3, "details", &details)
  }
}
