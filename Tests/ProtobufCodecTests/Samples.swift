// The messages of samples.proto, in its order.
import ProtobufCodec

struct Grade: OpenEnum {
  var rawValue: Int32

  static let unspecified = Grade(rawValue: 0)
  static let low = Grade(rawValue: 1)
  static let high = Grade(rawValue: 2)
  static let below = Grade(rawValue: -1)
  static let far = Grade(rawValue: .max)

  static var protoName: String { "pcrm.testing.Grade" }
  static var names: [(Int32, String)] {
    [
      (0, "GRADE_UNSPECIFIED"), (1, "GRADE_LOW"), (2, "GRADE_HIGH"), (-1, "GRADE_BELOW"),
      (.max, "GRADE_FAR"),
    ]
  }
}

/// Every scalar type, without presence.
struct Scalars: Message {
  var aInt32: Int32 = 0
  var aInt64: Int64 = 0
  var aUInt32: UInt32 = 0
  var aUInt64: UInt64 = 0
  var aSInt32: Int32 = 0
  var aSInt64: Int64 = 0
  var aFixed32: UInt32 = 0
  var aFixed64: UInt64 = 0
  var aSFixed32: Int32 = 0
  var aSFixed64: Int64 = 0
  var aFloat: Float = 0
  var aDouble: Double = 0
  var aBool: Bool = false
  var aString: String = ""
  var aBytes: [UInt8] = []
  var aGrade = Grade.unspecified

  static var protoName: String { "pcrm.testing.Scalars" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "a_int32", &aInt32)
    try c.int64(2, "a_int64", &aInt64)
    try c.uint32(3, "a_uint32", &aUInt32)
    try c.uint64(4, "a_uint64", &aUInt64)
    try c.sint32(5, "a_sint32", &aSInt32)
    try c.sint64(6, "a_sint64", &aSInt64)
    try c.fixed32(7, "a_fixed32", &aFixed32)
    try c.fixed64(8, "a_fixed64", &aFixed64)
    try c.sfixed32(9, "a_sfixed32", &aSFixed32)
    try c.sfixed64(10, "a_sfixed64", &aSFixed64)
    try c.float(11, "a_float", &aFloat)
    try c.double(12, "a_double", &aDouble)
    try c.bool(13, "a_bool", &aBool)
    try c.string(14, "a_string", &aString)
    try c.bytes(15, "a_bytes", &aBytes)
    try c.enumeration(16, "a_grade", &aGrade)
  }
}

/// Every scalar type, with presence.
struct Presences: Message {
  var aInt32: Int32?
  var aInt64: Int64?
  var aUInt32: UInt32?
  var aUInt64: UInt64?
  var aSInt32: Int32?
  var aSInt64: Int64?
  var aFixed32: UInt32?
  var aFixed64: UInt64?
  var aSFixed32: Int32?
  var aSFixed64: Int64?
  var aFloat: Float?
  var aDouble: Double?
  var aBool: Bool?
  var aString: String?
  var aBytes: [UInt8]?
  var aGrade: Grade?

  static var protoName: String { "pcrm.testing.Presences" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "a_int32", &aInt32)
    try c.int64(2, "a_int64", &aInt64)
    try c.uint32(3, "a_uint32", &aUInt32)
    try c.uint64(4, "a_uint64", &aUInt64)
    try c.sint32(5, "a_sint32", &aSInt32)
    try c.sint64(6, "a_sint64", &aSInt64)
    try c.fixed32(7, "a_fixed32", &aFixed32)
    try c.fixed64(8, "a_fixed64", &aFixed64)
    try c.sfixed32(9, "a_sfixed32", &aSFixed32)
    try c.sfixed64(10, "a_sfixed64", &aSFixed64)
    try c.float(11, "a_float", &aFloat)
    try c.double(12, "a_double", &aDouble)
    try c.bool(13, "a_bool", &aBool)
    try c.string(14, "a_string", &aString)
    try c.bytes(15, "a_bytes", &aBytes)
    try c.enumeration(16, "a_grade", &aGrade)
  }
}

