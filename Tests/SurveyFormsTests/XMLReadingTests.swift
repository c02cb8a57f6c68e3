@testable import SurveyForms
import Testing

struct XMLReadingTests {
  private static func reason(_ xml: String, _ limits: FormFileLimits = FormFileLimits()) -> String {
    do {
      _ = try XMLNode.read(Array(xml.utf8), of: "The form", limits: limits)
      return ""
    } catch {
      return error.reason
    }
  }

  static let refused: [(fault: String, xml: String, reason: String)] = [
    (
      "a file of the machine is read",
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
      "XML_DOCUMENT_TYPE"
    ),
    (
      "entities grow without end",
      "<?xml version=\"1.0\"?><!-- - --><!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>",
      "XML_DOCUMENT_TYPE"
    ),
    (
      "an encoding hides a document type", "<?xml version='1.0' encoding='UTF-7'?><a/>",
      "XML_NOT_UTF8"
    ),
    ("half a file is a form", "<a><b></a>", "XML_MALFORMED"),
    ("nothing is a form", "", "XML_MALFORMED"),
    ("an entity of nowhere is dropped", "<a>&nowhere;</a>", "XML_MALFORMED"),
  ]

  @Test(arguments: refused)
  func refuses(_ item: (fault: String, xml: String, reason: String)) {
    #expect(Self.reason(item.xml) == item.reason, "\(item.fault)")
  }

  /// Would catch a stack that overflows, and a tree without bounds.
  @Test func boundsHold() {
    let deep = String(repeating: "<a>", count: 101) + String(repeating: "</a>", count: 101)
    #expect(Self.reason(deep) == "XML_TOO_LARGE")
    var limits = FormFileLimits()
    limits.elementsMax = 2
    #expect(Self.reason("<a><b/><b/></a>", limits) == "XML_TOO_LARGE")
    #expect(Self.reason("<a><b/></a>", limits) == "")
  }

  @Test func textWithElementsInIt() throws {
    let node = try XMLNode.read(
      Array(
        "<?xml version=\"1.0\"?><p:a x='1' q:x='2' q:y='3'>가 &lt;<o v='1'/><![CDATA[<b>]]></p:a>"
          .utf8),
      of: "The form", limits: FormFileLimits())
    #expect(node.name == "a" && node["x"] == "1" && node["y"] == "3")
    #expect(node.text == "가 <<b>" && node.elements.map(\.name) == ["o"])
  }
}
