import PCRMCore
import ProtobufCodec
import RPC
import Storage
import Synchronization
import Testing

@testable import TTRPC

@Suite("Draining")
struct DrainTests {
  @Test(
    "Running calls finish, new ones are refused, waiting streams end, and then the connection closes"
  )
  func drain() async throws {
    try await withServer(threads: 2) { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Slow", Note(2500)) + requestFrame(3, "Watch"))
      await raw.send(requestFrame(5, "Say"))
      #expect(try await raw.status()?.id == 5)
      let idle = try RawConnection(server.endpoint)
      await idle.send(requestFrame(1, "Say"))
      #expect(try await idle.status()?.status.code == .ok)
      let start = Instant.now()
      async let done: Void = server.server.shutdown(graceSeconds: 10)
      #expect(try await raw.status()?.id == 3)
      #expect(await idle.closes(within: 1000))
      await raw.send(requestFrame(7, "Say"))
      let refused = try #require(try await raw.status())
      #expect(refused.id == 7 && refused.status == .draining)
      #expect(
        refused.status.message
          == "the server is shutting down; send the call to another, or again later")
      let last = try #require(try await raw.status())
      #expect(last.id == 1 && last.status.code == .ok)
      #expect(await raw.closes(within: 1000))
      await done
      #expect(Instant.now().since(start) < 8_000_000_000)
      #expect(server.dispatcher.state.isServing == false)
      await #expect(throws: ConnectionFailure.self) {
        try await TTRPCClient.connect(to: server.endpoint)
      }
    }
  }

  @Test("After the grace, what still runs is cut off")
  func grace() async throws {
    try await withServer { server in
      let raw = try RawConnection(server.endpoint)
      await raw.send(requestFrame(1, "Slow", Note(2000)) + requestFrame(3, "Say"))
      #expect(try await raw.status()?.id == 3)
      let start = Instant.now()
      await server.server.shutdown(graceSeconds: 0.1)
      #expect((90_000_000..<1_900_000_000).contains(Instant.now().since(start)))
      #expect(await raw.closes(within: 100))
    }
  }

  @Test(
    "No answer is lost when the server drains under load: each call is answered or refused, or its connection is lost"
  )
  func underLoad() async throws {
    try await withServer(threads: 2) { server in
      let client = try await TTRPCClient.connect(to: server.endpoint)
      let outcomes = Mutex<[String: Int]>([:])
      let load = Task {
        try await client.drive(
          "test.NoteService/PutNote", calls: 50_000, inFlight: 64,
          request: { Note(Int64($0)).binary() },
          answered: { _, result in
            let outcome =
              switch result {
              case .success: "ok"
              case .failure(let status): status.info.reason
              }
            outcomes.withLock { $0[outcome, default: 0] += 1 }
          })
      }
      #expect(await eventually { server.answered("PutNote", .ok) > 500 })
      await server.server.shutdown(graceSeconds: 5)
      try await load.value
      let counts = outcomes.withLock { $0 }
      #expect(counts.values.reduce(0, +) == 50_000)
      #expect(Set(counts.keys).isSubset(of: ["ok", "DRAINING", "CONNECTION_LOST"]), "\(counts)")
      // Every write that was made was also acknowledged.
      let rows = try server.dispatcher.database.read { (reader) throws(Status) in
        try reader.first("SELECT count(*) FROM note") { $0.integer(0) }
      }
      #expect(Int64(counts["ok"] ?? 0) == rows)
    }
  }
}
