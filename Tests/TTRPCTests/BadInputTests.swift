import Glibc
import NIOCore
import PCRMCore
import PCRMTesting
import ProtobufCodec
import Testing

@testable import TTRPC

/// One thing that a peer should not send, and what it is told.
struct BadInput: CustomTestStringConvertible, Sendable {
  /// The fault that this case would catch.
  let fault: String
  let bytes: [UInt8]
  /// The stream on which the answer comes.
  let id: UInt32
  let code: StatusCode
  let reason: String
  let message: String

  var testDescription: String { fault }

  init(
    _ fault: String, _ bytes: [UInt8], on id: UInt32 = 1, _ code: StatusCode, _ reason: String,
    _ message: String
  ) {
    self.fault = fault
    self.bytes = bytes
    self.id = id
    self.code = code
    self.reason = reason
    self.message = message
  }

  static let all: [BadInput] = [
    BadInput(
      "a method that does not exist reaches another one", requestFrame(1, "Sing"), .unimplemented,
      "UNKNOWN_METHOD", "method: test.NoteService has no method Sing"),
    BadInput(
      "a service that does not exist reaches another one's method",
      requestFrame(1, "Say", service: "test.Other"), .unimplemented, "UNKNOWN_SERVICE",
      "service: there is no service test.Other"),
    BadInput(
      "an empty request traps", frame(1, .request, []), .unimplemented, "UNKNOWN_SERVICE",
      "service: there is no service without a name"),
    BadInput(
      "a long name comes back in full", requestFrame(1, String(repeating: "x", count: 5000)),
      .unimplemented, "UNKNOWN_METHOD",
      "method: test.NoteService has no method " + String(repeating: "x", count: 100)),
    BadInput(
      "bad UTF-8 in a name comes back as it came",
      frame(1, .request, [0x0A, 2, 0xFF, 0xFE, 0x12, 1, 0x41]), .invalidArgument,
      "MALFORMED_ENVELOPE", "service, method: names must be UTF-8"),
    BadInput(
      "an envelope cut off is guessed at", frame(1, .request, [0x0A, 9, 0x41]), .invalidArgument,
      "MALFORMED_ENVELOPE",
      "request envelope: it ends inside a field; it should be a ttrpc.Request"),
    BadInput(
      "a message cut off is guessed at",
      frame(1, .request, envelope("Say") + [0x1A, 2, 0x12, 9]), .invalidArgument,
      "MALFORMED_REQUEST", "text: "),
    BadInput(
      "bad UTF-8 in a text is stored",
      frame(1, .request, envelope("Say") + [0x1A, 3, 0x12, 1, 0xFF]),
      .invalidArgument, "MALFORMED_REQUEST", "text: "),
    BadInput(
      "a stream id of zero opens a call", requestFrame(0, "Say"), on: 0, .invalidArgument,
      "INVALID_STREAM", "stream id 0: a client's ids are odd, beginning with 1"),
    BadInput(
      "an even stream id opens a call", requestFrame(4, "Say"), on: 4, .invalidArgument,
      "INVALID_STREAM", "stream id 4: a client's ids are odd, beginning with 1"),
    BadInput(
      "data without a call is taken for one", dataFrame(7, Note(1)), on: 7, .invalidArgument,
      "INVALID_STREAM", "stream id 7: no call is under way on it"),
    BadInput(
      "an expired deadline is work all the same", requestFrame(1, "Slow", timeoutNano: -1),
      .deadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed"),
    BadInput(
      "a stream without its message waits for ever",
      requestFrame(1, "Count", nil, flags: .noData)
        + dataFrame(1, nil, flags: [.remoteClosed, .noData]),
      .invalidArgument, "REQUEST_MISSING",
      "stream id 1: it was closed before its request message came"),
    BadInput(
      "a second message is taken for a second call",
      requestFrame(1, "Watch", flags: .remoteOpen) + dataFrame(1, Note(2)), .invalidArgument,
      "INVALID_STREAM", "stream id 1: the method takes one request message, and has it"),
    BadInput(
      "a request without its message keeps megabytes",
      frame(
        1, .request,
        envelope("Count") + [0x3A, 0x80, 0x80, 0x04] + [UInt8](repeating: 0, count: 65536),
        flags: .noData),
      .resourceExhausted, "FRAME_TOO_LARGE", "the request has 65565 bytes before its message; "),
    BadInput(
      "an unknown frame type ends the connection",
      frame(1, FrameType(rawValue: 0), [1]) + frame(2, FrameType(rawValue: 200), [1, 2, 3])
        + frame(3, .response, []) + requestFrame(1, "Sing"),
      .unimplemented, "UNKNOWN_METHOD", "method: "),
  ]

  private static func frame(
    _ id: UInt32, _ type: FrameType, _ body: [UInt8], flags: FrameFlags = []
  ) -> [UInt8] {
    var buffer = ByteBuffer()
    buffer.writeFrame(type, id, flags: flags, body)
    return [UInt8](buffer: buffer)
  }

  private static func envelope(_ method: String) -> [UInt8] {
    var request = TTRPCRequest()
    request.service = "test.NoteService"
    request.method = method
    return request.binary()
  }
}

@Suite("Bad input")
struct BadInputTests {
  @Test(
    "A fault is answered with its code, reason and message, and the connection lives on",
    arguments: BadInput.all)
  func fault(_ input: BadInput) async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(input.bytes)
      let answer = try #require(try await raw.status())
      #expect(answer.id == input.id)
      #expect(answer.status == Status(input.code, "", ErrorInfo(reason: input.reason)))
      #expect(answer.status.message.hasPrefix(input.message), "\(answer.status.message)")
      await raw.send(requestFrame(101, "Say", Note(5)))
      let next = try #require(try await raw.status())
      #expect(next.id == 101 && next.status.code == .ok)
    }
  }

  @Test("A stream id used again is answered INVALID_ARGUMENT, whether its call ended or not")
  func reusedID() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(5, "Say", Note(1)) + requestFrame(5, "Say", Note(2)))
      #expect(try await raw.status()?.status.code == .ok)
      let answer = try #require(try await raw.status())
      #expect(answer.id == 5 && answer.status.code == .invalidArgument)
      #expect(answer.status.message == "stream id 5: ids must grow, and 5 was used before")
      await raw.send(requestFrame(3, "Say", Note(1)))
      #expect(try await raw.status()?.status.code == .invalidArgument)
    }
  }

  @Test("Answers do not depend on how the bytes are cut")
  func byteByByte() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      let bytes =
        requestFrame(1, "Say", Note(1, "a")) + requestFrame(3, "Sing") + requestFrame(5, "Fail")
        + requestFrame(7, "Say", Note(2, "b"))
      for byte in bytes { await raw.send([byte]) }
      var said: [String] = []
      for _ in 1...4 {
        let answer = try #require(try await raw.status())
        said.append("\(answer.id) \(answer.status.code.name)")
      }
      #expect(said == ["1 ok", "3 unimplemented", "5 not_found", "7 ok"])
    }
  }

  @Test("Garbage is thrown away, and the connection closed when it brings no frame in time")
  func garbage() async throws {
    var limits = Limits()
    limits.handshakeSecondsMax = 1
    try await withServer(limits: limits) { server in
      // "GET " is a length of 1.2 GB, " HT" and so on a frame type that does not exist.
      let http = try RawConnection(server.endpoint)
      await http.send(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
      // A ClientHello on a port without TLS.
      let hello = try RawConnection(server.endpoint)
      await hello.send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + [UInt8](repeating: 9, count: 507))
      let half = try RawConnection(server.endpoint)
      await half.send(Array(requestFrame(1, "Say").dropLast()))
      let silent = try RawConnection(server.endpoint)
      let good = try RawConnection(server.endpoint)
      await good.send(requestFrame(1, "Say"))
      #expect(try await good.status()?.status.code == .ok)
      for (raw, what) in [
        (http, "HTTP"), (hello, "TLS"), (half, "half a frame"), (silent, "nothing"),
      ] {
        #expect(await raw.closes(within: 3000), "\(what)")
      }
      await good.send(requestFrame(3, "Say"))
      #expect(try await good.status()?.status.code == .ok)
      #expect(await eventually { server.server.connections == 1 })
    }
  }

  @Test("Random frames get answers or silence, never a trap")
  func random() async throws {
    try await withServer { server in
      let seed = UInt64.random(in: 0...UInt64.max)
      var random = SeededRandom(seed: seed)
      for _ in 0..<20 {
        let raw = try RawConnection(server.endpoint)
        var bytes: [UInt8] = []
        for _ in 0..<50 {
          var frame = requestFrame(UInt32.random(in: 0...99, using: &random), "Say", Note(1, "x"))
          frame[8] = UInt8.random(in: 0...4, using: &random)
          frame[9] = UInt8.random(in: 0...7, using: &random)
          let place = Int.random(in: 10..<frame.count, using: &random)
          frame[place] = UInt8.random(in: 0...255, using: &random)
          bytes += frame
        }
        await raw.send(bytes)
        await raw.send(requestFrame(9999, "Say", Note(7)))
        while let frame = await raw.frame(), frame.header.streamID != 9999 {}
      }
      let client = try await TTRPCClient.connect(to: server.endpoint)
      #expect(try await client.call("test.NoteService/Say", Note(1)) == Note(1), "seed \(seed)")
    }
  }
}
