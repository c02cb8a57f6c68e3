import ProtobufCodec
import Testing

/// Bytes written down by hand from the encoding's description, one for each rule.
@Suite struct GoldenTests {
  /// A value, the bytes it has on the wire, and the fault that the pair would catch.
  struct Golden: Sendable, CustomTestStringConvertible {
    let fault: String
    let bytes: [UInt8]
    let value: Scalars

    init(_ fault: String, _ bytes: [UInt8], _ set: (inout Scalars) -> Void) {
      self.fault = fault
      self.bytes = bytes
      var value = Scalars()
      set(&value)
      self.value = value
    }

    var testDescription: String { fault }
  }

  static let both: [Golden] = [
    Golden("zeros are written", []) { $0.aString = "" },
    Golden("a varint's groups are out of order", [8, 0xAC, 2]) { $0.aInt32 = 300 },
    Golden("one byte too many at 127", [8, 0x7F]) { $0.aInt32 = 127 },
    Golden("one byte too few at 128", [8, 0x80, 1]) { $0.aInt32 = 128 },
    Golden(
      "a negative int32 has five bytes",
      [8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]
    ) { $0.aInt32 = -1 },
    Golden(
      "int64's lowest value loses its sign",
      [16, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]
    ) { $0.aInt64 = .min },
    Golden("uint32 is sign extended", [24, 0xFF, 0xFF, 0xFF, 0xFF, 15]) { $0.aUInt32 = .max },
    Golden(
      "uint64 is cut", [32, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]
    ) { $0.aUInt64 = .max },
    Golden("zig-zag is left out", [40, 1]) { $0.aSInt32 = -1 },
    Golden("zig-zag of the lowest overflows", [40, 0xFF, 0xFF, 0xFF, 0xFF, 15]) {
      $0.aSInt32 = .min
    },
    Golden("zig-zag of 64 bits shifts by 31", [48, 0xFE, 0xFF, 0xFF, 0xFF, 31]) {
      $0.aSInt64 = 0xFFFF_FFFF
    },
    Golden("fixed32 is big-endian", [61, 1, 0, 0, 0]) { $0.aFixed32 = 1 },
    Golden("fixed64 is big-endian", [65, 2, 0, 0, 0, 0, 0, 0, 0]) { $0.aFixed64 = 2 },
    Golden("sfixed32 zig-zags", [77, 0xFF, 0xFF, 0xFF, 0xFF]) { $0.aSFixed32 = -1 },
    Golden(
      "sfixed64 zig-zags", [81, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
    ) { $0.aSFixed64 = -2 },
    Golden("float is a double", [93, 0, 0, 0x80, 0x3F]) { $0.aFloat = 1 },
    Golden("negative zero is taken for zero", [93, 0, 0, 0, 0x80]) { $0.aFloat = -0.0 },
    Golden("negative zero is taken for zero", [97, 0, 0, 0, 0, 0, 0, 0, 0x80]) {
      $0.aDouble = -0.0
    },
    Golden("double is cut", [97, 0, 0, 0, 0, 0, 0, 0xF0, 0x7F]) { $0.aDouble = .infinity },
    Golden("bool is not one byte", [104, 1]) { $0.aBool = true },
    Golden("characters are counted, not bytes", [114, 3, 0xED, 0x95, 0x9C]) { $0.aString = "한" },
    Golden("a zero byte ends a text", [114, 3, 0x61, 0, 0x62]) { $0.aString = "a\0b" },
    Golden("bytes are checked as text", [122, 2, 0xFF, 0]) { $0.aBytes = [0xFF, 0] },
    Golden("a tag of two bytes is cut", [0x80, 1, 2]) { $0.aGrade = .high },
    Golden("unknown enum values are lost", [0x80, 1, 99]) { $0.aGrade = Grade(rawValue: 99) },
    Golden(
      "a negative enum value has five bytes",
      [0x80, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]
    ) { $0.aGrade = .below },
  ]

  @Test(arguments: both) func writes(_ golden: Golden) {
    #expect(golden.value.binary() == golden.bytes, "\(golden.fault)")
  }

  @Test(arguments: both) func reads(_ golden: Golden) throws {
    #expect(try Scalars(binary: golden.bytes) == golden.value, "\(golden.fault)")
  }

  static let readOnly: [Golden] = [
    Golden("a longer varint than needed is refused", [8, 0x81, 0x80, 0x80, 0]) { $0.aInt32 = 1 },
    Golden("a longer tag than needed is refused", [0x88, 0x80, 0, 1]) { $0.aInt32 = 1 },
    Golden("int32 traps above its bits", [8, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) { $0.aInt32 = -1 },
    Golden(
      "bits beyond 64 trap", [32, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    ) { $0.aUInt64 = .max },
    Golden("only 1 is true", [104, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]) {
      $0.aBool = true
    },
    Golden("the first value wins", [8, 1, 8, 2, 16, 1, 8, 3]) {
      $0.aInt32 = 3
      $0.aInt64 = 1
    },
    Golden("a zero does not replace", [8, 1, 8, 0]) { _ in },
    Golden("fields must come in order", [16, 1, 8, 2, 24, 3, 8, 4]) {
      $0.aInt32 = 4
      $0.aInt64 = 1
      $0.aUInt32 = 3
    },
    Golden("another wire type is no unknown field", [10, 1, 5, 16, 1]) { $0.aInt64 = 1 },
    Golden("an unknown group is not passed over", [0xBB, 1, 8, 1, 0xBC, 1, 16, 1]) {
      $0.aInt64 = 1
    },
  ]

  @Test(arguments: readOnly) func readsOtherForms(_ golden: Golden) throws {
    #expect(try Scalars(binary: golden.bytes) == golden.value, "\(golden.fault)")
  }

  @Test func packedAndUnpackedAreBothRead() throws {
    var lists = Lists()
    lists.aInt32 = [1, 300, 2]
    #expect(lists.binary() == [10, 4, 1, 0xAC, 2, 2])
    #expect(try Lists(binary: [8, 1, 10, 3, 0xAC, 2, 2]) == lists)
    #expect(try Lists(binary: [10, 0, 8, 1, 8, 0xAC, 2, 8, 2]) == lists)
    #expect(try Unpacked(binary: [10, 4, 1, 0xAC, 2, 2]).aInt32 == [1, 300, 2])
    lists = Lists()
    lists.aString = ["", "a", ""]
    #expect(lists.binary() == [114, 0, 114, 1, 97, 114, 0])
    #expect(try Lists(binary: lists.binary()) == lists)
  }

  @Test func presenceKeepsZeros() throws {
    var value = Presences()
    value.aInt32 = 0
    value.aString = ""
    value.aGrade = .unspecified
    #expect(value.binary() == [8, 0, 114, 0, 0x80, 1, 0])
    #expect(try Presences(binary: [8, 0, 114, 0, 0x80, 1, 0]) == value)
  }

  @Test func theLastMemberOfAOneofWins() throws {
    #expect(try Choice(binary: [16, 1, 24, 2]).kind == .aInt64(2))
    #expect(try Choice(binary: [24, 2, 16, 1]).kind == .aInt32(1))
    #expect(try Choice(binary: [16, 0]).kind == .aInt32(0))
  }

  @Test func messagesMerge() throws {
    // Tree{name "a", children[{}]} twice, in a field, in a box and in a oneof.
    let inner: [UInt8] = [10, 1, 97, 34, 0]
    let other: [UInt8] = [34, 2, 10, 0]
    var tree = Tree()
    tree.name = "a"
    tree.children = [Tree(), Tree()]
    let boxed = try Tree(binary: [18, 5] + inner + [18, 4] + other)
    #expect(boxed.left == tree)
    let chosen = try Choice(binary: [0x92, 1, 5] + inner + [0x92, 1, 4] + other)
    #expect(chosen.kind == .aTree(tree))
    let times = try Familiar(binary: [10, 2, 8, 5, 10, 2, 16, 7])
    #expect(times.at == Timestamp(seconds: 5, nanos: 7))
  }

  @Test func lengthsArePatchedAtEveryBound() throws {
    for count in [0, 1, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 16_380, 16_383, 16_390] {
      var tree = Tree()
      for _ in 0..<4 {
        var outer = Tree()
        outer.left = tree
        outer.name = String(repeating: "x", count: count)
        tree = outer
      }
      #expect(try Tree(binary: tree.binary()) == tree)
    }
  }

  @Test func rowsAreWrittenFieldByField() throws {
    var encoder = BinaryEncoder(reserving: 1)
    encoder.string(1, "name")
    encoder.message(2) { $0.string(1, "") }
    encoder.message(4) { inner in
      inner.string(1, String(repeating: "가", count: 100))
      inner.message(3) { $0.string(1, "x") }
    }
    encoder.message(4, Tree())
    var tree = Tree()
    tree.name = "name"
    tree.left = Tree()
    var child = Tree()
    child.name = String(repeating: "가", count: 100)
    child.right = Tree()
    child.right?.name = "x"
    tree.children = [child, Tree()]
    #expect(encoder.finish() == tree.binary())
  }
}
