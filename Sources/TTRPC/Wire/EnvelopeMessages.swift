package import PCRMCore
package import ProtobufCodec

/// One pair of request metadata.
///
/// ```proto
/// message KeyValue {
///   string key = 1;
///   string value = 2;
/// }
/// ```
package struct TTRPCKeyValue: Message {
  package static let protoName = "ttrpc.KeyValue"
  package var key = ""
  package var value = ""

  package init() {}
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  package mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "key", &key)
    try c.string(2, "value", &value)
  }
}

/// Opens a call. The server reads it with ``RequestEnvelope`` instead, which allocates nothing.
///
/// ```proto
/// message Request {
///   string service = 1;
///   string method = 2;
///   bytes payload = 3;
///   int64 timeout_nano = 4;
///   repeated KeyValue metadata = 5;
/// }
/// ```
package struct TTRPCRequest: Message {
  package static let protoName = "ttrpc.Request"
  package var service = ""
  package var method = ""
  package var payload: [UInt8] = []
  package var timeoutNano: Int64 = 0
  package var metadata: [TTRPCKeyValue] = []

  package init() {}

  package mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "service", &service)
    try c.string(2, "method", &method)
    try c.bytes(3, "payload", &payload)
    try c.int64(4, "timeout_nano", &timeoutNano)
    try c.message(5, "metadata", &metadata)
  }
}

/// Ends a call.
///
/// ```proto
/// message Response {
///   google.rpc.Status status = 1;
///   bytes payload = 2;
/// }
/// ```
package struct TTRPCResponse: Message {
  package static let protoName = "ttrpc.Response"
  package var status: StatusMessage?
  package var payload: [UInt8] = []

  package init() {}

  package mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "status", &status)
    try c.bytes(2, "payload", &payload)
  }
}
