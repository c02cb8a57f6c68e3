/// Writes workbooks for tests: cells are texts, or XML where a test needs another kind.
struct SmallWorkbook {
  enum Cell: ExpressibleByStringLiteral {
    case text(String)
    /// The cell's attributes and content, as t="b" and <v>1</v>.
    case raw(String, String)
    case none

    init(stringLiteral value: String) { self = value.isEmpty ? .none : .text(value) }
  }

  var sheets: [(name: String, rows: [[Cell]])] = []
  var styles = ""
  var date1904 = false

  init(_ sheets: [(String, [[Cell]])]) { self.sheets = sheets.map { (name: $0.0, rows: $0.1) } }

  /// A form of rows of texts with "|" between the cells.
  init(survey: String, choices: String = "", settings: String = "") {
    var all = [("survey", survey)]
    if !choices.isEmpty { all.append(("choices", choices)) }
    if !settings.isEmpty { all.append(("settings", settings)) }
    self.init(all.map { ($0.0, Self.rows($0.1)) })
  }

  static func rows(_ text: String) -> [[Cell]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
        Cell(stringLiteral: cell.split(separator: " ").joined(separator: " "))
      }
    }
  }

  var bytes: [UInt8] { zip.bytes }

  var zip: SmallZip {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    var zip = SmallZip()
    zip.add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" "
        + "Target=\"xl/workbook.xml\"/></Relationships>")
    var list = ""
    var relations = ""
    for (number, sheet) in sheets.enumerated() {
      list +=
        "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(number + 1)\" r:id=\"s\(number)\"/>"
      relations +=
        "<Relationship Id=\"s\(number)\" Type=\"\(office)/worksheet\" Target=\"worksheets/s\(number).xml\"/>"
      zip.add("xl/worksheets/s\(number).xml", Self.sheet(sheet.rows, main))
    }
    relations += "<Relationship Id=\"st\" Type=\"\(office)/styles\" Target=\"/xl/styles.xml\"/>"
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr date1904=\"\(date1904)\"/>"
        + "<sheets>\(list)</sheets></workbook>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"\(package)\">\(relations)</Relationships>")
    zip.add("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>")
    return zip
  }

  private static func sheet(_ rows: [[Cell]], _ main: String) -> String {
    var text = "<worksheet xmlns=\"\(main)\"><sheetData>"
    for (number, row) in rows.enumerated() {
      text += "<row r=\"\(number + 1)\">"
      for (column, cell) in row.enumerated() {
        let name = "\(letters(column))\(number + 1)"
        switch cell {
        case .none: text += "<c r=\"\(name)\" s=\"0\"/>"
        case .text(let value):
          text +=
            "<c r=\"\(name)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(value))</t></is></c>"
        case .raw(let attributes, let content):
          text += "<c r=\"\(name)\" \(attributes)>\(content)</c>"
        }
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  private static func letters(_ column: Int) -> String {
    column < 26
      ? String(Character(Unicode.Scalar(UInt8(65 + column))))
      : letters(column / 26 - 1) + letters(column % 26)
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
