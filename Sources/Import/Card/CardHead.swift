/// What stands before the colon of a property.
struct CardHead {
  var group: String
  var name: String
  var parameterText: String
  var parameters: [CardParameter]

  /// The place of the colon that ends the head: the first one outside of quotes.
  static func colon(in line: some Collection<UInt8>) -> Int? {
    var quoted = false
    for (offset, byte) in line.enumerated() {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if byte == UInt8(ascii: ":") && !quoted { return offset }
    }
    // A quote that is never closed is no quote; vCard 2.1 has none.
    return Array(line).firstIndex(of: UInt8(ascii: ":"))
  }

  init(_ text: String) {
    let parts = Self.split(text, at: ";")
    let dotted = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
    group = dotted.count == 2 ? dotted[0] : ""
    name = dotted.last ?? parts[0]
    parameterText =
      text.utf8.count > parts[0].utf8.count ? parts.dropFirst().joined(separator: ";") : ""
    parameters = parts.dropFirst().filter { !$0.isEmpty }.map(Self.parameter)
  }

  private static func parameter(_ text: String) -> CardParameter {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else { return bare(text) }
    let values = split(String(sides[1]), at: ",").flatMap { value -> [String] in
      let plain = value.trimmed
      guard plain.count >= 2, plain.hasPrefix("\""), plain.hasSuffix("\"") else { return [plain] }
      let inner = String(plain.dropFirst().dropLast())
      // TYPE="work,voice" is two types.
      return sides[0].lowercased() == "type"
        ? inner.split(separator: ",").map(\.trimmed) : [inner]
    }
    return CardParameter(name: sides[0].trimmed.lowercased(), values: values)
  }

  /// vCard 2.1 leaves the names of TYPE and ENCODING out.
  private static func bare(_ text: String) -> CardParameter {
    let word = text.trimmed
    switch word.uppercased() {
    case "QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT":
      return CardParameter(name: "encoding", values: [word])
    default: return CardParameter(name: "type", values: [word])
    }
  }

  /// Splits outside of quotes.
  private static func split(_ text: String, at separator: Unicode.Scalar) -> [String] {
    var parts = [String.UnicodeScalarView()]
    var quoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.toggle() }
      if scalar == separator && !quoted {
        parts.append(String.UnicodeScalarView())
      } else {
        parts[parts.count - 1].append(scalar)
      }
    }
    return parts.map { String($0) }
  }
}
