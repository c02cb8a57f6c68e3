/// A questionnaire's code out of a form's id or its file's name: of a–z, 0–9, "-" and "_".
struct FormCode {
  let text: String
  /// Something that tells ids apart had no place in it: the rest is made up, the same each time and
  /// another one for another id.
  let isMade: Bool

  init(_ id: String) {
    var kept = ""
    var isMade = false
    for scalar in id.trimmed.lowercased().unicodeScalars {
      if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
        || scalar == "_"
      {
        kept.unicodeScalars.append(scalar)
      } else {
        if !Self.isBetweenWords(scalar) { isMade = true }
        if !kept.hasSuffix("_") { kept += "_" }
      }
    }
    let plain = Self.inner(kept)
    if plain.isEmpty || plain.utf8.count > FormNames.charactersMax { isMade = true }
    self.isMade = isMade
    guard isMade else {
      text = plain
      return
    }
    let mark = Self.mark(id)
    let room = FormNames.charactersMax - mark.utf8.count - 1
    let begin = Self.inner(String(plain.prefix(room)))
    text = "\(begin.isEmpty ? "form" : begin)_\(mark)"
  }

  /// Says that a code is made up.
  func say(
    of id: String, sheet: String = "", row: Int = 0, column: String = "",
    _ findings: inout Findings
  ) {
    guard isMade else { return }
    findings.add(
      .warning, "CODE_MADE", sheet: sheet, row: row, column: column, value: id, remedy: text,
      "\"\(Findings.short(id))\" makes no code, which has 1 to \(FormNames.charactersMax) of a–z, 0–9, - "
        + "and _; the form is called \(text) unless it is given a code.")
  }

  /// Blanks and signs, which become "_"; letters, digits and symbols are what ids are told apart by.
  private static func isBetweenWords(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return true }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Eight hexadecimal digits out of a text (FNV-1a).
  private static func mark(_ text: String) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static func inner(_ text: String) -> String {
    guard let first = text.firstIndex(where: { $0 != "_" }),
      let last = text.lastIndex(where: { $0 != "_" })
    else { return "" }
    return String(text[first...last])
  }
}