/// Lists of every scalar type, packed where proto3 packs.
struct Lists: Message {
  var aInt32: [Int32] = []
  var aInt64: [Int64] = []
  var aUInt32: [UInt32] = []
  var aUInt64: [UInt64] = []
  var aSInt32: [Int32] = []
  var aSInt64: [Int64] = []
  var aFixed32: [UInt32] = []
  var aFixed64: [UInt64] = []
  var aSFixed32: [Int32] = []
  var aSFixed64: [Int64] = []
  var aFloat: [Float] = []
  var aDouble: [Double] = []
  var aBool: [Bool] = []
  var aString: [String] = []
  var aBytes: [[UInt8]] = []
  var aGrade: [Grade] = []

  static var protoName: String { "pcrm.testing.Lists" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "a_int32", &aInt32)
    try c.int64(2, "a_int64", &aInt64)
    try c.uint32(3, "a_uint32", &aUInt32)
    try c.uint64(4, "a_uint64", &aUInt64)
    try c.sint32(5, "a_sint32", &aSInt32)
    try c.sint64(6, "a_sint64", &aSInt64)
    try c.fixed32(7, "a_fixed32", &aFixed32)
    try c.fixed64(8, "a_fixed64", &aFixed64)
    try c.sfixed32(9, "a_sfixed32", &aSFixed32)
    try c.sfixed64(10, "a_sfixed64", &aSFixed64)
    try c.float(11, "a_float", &aFloat)
    try c.double(12, "a_double", &aDouble)
    try c.bool(13, "a_bool", &aBool)
    try c.string(14, "a_string", &aString)
    try c.bytes(15, "a_bytes", &aBytes)
    try c.enumeration(16, "a_grade", &aGrade)
  }
}

/// Lists of every type that packs, unpacked.
struct Unpacked: Message {
  var aInt32: [Int32] = []
  var aInt64: [Int64] = []
  var aUInt32: [UInt32] = []
  var aUInt64: [UInt64] = []
  var aSInt32: [Int32] = []
  var aSInt64: [Int64] = []
  var aFixed32: [UInt32] = []
  var aFixed64: [UInt64] = []
  var aSFixed32: [Int32] = []
  var aSFixed64: [Int64] = []
  var aFloat: [Float] = []
  var aDouble: [Double] = []
  var aBool: [Bool] = []
  var aGrade: [Grade] = []

  static var protoName: String { "pcrm.testing.Unpacked" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "a_int32", &aInt32, packed: false)
    try c.int64(2, "a_int64", &aInt64, packed: false)
    try c.uint32(3, "a_uint32", &aUInt32, packed: false)
    try c.uint64(4, "a_uint64", &aUInt64, packed: false)
    try c.sint32(5, "a_sint32", &aSInt32, packed: false)
    try c.sint64(6, "a_sint64", &aSInt64, packed: false)
    try c.fixed32(7, "a_fixed32", &aFixed32, packed: false)
    try c.fixed64(8, "a_fixed64", &aFixed64, packed: false)
    try c.sfixed32(9, "a_sfixed32", &aSFixed32, packed: false)
    try c.sfixed64(10, "a_sfixed64", &aSFixed64, packed: false)
    try c.float(11, "a_float", &aFloat, packed: false)
    try c.double(12, "a_double", &aDouble, packed: false)
    try c.bool(13, "a_bool", &aBool, packed: false)
    try c.enumeration(16, "a_grade", &aGrade, packed: false)
  }
}

/// A message that holds itself.
struct Tree: Message {
  var name = ""
  @Indirect var left: Tree?
  @Indirect var right: Tree?
  var children: [Tree] = []

  static var protoName: String { "pcrm.testing.Tree" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "name", &name)
    try c.message(2, "left", &_left)
    try c.message(3, "right", &_right)
    try c.message(4, "children", &children)
  }
}

/// A oneof with members of every type.
struct Choice: Message {
  var before = ""
  var kind: Kind?
  var after = ""

  indirect enum Kind: Sendable, Equatable {
    case aInt32(Int32)
    case aInt64(Int64)
    case aUInt32(UInt32)
    case aUInt64(UInt64)
    case aSInt32(Int32)
    case aSInt64(Int64)
    case aFixed32(UInt32)
    case aFixed64(UInt64)
    case aSFixed32(Int32)
    case aSFixed64(Int64)
    case aFloat(Float)
    case aDouble(Double)
    case aBool(Bool)
    case aString(String)
    case aBytes([UInt8])
    case aGrade(Grade)
    case aTree(Tree)
    case aChoice(Choice)
    case aKey(Key)
  }

