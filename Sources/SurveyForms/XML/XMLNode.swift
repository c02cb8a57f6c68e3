/// An element with all that is in it.
struct XMLNode {
  enum Child {
    case element(XMLNode)
    case text(String)
  }

  let name: String
  let attributes: [String: String]
  let line: Int
  var children: [Child] = []

  subscript(_ attribute: String) -> String? { attributes[attribute] }

  var elements: [XMLNode] {
    children.compactMap { if case .element(let node) = $0 { node } else { nil } }
  }

  /// The text directly in it.
  var text: String {
    children.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
  }

  func first(_ name: String) -> XMLNode? { elements.first { $0.name == name } }

  func all(_ name: String) -> [XMLNode] { elements.filter { $0.name == name } }

  /// The first element of this name, however deep.
  func descendant(_ name: String) -> XMLNode? {
    for element in elements {
      if element.name == name { return element }
      if let found = element.descendant(name) { return found }
    }
    return nil
  }

  static func read(
    _ bytes: [UInt8], of name: String, limits: FormFileLimits
  ) throws(FormRefusal) -> XMLNode {
    var builder = XMLNodeBuilder()
    try XMLReading.read(bytes, of: name, into: &builder, limits: limits)
    guard let root = builder.root else {
      throw FormRefusal(
        "XML_MALFORMED", "\(name) is cut off, or no XML: no element of it comes to its end.")
    }
    return root
  }
}

private struct XMLNodeBuilder: XMLHandler {
  var root: XMLNode?
  private var open: [XMLNode] = []

  mutating func begin(_ element: XMLTag) {
    open.append(XMLNode(name: element.name, attributes: element.attributes, line: element.line))
  }

  mutating func end(_ name: String) {
    guard let node = open.popLast() else { return }
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(.element(node)) }
  }

  mutating func text(_ text: String) {
    guard !open.isEmpty else { return }
    let last = open.count - 1
    if case .text(let before)? = open[last].children.last {
      open[last].children[open[last].children.count - 1] = .text(before + text)
    } else {
      open[last].children.append(.text(text))
    }
  }
}
