import PCRMCore
import ProtobufCodec
import Synchronization
import TTRPC
import Testing

@Suite("Unary calls")
struct UnaryTests {
  @Test("A call is answered over TCP")
  func call() async throws {
    try await withServer { server in
      let client = try await TTRPCClient.connect(to: server.endpoints[0])
      let answer = try await client.call("test.EchoService/Say", Echo("안녕"), as: Echo.self)
      #expect(answer.text == "안녕")
      let json = try await client.call("test.EchoService/Say", json: #"{"text": "안녕"}"#)
      #expect(json == #"{"text":"안녕"}"#)
      await client.close()
    }
  }

  @Test("10,000 pipelined calls are answered once each")
  func pipelined() async throws {
    try await withServer(threads: 2) { server in
      let client = try await TTRPCClient.connect(to: server.endpoints[0])
      let seen = Mutex([Int](repeating: 0, count: 10_000))
      try await client.drive(
        "test.EchoService/Say", calls: 10_000, inFlight: 256,
        request: { Echo("\($0)").binary() },
        answered: { index, result in
          if let bytes = try? result.get(), (try? Echo(binary: bytes))?.text == "\(index)" {
            seen.withLock { $0[index] += 1 }
          }
        })
      #expect(seen.withLock { $0.allSatisfy { $0 == 1 } })
      await client.close()
    }
  }
}
