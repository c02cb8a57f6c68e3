import PCRMCore
import ProtobufCodec
import Synchronization
import TTRPC
import Testing

@Suite("Unary calls")
struct UnaryTests {
  @Test("A method of every kind is answered, over TCP on IPv4 and IPv6 and over a Unix socket")
  func kinds() async throws {
    let path = "/tmp/pcrm-test-\(UInt32.random(in: 0 ... .max)).sock"
    let endpoints: [Endpoint] = [
      .tcp(host: "127.0.0.1", port: 0), .tcp(host: "::1", port: 0), .unix(path: path),
    ]
    try await withServer(endpoints: endpoints) { server in
      for (number, endpoint) in server.server.endpoints.enumerated() {
        let client = try await TTRPCClient.connect(to: endpoint)
        let note = Note(Int64(number), "안녕")
        #expect(try await client.call("test.NoteService/Say", note) == note)
        #expect(try await client.call("test.NoteService/PutNote", note) == note)
        #expect(try await client.call("test.NoteService/GetNote", Note(Int64(number))) == note)
        #expect(try await client.call("test.NoteService/Slow", note) == note)
        await client.close()
      }
    }
    #expect(throws: (any Error).self, "the socket is gone") { try fileMode(path) }
  }

  @Test("A Unix socket has mode 0660, takes the place of a dead one, and leaves a living one alone")
  func unixSocket() async throws {
    let path = "/tmp/pcrm-test-\(UInt32.random(in: 0 ... .max)).sock"
    try leaveDeadSocket(path)
    try await withServer(endpoints: [.unix(path: path)]) { server in
      #expect(try fileMode(path) == 0o660)
      await #expect(throws: (any Error).self) {
        try await withServer(endpoints: [.unix(path: path)]) { _ in }
      }
      let client = try await TTRPCClient.connect(to: server.endpoint)
      #expect(try await client.call("test.NoteService/Say", Note(5)) == Note(5))
    }
  }

  @Test("JSON in the metadata makes a call JSON both ways, errors as ever")
  func json() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let answer = try await client.call(
        "test.NoteService/Say", json: #"{"number": "7", "text": "안녕"}"#)
      #expect(answer == #"{"number":"7","text":"안녕"}"#)
      #expect(try await client.call("test.NoteService/Say", json: "{}") == "{}")
      await #expect(throws: Status(.invalidArgument, "", ErrorInfo(reason: "MALFORMED_REQUEST"))) {
        try await client.call("test.NoteService/Say", json: "{")
      }
    }
  }

  @Test("An error arrives with its code, message and details")
  func error() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      do throws(Status) {
        let _: Note = try await client.call("test.NoteService/Fail", Note())
        Issue.record("no error")
      } catch {
        #expect(error.code == .notFound)
        #expect(error.message == "text: 한글 is not there")
        #expect(
          error.info
            == ErrorInfo(reason: "NOT_FOUND", field: "text", params: [.init(name: "n", value: "1")])
        )
      }
    }
  }

  @Test("The bearer token reaches the authenticator, and a call without one is refused")
  func token() async throws {
    try await withServer(authenticator: OneToken()) { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let options = CallOptions(token: "sesame", timeout: .seconds(5))
      #expect(try await client.call("test.NoteService/Slow", Note(1), options: options) == Note(1))
      await #expect(throws: Status(.unauthenticated, "", ErrorInfo(reason: "TOKEN_MISSING"))) {
        let _: Note = try await client.call("test.NoteService/Slow", Note(1))
      }
      await #expect(throws: Status(.unauthenticated, "unknown token")) {
        let _: Note = try await client.call(
          "test.NoteService/Slow", Note(1), options: CallOptions(token: "salami"))
      }
    }
  }

  @Test("10,000 pipelined calls are answered once each, each with its own answer")
  func pipelined() async throws {
    try await withServer(threads: 2) { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      for (method, inFlight) in [("Say", 1000), ("PutNote", 256), ("GetNote", 64)] {
        let seen = Mutex([Int](repeating: 0, count: 10_000))
        try await client.drive(
          "test.NoteService/\(method)", calls: 10_000, inFlight: inFlight,
          request: { Note(Int64($0)).binary() },
          answered: { index, result in
            if let bytes = try? result.get(), (try? Note(binary: bytes))?.number == Int64(index) {
              seen.withLock { $0[index] += 1 }
            }
          })
        #expect(seen.withLock { $0.allSatisfy { $0 == 1 } }, "\(method)")
        #expect(server.answered(method, .ok) == 10_000)
      }
    }
  }

  @Test("Many tasks share a connection")
  func concurrent() async throws {
    try await withServer(threads: 2) { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
        for number in 1...1000 {
          group.addTask {
            let answer: Note = try await client.call("test.NoteService/Say", Note(Int64(number)))
            return answer.number
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(sum == 500_500)
    }
  }
}
