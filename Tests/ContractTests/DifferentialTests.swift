import CPCRM
import Foundation
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// The Swift codec against libprotobuf-c, on random messages of every kind in the contract.
@Suite struct DifferentialTests {
  /// Messages in all; PCRM_RANDOM_MESSAGES asks for more. An unoptimised build takes far longer.
  static var total: Int {
    let asked = ProcessInfo.processInfo.environment["PCRM_RANDOM_MESSAGES"].flatMap(Int.init)
    #if DEBUG
    return asked ?? 20_000
    #else
    return asked ?? 500_000
    #endif
  }

  static let seed = UInt64.random(in: 0 ... .max)

  @Test("Same bytes: what libprotobuf-c packs, Swift reads and writes back")
  func sameBytes() throws {
    let each = Self.total / pairs.count + 1
    print("differential test: \(each) messages of each of \(pairs.count), seed \(Self.seed)")
    for (message, type) in pairs {
      // The laws take fifty times as long as the comparison.
      try differentialTest(
        descriptor: message.descriptor, type: type, count: each, seed: Self.seed, lawsEvery: 50)
    }
  }

  @Test("Same values: what libprotobuf-c holds is what Swift says in JSON")
  func sameValues() throws {
    for (message, type) in pairs {
      for number in 0..<UInt64(50) {
        let seed = Self.seed &+ number
        var filler = DescriptorFiller(seed: seed) { _, random in uuidText(&random) }
        let bytes = filler.packed(message.descriptor, as: type)
        let json = try type.init(binary: bytes).json()
        let expected = try #require(CJSON.text(of: bytes, message))
        #expect(json == expected, "\(message.name), seed \(seed)")
        // One example of each message will do.
        if json != expected { break }
      }
    }
  }
}
