import Foundation
import FoundationXML

/// What takes the elements of an XML file as they come. Names are local: without their prefix.
protocol XMLHandler {
  mutating func begin(_ element: XMLTag)
  mutating func end(_ name: String)
  mutating func text(_ text: String)
}

/// An element's name, attributes and line.
struct XMLTag {
  let name: String
  /// Keyed by local name; of two with the same local name the one without a prefix is taken.
  let attributes: [String: String]
  let line: Int

  subscript(_ name: String) -> String? { attributes[name] }
}

/// Reads XML within bounds: UTF-8 only, no document type and so no entities of its own, nothing
/// fetched from elsewhere.
enum XMLReading {
  static func read<Handler: XMLHandler>(
    _ bytes: [UInt8], of name: String, into handler: inout Handler, limits: FormFileLimits
  ) throws(FormRefusal) {
    try checkProlog(bytes, of: name)
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    let delegate = XMLDelegate(handler, limits)
    parser.delegate = delegate
    let whole = parser.parse()
    handler = delegate.handler
    if let excess = delegate.excess {
      throw FormRefusal("XML_TOO_LARGE", "\(name) has \(excess); a form needs no more than that.")
    }
    guard whole else {
      throw FormRefusal(
        "XML_MALFORMED",
        "\(name) is not well-formed XML (line \(max(1, parser.lineNumber))); mend it there, or save "
          + "it again.")
    }
  }

  /// Refuses what could hide a document type from the look at the prolog, and the type itself.
  static func checkProlog(_ bytes: [UInt8], of name: String) throws(FormRefusal) {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw FormRefusal("XML_NOT_UTF8", "\(name) is not in UTF-8; save it in UTF-8.")
    }
    var rest = text.utf8[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while true {
      rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
      if rest.starts(with: "<?".utf8) {
        guard let end = rest.firstRange(of: "?>".utf8) else { return }
        let declaration = String(rest[..<end.lowerBound]) ?? ""
        try checkEncoding(declaration, of: name)
        rest = rest[end.upperBound...]
      } else if rest.starts(with: "<!--".utf8) {
        guard let end = rest.firstRange(of: "-->".utf8) else { return }
        rest = rest[end.upperBound...]
      } else if rest.starts(with: "<!".utf8) {
        throw FormRefusal(
          "XML_DOCUMENT_TYPE",
          "\(name) has a document type (<!DOCTYPE …>), which forms do not need and which can do "
            + "harm; remove it.")
      } else {
        return
      }
    }
  }

  private static func checkEncoding(_ declaration: String, of name: String) throws(FormRefusal) {
    guard declaration.hasPrefix("<?xml "), let at = declaration.range(of: "encoding") else {
      return
    }
    let value = declaration[at.upperBound...].drop { " =\t\"'".contains($0) }
      .prefix { !"\"' \t".contains($0) }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(value.lowercased()) else {
      throw FormRefusal(
        "XML_NOT_UTF8", "\(name) says that it is in another encoding than UTF-8; save it in UTF-8.")
    }
  }
}

/// Foundation's parser speaks to a class.
private final class XMLDelegate<Handler: XMLHandler>: NSObject, XMLParserDelegate {
  var handler: Handler
  var excess: String?
  private let limits: FormFileLimits
  private var depth = 0
  private var elements = 0

  init(_ handler: Handler, _ limits: FormFileLimits) {
    self.handler = handler
    self.limits = limits
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?, attributes attributeDict: [String: String]
  ) {
    guard excess == nil else { return }
    depth += 1
    elements += 1
    guard depth <= limits.depthMax else {
      excess = "elements more than \(limits.depthMax) deep in each other"
      return parser.abortParsing()
    }
    guard elements <= limits.elementsMax else {
      excess = "more than \(limits.elementsMax) elements"
      return parser.abortParsing()
    }
    var attributes = attributeDict
    for (name, value) in attributeDict where name.contains(":") {
      let local = Self.local(name)
      if attributeDict[local] == nil { attributes[local] = value }
    }
    handler.begin(
      XMLTag(name: Self.local(elementName), attributes: attributes, line: parser.lineNumber))
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    guard excess == nil else { return }
    depth -= 1
    handler.end(Self.local(elementName))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if excess == nil { handler.text(string) }
  }

  func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
    if excess == nil { handler.text(String(decoding: CDATABlock, as: UTF8.self)) }
  }

  private static func local(_ name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }
}
