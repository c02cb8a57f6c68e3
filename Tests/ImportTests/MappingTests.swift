import Import
import PCRMModel
import Testing

@Suite struct MappingTests {
  struct Bad: Sendable, CustomTestStringConvertible {
    var catches: String
    var yaml: String
    var complaint: String
    var testDescription: String { catches }
  }

  static let bad: [Bad] = [
    Bad(catches: "text that is no YAML", yaml: "key: [", complaint: "mapping:"),
    Bad(catches: "no key", yaml: "columns: {a: tags}", complaint: "\"key\" is missing"),
    Bad(
      catches: "a key that no column fills", yaml: "key: k\ncolumns: {a: tags}",
      complaint: "no column has the field external_ids.k"),
    Bad(
      catches: "a word that nobody reads", yaml: "key: k\ncolums: {}",
      complaint: "line 2): \"colums\" is unknown"),
    Bad(
      catches: "a field that does not exist", yaml: "key: k\ncolumns:\n  a: nmaes.legal.full",
      complaint: "line 3, columns.a): field \"nmaes.legal.full\""),
    Bad(
      catches: "a part of a name that does not exist",
      yaml: "key: k\ncolumns: {a: names.legal.first}", complaint: "full, family, given"),
    Bad(
      catches: "a kind that does not exist", yaml: "key: k\ncolumns: {a: contact_points.pager}",
      complaint: "phone, mobile, email"),
    Bad(
      catches: "a type that does not exist",
      yaml: "key: k\ncolumns: {a: {field: extensions.x, type: float}}",
      complaint: "text, integer, decimal"),
    Bad(
      catches: "a choice without choices",
      yaml: "key: k\ncolumns: {a: {field: extensions.x, type: choice}}",
      complaint: "needs \"choices\""),
    Bad(
      catches: "a flag that is no flag",
      yaml: "key: k\ncolumns: {a: {field: tags, required: perhaps}}",
      complaint: "must be true or false"),
    Bad(
      catches: "an encoding that does not exist", yaml: "key: k\nencoding: utf-16\ncolumns: {}",
      complaint: "use auto, utf-8 or cp949"),
    Bad(
      catches: "a delimiter of two letters", yaml: "key: k\ndelimiter: \"||\"\ncolumns: {}",
      complaint: "must be one ASCII character"),
    Bad(
      catches: "a constant without a value",
      yaml: "key: k\nconstants: [{field: tags}]\ncolumns: {}",
      complaint: "a constant needs \"value\""),
  ]

  @Test(arguments: bad) func refuses(_ test: Bad) {
    do {
      _ = try Mapping(yaml: test.yaml)
      Issue.record("was taken")
    } catch {
      #expect(error.message.contains(test.complaint), "\(error.message)")
    }
  }

  @Test func readsShortAndLongRules() throws {
    let mapping = try Mapping(
      yaml: """
        key: member
        delimiter: ";"
        encoding: euc-kr
        unmapped: ignore
        columns:
          a: external_ids.member
          b: { field: extensions.plan, type: choice, choices: [x, y], title: Plan }
          c: { field: addresses.home#2.detail, label: summer }
        """)
    #expect(mapping.delimiter == UInt8(ascii: ";"))
    #expect(mapping.encoding == .cp949)
    #expect(mapping.unmapped == .ignore)
    #expect(mapping.columns.map(\.name) == ["a", "b", "c"])
    #expect(mapping.extensionFields.map(\.name) == ["plan"])
    #expect(mapping.extensionFields.first?.choices == ["x", "y"])
    #expect(mapping.columns.last?.rule.target == .address(group: "home#2", .home, .detail))
  }

  @Test func refusesAFileWithoutAMappedColumn() throws {
    let file = try TemporaryFile("no,other\n1,2\n")
    let mapping = try Mapping(yaml: "key: k\ncolumns: {no: external_ids.k, name: names.legal.full}")
    do {
      _ = try CSVImport(path: file.path, mapping: mapping)
      Issue.record("was taken")
    } catch {
      #expect(
        error.message.contains(
          "the column \"name\", which the file does not have; it has: no, other"))
    }
  }

  @Test func refusesColumnsThatItDoesNotNameWhenAsked() throws {
    let file = try TemporaryFile("no,other\n1,2\n")
    let mapping = try Mapping(yaml: "key: k\nunmapped: refuse\ncolumns: {no: external_ids.k}")
    #expect(throws: ImportFailure.self) { try CSVImport(path: file.path, mapping: mapping) }
  }

  @Test func refusesAColumnTwice() throws {
    let file = try TemporaryFile("no,no\n1,2\n")
    let mapping = try Mapping(yaml: "key: k\ncolumns: {no: external_ids.k}")
    #expect(throws: ImportFailure.self) { try CSVImport(path: file.path, mapping: mapping) }
  }

  @Test(arguments: [
    ("1980-03-22", CivilDate(1980, 3, 22)), ("19800322", CivilDate(1980, 3, 22)),
    ("1980.3.22", CivilDate(1980, 3, 22)), ("1980/03/22", CivilDate(1980, 3, 22)),
    ("1980. 3. 22.", CivilDate(1980, 3, 22)), ("1980년 3월 22일", CivilDate(1980, 3, 22)),
    ("2000-02-29", CivilDate(2000, 2, 29)),
  ])
  func readsDays(_ text: String, _ day: CivilDate) {
    #expect(DateText.parse(text) == day)
  }

  @Test(arguments: [
    "1900-02-29", "1980-13-01", "1980-00-10", "800322", "22-03-1980", "03/22/1980", "1980-03", "",
    "1980-03-22x", "19800322 ", "99999-01-01", "1980-3-222",
  ])
  func refusesDays(_ text: String) {
    #expect(DateText.parse(text).map { $0.day == 0 } ?? true, "\(text)")
  }
}
