import PCRMModel
import SurveyForms
import Testing

@Suite("A form's code, out of its id or its file's name")
struct FormCodeTests {
  static func read(_ id: String, name: String = "Form 1") throws -> FormImport {
    try FormImporter.read(
      SmallWorkbook(
        survey: "type|name|label\ntext|q|Q",
        settings: id.isEmpty ? "form_title\nT" : "form_title|form_id\nT|\(id)"
      ).bytes, name: name)
  }

  /// Ids that are codes but for capitals, blanks and signs.
  @Test(arguments: [
    ("satisfaction_2026", "satisfaction_2026"), ("Visit Form (v2)", "visit_form_v2"),
    ("http://example.org/a", "http_example_org_a"), ("a – b", "a_b"),
    (String(repeating: "x", count: 64), String(repeating: "x", count: 64)),
  ])
  func isTakenFromTheID(_ id: String, _ code: String) throws {
    let read = try Self.read(id)
    #expect(read.questionnaire.name == code && read.diagnoses.isEmpty)
  }

  /// Would catch ids that differ and whose forms become the same questionnaire.
  @Test(arguments: [
    ("고객만족도", "직원설문"), ("2026 고객", "2026 직원"), ("café", "cafè"), ("???", "!!"), ("①", "②"),
    (String(repeating: "x", count: 64) + "1", String(repeating: "x", count: 64) + "2"),
  ])
  func isMadeWhereTheIDHasNone(_ a: String, _ b: String) throws {
    let first = try Self.read(a)
    let second = try Self.read(b)
    #expect(first.isUsable && first.questionnaire.name != second.questionnaire.name)
    #expect(try Self.read(a).questionnaire.name == first.questionnaire.name)
    #expect(first.diagnoses.map(\.reason) == ["CODE_MADE"])
    #expect(first.diagnoses.first?.place == "settings 2 B form_id")
    #expect(first.diagnoses.first?.remedy == first.questionnaire.name)
    #expect(first.diagnoses.first?.message.contains(first.questionnaire.name) == true)
    let others = first.questionnaire.name.utf8.filter {
      !(97...122).contains($0) && !(48...57).contains($0) && $0 != 95
    }
    #expect(others.isEmpty && first.questionnaire.name.utf8.count <= 64)
  }

  /// Would catch a file's name that is told of as if it stood in the settings.
  @Test func isMadeOfTheFilesName() throws {
    let read = try Self.read("", name: "설문지")
    #expect(read.diagnoses.map(\.place) == [""] && read.diagnoses.map(\.value) == ["설문지"])
    let xml = try FormImporter.read(
      Array(XFormTests.form("<instance><data id=\"설문\"><q/></data></instance>", "").utf8),
      name: "x")
    #expect(xml.diagnoses.map(\.reason) == ["CODE_MADE"] && xml.diagnoses.map(\.value) == ["설문"])
  }
}
