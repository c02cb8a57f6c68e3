/// A sheet of a form: the meaning of its columns, and its rows.
struct SheetTable {
  struct Field {
    let column: Int
    let header: String
    let meaning: FormColumn

    /// As "H relevant".
    var place: String { "\(Workbook.letters(column)) \(header)" }
  }

  struct Row {
    let number: Int
    let cells: [(field: Field, text: String)]

    /// What stands in the column of this name, without blanks around it.
    subscript(_ name: String) -> String {
      cells.first { $0.field.meaning.name == name && $0.field.meaning.language.isEmpty }?.text ?? ""
    }

    /// What stands in the columns of this name, by language.
    func texts(_ name: String) -> [(field: Field, text: String)] {
      cells.filter { $0.field.meaning.name == name }
    }
  }

  let name: String
  private(set) var fields: [Field] = []
  private(set) var rows: [Row] = []

  init(
    _ sheet: Workbook.Sheet, meaning: (String) -> FormColumn?, _ findings: inout Findings
  ) {
    name = sheet.name.trimmed.lowercased()
    guard let header = sheet.rows.first else { return }
    for cell in header.cells {
      let text = cell.text.trimmed
      guard let known = meaning(text) else {
        sayUnknown(cell, text, &findings, row: header.number)
        continue
      }
      let field = Field(column: cell.column, header: text, meaning: known)
      if let first = fields.first(where: { $0.meaning == known }) {
        findings.add(
          .warning, "COLUMN_TWICE", sheet: name, row: header.number, column: field.place,
          value: text, remedy: first.place,
          "The column means the same as \(first.place); where both are filled in, that one is taken."
        )
      }
      fields.append(field)
    }
    let byColumn = Dictionary(fields.map { ($0.column, $0) }) { first, _ in first }
    for row in sheet.rows.dropFirst() {
      var cells: [(field: Field, text: String)] = []
      for cell in row.cells {
        guard let field = byColumn[cell.column] else { continue }
        if cell.failed {
          findings.add(
            .warning, "FORMULA_FAILED", sheet: name, row: row.number, column: field.place,
            value: cell.text,
            "A formula gives \(cell.text) here, which is left out; write the value itself.")
          continue
        }
        cells.append((field, cell.text.trimmed))
      }
      // In the order of the header, so that of two columns of one meaning the first one is taken.
      if !cells.isEmpty { rows.append(Row(number: row.number, cells: cells)) }
    }
  }

  private func sayUnknown(
    _ cell: Workbook.Cell, _ text: String, _ findings: inout Findings, row: Int
  ) {
    let near = FormHeader.nearest(text)
    let place = "\(Workbook.letters(cell.column)) \(Findings.short(text))"
    let remedy = near.map { "; \"\($0)\" is likely meant" } ?? ""
    findings.add(
      near == nil ? .note : .warning, "UNKNOWN_COLUMN", sheet: name, row: row, column: place,
      value: text, remedy: near ?? "",
      "The column is not one that forms have, and is left out\(remedy).")
  }

  /// The place of a column by name, whether or not it is filled in.
  func place(_ name: String) -> String {
    fields.first { $0.meaning.name == name }?.place ?? name
  }
}
