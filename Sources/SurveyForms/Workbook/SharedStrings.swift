/// The texts that a workbook's cells name by number.
struct SharedStrings: XMLHandler {
  private(set) var texts: [String] = []
  private var current = ""
  private var inText = false
  /// Readings of Han characters beside the text itself.
  private var inReading = false

  mutating func begin(_ element: XMLTag) {
    switch element.name {
    case "si": current = ""
    case "rPh": inReading = true
    case "t": inText = !inReading
    default: break
    }
  }

  mutating func end(_ name: String) {
    switch name {
    case "si": texts.append(CellText.unescaped(current))
    case "rPh": inReading = false
    case "t": inText = false
    default: break
    }
  }

  mutating func text(_ text: String) {
    if inText { current += text }
  }
}
