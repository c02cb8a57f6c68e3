import PCRMCore
import ProtobufCodec
import Synchronization
import Testing

@testable import TTRPC

/// The frames of streams, written down byte for byte from the published protocol. `header` is length, id, type, flags.
@Suite("Streams on the wire")
struct StreamTraceTests {
  /// service = "test.NoteService"
  private static let service = "0a10 746573742e4e6f746553657276696365"

  @Test("Messages come as Data, and the end is Data flagged 05 without a body")
  func end() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      // Count {number: 3}; flagged 01, the caller sends no more.
      await raw.send(
        hex: """
          0000001d 00000001 01 01 \(Self.service) 1205 436f756e74 1a02 0803
          """)
      #expect(
        await raw.hex(46)
          == "00000002000000010300" + "0801" + "00000002000000010300" + "0802"
          + "00000002000000010300" + "0803" + "00000000000000010305")
    }
  }

  @Test("An empty message is Data of length 0 without flag 04")
  func emptyMessage() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      // Count {number: 1, text: "empty"}
      await raw.send(
        hex: """
          00000024 00000001 01 01 \(Self.service) 1205 436f756e74 1a09 0801 1205 656d707479
          """)
      #expect(await raw.hex(20) == "00000000000000010300" + "00000000000000010305")
    }
  }

  @Test("A stream that fails ends with a Response that holds the status")
  func failure() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Count", Note(1, "fail")))
      #expect(await raw.frame()?.header.type == .response, "the page with the fault sends nothing")
      await raw.send(requestFrame(3, "Count", Note(3, "fail")))
      #expect(await raw.frame()?.header == FrameHeader(length: 2, streamID: 3, type: .data))
      #expect(await raw.frame()?.header == FrameHeader(length: 2, streamID: 3, type: .data))
      #expect(try await raw.status()?.status == .notFound("number"))
      // A stream that cannot begin is answered the same way.
      await raw.send(requestFrame(5, "Count", Note(-1)))
      #expect(try await raw.status()?.status == .invalid("number", ""))
    }
  }

  @Test("A stream without messages is its end alone")
  func empty() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Count", Note(0)))
      #expect(await raw.hex(10) == "00000000000000010305")
    }
  }

  @Test(
    "A request flagged 04, or open and without payload, begins with the first Data frame",
    arguments: [FrameFlags([.remoteOpen, .noData]), .noData, .remoteOpen])
  func heldRequest(flags: FrameFlags) async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Count", nil, flags: flags))
      // Another call goes on meanwhile.
      await raw.send(requestFrame(3, "Say", Note(9)))
      #expect(await raw.frame()?.header.streamID == 3)
      await raw.send(dataFrame(1, Note(1), flags: .remoteClosed))
      #expect(await raw.hex(22) == "00000002000000010300" + "0801" + "00000000000000010305")
      // A unary method takes its message the same way; the empty message is Data of length 0.
      await raw.send(requestFrame(5, "Say", nil, flags: flags))
      await raw.send(dataFrame(5, nil))
      #expect(await raw.hex(10) == "00000000000000050200")
    }
  }

  @Test("A caller that stays open may close its side later, without ending the stream")
  func halfClose() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Watch", Note(0), flags: .remoteOpen))
      await raw.send(dataFrame(1, nil, flags: [.remoteClosed, .noData]))
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let _: Note = try await client.call("test.NoteService/PutNote", Note(1))
      #expect(await raw.frame()?.header == FrameHeader(length: 2, streamID: 1, type: .data))
      // Closed a second time: the caller no longer wants it.
      await raw.send(dataFrame(1, nil, flags: [.remoteClosed, .noData]))
      #expect(try await raw.status()?.status == .cancelled)
    }
  }

  @Test("Data for a stream that ended is answered INVALID_ARGUMENT, and nothing else is touched")
  func lateData() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Count", Note(0)))
      #expect(await raw.frame()?.header.flags == [.remoteClosed, .noData])
      await raw.send(dataFrame(1, Note(5)))
      let late = try #require(try await raw.status())
      #expect(late.id == 1 && late.status.code == .invalidArgument)
      #expect(late.status.message == "stream id 1: no call is under way on it")
      await raw.send(requestFrame(3, "Say", Note(9)))
      #expect(try await raw.status()?.status.code == .ok)
    }
  }

  @Test("A stream without a deadline outlives the default one, and says in silence that it lives")
  func silence() async throws {
    var limits = Limits()
    limits.deadlineSecondsDefault = 1
    limits.silenceSecondsMax = 1
    try await withServer(limits: limits) { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Watch", Note(0)))
      await raw.send(requestFrame(3, "Watch", nil, flags: [.remoteOpen, .noData]))
      await raw.send(dataFrame(3, Note(0), flags: .remoteClosed))
      var signs: [UInt32: Int] = [:]
      while (signs[1] ?? 0) < 2 || (signs[3] ?? 0) < 2 {
        let frame = try #require(await raw.frame(), "no sign of life came")
        #expect(frame.header.type == .data && frame.header.length == 0)
        try #require(frame.header.type == .data)
        signs[frame.header.streamID, default: 0] += 1
      }
      #expect(signs[1] == 2 || signs[3] == 2)
    }
  }

  @Test("A stream past its deadline ends with DEADLINE_EXCEEDED, once")
  func deadline() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Watch", Note(0), timeoutNano: 30_000_000))
      #expect(try await raw.status()?.status == .deadlineExceeded)
      await raw.send(requestFrame(3, "Say", Note(9)))
      #expect(try await raw.status()?.id == 3)
      #expect(server.answered("Watch", .deadlineExceeded) == 1)
    }
  }
}

