import Import
import PCRMCore
import Testing

/// Dialects of delimited text: each case names the fault it would catch.
@Suite struct CSVParserTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var catches: String
    var text: String
    var records: [[String]]
    var testDescription: String { catches }
  }

  static let cases: [Case] = [
    Case(
      catches: "no line end at the end drops the last record", text: "a,b\n1,2",
      records: [["a", "b"], ["1", "2"]]),
    Case(
      catches: "CR LF leaves a CR in the last field", text: "a,b\r\n1,2\r\n",
      records: [["a", "b"], ["1", "2"]]),
    Case(
      catches: "an old Mac's CR is no line end", text: "a,b\r1,2\r",
      records: [["a", "b"], ["1", "2"]]),
    Case(
      catches: "CR CR LF makes an empty record", text: "a\r\r\nb\r\r\n", records: [["a"], ["b"]]),
    Case(catches: "a quoted comma splits a field", text: "\"a,b\",c\n", records: [["a,b", "c"]]),
    Case(
      catches: "a quoted line end splits a record", text: "\"a\nb\",c\n", records: [["a\nb", "c"]]),
    Case(catches: "a quoted CR LF loses its CR", text: "\"a\r\nb\"\n", records: [["a\r\nb"]]),
    Case(
      catches: "a doubled quote ends a field", text: "\"a\"\"b\",c\n", records: [["a\"b", "c"]]),
    Case(catches: "a field of one doubled quote is lost", text: "\"\"\"\"\n", records: [["\""]]),
    Case(catches: "a quoted empty field is a blank line", text: "\"\"\n", records: [[""]]),
    Case(
      catches: "a quote inside of a field opens one", text: "5\" pipe,x\n",
      records: [["5\" pipe", "x"]]),
    Case(
      catches: "empty fields are dropped", text: ",,\na,,c\n",
      records: [["", "", ""], ["a", "", "c"]]),
    Case(catches: "a trailing comma makes no field", text: "a,\n", records: [["a", ""]]),
    Case(catches: "blank lines become records", text: "a\n\n\r\nb\n", records: [["a"], ["b"]]),
    Case(catches: "U+0085 ends a line", text: "a\u{85}b,c\n", records: [["a\u{85}b", "c"]]),
    Case(catches: "U+2028 ends a line", text: "a\u{2028}b\n", records: [["a\u{2028}b"]]),
    Case(catches: "a form feed ends a line", text: "a\u{0c}b\n", records: [["a\u{0c}b"]]),
    Case(
      catches: "blanks around a field are dropped while splitting", text: " a , b \n",
      records: [[" a ", " b "]]),
    Case(catches: "a tab is a delimiter without being asked", text: "a\tb\n", records: [["a\tb"]]),
    Case(catches: "a NUL ends the text", text: "a\u{0}b,c\n", records: [["a\u{0}b", "c"]]),
  ]

  @Test(arguments: cases) func reads(_ test: Case) throws {
    var parser = CSVParser()
    var records = try parser.parse(Array(test.text.utf8))
    records += parser.finish()
    #expect(records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == test.records)
    #expect(records.allSatisfy { $0.fault == nil })
  }

  @Test(arguments: cases) func readsByteByByte(_ test: Case) throws {
    var parser = CSVParser()
    var records: [CSVRecord] = []
    for byte in test.text.utf8 { records += try parser.parse([byte]) }
    records += parser.finish()
    #expect(records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == test.records)
  }

  @Test func namesTheLinesOfRecords() throws {
    var parser = CSVParser()
    let text = "head\r\n\"two\nlines\"\n\nlast"
    let records = try parser.parse(Array(text.utf8)) + parser.finish()
    #expect(records.map(\.line) == [1, 2, 5])
  }

  @Test func saysThatAQuoteIsNeverClosed() throws {
    var parser = CSVParser()
    let records = try parser.parse(Array("a\nb\n\"c,d\ne".utf8)) + parser.finish()
    #expect(records.last?.line == 3)
    #expect(records.last?.fault == "the quote opened in line 3 is never closed")
  }

  @Test func saysThatTextFollowsAQuoteAndGoesOn() throws {
    var parser = CSVParser()
    let records = try parser.parse(Array("\"a\"b,c\nd,e\n".utf8)) + parser.finish()
    #expect(records.first?.fault == "text stands after the closing quote of field 1")
    #expect(records.last?.fault == nil)
    #expect(records.count == 2)
  }

  @Test func boundsTheMemoryOfAnOpenQuote() {
    var parser = CSVParser()
    #expect(throws: ImportFailure.self) {
      _ = try parser.parse([0x22])
      for _ in 0..<5 { _ = try parser.parse([UInt8](repeating: 0x61, count: 1 << 20)) }
    }
  }

  @Test func readsBackWhatItWrites() throws {
    let seed: UInt64 = 20_260_101
    print("seed \(seed)")
    var random = SplitMix64(seed: seed)
    let letters = ["a", ",", "\"", "\n", "\r", " ", "가", "\u{85}", "é", ""]
    for _ in 0..<2000 {
      let fields = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<Int.random(in: 1...6, using: &random))
          .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      }
      var parser = CSVParser()
      let records = try parser.parse(Array(CSVText.record(fields).utf8)) + parser.finish()
      // One empty field alone is a blank line: CSV cannot tell them apart.
      let expected = fields == [""] ? [] : [fields]
      #expect(
        records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == expected,
        "\(fields)")
    }
  }
}