  static var protoName: String { "pcrm.testing.Choice" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "before", &before)
    try c.oneofInt32(
      2, "a_int32", &kind, { if case .aInt32(let v)? = $0 { v } else { nil } }, Kind.aInt32)
    try c.oneofInt64(
      3, "a_int64", &kind, { if case .aInt64(let v)? = $0 { v } else { nil } }, Kind.aInt64)
    try c.oneofUInt32(
      4, "a_uint32", &kind, { if case .aUInt32(let v)? = $0 { v } else { nil } }, Kind.aUInt32)
    try c.oneofUInt64(
      5, "a_uint64", &kind, { if case .aUInt64(let v)? = $0 { v } else { nil } }, Kind.aUInt64)
    try c.oneofSInt32(
      6, "a_sint32", &kind, { if case .aSInt32(let v)? = $0 { v } else { nil } }, Kind.aSInt32)
    try c.oneofSInt64(
      7, "a_sint64", &kind, { if case .aSInt64(let v)? = $0 { v } else { nil } }, Kind.aSInt64)
    try c.oneofFixed32(
      8, "a_fixed32", &kind, { if case .aFixed32(let v)? = $0 { v } else { nil } }, Kind.aFixed32)
    try c.oneofFixed64(
      9, "a_fixed64", &kind, { if case .aFixed64(let v)? = $0 { v } else { nil } }, Kind.aFixed64)
    try c.oneofSFixed32(
      10, "a_sfixed32", &kind, { if case .aSFixed32(let v)? = $0 { v } else { nil } },
      Kind.aSFixed32)
    try c.oneofSFixed64(
      11, "a_sfixed64", &kind, { if case .aSFixed64(let v)? = $0 { v } else { nil } },
      Kind.aSFixed64)
    try c.oneofFloat(
      12, "a_float", &kind, { if case .aFloat(let v)? = $0 { v } else { nil } }, Kind.aFloat)
    try c.oneofDouble(
      13, "a_double", &kind, { if case .aDouble(let v)? = $0 { v } else { nil } }, Kind.aDouble)
    try c.oneofBool(
      14, "a_bool", &kind, { if case .aBool(let v)? = $0 { v } else { nil } }, Kind.aBool)
    try c.oneofString(
      15, "a_string", &kind, { if case .aString(let v)? = $0 { v } else { nil } }, Kind.aString)
    try c.oneofBytes(
      16, "a_bytes", &kind, { if case .aBytes(let v)? = $0 { v } else { nil } }, Kind.aBytes)
    try c.oneofEnumeration(
      17, "a_grade", &kind, { if case .aGrade(let v)? = $0 { v } else { nil } }, Kind.aGrade)
    try c.oneof(
      18, "a_tree", &kind, { if case .aTree(let v)? = $0 { v } else { nil } }, Kind.aTree)
    try c.oneof(
      19, "a_choice", &kind, { if case .aChoice(let v)? = $0 { v } else { nil } }, Kind.aChoice)
    try c.oneofText(
      20, "a_key", &kind, { if case .aKey(let v)? = $0 { v } else { nil } }, Kind.aKey)
    try c.string(21, "after", &after)
  }
}

/// The well-known types.
struct Familiar: Message {
  var at: Timestamp?
  var span: ProtoDuration?
  var mask: FieldMask?
  var nothing: Empty?
  var detail: AnyMessage?
  var times: [Timestamp] = []
  var spans: [ProtoDuration] = []
  var details: [AnyMessage] = []

  static var protoName: String { "pcrm.testing.Familiar" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(1, "at", &at)
    try c.message(2, "span", &span)
    try c.message(3, "mask", &mask)
    try c.message(4, "nothing", &nothing)
    try c.message(5, "detail", &detail)
    try c.message(6, "times", &times)
    try c.message(7, "spans", &spans)
    try c.message(8, "details", &details)
  }
}

/// Texts with a Swift type of their own.
struct Keyed: Message {
  var key = Key()
  var keys: [Key] = []
  var otherKey: Key?