@Suite("Streams through the client")
struct ClientStreamTests {
  @Test("All messages arrive in order, and two readers share a connection")
  func order() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      async let one = numbers(client, 1001)
      async let two = numbers(client, 500)
      #expect(try await one == Array(1...1001))
      #expect(try await two == Array(1...500))
    }
  }

  private func numbers(_ client: TTRPCClient, _ last: Int64) async throws -> [Int64] {
    var numbers: [Int64] = []
    for try await note in client.stream("test.NoteService/Count", Note(last), of: Note.self) {
      numbers.append(note.number)
    }
    return numbers
  }

  @Test("In JSON, and of a unary method, a stream is read all the same")
  func json() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      var lines: [String] = []
      for try await line in client.stream("test.NoteService/Count", json: #"{"number": 2}"#) {
        lines.append(line)
      }
      for try await line in client.stream("test.NoteService/Say", json: #"{"number": 3}"#) {
        lines.append(line)
      }
      #expect(lines == [#"{"number":"1"}"#, #"{"number":"2"}"#, #"{"number":"3"}"#])
    }
  }

  @Test("A stream's error comes after its messages")
  func failure() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      var seen = 0
      await #expect(throws: Status.notFound("number")) {
        for try await _ in client.stream(
          "test.NoteService/Count", Note(4, "fail"), of: Note.self)
        {
          seen += 1
        }
      }
      #expect(seen == 2)
    }
  }

  @Test("A reader that leaves early, or is cancelled, ends the stream on the server too")
  func cancellation() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      for number in 1...3 as ClosedRange<Int64> {
        let _: Note = try await client.call("test.NoteService/PutNote", Note(number))
      }
      for try await note in client.stream("test.NoteService/Watch", Note(0), of: Note.self) {
        #expect(note.number == 1)
        break
      }
      #expect(await eventually { server.answered("Watch", .cancelled) == 1 })

      let task = Task {
        for try await _ in client.stream("test.NoteService/Watch", Note(3), of: Note.self) {}
      }
      try await Task.sleep(for: .milliseconds(20))
      task.cancel()
      await #expect(throws: Status.cancelled) { try await task.value }
      #expect(await eventually { server.answered("Watch", .cancelled) == 2 })
    }
  }

  @Test("News reach a stream that waits")
  func news() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let reader = Task {
        var numbers: [Int64] = []
        for try await note in client.stream("test.NoteService/Watch", Note(0), of: Note.self) {
          numbers.append(note.number)
          if numbers.count == 20 { break }
        }
        return numbers
      }
      for number in 1...20 as ClosedRange<Int64> {
        let _: Note = try await client.call("test.NoteService/PutNote", Note(number))
      }
      #expect(try await reader.value == Array(1...20))
    }
  }

  @Test("A reader that is behind holds up the server, and misses nothing")
  func slowReader() async throws {
    var limits = Limits()
    limits.outboundBytesHighWater = 128 << 10
    try await withServer(limits: limits) { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      // 60 MB in pages of 120 kB, of which the sockets, the mark and the reader's 4 MiB hold a part.
      let before = Counting.largePages.load(ordering: .relaxed)
      var seen = 0
      for try await note in client.stream(
        "test.NoteService/Count", Note(1000, "large"), of: Note.self)
      {
        seen += 1
        #expect(note.number == Int64(seen))
        if seen == 1 {
          try await Task.sleep(for: .milliseconds(300))
          let pages = Counting.largePages.load(ordering: .relaxed) - before
          #expect(pages < 250, "\(pages) of 500 pages were read ahead")
        }
      }
      #expect(seen == 1000)
    }
  }

  @Test("A call to a method that streams is told so")
  func unaryOfStream() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      await #expect(throws: Status(.unimplemented, "", ErrorInfo(reason: "UNEXPECTED_STREAM"))) {
        let _: Note = try await client.call("test.NoteService/Count", Note(3))
      }
      #expect(try await client.call("test.NoteService/Say", Note(1)) == Note(1))
    }
  }
}
