/// The backslashes, semicolons and commas of a card's values.
enum CardText {
  /// The parts of a value between separators that no backslash guards, unescaped.
  static func split(_ value: String, at separator: Unicode.Scalar, version: String) -> [String] {
    var parts: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    var escaped = false
    for scalar in value.unicodeScalars {
      if escaped {
        parts[parts.count - 1].append("\\")
        parts[parts.count - 1].append(scalar)
        escaped = false
      } else if scalar == "\\" {
        escaped = true
      } else if scalar == separator {
        parts.append(String.UnicodeScalarView())
      } else {
        parts[parts.count - 1].append(scalar)
      }
    }
    if escaped { parts[parts.count - 1].append("\\") }
    return parts.map { unescaped(String($0), version: version) }
  }

  /// The text without its escapes and with one kind of line end. vCard 2.1 knows `\;` only; a
  /// backslash elsewhere is text there.
  static func unescaped(_ value: String, version: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "\\")) || value.utf8.contains(0x0d) else { return value }
    var text = String.UnicodeScalarView()
    var escaped = false
    var afterCR = false
    for scalar in value.unicodeScalars {
      if scalar == "\n" && afterCR {
        afterCR = false
        continue
      }
      afterCR = scalar == "\r"
      if escaped {
        escaped = false
        text.append(contentsOf: Self.meaning(of: scalar, version: version).unicodeScalars)
      } else if scalar == "\\" {
        escaped = true
      } else {
        text.append(scalar == "\r" ? "\n" : scalar)
      }
    }
    if escaped { text.append("\\") }
    return String(text)
  }

  private static func meaning(of scalar: Unicode.Scalar, version: String) -> String {
    switch scalar {
    case ";": ";"
    case "n" where version != "2.1", "N" where version != "2.1": "\n"
    // Apple and Google guard colons and quotes, which need no guard.
    case ",", ":", "\\", "\"": version == "2.1" ? "\\\(scalar)" : String(scalar)
    default: "\\\(scalar)"
    }
  }
}
