import NIOCore
import PCRMCore
import PCRMTesting
import ProtobufCodec
import RPC
import Testing

@testable import TTRPC

@Suite("Request envelopes")
struct EnvelopeTests {
  /// What an envelope says, as values that outlive its bytes.
  private struct Said: Equatable {
    var service = ""
    var method = ""
    var payload: [UInt8]?
    var timeout: Int64 = 0
    var token = ""
    var trace = ""
    var isJSON = false
  }

  private func read(_ bytes: [UInt8]) throws(RequestEnvelope.Malformed) -> Said {
    let result = bytes.withUnsafeBytes { bytes -> Result<Said, RequestEnvelope.Malformed> in
      do throws(RequestEnvelope.Malformed) {
        let envelope = try RequestEnvelope(bytes)
        return .success(
          Said(
            service: String(decoding: envelope.service, as: UTF8.self),
            method: String(decoding: envelope.method, as: UTF8.self),
            payload: envelope.payload.map { [UInt8]($0) }, timeout: envelope.timeoutNanoseconds,
            token: String(decoding: envelope.token, as: UTF8.self),
            trace: String(decoding: envelope.traceparent, as: UTF8.self),
            isJSON: envelope.encoding == .json))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private var full: TTRPCRequest {
    var request = TTRPCRequest()
    request.service = "a.B"
    request.method = "C"
    request.payload = [1, 2, 3]
    request.timeoutNano = 1_500_000_000
    request.metadata = [
      TTRPCKeyValue(key: "Authorization", value: "bearer t0ken"),
      TTRPCKeyValue(key: "x-other", value: "y"),
      TTRPCKeyValue(key: "traceparent", value: "00-1-2-01"),
      TTRPCKeyValue(key: "content-type", value: "application/json; charset=utf-8"),
    ]
    return request
  }

  private let said = Said(
    service: "a.B", method: "C", payload: [1, 2, 3], timeout: 1_500_000_000, token: "t0ken",
    trace: "00-1-2-01", isJSON: true)

  @Test("All that the codec writes is read")
  func whole() throws {
    #expect(try read(full.binary()) == said)
    #expect(try read([]) == Said())
  }

  @Test("Every truncation is refused, or ends between two fields")
  func truncations() {
    let bytes = full.binary()
    var refused = 0
    for count in 0..<bytes.count {
      do throws(RequestEnvelope.Malformed) {
        #expect(try read(Array(bytes[..<count])) != said, "cut at \(count)")
      } catch {
        refused += 1
      }
    }
    #expect(refused > bytes.count / 2)
  }

  @Test("Unknown fields of every wire type are skipped, between and after the known ones")
  func unknown() throws {
    let unknown: [UInt8] =
      [0x30, 0xFF, 0x01]  // 6: varint
      + [0x39, 1, 2, 3, 4, 5, 6, 7, 8]  // 7: fixed64
      + [0x42, 2, 0, 0]  // 8: bytes
      + [0x4B, 0x08, 1, 0x53, 0x54, 0x4C]  // 9: a group with a field and a group in it
      + [0x55, 1, 2, 3, 4]  // 10: fixed32
    let bytes = unknown + full.binary() + unknown
    #expect(try read(bytes) == said)
  }

  @Test("The last of a field's values counts")
  func lastWins() throws {
    var first = TTRPCRequest()
    first.service = "x.Y"
    first.method = "Z"
    first.payload = [9]
    first.timeoutNano = 3
    #expect(try read(first.binary() + full.binary()) == said)
  }

  @Test("An empty message is not the same as none")
  func emptyPayload() throws {
    #expect(try read([0x1A, 0]).payload == [])
    #expect(try read([0x12, 0]).payload == nil)
  }

  @Test("Only a bearer's token is a token, only JSON is JSON")
  func metadata() throws {
    var request = TTRPCRequest()
    request.metadata = [
      TTRPCKeyValue(key: "authorization", value: "Basic dTpw"),
      TTRPCKeyValue(key: "content-type", value: "application/grpc"),
      TTRPCKeyValue(key: "authorizations", value: "Bearer x"),
    ]
    #expect(try read(request.binary()) == Said())
  }

  @Test(
    "What cannot be a request is refused, with the reason",
    arguments: [
      (
        "a length beyond the end would read foreign memory", [0x0A, 5, 1], "it ends inside a field"
      ),
      (
        "a length near 2^64 would overflow",
        [0x0A, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
        "it ends inside a field"
      ),
      (
        "a number without end would loop", [UInt8](repeating: 0xFF, count: 30),
        "a number is longer than 64 bits"
      ),
      ("a number cut off", [0x20, 0x80], "it ends inside a number"),
      ("a service that is a number", [0x08, 1], "field 1 has the wrong wire type"),
      ("a timeout that is a text", [0x22, 0], "field 4 has the wrong wire type"),
      ("field 0 does not exist", [0x02, 0], "a field number is out of range"),
      ("wire type 7 does not exist", [0x37], "wire type 7 does not exist here"),
      ("a group's end without its beginning", [0x34], "wire type 4 does not exist here"),
      ("a group that another's end closes", [0x33, 0x3C], "a group ends with another's number"),
      ("a group without end", [0x33, 0x08, 1], "it ends inside a group"),
      (
        "groups without bottom would use up the stack", [UInt8](repeating: 0x33, count: 1000),
        "groups stand too deep"
      ),
      (
        "metadata whose key is a number", [0x2A, 2, 0x08, 1],
        "metadata field 1 has the wrong wire type"
      ),
    ])
  func malformed(fault: String, bytes: [UInt8], problem: String) {
    #expect(throws: RequestEnvelope.Malformed(problem: problem), "\(fault)") { try read(bytes) }
  }

  @Test("No random bytes make the reader trap")
  func random() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededRandom(seed: seed)
    let bytes = full.binary()
    for _ in 0..<20_000 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        mutant[Int.random(in: 0..<mutant.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      _ = try? read(mutant)
      // What the hand reader and the codec both read, they read the same.
      if let said = try? read(mutant), let request = try? TTRPCRequest(binary: mutant) {
        #expect(
          said.service == request.service && said.method == request.method
            && said.payload ?? [] == request.payload && said.timeout == request.timeoutNano,
          "seed \(seed)")
      }
    }
  }

  @Test("A deadline counts from when the request was read")
  func deadline() throws {
    let received = Instant(nanoseconds: 1_000)
    func deadline(_ timeout: Int64) throws -> Instant {
      var request = TTRPCRequest()
      request.timeoutNano = timeout
      return try request.binary().withUnsafeBytes {
        try RequestEnvelope($0).deadline(received: received, defaultSeconds: 30)
      }
    }
    #expect(try deadline(5).nanoseconds == 1_005)
    #expect(try deadline(0).nanoseconds == 30_000_001_000)
    #expect(try deadline(-1) == received)
    #expect(try deadline(.max).nanoseconds == UInt64(Int64.max) + 1_000)
  }
}
