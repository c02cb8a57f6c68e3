import PCRMTesting
import ProtobufCodec
import Testing

/// Our check of UTF-8 against the standard library's.
@Suite struct UTF8Tests {
  private func agrees(_ bytes: [UInt8]) -> Bool {
    var encoder = BinaryEncoder()
    bytes.withUnsafeBytes { encoder.bytes(14, $0) }
    let ours = try? Scalars(binary: encoder.finish()).aString
    return ours == String(validating: bytes, as: UTF8.self)
  }

  /// Every pair of bytes after a lead, at every offset that the steps of eight and six could meet.
  @Test func allLeadsAndSeconds() {
    for lead in 0x80...0xFF as ClosedRange<UInt8> {
      for second in stride(from: 0x70, through: 0xFF, by: 1) as StrideThrough<UInt8> {
        for tail in [[], [0x80], [0x80, 0x80], [0xBF, 0xBF, 0x41], [0x41]] as [[UInt8]] {
          let bytes = [lead, second] + tail
          #expect(agrees(bytes), "\(bytes)")
          let padded = Array("가나".utf8) + bytes + Array("라마 abcdefgh".utf8)
          #expect(agrees(padded), "\(padded)")
        }
      }
    }
  }

  @Test func textsCutAndChanged() {
    var random = SeededRandom(seed: 11)
    let letters = Array("aZ 09가힣한é¿߿ࠀ\u{D7FF}\u{E000}\u{FFFF}😀\u{10FFFF}\0")
    for _ in 0..<20_000 {
      let count = Int(random.next() % 24)
      var bytes = Array(String((0..<count).map { _ in random.pick(letters) }).utf8)
      #expect(agrees(bytes), "\(bytes)")
      if bytes.isEmpty { continue }
      bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      #expect(agrees(bytes), "\(bytes)")
      bytes.removeLast()
      #expect(agrees(bytes), "\(bytes)")
    }
  }
}
