import CProtobufC
import CSamples
import PCRMTesting
import ProtobufCodec
import Testing

/// The Swift codec against libprotobuf-c, on random messages of every shape.
@Suite struct DifferentialTests {
  /// Change it to look elsewhere; a failure prints the seed of its message.
  let seed: UInt64 = 20_260_101
  #if DEBUG
  let count = 500
  #else
  let count = 5_000
  #endif

  func run<M: Message>(
    _ type: M.Type, _ descriptor: ProtobufCMessageDescriptor
  ) throws {
    try withUnsafePointer(to: descriptor) { descriptor in
      try differentialTest(descriptor: descriptor, type: type, count: count, seed: seed) {
        _, random in
        random.once(in: 4) ? "" : random.pick(["ABCD", "ZZZZ", "QWER"])
      }
    }
  }

  @Test func scalars() throws { try run(Scalars.self, pcrm__testing__scalars__descriptor) }
  @Test func presences() throws { try run(Presences.self, pcrm__testing__presences__descriptor) }
  @Test func lists() throws { try run(Lists.self, pcrm__testing__lists__descriptor) }
  @Test func unpacked() throws { try run(Unpacked.self, pcrm__testing__unpacked__descriptor) }
  @Test func trees() throws { try run(Tree.self, pcrm__testing__tree__descriptor) }
  @Test func choices() throws { try run(Choice.self, pcrm__testing__choice__descriptor) }
  @Test func familiar() throws { try run(Familiar.self, pcrm__testing__familiar__descriptor) }
  @Test func keyed() throws { try run(Keyed.self, pcrm__testing__keyed__descriptor) }
  @Test func numbered() throws { try run(Numbered.self, pcrm__testing__numbered__descriptor) }
  @Test func wide() throws { try run(Wide.self, pcrm__testing__wide__descriptor) }

  /// A message that keeps unknown fields gives them back in front of nobody's.
  @Test func keeperKeeps() throws {
    try withUnsafePointer(to: pcrm__testing__scalars__descriptor) { descriptor in
      var filler = DescriptorFiller(seed: seed) { _, _ in "" }
      for _ in 0..<count {
        let bytes = filler.packed(descriptor, as: Scalars.self)
        let keeper = try Keeper(binary: bytes)
        let again = try Scalars(binary: keeper.binary())
        #expect(again.binary() == bytes)
      }
    }
  }
}
