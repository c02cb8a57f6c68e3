import Glibc
import PCRMCore
import Synchronization
import TTRPC
import Testing

@Suite("The client")
struct ClientTests {
  @Test("Endpoints are read as they are written, and nothing else is")
  func endpoints() {
    #expect(Endpoint("localhost:7070") == .tcp(host: "localhost", port: 7070))
    #expect(Endpoint("[::1]:1") == .tcp(host: "::1", port: 1))
    #expect(Endpoint("unix:/run/pcrm.sock") == .unix(path: "/run/pcrm.sock"))
    #expect(Endpoint("unix:///run/pcrm.sock") == .unix(path: "/run/pcrm.sock"))
    for text in ["", ":", "a", "a:", ":7", "a:65536", "a:-1", "::1:7", "unix:", "[]:7"] {
      #expect(Endpoint(text) == nil, "\(text)")
    }
    for text in ["a:1", "[::1]:1", "unix:/a"] { #expect(Endpoint(text)?.description == text) }
  }

  @Test("A server that is not there is a failure to connect, with the reason")
  func noServer() async throws {
    // A port that was free a moment ago.
    let (listener, port) = try boundSocket()
    close(listener)
    await failure(
      .tcp(host: "127.0.0.1", port: port),
      "cannot connect to 127.0.0.1:\(port): connection refused")
    await failure(
      .unix(path: "/tmp/pcrm-no-such.sock"),
      "cannot connect to unix:/tmp/pcrm-no-such.sock: no such file or directory")
    await failure(
      .tcp(host: "no-such-host.invalid", port: 1),
      "cannot connect to no-such-host.invalid:1: the host no-such-host.invalid was not found")
  }

  private func failure(_ endpoint: Endpoint, _ text: String) async {
    do throws(ConnectionFailure) {
      _ = try await TTRPCClient.connect(to: endpoint)
      Issue.record("connected to \(endpoint)")
    } catch {
      #expect(error.description == text)
    }
  }

  @Test(
    "Calls under way when the connection dies are UNAVAILABLE, and so are those that come after")
  func lostConnection() async throws {
    let lost = Status(.unavailable, "", ErrorInfo(reason: "CONNECTION_LOST"))
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let call = Task {
        let _: Note = try await client.call("test.NoteService/Slow", Note(3000))
      }
      let stream = Task {
        for try await _ in client.stream("test.NoteService/Watch", Note(0), of: Note.self) {}
      }
      try await Task.sleep(for: .milliseconds(50))
      await server.server.shutdown(graceSeconds: 0)
      await #expect(throws: lost) { try await call.value }
      // A stream that waits for news is told of the drain before the connection goes, or is lost with it.
      let end = await stream.result
      #expect(throws: Status.self) { try end.get() }
      do throws(Status) {
        let _: Note = try await client.call("test.NoteService/Say", Note(1))
        Issue.record("answered")
      } catch {
        #expect(error == lost)
        #expect(
          error.message
            == "the connection to \(server.endpoint) was lost: the server closed the connection")
      }
      let answers = Mutex(0)
      try await client.drive(
        "test.NoteService/Say", calls: 1000, inFlight: 10, request: { _ in [] },
        answered: { _, result in
          if case .failure(lost) = result { answers.withLock { $0 += 1 } }
        })
      #expect(answers.withLock { $0 } == 1000)
      #expect(!client.isConnected)
    }
  }

  @Test("A deadline is kept on this side even by a server that never answers")
  func localDeadline() async throws {
    let (listener, port) = try boundSocket()
    defer { close(listener) }
    #expect(listen(listener, 4) == 0)
    let client = try await TTRPCClient.connect(to: .tcp(host: "127.0.0.1", port: port))
    let start = Instant.now()
    let options = CallOptions(timeout: .milliseconds(50))
    await #expect(throws: Status.deadlineExceeded) {
      let _: Note = try await client.call("a.B/C", Note(1), options: options)
    }
    #expect((50_000_000..<500_000_000).contains(Instant.now().since(start)))
    await #expect(throws: Status.deadlineExceeded) {
      for try await _ in client.stream("a.B/C", Note(1), of: Note.self, options: options) {}
    }
    await #expect(throws: Status.deadlineExceeded) {
      let _: Note = try await client.call(
        "a.B/C", Note(1), options: CallOptions(timeout: .seconds(-1)))
    }
  }

  @Test("Work for a call that was cancelled, or whose time is over, stops on the server")
  func workStops() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let before = NoteService.stopped.load(ordering: .relaxed)
      let call = Task {
        let _: Note = try await client.call("test.NoteService/Work", Note(20_000))
      }
      try await Task.sleep(for: .milliseconds(30))
      call.cancel()
      await #expect(throws: Status.cancelled) { try await call.value }
      #expect(
        await eventually(within: 2) { NoteService.stopped.load(ordering: .relaxed) == before + 1 })
      await #expect(throws: Status.deadlineExceeded) {
        let _: Note = try await client.call(
          "test.NoteService/Work", Note(20_000), options: CallOptions(timeout: .milliseconds(50)))
      }
      #expect(
        await eventually(within: 2) { NoteService.stopped.load(ordering: .relaxed) == before + 2 })
    }
  }

  @Test("A call whose task is cancelled ends at once, on the server too")
  func cancelledCall() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let start = Instant.now()
      let call = Task {
        let _: Note = try await client.call("test.NoteService/Slow", Note(1000))
      }
      try await Task.sleep(for: .milliseconds(30))
      call.cancel()
      await #expect(throws: Status.cancelled) { try await call.value }
      #expect(Instant.now().since(start) < 800_000_000)
      #expect(await eventually(within: 0.5) { server.answered("Slow", .cancelled) == 1 })
      // One that was cancelled before it was made is not made.
      let early = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        let _: Note = try await client.call("test.NoteService/PutNote", Note(77))
      }
      await #expect(throws: Status.cancelled) { try await early.value }
    }
  }

  @Test("A path without a slash is refused before anything is sent")
  func badPath() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      await #expect(throws: Status.invalid("method", "")) {
        let _: Note = try await client.call("Say", Note(1))
      }
    }
  }

  @Test("A client that is let go closes its connection, one that is closed says so")
  func closing() async throws {
    try await withServer { server in
      do {
        let client = try await TTRPCClient.connect(to: server.endpoint)
        #expect(try await client.call("test.NoteService/Say", Note(1)) == Note(1))
        #expect(server.server.connections == 1)
      }
      #expect(await eventually { server.server.connections == 0 })
      let client = try await TTRPCClient.connect(to: server.endpoint)
      await client.close()
      await #expect(throws: Status(.unavailable, "", ErrorInfo(reason: "CONNECTION_LOST"))) {
        let _: Note = try await client.call("test.NoteService/Say", Note(1))
      }
    }
  }
}

/// A socket of this machine with a port that the system chose.
private func boundSocket() throws -> (descriptor: Int32, port: Int) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let result = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
    }
  }
  guard result == 0 else { throw Status(.internal, "no port") }
  return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
}
