import ProtobufCodec
import Testing

/// The JSON forms of the well-known types.
@Suite struct WellKnownTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0 as Int64, 0 as Int32), ("2000-02-29T23:59:59Z", 951_868_799, 0),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
    ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
    ("1969-12-31T23:59:59.500Z", -1, 500_000_000),
    ("2026-11-21T10:15:00.000001Z", 1_795_256_100, 1000),
    ("1900-03-01T00:00:00Z", -2_203_891_200, 0),
  ]) func timestamps(_ text: String, _ seconds: Int64, _ nanos: Int32) throws {
    let moment = Timestamp(seconds: seconds, nanos: nanos)
    #expect(moment.json() == "\"\(text)\"")
    #expect(try Timestamp(json: "\"\(text)\"") == moment)
  }

  @Test func timestampsInOtherForms() throws {
    let moment = Timestamp(seconds: 1_795_256_100, nanos: 250_000_000)
    for text in [
      "2026-11-21T19:15:00.25+09:00", "2026-11-21t10:15:00.250z",
      "2026-11-20T22:30:00.250000-11:45",
    ] {
      #expect(try Timestamp(json: "\"\(text)\"") == moment, "\(text)")
    }
  }

  @Test(arguments: [
    "2026-11-21", "2026-11-21T10:15:00", "2026-11-21 10:15:00Z", "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00.1234567890Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00Zx", "",
  ]) func timestampsThatAreNone(_ text: String) {
    let failure = #expect(throws: DecodingFailure.self) { try Timestamp(json: "\"\(text)\"") }
    #expect(failure?.code == .invalidValue)
  }

  @Test func everyDayOfFourCenturies() throws {
    var previous = ""
    for day in stride(from: -719_162 as Int64, to: -719_162 + 146_097 * 2, by: 1) {
      let moment = Timestamp(seconds: day * 86_400, nanos: 0)
      let text = try #require(moment.rfc3339)
      #expect(text > previous, "days are in order")
      #expect(Timestamp(rfc3339: text) == moment)
      previous = text
    }
  }

  @Test(arguments: [
    ("0s", 0 as Int64, 0 as Int32), ("1.500s", 1, 500_000_000), ("-1.500s", -1, -500_000_000),
    ("-0.001s", 0, -1_000_000), ("315576000000s", 315_576_000_000, 0), ("0.000000001s", 0, 1),
  ]) func durations(_ text: String, _ seconds: Int64, _ nanos: Int32) throws {
    let span = ProtoDuration(seconds: seconds, nanos: nanos)
    #expect(span.json() == "\"\(text)\"")
    #expect(try ProtoDuration(json: "\"\(text)\"") == span)
  }

  @Test(arguments: ["1", "s", "1.s", "--1s", "1.0000000001s", "315576000001s", "1e2s", "1s "])
  func durationsThatAreNone(_ text: String) {
    #expect(throws: DecodingFailure.self) { try ProtoDuration(json: "\"\(text)\"") }
  }

  @Test func masks() throws {
    let mask = FieldMask(paths: ["name", "birth_date.year"])
    #expect(mask.json() == #""name,birthDate.year""#)
    #expect(try FieldMask(json: #""name,birthDate.year""#) == mask)
    #expect(try FieldMask(json: #""name,birth_date.year""#) == mask)
    #expect(try FieldMask(json: #""""#) == FieldMask())
    #expect(throws: DecodingFailure.self) { try FieldMask(json: #""name,""#) }
  }

  @Test func whatTheFormsCannotSayIsWrittenAsAnObject() throws {
    let moment = Timestamp(seconds: 1, nanos: -1)
    #expect(moment.json() == #"{"seconds":"1","nanos":-1}"#)
    #expect(try Timestamp(json: moment.json()) == moment)
    let mask = FieldMask(paths: ["birthDate"])
    #expect(mask.json() == #"{"paths":["birthDate"]}"#)
    #expect(try FieldMask(json: mask.json()) == mask)
  }

  @Test func anyMessages() throws {
    var tree = Tree()
    tree.name = "x"
    let any = AnyMessage(tree)
    #expect(any.typeURL == "type.googleapis.com/pcrm.testing.Tree")
    #expect(try any.unpack(Tree.self) == tree)
    #expect(try any.unpack(Scalars.self) == nil)
    let json = any.json(types: [Tree.self])
    #expect(json == #"{"@type":"type.googleapis.com/pcrm.testing.Tree","name":"x"}"#)
    #expect(try AnyMessage(json: json, types: [Tree.self]) == any)
    let last = #"{"name":"x","@type":"type.googleapis.com/pcrm.testing.Tree"}"#
    #expect(try AnyMessage(json: last, types: [Tree.self]) == any)
    // A type that nobody told us of keeps its bytes.
    #expect(
      any.json() == #"{"@type":"type.googleapis.com/pcrm.testing.Tree","value":"CgF4"}"#)
    #expect(try AnyMessage(json: any.json()) == any)
    #expect(throws: DecodingFailure.self) { try AnyMessage(json: json) }
    #expect(throws: DecodingFailure.self) { try AnyMessage(json: #"{"name":"x"}"#) }
    #expect(throws: DecodingFailure.self) {
      try AnyMessage(json: #"{"@type":"a/pcrm.testing.Tree","nme":"x"}"#, types: [Tree.self])
    }
    let span = AnyMessage(ProtoDuration(seconds: 1, nanos: 0))
    let spanJSON = #"{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}"#
    #expect(span.json(types: [ProtoDuration.self]) == spanJSON)
    #expect(try AnyMessage(json: spanJSON, types: [ProtoDuration.self]) == span)
  }
}
