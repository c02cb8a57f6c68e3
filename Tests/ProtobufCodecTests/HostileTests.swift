import PCRMTesting
import ProtobufCodec
import Testing

/// Inputs made to hurt: each is refused with the right word, or read in time in line with its size.
@Suite struct HostileTests {
  struct Refused: Sendable, CustomTestStringConvertible {
    let code: DecodingFailure.Code
    let path: String
    let bytes: [UInt8]
    let fault: String

    init(_ fault: String, _ code: DecodingFailure.Code, _ path: String, _ bytes: [UInt8]) {
      self.fault = fault
      self.code = code
      self.path = path
      self.bytes = bytes
    }

    var testDescription: String { fault }
  }

  static let refused: [Refused] = [
    Refused("reads past the end of a varint", .truncated, "a_int32", [8]),
    Refused("reads past the end of a varint", .truncated, "a_int32", [8, 0x80]),
    Refused("reads past the end of a tag", .truncated, "", [0x88]),
    Refused("reads past the end of a fixed32", .truncated, "a_fixed32", [61, 0, 0, 0]),
    Refused("reads past the end of a fixed64", .truncated, "a_fixed64", [65, 0, 0, 0, 0, 0, 0, 0]),
    Refused("reads past the end of a text", .truncated, "a_string", [114, 2, 97]),
    Refused(
      "a length overflows the cursor", .truncated, "a_string",
      [114, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
    Refused(
      "a varint of eleven bytes is read", .malformed, "a_int32",
      [8, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]),
    Refused("field 0 ends the message", .malformed, "", [0, 0]),
    Refused("field 0 with a wire type is passed over", .malformed, "", [2, 0]),
    Refused("wire type 6 is passed over", .malformed, "", [14, 0]),
    Refused("wire type 7 is passed over", .malformed, "", [15, 0]),
    Refused("the end of no group is passed over", .malformed, "", [12]),
    Refused("a group without an end is passed over", .truncated, "", [0xBB, 1, 8, 1]),
    Refused("a group ends with another's end", .malformed, "", [0xBB, 1, 0xC4, 1]),
    Refused(
      "a tag of more than 32 bits is cut", .malformed, "", [0x88, 0x80, 0x80, 0x80, 0x10, 1]),
    Refused("a byte that UTF-8 lacks is a text", .invalidUTF8, "a_string", [114, 1, 0xFF]),
    Refused("an over-long letter is a text", .invalidUTF8, "a_string", [114, 2, 0xC0, 0x80]),
    Refused("a surrogate is a text", .invalidUTF8, "a_string", [114, 3, 0xED, 0xA0, 0x80]),
    Refused("half a letter is a text", .invalidUTF8, "a_string", [114, 2, 0xED, 0x95]),
  ]

  @Test(arguments: refused) func refuses(_ input: Refused) {
    do {
      _ = try Scalars(binary: input.bytes)
      Issue.record("was read: \(input.fault)")
    } catch {
      #expect(error.code == input.code, "\(input.fault)")
      #expect(error.path == input.path, "\(input.fault)")
    }
  }

  @Test func failuresNameTheirPath() {
    // Tree.children[1].right.name is cut.
    let name: [UInt8] = [10, 5, 97]
    let right: [UInt8] = [26, 3] + name
    let bytes: [UInt8] = [34, 0, 34, 5] + right
    let failure = #expect(throws: DecodingFailure.self) { try Tree(binary: bytes) }
    #expect(failure?.path == "children[1].right.name")
    let key = #expect(throws: DecodingFailure.self) {
      try Keyed(binary: [18, 4, 65, 66, 67, 68, 18, 1, 65])
    }
    #expect(key?.code == .invalidValue)
    #expect(key?.path == "keys[1]")
    #expect(key?.message == "must be four capital letters")
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> [UInt8] {
      var encoder = BinaryEncoder()
      func level(_ left: Int, _ encoder: inout BinaryEncoder) {
        if left > 0 { encoder.message(2) { level(left - 1, &$0) } }
      }
      level(depth - 1, &encoder)
      return encoder.finish()
    }
    _ = try Tree(binary: nested(32))
    let failure = #expect(throws: DecodingFailure.self) { try Tree(binary: nested(33)) }
    #expect(failure?.code == .tooDeep)
    #expect(throws: DecodingFailure.self) { try Tree(binary: nested(10_000)) }
    let groups = [UInt8](repeating: 0x83, count: 0) + [UInt8](repeating: 0x2B, count: 100_000)
    let group = #expect(throws: DecodingFailure.self) { try Tree(binary: groups) }
    #expect(group?.code == .tooDeep)
    let limits = DecodingLimits(messageDepthMax: 2)
    _ = try Tree(binary: nested(2), limits: limits)
    #expect(throws: DecodingFailure.self) { try Tree(binary: nested(3), limits: limits) }
  }

  @Test func sizeIsBounded() throws {
    let limits = DecodingLimits(messageBytesMax: 3)
    _ = try Scalars(binary: [8, 0x80, 1], limits: limits)
    let failure = #expect(throws: DecodingFailure.self) {
      try Scalars(binary: [8, 0x80, 0x80, 1], limits: limits)
    }
    #expect(failure?.code == .tooLarge)
    // Two bytes on the wire ask for a whole Tree in memory each.
    let empty = [UInt8](repeating: 0, count: 4 << 20).enumerated().map { $0.0 % 2 == 0 ? 34 : 0 }
    let many = #expect(throws: DecodingFailure.self) {
      try Tree(binary: empty.map { UInt8($0) })
    }
    #expect(many?.code == .tooLarge)
  }

  /// Reading 256 KiB of it may not take much more than sixteen times what 16 KiB take.
  @Test(arguments: [
    ("fields in turn", [16, 1, 8, 1] as [UInt8]),
    ("unknown fields", [0xF8, 7, 1]),
    ("unknown between known", [0xF8, 7, 1, 8, 1]),
    ("groups", [0xBB, 1, 0xBC, 1]),
    ("a oneof's message that grows", [0x92, 1, 2, 34, 0]),
    ("a boxed message that grows", [18, 2, 34, 0]),
  ]) func timeIsLinear(_ shape: (name: String, unit: [UInt8])) throws {
    func cost(_ size: Int) -> Duration {
      let bytes = (0..<size / shape.unit.count).flatMap { _ in shape.unit }
      let clock = ContinuousClock()
      return (0..<3).map { _ in
        clock.measure {
          switch shape.name {
          case "a oneof's message that grows": _ = try? Choice(binary: bytes)
          case "a boxed message that grows": _ = try? Tree(binary: bytes)
          case "fields in turn", "groups": _ = try? Scalars(binary: bytes)
          default: _ = try? Keeper(binary: bytes)
          }
        }
      }.min() ?? .zero
    }
    let small = cost(1 << 14)
    let large = cost(1 << 18)
    #expect(large < small * 64 + .milliseconds(20), "\(shape.name): \(small) then \(large)")
  }

  /// Bytes changed at random are read or refused; what is read is a message like any other.
  @Test func changedBytesNeverTrap() throws {
    var random = SeededRandom(seed: 7)
    var tree = Tree()
    tree.name = "김민수"
    tree.left = Tree()
    tree.children = [tree, tree]
    var choice = Choice()
    choice.before = "before"
    choice.kind = .aTree(tree)
    let originals = [choice.binary(), tree.binary(), Self.scalars.binary()]
    for _ in 0..<20_000 {
      var bytes = random.pick(originals)
      for _ in 0...random.next() % 4 {
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: random.next() >> (random.next() % 8))
      }
      func check<M: Message>(_ type: M.Type) throws {
        guard let message = try? M(binary: bytes) else { return }
        let canonical = message.binary()
        #expect(try M(binary: canonical).binary() == canonical)
      }
      try check(Choice.self)
      try check(Tree.self)
      try check(Scalars.self)
      try check(Lists.self)
      try check(Keeper.self)
      try check(Familiar.self)
    }
  }

  static var scalars: Scalars {
    var value = Scalars()
    value.aInt32 = -5
    value.aDouble = 2.5
    value.aString = "text of some length"
    value.aBytes = [1, 2, 3]
    value.aGrade = .high
    return value
  }
}
