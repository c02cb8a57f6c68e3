@testable import SurveyForms
import Testing

/// What is written of a form against what ODK's own converter writes of the same form.
@Suite(.enabled(if: RealForms.isThere, RealForms.missing))
struct XFormComparisonTests {
  /// An element on lines: name, attributes in order of their names, text; children below it.
  private static func lines(_ node: XMLNode, _ indent: String = "") -> [String] {
    let attributes = node.attributes.filter { !$0.key.hasPrefix("xmlns") }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
    var lines = ["\(indent)\(node.name)\(attributes) \(node.text.trimmed)"]
    for element in node.elements {
      // A label without a text says nothing.
      if element.name == "label", element.attributes.isEmpty, element.children.isEmpty { continue }
      lines += Self.lines(element, indent + "  ")
    }
    return lines
  }

  /// Would catch any attribute, element or text that is lost, added or put elsewhere.
  @Test func writesTheWidgetsAsTheConverterDoes() throws {
    let bytes = try RealForms.bytes("widgets.expected.xml")
    let form = try RealForms.read("widgets.expected.xml").questionnaire
    let ours = Array(XFormWriter.write(form).utf8)
    let limits = FormFileLimits()
    let expected = Self.lines(try XMLNode.read(bytes, of: "theirs", limits: limits))
    let written = Self.lines(try XMLNode.read(ours, of: "ours", limits: limits))
    #expect(expected.count > 250)
    // The first line declares namespaces.
    let difference = written.dropFirst().difference(from: expected.dropFirst())
    #expect(difference.isEmpty, "\(difference)")
  }
}
