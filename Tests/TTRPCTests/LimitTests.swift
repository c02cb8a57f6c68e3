import PCRMCore
import ProtobufCodec
import Testing

@testable import TTRPC

@Suite("Limits, at each bound and just past it")
struct LimitTests {
  @Test(
    "frameBytesMax: a body of the limit is answered, one byte more is RESOURCE_EXHAUSTED on its stream"
  )
  func frameBytesMax() async throws {
    var limits = Limits()
    limits.frameBytesMax = 1000
    try await withServer(limits: limits) { server in
      let raw = try RawConnection(server.endpoint)
      var note = Note(1)
      func frame(_ id: UInt32, _ size: Int) -> [UInt8] {
        note.body = []
        note.body = [UInt8](repeating: 1, count: size - requestFrame(id, "Fail", note).count - 6)
        while requestFrame(id, "Fail", note).count < size + 10 { note.body.append(1) }
        return requestFrame(id, "Fail", note)
      }
      #expect(frame(1, 1000).count == 1010 && frame(1, 1001).count == 1011)
      await raw.send(frame(1, 1000) + frame(3, 1001) + requestFrame(5, "Say"))
      #expect(try await raw.status()?.status.code == .notFound)
      let past = try #require(try await raw.status())
      #expect(past.id == 3)
      #expect(past.status == Status(.resourceExhausted, "", ErrorInfo(reason: "FRAME_TOO_LARGE")))
      #expect(past.status.message == "the frame's body has 1001 bytes; at most 1000 are taken")
      #expect(past.status.info.params == [.init(name: "frame_bytes_max", value: "1000")])
      #expect(try await raw.status()?.id == 5)
    }
  }