  static var protoName: String { "pcrm.testing.Keyed" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.text(1, "key", &key)
    try c.text(2, "keys", &keys)
    try c.text(3, "other_key", &otherKey)
  }
}

/// Numbers at the bounds of a tag's length.
struct Numbered: Message {
  var one = ""
  var fifteen: Int32 = 0
  var sixteen: Int32 = 0
  var thirtyOne = ""
  var thirtyTwo = ""
  @Indirect var nested: Numbered?
  var list: [Int32] = []
  var last = ""

  static var protoName: String { "pcrm.testing.Numbered" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.string(1, "one", &one)
    try c.int32(15, "fifteen", &fifteen)
    try c.int32(16, "sixteen", &sixteen)
    try c.string(31, "thirty_one", &thirtyOne)
    try c.string(32, "thirty_two", &thirtyTwo)
    try c.message(2047, "two_thousand_and_forty_seven", &_nested)
    try c.int32(2048, "two_thousand_and_forty_eight", &list)
    try c.string(536_870_911, "last", &last)
  }
}

/// More fields than fit a word's bits.
struct Wide: Message {
  var f1: Int32 = 0
  var f2: Int32 = 0
  var f3: Int32 = 0
  var f4: Int32 = 0
  var f5: Int32 = 0
  var f6: Int32 = 0
  var f7: Int32 = 0
  var f8: Int32 = 0
  var f9: Int32 = 0
  var f10: Int32 = 0
  var f11: Int32 = 0
  var f12: Int32 = 0
  var f13: Int32 = 0
  var f14: Int32 = 0
  var f15: Int32 = 0
  var f16: Int32 = 0
  var f17: Int32 = 0
  var f18: Int32 = 0
  var f19: Int32 = 0
  var f20: Int32 = 0
  var f21: Int32 = 0
  var f22: Int32 = 0
  var f23: Int32 = 0
  var f24: Int32 = 0
  var f25: Int32 = 0
  var f26: Int32 = 0
  var f27: Int32 = 0
  var f28: Int32 = 0
  var f29: Int32 = 0
  var f30: Int32 = 0
  var f31: Int32 = 0
  var f32: Int32 = 0
  var f33: Int32 = 0
  var f34: Int32 = 0
  var f35: Int32 = 0
  var f36: Int32 = 0
  var f37: Int32 = 0
  var f38: Int32 = 0
  var f39: Int32 = 0
  var f40: Int32 = 0
  var f41: Int32 = 0
  var f42: Int32 = 0
  var f43: Int32 = 0
  var f44: Int32 = 0
  var f45: Int32 = 0
  var f46: Int32 = 0
  var f47: Int32 = 0
  var f48: Int32 = 0
  var f49: Int32 = 0
  var f50: Int32 = 0
  var f51: Int32 = 0
  var f52: Int32 = 0
  var f53: Int32 = 0
  var f54: Int32 = 0
  var f55: Int32 = 0
  var f56: Int32 = 0
  var f57: Int32 = 0
  var f58: Int32 = 0
  var f59: Int32 = 0
  var f60: Int32 = 0
  var f61: Int32 = 0
  var f62: Int32 = 0
  var f63: Int32 = 0
  var f64: Int32 = 0
  var f65: Int32 = 0
  var f66: Int32 = 0
  var f67: Int32 = 0
  var f68: Int32 = 0
  var f69: Int32 = 0
  var f70: Int32 = 0
  var f71: Int32 = 0
  var f72: Int32 = 0
  var f73: Int32 = 0
  var f74: Int32 = 0
  var f75: Int32 = 0
  var f76: Int32 = 0
  var f77: Int32 = 0
  var f78: Int32 = 0
  var f79: Int32 = 0
  var f80: Int32 = 0

