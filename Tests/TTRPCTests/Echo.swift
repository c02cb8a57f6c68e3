import PCRMCore
import ProtobufCodec
import RPC

/// The message that the tests send to and fro.
struct Echo: Message {
  static let protoName = "test.Echo"
  var text = ""
  /// How many bytes the answer should have, or how many messages a stream.
  var count: Int64 = 0
  var bytes: [UInt8] = []

  init() {}
  init(_ text: String = "", count: Int64 = 0) {
    self.text = text
    self.count = count
  }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "text", &text)
    try c.int64(2, "count", &count)
    try c.bytes(3, "bytes", &bytes)
  }
}

/// Methods that need no store.
let echoService = Service(
  "test.EchoService",
  [
    .local("Say", .anyone) { (request: Echo) throws(Status) in request },
    .local("Fill", .anyone) { (request: Echo) throws(Status) in
      var answer = Echo()
      answer.bytes = [UInt8](repeating: 7, count: Int(request.count))
      return answer
    },
    .local("Fail", .anyone) { (request: Echo) throws(Status) -> Echo in
      throw Status(
        .notFound, "text: no such thing as 김민수",
        ErrorInfo(reason: "NOT_FOUND", field: "text", params: [.init(name: "n", value: "1")]))
    },
  ])