  @Test(
    "frameBytesMax holds for answers too: the largest that fits is sent, a larger one is refused")
  func answerBytesMax() async throws {
    var limits = Limits()
    limits.frameBytesMax = 1000
    try await withServer(limits: limits) { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let note: Note = try await client.call("test.NoteService/Fill", Note(980))
      #expect(note.body.count == 980)
      await #expect(throws: Status(.resourceExhausted, "", ErrorInfo(reason: "ANSWER_TOO_LARGE"))) {
        let _: Note = try await client.call("test.NoteService/Fill", Note(1000))
      }
      // The client does not send what no server would take.
      let strict = try await TTRPCClient.connect(to: server.endpoint, limits: limits)
      var large = Note(1)
      large.body = [UInt8](repeating: 1, count: 1000)
      await #expect(throws: Status(.resourceExhausted, "", ErrorInfo(reason: "FRAME_TOO_LARGE"))) {
        let _: Note = try await strict.call("test.NoteService/Say", large)
      }
    }
  }

  @Test("A frame of 4 MiB goes through with the limits of a server")
  func fourMiB() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      var note = Note(1)
      note.body = [UInt8](repeating: 3, count: (4 << 20) - 100)
      #expect(try await client.call("test.NoteService/Say", note) == note)
    }
  }

  @Test("streamsInFlightMax: so many calls wait at a time, one more is RESOURCE_EXHAUSTED")
  func streamsInFlightMax() async throws {
    var limits = Limits()
    limits.streamsInFlightMax = 4
    try await withServer(limits: limits) { server in
      let raw = try RawConnection(server.endpoint)
      let slow = [1, 3, 5, 7].flatMap { requestFrame($0, "Slow", Note(100)) }
      await raw.send(slow + requestFrame(9, "Say"))
      let past = try #require(try await raw.status())
      #expect(past.id == 9)
      #expect(past.status == Status(.resourceExhausted, "", ErrorInfo(reason: "TOO_MANY_STREAMS")))
      #expect(
        past.status.message
          == "4 calls are under way on this connection; wait for one to end")
      var ended: Set<UInt32> = []
      for _ in 1...4 {
        let answer = try #require(try await raw.status())
        #expect(answer.status.code == .ok)
        ended.insert(answer.id)
      }
      #expect(ended == [1, 3, 5, 7])
      await raw.send(requestFrame(11, "Say"))
      #expect(try await raw.status()?.status.code == .ok)
    }
  }

  @Test("A client keeps the calls that the server would refuse until there is room")
  func clientQueue() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<600 {
          group.addTask {
            let note = Note(number % 100 == 0 ? 5 : 0)
            let _: Note = try await client.call("test.NoteService/Slow", note)
          }
        }
        try await group.waitForAll()
      }
      #expect(server.answered("Slow", .ok) == 600)
    }
  }

  @Test(
    "connectionsMax: so many connections are served, one more is closed, and a place is free again when one goes"
  )
  func connectionsMax() async throws {
    var limits = Limits()
    limits.connectionsMax = 3
    try await withServer(limits: limits, threads: 2) { server in
      var raws: [RawConnection] = []
      for _ in 1...3 {
        let raw = try RawConnection(server.endpoint)
        await raw.send(requestFrame(1, "Say"))
        #expect(try await raw.status()?.status.code == .ok)
        raws.append(raw)
      }
      #expect(try await RawConnection(server.endpoint).closes(within: 2000))
      #expect(server.server.connections == 3)
      raws.removeLast()
      #expect(await eventually { server.server.connections == 2 })
      let again = try RawConnection(server.endpoint)
      await again.send(requestFrame(1, "Say"))
      #expect(try await again.status()?.status.code == .ok)
    }
  }

  @Test("idleSecondsMax: a connection without calls is closed, one with a call under way is not")
  func idleSecondsMax() async throws {
    var limits = Limits()
    limits.idleSecondsMax = 1
    try await withServer(limits: limits) { server in
      let idle = try RawConnection(server.endpoint)
      await idle.send(requestFrame(1, "Say"))
      #expect(try await idle.status()?.status.code == .ok)
      // Half a frame does not keep a connection open.
      await idle.send([0, 0, 0, 9, 0, 0])
      let busy = try RawConnection(server.endpoint)
      await busy.send(requestFrame(1, "Watch"))
      #expect(await !idle.closes(within: 600), "before its time")
      #expect(await idle.closes(within: 2000))
      #expect(await !busy.closes(within: 500), "a call is under way")
    }
  }

  @Test("handshakeSecondsMax: a connection is not closed before its time")
  func handshakeSecondsMax() async throws {
    var limits = Limits()
    limits.handshakeSecondsMax = 2
    try await withServer(limits: limits) { server in
      let late = try RawConnection(server.endpoint)
      let wasOpen = await late.send(requestFrame(1, "Say"), afterSilenceOf: 1000)
      #expect(wasOpen, "closed before its time")
      #expect(try await late.status()?.status.code == .ok)
      #expect(await !late.closes(within: 2500), "it has spoken")
    }
  }

  @Test(
    "outboundBytesHighWater: a peer that does not read stops its own calls, others go on, and nothing is lost"
  )
  func outboundBytesHighWater() async throws {
    var limits = Limits()
    limits.outboundBytesHighWater = 64 << 10
    try await withServer(limits: limits) { server in
      let raw = try RawConnection(server.endpoint, receiveBytes: 64 << 10)
      // 2,000 answers of 64 kB: 128 MB that nobody reads.
      var requests: [UInt8] = []
      for number in 0..<2000 {
        requests += requestFrame(UInt32(number * 2 + 1), "Fill", Note(64_000))
      }
      await raw.send(requests)
      try await Task.sleep(for: .milliseconds(300))
      // What is not in the sockets' buffers (at most 4 MiB on the sending side) is held by the server: the mark, and an answer.
      let answered = server.answered("Fill", .ok)
      #expect(answered < 100, "\(answered) of 2,000 answers were made")
      let client = try await TTRPCClient.connect(to: server.endpoint)
      #expect(try await client.call("test.NoteService/Say", Note(1)) == Note(1))
      for number in 0..<2000 {
        guard let frame = await raw.frame() else {
          Issue.record("answer \(number) is missing")
          break
        }
        if frame.header.streamID != UInt32(number * 2 + 1) {
          Issue.record("answer \(number) came as \(frame.header.streamID)")
          break
        }
      }
      #expect(server.answered("Fill", .ok) == 2000)
    }
  }

  @Test("A unary call is answered at its deadline, and its late answer dropped")
  func deadline() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      let start = Instant.now()
      await raw.send(requestFrame(1, "Slow", Note(1000), timeoutNano: 50_000_000))
      let answer = try #require(try await raw.status())
      let waited = Instant.now().since(start)
      #expect(answer.status == .deadlineExceeded)
      #expect((50_000_000..<900_000_000).contains(waited), "\(waited) ns")
      try await Task.sleep(for: .milliseconds(1200))
      await raw.send(requestFrame(3, "Say"))
      #expect(try await raw.status()?.id == 3, "the late answer was sent")
      #expect(server.answered("Slow", .deadlineExceeded) == 1)
      #expect(server.answered("Slow", .ok) == 0)
      // Deadlines that come later are not forgotten for an earlier one, nor the other way round.
      await raw.send(
        requestFrame(5, "Watch", timeoutNano: 400_000_000)
          + requestFrame(7, "Watch", timeoutNano: 60_000_000))
      #expect(try await raw.status()?.id == 7)
      #expect(try await raw.status()?.id == 5)
    }
  }
}
