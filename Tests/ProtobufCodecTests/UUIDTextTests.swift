import PCRMTesting
import ProtobufCodec
import Testing

/// The text of a UUID, eight characters a step, against a character at a time.
@Suite struct UUIDTextTests {
  private func read(_ text: [UInt8]) -> [UInt64]? {
    text.withUnsafeBytes { UUIDText.read($0) }.map { [$0.high, $0.low] }
  }

  private func write(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: UUIDText.count) { buffer in
      buffer.baseAddress.map { UUIDText.write(high, low, to: $0) }
      return UUIDText.count
    }
  }

  private func expected(_ high: UInt64, _ low: UInt64) -> String {
    func digits(_ value: UInt64) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    var text = digits(high) + digits(low)
    for place in [8, 13, 18, 23] {
      text.insert("-", at: text.index(text.startIndex, offsetBy: place))
    }
    return text
  }

  @Test func textsComeAndGo() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2_000 {
      let (high, low) = (random.next(), random.next() >> (random.next() % 64))
      let text = expected(high, low)
      #expect(write(high, low) == text)
      #expect(read(Array(text.utf8)) == [high, low])
      #expect(read(Array(text.uppercased().utf8)) == [high, low])
    }
  }

  /// Every byte in every place: only digits where digits stand, only dashes where dashes stand.
  @Test func everyOtherCharacterIsRefused() {
    let text = Array("01234567-89ab-cdef-0123-456789abcdef".utf8)
    let digits = Array("0123456789abcdefABCDEF".utf8)
    for place in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[place] = byte
        let isRight =
          text[place] == UInt8(ascii: "-") ? byte == text[place] : digits.contains(byte)
        #expect((read(changed) != nil) == isRight, "byte \(byte) at \(place)")
      }
    }
    #expect(read(Array(text.dropLast())) == nil)
    #expect(read(text + [48]) == nil)
    #expect(read([]) == nil)
  }
}
