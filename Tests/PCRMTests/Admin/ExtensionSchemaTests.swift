import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct ExtensionSchemaTests {
  private static let put = "pcrm.v1.AdminService/PutExtensionSchema"

  private static func field(_ name: String, _ type: ExtensionType) -> ExtensionField {
    var field = ExtensionField()
    field.name = name
    field.type = type
    if type == .choice { field.choices = ["a", "b"] }
    return field
  }

  private static func request(
    _ fields: [ExtensionField], version: Int64 = 0
  ) -> PutExtensionSchemaRequest {
    var request = PutExtensionSchemaRequest()
    var schema = ExtensionSchema()
    schema.fields = fields
    schema.version = version
    request.schema = schema
    return request
  }

  /// Would catch a version that is lost, changed afterwards, or numbered wrongly.
  @Test func versions() throws {
    try withPCRM { pcrm in
      let none = GetExtensionSchemaRequest()
      #expect(
        try pcrm.admin.refused("pcrm.v1.AdminService/GetExtensionSchema", none)
          == Refusal(.notFound, "NOT_FOUND", "version"))
      let grade = Self.field("grade", .choice)
      let first: ExtensionSchema = try pcrm.admin.call(Self.put, Self.request([grade]))
      #expect(first.version == 1 && first.createTime == pcrm.clock.now())
      #expect(!first.createdBy.isEmpty)
      let note = Self.field("note", .text)
      let second: ExtensionSchema = try pcrm.admin.call(
        Self.put, Self.request([grade, note], version: 1))
      #expect(second.version == 2 && second.fields == [grade, note])
      #expect(
        try pcrm.admin.refused(Self.put, Self.request([], version: 1))
          == Refusal(.aborted, "VERSION_MISMATCH", "version"))
      for (asked, expected) in [(Int64(0), second), (1, first), (2, second)] {
        var get = GetExtensionSchemaRequest()
        get.version = asked
        let got: ExtensionSchema = try pcrm.admin.call(
          "pcrm.v1.AdminService/GetExtensionSchema", get)
        #expect(got == expected)
      }
      let list: ListExtensionSchemasResponse = try pcrm.admin.call(
        "pcrm.v1.AdminService/ListExtensionSchemas", ListExtensionSchemasRequest())
      #expect(list.schemas == [second, first] && list.nextPageToken.isEmpty)
    }
  }

  /// Would catch a type that changes under values that are stored, even by way of a version without the field.
  @Test func typesHoldForEver() throws {
    try withPCRM { pcrm in
      _ = try pcrm.admin.bytes(Self.put, Self.request([Self.field("grade", .integer)]).binary())
      _ = try pcrm.admin.bytes(Self.put, Self.request([]).binary())
      #expect(
        try pcrm.admin.refused(Self.put, Self.request([Self.field("grade", .text)]))
          == Refusal(.invalidArgument, "FIELD_MALFORMED", "schema.fields[0].type"))
    }
  }

  /// Each row would catch a rule that is not kept.
  @Test func refused() throws {
    func with(_ type: ExtensionType, _ change: (inout ExtensionField) -> Void) -> ExtensionField {
      var field = Self.field("grade", type)
      change(&field)
      return field
    }
    let rows: [(String, String, [ExtensionField])] = [
      ("FIELD_REQUIRED", "schema.fields[0].name", [with(.text) { $0.name = "" }]),
      ("FIELD_MALFORMED", "schema.fields[0].name", [with(.text) { $0.name = "Grade" }]),
      ("FIELD_REQUIRED", "schema.fields[0].type", [with(.unspecified) { _ in }]),
      (
        "FIELD_MALFORMED", "schema.fields[0].type",
        [with(ExtensionType(rawValue: 99)) { _ in }]
      ),
      ("FIELD_OUT_OF_RANGE", "schema.fields[0].max_length", [with(.text) { $0.maxLength = -1 }]),
      ("FIELD_MALFORMED", "schema.fields[0].max_length", [with(.date) { $0.maxLength = 1 }]),
      ("FIELD_REQUIRED", "schema.fields[0].choices", [with(.choice) { $0.choices = [] }]),
      ("FIELD_MALFORMED", "schema.fields[0].choices", [with(.text) { $0.choices = ["a"] }]),
      (
        "DUPLICATE_ITEM", "schema.fields[0].choices[1]",
        [with(.choice) { $0.choices = ["a", "a"] }]
      ),
      (
        "DUPLICATE_ITEM", "schema.fields[1].name",
        [Self.field("grade", .text), Self.field("grade", .text)]
      ),
      (
        "TOO_MANY_ITEMS", "schema.fields", (0...200).map { Self.field("f\($0)", .text) }
      ),
    ]
    try withPCRM { (pcrm) throws in
      for (reason, field, fields) in rows {
        #expect(
          try pcrm.admin.refused(Self.put, Self.request(fields))
            == Refusal(.invalidArgument, reason, field))
      }
    }
  }
}
