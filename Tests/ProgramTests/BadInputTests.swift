import Foundation
import Testing

/// What a client may get wrong, through the real socket of the real daemon: each case names the fault that it would catch, and
/// has one right answer.
@Suite("Bad input")
struct BadInputTests {
  /// One request on a connection of its own, as JSON.
  struct Case: Sendable {
    let fault: String
    let path: String
    let json: String
    let code: Int32
    let reason: String
    let field: String
    var token: Token = .admin
    var timeoutNano: Int64 = 0

    enum Token { case admin, wrong, none }
  }

  private static let customers = "pcrm.v1.CustomerService/"
  private static let known = "018f0000-0000-7000-8000-000000000001"
  private static let unknown = "018f0000-0000-7000-8000-0000000000ff"
  private static let usedRequest = "018f0000-0000-7000-8000-000000000abc"

  static let cases: [Case] = [
    Case(
      fault: "a service that nobody has", path: "pcrm.v1.Nothing/GetCustomer", json: "{}",
      code: 12, reason: "UNKNOWN_SERVICE", field: "service"),
    Case(
      fault: "a method that the service lacks", path: customers + "GetCustomers", json: "{}",
      code: 12, reason: "UNKNOWN_METHOD", field: "method"),
    Case(
      fault: "no token", path: customers + "GetCustomer", json: #"{"id":"\#(known)"}"#, code: 16,
      reason: "TOKEN_MISSING", field: "authorization", token: .none),
    Case(
      fault: "a token that nobody was given", path: customers + "GetCustomer",
      json: #"{"id":"\#(known)"}"#, code: 16, reason: "TOKEN_INVALID", field: "authorization",
      token: .wrong),
    Case(
      fault: "a deadline that has passed when the call arrives", path: customers + "GetCustomer",
      json: #"{"id":"\#(known)"}"#, code: 4, reason: "DEADLINE_EXCEEDED", field: "",
      timeoutNano: 1),
    Case(
      fault: "JSON that ends too early", path: customers + "GetCustomer", json: #"{"id":"#,
      code: 3, reason: "MALFORMED_REQUEST", field: "id"),
    Case(
      fault: "a field that the message lacks", path: customers + "GetCustomer",
      json: #"{"idd":"\#(known)"}"#, code: 3, reason: "MALFORMED_REQUEST", field: "idd"),
    Case(
      fault: "an id that is no UUID", path: customers + "GetCustomer", json: #"{"id":"42"}"#,
      code: 3, reason: "FIELD_MALFORMED", field: "id"),
    Case(
      fault: "a time that is none", path: customers + "ListCustomers",
      json: #"{"changedSince":"yesterday"}"#, code: 3, reason: "FIELD_MALFORMED",
      field: "changed_since"),
    Case(
      fault: "no id", path: customers + "GetCustomer", json: "{}", code: 3,
      reason: "FIELD_REQUIRED", field: "id"),
    Case(
      fault: "an id that nobody has", path: customers + "GetCustomer",
      json: #"{"id":"\#(unknown)"}"#, code: 5, reason: "NOT_FOUND", field: "id"),
    Case(
      fault: "a page of minus one", path: customers + "ListCustomers", json: #"{"pageSize":-1}"#,
      code: 3, reason: "FIELD_OUT_OF_RANGE", field: "page_size"),
    Case(
      fault: "a page past the bound", path: customers + "ListCustomers",
      json: #"{"pageSize":1001}"#, code: 3, reason: "FIELD_OUT_OF_RANGE", field: "page_size"),
    Case(
      fault: "a page token of one's own making", path: customers + "ListCustomers",
      json: #"{"pageToken":"bWluZQ"}"#, code: 3, reason: "PAGE_TOKEN_INVALID",
      field: "page_token"),
    Case(
      fault: "a mask path that the customer lacks", path: customers + "UpdateCustomer",
      json: #"{"customer":{"id":"\#(known)"},"updateMask":"shoeSize"}"#, code: 3,
      reason: "MASK_PATH_UNKNOWN", field: "update_mask"),
    Case(
      fault: "a mask path that only the server writes", path: customers + "UpdateCustomer",
      json: #"{"customer":{"id":"\#(known)"},"updateMask":"createTime"}"#, code: 3,
      reason: "FIELD_READ_ONLY", field: "create_time"),
    Case(
      fault: "a version that has passed", path: customers + "UpdateCustomer",
      json:
        #"{"customer":{"id":"\#(known)","version":"1","language":"en"},"updateMask":"language"}"#,
      code: 10, reason: "VERSION_MISMATCH", field: "version"),
    Case(
      fault: "a request id that came with another payload", path: customers + "CreateCustomer",
      json:
        #"{"requestId":"\#(usedRequest)","customer":{"kind":1,"names":[{"kind":1,"full":"Other"}]}}"#,
      code: 6, reason: "REQUEST_ID_REUSED", field: "request_id"),
    Case(
      fault: "a customer without name and external id", path: customers + "CreateCustomer",
      json: #"{"customer":{"kind":1}}"#, code: 9, reason: "NO_IDENTITY", field: "customer.names"),
    Case(
      fault: "an office that is not there", path: customers + "CreateCustomer",
      json:
        #"{"customer":{"kind":1,"homeOfficeId":"\#(unknown)","names":[{"kind":1,"full":"A"}]}}"#,
      code: 9, reason: "REFERENCE_MISSING", field: "customer.home_office_id"),
    Case(
      fault: "a latitude beyond the pole", path: customers + "CreateCustomer",
      json:
        #"{"customer":{"kind":1,"names":[{"kind":1,"full":"A"}],"addresses":[{"kind":1,"coordinates":{"latitudeE7":900000001}}]}}"#,
      code: 3, reason: "FIELD_OUT_OF_RANGE", field: "customer.addresses[0].coordinates.latitude_e7"),
    Case(
      fault: "more items than a batch may have", path: customers + "BatchGetCustomers",
      json: #"{"ids":[\#(Array(repeating: #""\#(known)""#, count: 1001).joined(separator: ","))]}"#,
      code: 3, reason: "TOO_MANY_ITEMS", field: "ids"),
    Case(
      fault: "an export without a reason", path: customers + "ExportCustomers",
      json: #"{"purpose":"survey"}"#, code: 3, reason: "FIELD_REQUIRED", field: "reason"),
  ]

  /// A daemon with the customer that the cases speak of.
  private func daemonWithCustomer() throws -> Daemon {
    let daemon = try Daemon()
    for (method, json) in [
      (
        "CreateCustomer",
        #"{"requestId":"\#(Self.usedRequest)","customer":{"id":"\#(Self.known)","kind":1,"names":[{"kind":1,"full":"Known"}]}}"#
      ),
      (
        "UpdateCustomer",
        #"{"customer":{"id":"\#(Self.known)","version":"1","language":"ko"},"updateMask":"language"}"#
      ),
    ] {
      let answer = try Self.call(daemon, Self.customers + method, json, token: daemon.token)
      try #require(answer.code == 0, "\(answer.message)")
    }
    return daemon
  }

  private static func call(
    _ daemon: Daemon, _ path: String, _ json: String, token: String?, timeoutNano: Int64 = 0
  ) throws -> RawConnection.Response {
    let connection = try RawConnection(port: daemon.port)
    let request = RawFrame.request(path, Array(json.utf8), token: token, timeoutNano: timeoutNano)
    try connection.send(RawFrame.frame(stream: 1, body: request))
    return try connection.response(on: 1)
  }

  @Test("A request that is wrong gets its code, and a message that names the field")
  func requests() throws {
    let daemon = try daemonWithCustomer()
    for input in Self.cases {
      let token: String? =
        switch input.token {
        case .admin: daemon.token
        case .wrong: "pcrm_" + String(repeating: "A", count: 43)
        case .none: nil
        }
      let answer = try Self.call(
        daemon, input.path, input.json, token: token, timeoutNano: input.timeoutNano)
      let shown = "\(input.fault): \(answer.message)"
      #expect(answer.code == input.code, "\(shown)")
      #expect(answer.reason == input.reason, "\(shown)")
      #expect(answer.field == input.field, "\(shown)")
      let name = input.field.split(separator: ".").last.map(String.init) ?? ""
      #expect(name.isEmpty || answer.message.contains(name), "\(shown)")
    }
  }

  /// Bytes that are no proper frames.
  struct FrameCase: Sendable {
    let fault: String
    let frames: @Sendable ([UInt8]) -> [UInt8]
    let stream: UInt32
    let code: Int32
    let reason: String
  }

  static let frameCases: [FrameCase] = [
    FrameCase(
      fault: "a frame past 4 MiB",
      frames: { _ in
        RawFrame.frame(stream: 1, body: [UInt8](repeating: 0, count: (4 << 20) + 1))
      }, stream: 1, code: 8, reason: "FRAME_TOO_LARGE"),
    FrameCase(
      fault: "stream id zero", frames: { RawFrame.frame(stream: 0, body: $0) }, stream: 0,
      code: 3, reason: "INVALID_STREAM"),
    FrameCase(
      fault: "an even stream id", frames: { RawFrame.frame(stream: 2, body: $0) }, stream: 2,
      code: 3, reason: "INVALID_STREAM"),
    FrameCase(
      fault: "a stream id used again",
      frames: {
        RawFrame.frame(stream: 3, body: $0) + RawFrame.frame(stream: 1, body: $0)
      }, stream: 1, code: 3, reason: "INVALID_STREAM"),
    FrameCase(
      fault: "data for a stream that never began",
      frames: { _ in RawFrame.frame(stream: 5, type: 3, body: [1, 2]) }, stream: 5, code: 3,
      reason: "INVALID_STREAM"),
    FrameCase(
      fault: "an envelope that is no protobuf",
      frames: { _ in RawFrame.frame(stream: 1, body: [0xff, 0xff, 0xff]) }, stream: 1, code: 3,
      reason: "MALFORMED_ENVELOPE"),
  ]

  @Test("A frame that is wrong is answered on its stream, and the connection lives on")
  func frames() throws {
    let daemon = try Daemon()
    let good = RawFrame.request("grpc.health.v1.Health/Check", Array("{}".utf8), token: nil)
    for input in Self.frameCases {
      let connection = try RawConnection(port: daemon.port)
      try connection.send(input.frames(good))
      let answer = try connection.response(on: input.stream)
      #expect(answer.code == input.code, "\(input.fault): \(answer.message)")
      #expect(answer.reason == input.reason, "\(input.fault): \(answer.message)")
      try connection.send(RawFrame.frame(stream: 101, body: good))
      #expect(try connection.response(on: 101).code == 0, "\(input.fault)")
    }
  }

  @Test("Text that is not UTF-8 names its field")
  func badUTF8() throws {
    let daemon = try Daemon()
    let connection = try RawConnection(port: daemon.port)
    // GetCustomerRequest { id: bytes that are no text }
    let request = RawFrame.request(
      Self.customers + "LookupCustomer", [0x12, 0x02, 0xc3, 0x28], token: daemon.token,
      isBinary: true)
    try connection.send(RawFrame.frame(stream: 1, body: request))
    let answer = try connection.response(on: 1)
    #expect(answer.code == 3)
    #expect(answer.field == "phone", "\(answer.message)")
    #expect(answer.message.contains("UTF-8"))
  }

  @Test("Half a frame and then silence: the connection is closed at the handshake's bound")
  func halfAFrame() throws {
    let daemon = try Daemon()
    let connection = try RawConnection(port: daemon.port)
    try connection.send([0, 0, 0, 50, 0, 0])
    #expect(!connection.isClosed(within: 8), "closed before its time")
    #expect(connection.isClosed(within: 5), "still open after the bound")
  }
}
