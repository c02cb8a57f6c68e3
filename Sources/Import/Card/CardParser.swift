/// Reads the properties of one card: unfolds lines, follows soft breaks, unpacks and decodes values.
struct CardParser {
  private let lines: [(number: Int, bytes: [UInt8])]
  private let encoding: TextEncoding
  private let version: String
  private var index = 0

  /// The properties of `card`. Text that is not UTF-8 and names no character set is in `encoding`.
  static func properties(of card: RawCard, encoding: TextEncoding) -> [CardProperty] {
    var parser = CardParser(card, encoding)
    var properties: [CardProperty] = []
    while let property = parser.next() { properties.append(property) }
    return properties
  }

  private init(_ card: RawCard, _ encoding: TextEncoding) {
    lines = card.lines
    self.encoding = encoding
    version =
      card.lines.lazy.map { String(decoding: $0.bytes.prefix(64), as: UTF8.self).uppercased() }
      .first { $0.hasPrefix("VERSION:") }.map { String($0.dropFirst("VERSION:".count)).trimmed }
      ?? "3.0"
  }

  private mutating func next() -> CardProperty? {
    // Blank lines end base64 in vCard 2.1 and mean nothing else.
    while index < lines.count && lines[index].bytes.allSatisfy(\.isSpace) { index += 1 }
    guard index < lines.count else { return nil }
    let number = lines[index].number
    var line = lines[index].bytes
    index += 1
    while CardHead.colon(in: line) == nil, let more = folded() { line += more }
    guard let colon = CardHead.colon(in: line) else { return stray(line, number) }
    let head = CardHead(headText(line[..<colon]))
    var value = Array(line[(colon + 1)...])
    switch head.parameters.packing {
    case .quotedPrintable: followSoftBreaks(&value)
    case .base64: followBase64(&value)
    case .plain:
      if head.name.uppercased() == "AGENT" && value.allSatisfy(\.isSpace) && followCard(&value) {
        break
      }
      while let more = folded() { value += more }
    }
    var property = CardProperty(
      line: number, group: head.group, name: head.name, parameterText: head.parameterText,
      parameters: head.parameters, raw: value, text: nil)
    property.text = text(of: property)
    return property
  }

  /// A line that is no property: kept as it stands.
  private func stray(_ line: [UInt8], _ number: Int) -> CardProperty {
    CardProperty(
      line: number, group: "", name: "(line)", parameterText: "", parameters: [], raw: line,
      text: TextEncoding.utf8.text(line) ?? encoding.text(line))
  }

  /// The next line, if it continues this one. vCard 2.1 folds at a blank, which is text; later
  /// versions put one in.
  private mutating func folded() -> [UInt8]? {
    guard index < lines.count, let first = lines[index].bytes.first, first.isSpace,
      !lines[index].bytes.allSatisfy(\.isSpace)
    else { return nil }
    defer { index += 1 }
    return version == "2.1" ? lines[index].bytes : Array(lines[index].bytes.dropFirst())
  }

  private mutating func followSoftBreaks(_ value: inout [UInt8]) {
    while true {
      if value.last == UInt8(ascii: "="), index < lines.count {
        value.removeLast()
        value += lines[index].bytes
        index += 1
      } else if let more = folded() {
        value += more
      } else {
        return
      }
    }
  }

  private mutating func followBase64(_ value: inout [UInt8]) {
    while index < lines.count {
      let line = lines[index].bytes
      let isBase64 = !line.isEmpty && line.allSatisfy { $0.isBase64 || $0.isSpace }
      // Some writers do not indent; a blank line or the next property ends it.
      guard isBase64, !line.allSatisfy(\.isSpace) else { break }
      value += line
      index += 1
    }
    value.removeAll(where: \.isSpace)
  }

  /// The card of an agent, which stands on the lines after `AGENT:`.
  private mutating func followCard(_ value: inout [UInt8]) -> Bool {
    let first = lines[index...].firstIndex { !$0.bytes.allSatisfy(\.isSpace) }
    guard let first, lines[first].bytes.marks("BEGIN:VCARD") else { return false }
    index = first
    var depth = 0
    var parts: [[UInt8]] = []
    while index < lines.count {
      let line = lines[index].bytes
      index += 1
      parts.append(line)
      if line.marks("BEGIN:VCARD") { depth += 1 }
      if line.marks("END:VCARD") { depth -= 1 }
      if depth == 0 { break }
    }
    value = Array(parts.joined(separator: [0x0a]))
    return true
  }

  private func headText(_ bytes: some Collection<UInt8>) -> String {
    if let text = TextEncoding.utf8.text(bytes) ?? encoding.text(bytes) { return text }
    // Byte for letter: nothing is lost, and heads are ASCII in all but broken cards.
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private func text(of property: CardProperty) -> String? {
    var bytes = property.raw
    switch property.parameters.packing {
    case .base64: return TextEncoding.utf8.text(bytes)
    case .quotedPrintable:
      guard let unpacked = QuotedPrintable.decode(bytes) else { return nil }
      bytes = unpacked
    case .plain: break
    }
    if let name = property.parameter("charset") {
      return TextEncoding(name: name)?.text(bytes)
    }
    return TextEncoding.utf8.text(bytes) ?? encoding.text(bytes)
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 }

  fileprivate var isBase64: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }
}

extension [UInt8] {
  fileprivate func marks(_ mark: String) -> Bool {
    count < mark.utf8.count + 16
      && String(decoding: self, as: UTF8.self).trimmed.uppercased() == mark
  }
}
