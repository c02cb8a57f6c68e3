/// Writes delimited text as RFC 4180 wants it.
public enum CSVText {
  /// One record with its line end.
  public static func record(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// Words as a spreadsheet shows them: what it would take for a formula, and work out, begins with an apostrophe.
  public static func word(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }),
      "=+-@\t\r\n".unicodeScalars.contains(first)
    else { return text }
    // A number below nought is no more than that.
    let digits = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    let isNumber =
      text.hasPrefix("-") && digits.count <= 2
      && digits.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    return isNumber ? text : "'" + text
  }

  /// One field, in quotes when it needs them.
  public static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0a || byte == 0x0d
    }
    // A space at an edge is text, and some readers drop it unless it is quoted.
    guard needsQuotes || text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
