/// Which of a workbook's styles show a number as a day or a time.
struct CellStyles: XMLHandler {
  enum Kind {
    case number, date, time, dateTime
  }

  private var codes: [Int: String] = [:]
  private var formats: [Int] = []
  private var inCellFormats = false

  func kind(_ style: Int?) -> Kind {
    guard let style, formats.indices.contains(style) else { return .number }
    let format = formats[style]
    if let code = codes[format] { return Self.kind(code) }
    return switch format {
    // Source: ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are days in East Asian editions.
    case 14...17, 27...31, 34...36, 50...58: .date
    case 18...21, 32...33, 45...47: .time
    case 22: .dateTime
    default: .number
    }
  }

  /// What a format code makes of a number. Quoted text, escaped letters and [conditions] say nothing.
  static func kind(_ code: String) -> Kind {
    var letters: Set<Character> = []
    var rest = code.lowercased()[...]
    if let end = rest.firstIndex(of: ";") { rest = rest[..<end] }
    while let letter = rest.popFirst() {
      switch letter {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        // [h] counts hours past a day.
        if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) { letters.insert("h") }
        rest = rest.dropFirst(inside.count + 1)
      case "g":
        // "General" has no day in it.
        if rest.hasPrefix("eneral") { rest = rest.dropFirst(6) }
      case "y", "d", "h", "s", "m": letters.insert(letter)
      default: break
      }
    }
    let hasDay = letters.contains("y") || letters.contains("d")
    let hasTime = letters.contains("h") || letters.contains("s")
    if hasDay || letters == ["m"] { return hasTime ? .dateTime : .date }
    return hasTime ? .time : .number
  }

  mutating func begin(_ element: XMLTag) {
    switch element.name {
    case "numFmt":
      if let id = element["numFmtId"].flatMap(Int.init), let code = element["formatCode"] {
        codes[id] = code
      }
    case "cellXfs": inCellFormats = true
    case "xf" where inCellFormats: formats.append(element["numFmtId"].flatMap(Int.init) ?? 0)
    default: break
    }
  }

  mutating func end(_ name: String) {
    if name == "cellXfs" { inCellFormats = false }
  }

  mutating func text(_ text: String) {}
}
