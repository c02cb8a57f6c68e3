@testable import SurveyForms
import Testing

struct WorkbookTests {
  private static func sheet(_ workbook: SmallWorkbook) throws -> Workbook.Sheet {
    let read = try WorkbookReader.read(workbook.bytes) { $0 == "survey" }
    return try #require(read.sheets.first)
  }

  private static func texts(_ sheet: Workbook.Sheet) -> [[String]] {
    sheet.rows.map { $0.cells.map(\.text) }
  }

  /// Each kind of cell there is, by the text that it must become.
  static let cells: [(fault: String, attributes: String, content: String, text: String)] = [
    ("choice names become 1.0", "", "<v>1.0</v>", "1"),
    ("large numbers get an exponent", "", "<v>2.022E3</v>", "2022"),
    ("small numbers get an exponent", "", "<v>1.5E-5</v>", "0.000015"),
    ("fractions grow digits", "", "<v>18.31</v>", "18.31"),
    ("a boolean is its number", "t=\"b\"", "<v>1</v>", "TRUE"),
    ("a formula's text is left out", "t=\"str\"", "<f>A1</f><v>yes</v>", "yes"),
    ("a formula is read as its text", "", "<f>1+1</f><v>2</v>", "2"),
    (
      "runs of rich text are cut", "t=\"inlineStr\"", "<is><r><t>가</t></r><r><t>나</t></r></is>",
      "가나"
    ),
    (
      "readings of Han are read into the text", "t=\"inlineStr\"",
      "<is><t>漢</t><rPh sb=\"0\" eb=\"1\"><t>한</t></rPh></is>", "漢"
    ),
    ("an escape is shown", "t=\"inlineStr\"", "<is><t>a_x000D_\nb_x0041_</t></is>", "a\nbA"),
    ("a day is a number", "s=\"1\"", "<v>40344</v>", "2010-06-15"),
    ("a moment loses its time", "s=\"2\"", "<v>44662.6850575292</v>", "2022-04-11T16:26:28.971"),
    ("a time is a day of 1900", "s=\"3\"", "<v>0.604166666666667</v>", "14:30:00"),
    ("a format of one's own is not known", "s=\"4\"", "<v>40344</v>", "2010-06-15"),
    ("red is taken for a format of days", "s=\"5\"", "<v>40344</v>", "40344"),
    ("a day before the false leap day is off by one", "s=\"1\"", "<v>59</v>", "1900-02-28"),
    ("a day after the false leap day is off by one", "s=\"1\"", "<v>61</v>", "1900-03-01"),
    ("a number past all days is made a day", "s=\"1\"", "<v>1e12</v>", "1000000000000"),
  ]

  @Test(arguments: cells)
  func cellBecomesText(
    _ cell: (fault: String, attributes: String, content: String, text: String)
  )
    throws
  {
    var workbook = SmallWorkbook([("survey", [[.raw(cell.attributes, cell.content)]])])
    workbook.styles =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd\"/>"
      + "<numFmt numFmtId=\"171\" formatCode=\"[Red]0.00&quot;days&quot;\"/></numFmts><cellXfs>"
      + [0, 14, 22, 20, 170, 171].map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs>"
    #expect(try Self.texts(Self.sheet(workbook)) == [[cell.text]], "\(cell.fault)")
  }

  /// Would catch days that are four years off in workbooks of old Macs.
  @Test func daysSince1904() throws {
    var workbook = SmallWorkbook([("survey", [[.raw("s=\"0\"", "<v>38882</v>")]])])
    workbook.styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
    workbook.date1904 = true
    #expect(try Self.texts(Self.sheet(workbook)) == [["2010-06-15"]])
  }

  /// Would catch phantom columns: cells that are only formatted, or hold only blanks.
  @Test func blankCellsLeaveNothingBehind() throws {
    let sheet = try Self.sheet(
      SmallWorkbook([("survey", [["type", "", .text("  "), "name"], ["", ""], ["", "x"]])]))
    #expect(sheet.rows.map(\.number) == [1, 3])
    #expect(sheet.rows[0].cells.map(\.column) == [1, 4])
    #expect(sheet.rows[1].cells.map(\.column) == [2])
  }

  @Test func columnsAndLetters() {
    #expect(Workbook.letters(1) == "A" && Workbook.letters(28) == "AB")
    #expect(Workbook.letters(16_384) == "XFD" && Workbook.column(of: "XFD7") == 16_384)
    #expect(Workbook.column(of: "XFE1") == nil && Workbook.column(of: "7") == nil)
  }

  private static func refusal(
    _ bytes: [UInt8], _ limits: FormFileLimits = FormFileLimits()
  ) -> String {
    do {
      _ = try WorkbookReader.read(bytes, limits: limits) { $0 == "survey" }
      return ""
    } catch {
      return error.reason
    }
  }

  /// Would catch a file of some kilobytes that takes the machine's memory.
  @Test func bombsAreRefused() throws {
    let small = SmallWorkbook([("survey", [["type"]])])
    #expect(Self.refusal(small.bytes) == "")

    var bomb = small.zip
    bomb.entries[1].method = 8
    bomb.entries[1].claimedBytes = 3 << 20
    #expect(Self.refusal(bomb.bytes) == "WORKBOOK_TOO_LARGE", "by ratio")

    var limits = FormFileLimits()
    limits.inflatedBytesMax = 400
    #expect(Self.refusal(small.bytes, limits) == "WORKBOOK_TOO_LARGE", "by size")

    limits = FormFileLimits()
    limits.entriesMax = 3
    #expect(Self.refusal(small.bytes, limits) == "WORKBOOK_TOO_LARGE", "by entries")

    limits = FormFileLimits()
    limits.cellsMax = 1
    let two = SmallWorkbook([("survey", [["type", "name"]])])
    #expect(Self.refusal(two.bytes, limits) == "WORKBOOK_TOO_LARGE", "by cells")
  }

  /// Would catch an entry whose directory says less than it unpacks to: it must not be unpacked.
  @Test func entriesThatLieAreRefused() {
    // 4 KiB of nought.
    let packed: [UInt8] = [
      0xed, 0xc1, 0x01, 0x0d, 0x00, 0x00, 0x00, 0xc2, 0xa0, 0xf7, 0x4f, 0x6d, 0x0f, 0x07, 0x14,
      0x00,
      0x00, 0x00, 0xf0, 0x6e,
    ]
    var zip = SmallWorkbook([("survey", [["type"]])]).zip
    zip.entries[1].method = 8
    zip.entries[1].packed = packed
    zip.entries[1].claimedBytes = 10
    zip.entries[1].check = SmallZip.crc32([UInt8](repeating: 0, count: 10))
    #expect(Self.refusal(zip.bytes) == "WORKBOOK_DAMAGED")
  }

  /// Would catch damage that is read as a form.
  @Test func damageIsSaid() {
    var zip = SmallWorkbook([("survey", [["type"]])]).zip
    zip.entries[1].check = 1
    #expect(Self.refusal(zip.bytes) == "WORKBOOK_DAMAGED")
    zip.entries[1].check = nil
    zip.entries[1].flags = 1
    #expect(Self.refusal(zip.bytes) == "WORKBOOK_ENCRYPTED")
    #expect(Self.refusal(Array(zip.bytes.dropLast(30))) == "WORKBOOK_DAMAGED")
    #expect(Self.refusal([]) == "WORKBOOK_DAMAGED")
    var other = SmallZip()
    other.add("a.txt", "a")
    #expect(Self.refusal(other.bytes) == "NO_WORKBOOK")
  }
}