  static var protoName: String { "pcrm.testing.Wide" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "f1", &f1)
    try c.int32(2, "f2", &f2)
    try c.int32(3, "f3", &f3)
    try c.int32(4, "f4", &f4)
    try c.int32(5, "f5", &f5)
    try c.int32(6, "f6", &f6)
    try c.int32(7, "f7", &f7)
    try c.int32(8, "f8", &f8)
    try c.int32(9, "f9", &f9)
    try c.int32(10, "f10", &f10)
    try c.int32(11, "f11", &f11)
    try c.int32(12, "f12", &f12)
    try c.int32(13, "f13", &f13)
    try c.int32(14, "f14", &f14)
    try c.int32(15, "f15", &f15)
    try c.int32(16, "f16", &f16)
    try c.int32(17, "f17", &f17)
    try c.int32(18, "f18", &f18)
    try c.int32(19, "f19", &f19)
    try c.int32(20, "f20", &f20)
    try c.int32(21, "f21", &f21)
    try c.int32(22, "f22", &f22)
    try c.int32(23, "f23", &f23)
    try c.int32(24, "f24", &f24)
    try c.int32(25, "f25", &f25)
    try c.int32(26, "f26", &f26)
    try c.int32(27, "f27", &f27)
    try c.int32(28, "f28", &f28)
    try c.int32(29, "f29", &f29)
    try c.int32(30, "f30", &f30)
    try c.int32(31, "f31", &f31)
    try c.int32(32, "f32", &f32)
    try c.int32(33, "f33", &f33)
    try c.int32(34, "f34", &f34)
    try c.int32(35, "f35", &f35)
    try c.int32(36, "f36", &f36)
    try c.int32(37, "f37", &f37)
    try c.int32(38, "f38", &f38)
    try c.int32(39, "f39", &f39)
    try c.int32(40, "f40", &f40)
    try c.int32(41, "f41", &f41)
    try c.int32(42, "f42", &f42)
    try c.int32(43, "f43", &f43)
    try c.int32(44, "f44", &f44)
    try c.int32(45, "f45", &f45)
    try c.int32(46, "f46", &f46)
    try c.int32(47, "f47", &f47)
    try c.int32(48, "f48", &f48)
    try c.int32(49, "f49", &f49)
    try c.int32(50, "f50", &f50)
    try c.int32(51, "f51", &f51)
    try c.int32(52, "f52", &f52)
    try c.int32(53, "f53", &f53)
    try c.int32(54, "f54", &f54)
    try c.int32(55, "f55", &f55)
    try c.int32(56, "f56", &f56)
    try c.int32(57, "f57", &f57)
    try c.int32(58, "f58", &f58)
    try c.int32(59, "f59", &f59)
    try c.int32(60, "f60", &f60)
    try c.int32(61, "f61", &f61)
    try c.int32(62, "f62", &f62)
    try c.int32(63, "f63", &f63)
    try c.int32(64, "f64", &f64)
    try c.int32(65, "f65", &f65)
    try c.int32(66, "f66", &f66)
    try c.int32(67, "f67", &f67)
    try c.int32(68, "f68", &f68)
    try c.int32(69, "f69", &f69)
    try c.int32(70, "f70", &f70)
    try c.int32(71, "f71", &f71)
    try c.int32(72, "f72", &f72)
    try c.int32(73, "f73", &f73)
    try c.int32(74, "f74", &f74)
    try c.int32(75, "f75", &f75)
    try c.int32(76, "f76", &f76)
    try c.int32(77, "f77", &f77)
    try c.int32(78, "f78", &f78)
    try c.int32(79, "f79", &f79)
    try c.int32(80, "f80", &f80)
  }
}

/// A message that keeps what it does not know; it knows two fields of `Scalars`.
struct Keeper: Message {
  var aInt32: Int32 = 0
  var aString = ""
  var unknown = UnknownFields()

  static var protoName: String { "pcrm.testing.Keeper" }

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.int32(1, "a_int32", &aInt32)
    try c.string(14, "a_string", &aString)
    try c.unknown(&unknown)
  }
}

/// A text scalar of four capital letters, inline.
struct Key: TextScalar, Hashable {
  private var letters: UInt32 = 0

  init() {}

  init?(utf8: UnsafeRawBufferPointer) {
    guard utf8.count == 4, utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return nil }
    letters = utf8.loadUnaligned(as: UInt32.self)
  }

  init?(_ text: String) {
    var text = text
    guard let key = text.withUTF8({ Key(utf8: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = key
  }

  var isEmpty: Bool { letters == 0 }
  var utf8Count: Int { isEmpty ? 0 : 4 }

  func write(utf8: UnsafeMutableRawPointer) {
    if !isEmpty { utf8.storeBytes(of: letters, as: UInt32.self) }
  }

  static var expectation: String { "four capital letters" }
}
