import PCRMTesting
import ProtobufCodec
import Testing

/// proto3 JSON, rule by rule.
@Suite struct JSONTests {
  @Test func names() throws {
    var value = Scalars()
    value.aInt32 = 1
    value.aString = "x"
    #expect(value.json() == #"{"aInt32":1,"aString":"x"}"#)
    #expect(try Scalars(json: #"{"aInt32":1,"aString":"x"}"#) == value)
    #expect(try Scalars(json: #" { "a_string" : "x" , "a_int32" : 1 } "#) == value)
    #expect(try Scalars(json: #"{"a\u0049nt32":1,"aString":"x"}"#) == value)
    #expect(try Wide(json: #"{"f80":2,"f1":1,"f79":3}"#).f80 == 2)
  }

  @Test func pretty() throws {
    var tree = Tree()
    tree.name = "n"
    tree.children = [Tree(), Tree()]
    #expect(
      tree.json(pretty: true) == """
        {
          "name": "n",
          "children": [
            {},
            {}
          ]
        }
        """)
    #expect(Tree().json(pretty: true) == "{}")
    #expect(Tree().json(alwaysPrintZeros: true) == #"{"name":"","children":[]}"#)
  }

  struct Read: Sendable, CustomTestStringConvertible {
    let json: String
    let value: Scalars

    init(_ json: String, _ set: (inout Scalars) -> Void) {
      self.json = json
      var value = Scalars()
      set(&value)
      self.value = value
    }

    var testDescription: String { json }
  }

  static let read: [Read] = [
    Read(#"{"aInt32":"7"}"#) { $0.aInt32 = 7 },
    Read(#"{"aInt32":1e2}"#) { $0.aInt32 = 100 },
    Read(#"{"aInt32":"1.5e1"}"#) { $0.aInt32 = 15 },
    Read(#"{"aInt32":100.000}"#) { $0.aInt32 = 100 },
    Read(#"{"aInt32":-0}"#) { _ in },
    Read(#"{"aInt32":0e999999999999}"#) { _ in },
    Read(#"{"aInt32":20000e-4}"#) { $0.aInt32 = 2 },
    Read(#"{"aInt32":-2147483648}"#) { $0.aInt32 = .min },
    Read(#"{"aInt64":"-9223372036854775808"}"#) { $0.aInt64 = .min },
    Read(#"{"aInt64":9223372036854775807}"#) { $0.aInt64 = .max },
    Read(#"{"aUint64":"18446744073709551615"}"#) { $0.aUInt64 = .max },
    Read(#"{"aUint64":1.8446744073709551615e19}"#) { $0.aUInt64 = .max },
    Read(#"{"aDouble":"NaN"}"#) { $0.aDouble = .nan },
    Read(#"{"aDouble":"-Infinity"}"#) { $0.aDouble = -.infinity },
    Read(#"{"aDouble":"1.5"}"#) { $0.aDouble = 1.5 },
    Read(#"{"aDouble":1e308}"#) { $0.aDouble = 1e308 },
    Read(#"{"aDouble":-0.0}"#) { $0.aDouble = -0.0 },
    Read(#"{"aFloat":3.4028235e38}"#) { $0.aFloat = .greatestFiniteMagnitude },
    Read(#"{"aBool":true}"#) { $0.aBool = true },
    Read(#"{"aBool":null,"aString":null,"aBytes":null,"aGrade":null}"#) { _ in },
    Read(#"{"aString":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000"}"#) {
      $0.aString = "\"\\/\u{8}\u{C}\n\r\té😀\0"
    },
    Read(#"{"aBytes":"+/8="}"#) { $0.aBytes = [0xFB, 0xFF] },
    Read(#"{"aBytes":"-_8"}"#) { $0.aBytes = [0xFB, 0xFF] },
    Read(#"{"aGrade":"GRADE_BELOW"}"#) { $0.aGrade = .below },
    Read(#"{"aGrade":2}"#) { $0.aGrade = .high },
    Read(#"{"aGrade":12345}"#) { $0.aGrade = Grade(rawValue: 12345) },
  ]

  @Test(arguments: read) func reads(_ input: Read) throws {
    #expect(try Scalars(json: input.json).binary() == input.value.binary())
    #expect(try Scalars(json: input.value.json()).binary() == input.value.binary())
  }

  @Test func writesNumbersAsTheContractSays() {
    var value = Scalars()
    value.aInt64 = -1
    value.aUInt64 = .max
    value.aFixed64 = 3
    value.aFloat = 0.1
    value.aDouble = 100
    value.aBytes = [0xFB, 0xFF]
    value.aGrade = .low
    #expect(
      value.json()
        == #"{"aInt64":"-1","aUint64":"18446744073709551615","aFixed64":"3","aFloat":0.1,"#
        + #""aDouble":100,"aBytes":"+/8=","aGrade":"GRADE_LOW"}"#)
    value = Scalars()
    value.aGrade = Grade(rawValue: 77)
    value.aFloat = .infinity
    value.aDouble = .nan
    #expect(value.json() == #"{"aFloat":"Infinity","aDouble":"NaN","aGrade":77}"#)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let json: String
    let code: DecodingFailure.Code
    let path: String

    init(_ json: String, _ code: DecodingFailure.Code, _ path: String = "") {
      self.json = json
      self.code = code
      self.path = path
    }

    var testDescription: String { json }
  }

  static let refused: [Refused] = [
    Refused("", .truncated),
    Refused("null", .wrongType),
    Refused("[]", .wrongType),
    Refused("{", .truncated),
    Refused("{} {}", .malformed),
    Refused(#"{"aInt32":1,}"#, .malformed),
    Refused(#"{,"aInt32":1}"#, .malformed),
    Refused(#"{"aInt32":1 "aBool":true}"#, .malformed),
    Refused(#"{aInt32:1}"#, .malformed),
    Refused(#"{"aInt32" 1}"#, .malformed),
    Refused(#"{"other":1}"#, .unknownField, "other"),
    Refused(#"{"aint32":1}"#, .unknownField, "aint32"),
    Refused(#"{"aInt32":1,"aInt32":1}"#, .duplicateField, "a_int32"),
    Refused(#"{"aInt32":1,"a_int32":1}"#, .duplicateField, "a_int32"),
    Refused(#"{"aInt32":null,"aBool":true,"aInt32":1}"#, .duplicateField, "a_int32"),
    Refused(#"{"aInt32":1.5}"#, .invalidValue, "a_int32"),
    Refused(#"{"aInt32":1e-1}"#, .invalidValue, "a_int32"),
    Refused(#"{"aInt32":2147483648}"#, .outOfRange, "a_int32"),
    Refused(#"{"aInt32":1e10}"#, .outOfRange, "a_int32"),
    Refused(#"{"aInt32":1e999999999999999999999}"#, .outOfRange, "a_int32"),
    Refused(#"{"aUint32":-1}"#, .outOfRange, "a_uint32"),
    Refused(#"{"aUint64":18446744073709551616}"#, .outOfRange, "a_uint64"),
    Refused(#"{"aInt32":01}"#, .malformed, "a_int32"),
    Refused(#"{"aInt32":+1}"#, .wrongType, "a_int32"),
    Refused(#"{"aInt32":1.}"#, .malformed, "a_int32"),
    Refused(#"{"aInt32":" 1"}"#, .wrongType, "a_int32"),
    Refused(#"{"aInt32":""}"#, .wrongType, "a_int32"),
    Refused(#"{"aInt32":true}"#, .wrongType, "a_int32"),
    Refused(#"{"aInt32":[1]}"#, .wrongType, "a_int32"),
    Refused(#"{"aDouble":1e309}"#, .outOfRange, "a_double"),
    Refused(#"{"aFloat":1e39}"#, .outOfRange, "a_float"),
    Refused(#"{"aDouble":"inf"}"#, .wrongType, "a_double"),
    Refused(#"{"aDouble":NaN}"#, .wrongType, "a_double"),
    Refused(#"{"aBool":1}"#, .wrongType, "a_bool"),
    Refused(#"{"aBool":"true"}"#, .wrongType, "a_bool"),
    Refused(#"{"aString":5}"#, .wrongType, "a_string"),
    Refused(#"{"aString":"\ud800"}"#, .malformed, "a_string"),
    Refused(#"{"aString":"\ud800\u0041"}"#, .malformed, "a_string"),
    Refused(#"{"aString":"\udc00\ud800"}"#, .malformed, "a_string"),
    Refused(#"{"aString":"\x"}"#, .malformed, "a_string"),
    Refused(#"{"aString":"\u12"}"#, .malformed, "a_string"),
    Refused("{\"aString\":\"a\nb\"}", .malformed, "a_string"),
    Refused(#"{"aString":"abc}"#, .truncated, "a_string"),
    Refused(#"{"aString":"abc\"}"#, .truncated, "a_string"),
    Refused(#"{"aBytes":"a"}"#, .invalidValue, "a_bytes"),
    Refused(#"{"aBytes":"ab=c"}"#, .invalidValue, "a_bytes"),
    Refused(#"{"aBytes":"+/9="}"#, .invalidValue, "a_bytes"),
    Refused(#"{"aBytes":"a b="}"#, .invalidValue, "a_bytes"),
    Refused(#"{"aGrade":"GRADE_OTHER"}"#, .invalidValue, "a_grade"),
    Refused(#"{"aGrade":1.5}"#, .invalidValue, "a_grade"),
  ]

  @Test(arguments: refused) func refuses(_ input: Refused) {
    let failure = #expect(throws: DecodingFailure.self) { try Scalars(json: input.json) }
    #expect(failure?.code == input.code)
    #expect(failure?.path == input.path)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    let bytes = Array(#"{"aString":"x"}"#.utf8).map { $0 == UInt8(ascii: "x") ? 0xFF : $0 }
    let failure = #expect(throws: DecodingFailure.self) { try Scalars(json: bytes) }
    #expect(failure?.code == .invalidUTF8)
  }

  @Test func unknownFieldsArePassedOverWhenAsked() throws {
    let json = #"""
      {"x":{"a":[1,-2.5e3,{"b":null}],"c":"\u00e9"},"aInt32":5,"y":true,"aGrade":"GRADE_NEW","z":[]}
      """#
    let value = try Scalars(json: json, ignoringUnknownFields: true)
    #expect(value.aInt32 == 5)
    #expect(value.aGrade == .unspecified)
    let lists = try Lists(
      json: #"{"aGrade":["GRADE_LOW","GRADE_NEW",2]}"#, ignoringUnknownFields: true)
    #expect(lists.aGrade == [.low, .high])
  }

  @Test func listsAndNull() throws {
    #expect(try Lists(json: #"{"aInt32":null}"#).aInt32.isEmpty)
    #expect(try Lists(json: #"{"aInt32":[]}"#).aInt32.isEmpty)
    #expect(try Lists(json: #"{"aInt32":[1,"2",3e0]}"#).aInt32 == [1, 2, 3])
    let failure = #expect(throws: DecodingFailure.self) {
      try Lists(json: #"{"aInt32":[1,null]}"#)
    }
    #expect(failure?.path == "a_int32[1]")
    #expect(throws: DecodingFailure.self) { try Lists(json: #"{"aInt32":[1,]}"#) }
    #expect(throws: DecodingFailure.self) { try Lists(json: #"{"aInt32":1}"#) }
    #expect(throws: DecodingFailure.self) { try Tree(json: #"{"children":[null]}"#) }
  }

  @Test func oneofsTakeOneMember() throws {
    #expect(try Choice(json: #"{"aInt32":0}"#).kind == .aInt32(0))
    #expect(try Choice(json: #"{"aInt32":null,"aBool":false}"#).kind == .aBool(false))
    let failure = #expect(throws: DecodingFailure.self) {
      try Choice(json: #"{"aInt32":1,"aBool":true}"#)
    }
    #expect(failure?.code == .duplicateField)
    #expect(failure?.path == "a_bool")
    #expect(try Presences(json: #"{"aInt32":0}"#).aInt32 == 0)
    #expect(try Presences(json: #"{"aInt32":null}"#).aInt32 == nil)
    #expect(Presences().json(alwaysPrintZeros: true) == "{}")
  }

  @Test func keysWithATypeOfTheirOwn() throws {
    let keyed = try Keyed(json: #"{"key":"ABCD","keys":["EFGH",""],"otherKey":""}"#)
    #expect(keyed.key == Key("ABCD"))
    #expect(keyed.keys == [Key("EFGH"), Key()])
    #expect(keyed.otherKey == Key())
    let failure = #expect(throws: DecodingFailure.self) { try Keyed(json: #"{"keys":["abcd"]}"#) }
    #expect(failure?.path == "keys[0]")
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"children":["#, count: depth - 1) + "{}"
        + String(repeating: "]}", count: depth - 1)
    }
    _ = try Tree(json: nested(32))
    let failure = #expect(throws: DecodingFailure.self) { try Tree(json: nested(33)) }
    #expect(failure?.code == .tooDeep)
    let arrays = String(repeating: "[", count: 100_000)
    let unknown = #expect(throws: DecodingFailure.self) {
      try Tree(json: #"{"x":"# + arrays, ignoringUnknownFields: true)
    }
    #expect(unknown?.code == .tooDeep)
  }

  /// Texts changed at random are read or refused; what is read survives another round.
  @Test func changedTextsNeverTrap() throws {
    var random = SeededRandom(seed: 13)
    let originals = Self.read.map { Array($0.json.utf8) }
    let marks = Array(#"{}[]",:\u0-+.eE1null "#.utf8)
    for _ in 0..<20_000 {
      var bytes = random.pick(originals)
      for _ in 0...random.next() % 3 {
        let place = Int(random.next() % UInt64(bytes.count))
        if random.once(in: 2) { bytes[place] = random.pick(marks) } else { bytes.remove(at: place) }
      }
      for ignores in [false, true] {
        guard let value = try? Scalars(json: bytes, ignoringUnknownFields: ignores) else {
          continue
        }
        #expect(try Scalars(json: value.json()).binary() == value.binary())
      }
    }
  }
}
