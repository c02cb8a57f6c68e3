import SurveyForms
import Testing

struct FormFileTests {
  /// Would catch a file that is taken for what it is not; .xls begins with D0 CF 11 E0.
  @Test func kindByFirstBytes() {
    #expect(FormFile([0x50, 0x4B, 0x03, 0x04, 0x14]) == .workbook)
    #expect(FormFile(Array("\u{FEFF}\n<?xml version=\"1.0\"?>".utf8)) == .xform)
    #expect(FormFile([0xD0, 0xCF, 0x11, 0xE0]) == nil)
    #expect(FormFile([]) == nil)
  }
}
