/// An element to be written.
struct XMLOutput {
  enum Child {
    case element(XMLOutput)
    case text(String)
  }

  var name: String
  var attributes: [(String, String)]
  var children: [Child] = []

  init(_ name: String, _ attributes: [(String, String)] = [], _ children: [XMLOutput] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children.map(Child.element)
  }

  init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    self.name = name
    self.attributes = attributes
    children = text.isEmpty ? [] : [.text(text)]
  }

  mutating func add(_ element: XMLOutput) { children.append(.element(element)) }

  /// The element on lines of its own; one that has text in it stays on one line, so that no blanks
  /// come in.
  func write(to text: inout String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent * 2)
    text += margin
    let isMixed = children.contains { if case .text = $0 { true } else { false } }
    if isMixed || children.isEmpty {
      writeInline(to: &text)
      text += "\n"
      return
    }
    text += opening(">") + "\n"
    for case .element(let element) in children { element.write(to: &text, indent: indent + 1) }
    text += "\(margin)</\(name)>\n"
  }

  private func writeInline(to text: inout String) {
    if children.isEmpty {
      text += opening("/>")
      return
    }
    text += opening(">")
    for child in children {
      switch child {
      case .text(let piece): text += Self.escaped(piece, inAttribute: false)
      case .element(let element): element.writeInline(to: &text)
      }
    }
    text += "</\(name)>"
  }

  private func opening(_ end: String) -> String {
    "<\(name)"
      + attributes.map { " \($0.0)=\"\(Self.escaped($0.1, inAttribute: true))\"" }.joined() + end
  }

  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"" where inAttribute: result.append(contentsOf: "&quot;".unicodeScalars)
      case "\n" where inAttribute, "\t" where inAttribute, "\r":
        result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default:
        // What XML has no way to write.
        let value = scalar.value
        let isAllowed =
          value >= 0x20 && value != 0xFFFE && value != 0xFFFF || value == 9 || value == 10
        result.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return String(result)
  }
}
