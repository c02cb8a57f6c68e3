/// A sheet's cells as they come: blank ones leave nothing behind, however many there are.
struct SheetCells: XMLHandler {
  private let strings: [String]
  private let styles: CellStyles
  private let since1904: Bool
  private let limits: FormFileLimits
  private(set) var rows: [Workbook.Row] = []
  private(set) var count = 0
  private(set) var excess: String?

  private var row = 0
  private var column = 0
  private var kind = ""
  private var style: Int?
  private var raw = ""
  private var inValue = false
  private var inReading = false

  init(strings: [String], styles: CellStyles, since1904: Bool, limits: FormFileLimits) {
    self.strings = strings
    self.styles = styles
    self.since1904 = since1904
    self.limits = limits
  }

  mutating func begin(_ element: XMLTag) {
    switch element.name {
    case "row":
      // Some programs leave the numbers out: then each row is the next one.
      row = min(element["r"].flatMap(Int.init) ?? row + 1, Workbook.rowsMax)
      column = 0
    case "c":
      column = element["r"].flatMap { Workbook.column(of: $0) } ?? column + 1
      kind = element["t"] ?? "n"
      style = element["s"].flatMap(Int.init)
      raw = ""
    case "v": inValue = true
    case "rPh": inReading = true
    case "t": inValue = !inReading
    default: break
    }
  }

  mutating func end(_ name: String) {
    switch name {
    case "v", "t": inValue = false
    case "rPh": inReading = false
    case "c": keep()
    default: break
    }
  }

  mutating func text(_ text: String) {
    if inValue { raw += text }
  }

  private mutating func keep() {
    guard excess == nil, !raw.isEmpty else { return }
    let text = value
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    count += 1
    guard count <= limits.cellsMax else {
      excess = "more than \(limits.cellsMax) cells that are not blank"
      return
    }
    guard text.utf8.count <= limits.cellBytesMax else {
      excess = "a cell longer than \(limits.cellBytesMax) bytes in row \(row)"
      return
    }
    if rows.last?.number != row { rows.append(Workbook.Row(number: row, cells: [])) }
    rows[rows.count - 1].cells.append(
      Workbook.Cell(column: column, text: text, failed: kind == "e"))
  }

  private var value: String {
    switch kind {
    case "s":
      let number = Int(raw.filter { !$0.isWhitespace }) ?? -1
      return strings.indices.contains(number) ? strings[number] : ""
    case "b": return raw == "1" ? "TRUE" : "FALSE"
    case "str", "inlineStr": return CellText.unescaped(raw)
    case "e", "d": return raw
    default:
      return CellText.number(
        raw.filter { !$0.isWhitespace }, styles.kind(style), since1904: since1904)
    }
  }
}
