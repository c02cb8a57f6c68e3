import PCRMModel

/// The lists of choices of a workbook.
struct ChoicesSheet {
  private(set) var lists: [ChoiceList] = []
  private var placeOf: [String: Int] = [:]
  /// The row of each list's first choice.
  private(set) var firstRows: [String: Int] = [:]

  subscript(_ name: String) -> ChoiceList? { placeOf[name].map { lists[$0] } }

  var names: [String] { lists.map(\.name) }

  mutating func add(_ list: ChoiceList) {
    placeOf[list.name] = lists.count
    lists.append(list)
  }

  mutating func replace(_ list: ChoiceList) {
    if let place = placeOf[list.name] { lists[place] = list } else { add(list) }
  }

  mutating func read(
    _ sheet: Workbook.Sheet, allowsDuplicates: Bool, files: FormFiles,
    _ languages: inout FormLanguages, _ findings: inout Findings
  ) {
    let table = SheetTable(sheet, meaning: FormHeader.choices, &findings)
    guard table.fields.contains(where: { $0.meaning.name == "name" }) else {
      if !table.rows.isEmpty {
        findings.add(
          .error, "NO_NAME_COLUMN", sheet: table.name, row: 1, remedy: "name",
          "The sheet has no column \"name\"; it must have list_name, name and label.")
      }
      return
    }
    var current = ""
    var seen: [String: Set<String>] = [:]
    for row in table.rows {
      guard let listName = listName(row, table, after: current, &findings) else { continue }
      current = listName
      guard let choice = choice(row, table, files, &languages, &findings) else { continue }
      if placeOf[listName] == nil {
        var list = ChoiceList()
        list.name = listName
        firstRows[listName] = row.number
        add(list)
      }
      guard let place = placeOf[listName] else { continue }
      if !seen[listName, default: []].insert(choice.value).inserted {
        guard allowsDuplicates else {
          findings.add(
            .error, "CHOICE_TWICE", sheet: table.name, row: row.number,
            column: table.place("name"), value: choice.value, remedy: "allow_choice_duplicates",
            "The list \(Findings.short(listName)) has \"\(Findings.short(choice.value))\" already; "
              + "give it another name, or set allow_choice_duplicates to yes in the settings.")
          continue
        }
        lists[place].duplicates = true
      }
      lists[place].choices.append(choice)
    }
  }

  private func listName(
    _ row: SheetTable.Row, _ table: SheetTable, after current: String, _ findings: inout Findings
  ) -> String? {
    let name = row["list_name"]
    if !name.isEmpty { return name }
    guard !row["name"].isEmpty else { return nil }
    if current.isEmpty {
      findings.add(
        .error, "NO_LIST_NAME", sheet: table.name, row: row.number,
        column: table.place("list_name"), value: row["name"],
        "The choice belongs to no list; write the list's name in the column list_name.")
      return nil
    }
    findings.add(
      .warning, "NO_LIST_NAME", sheet: table.name, row: row.number,
      column: table.place("list_name"), value: row["name"], remedy: current,
      "The choice names no list; it is taken into the list above it, \(Findings.short(current)).")
    return current
  }

  private func choice(
    _ row: SheetTable.Row, _ table: SheetTable, _ files: FormFiles,
    _ languages: inout FormLanguages, _ findings: inout Findings
  ) -> FormChoice? {
    let name = row["name"]
    guard !name.isEmpty else {
      // A row with a list's name alone is a heading or a leftover.
      if !row.texts("label").isEmpty {
        findings.add(
          .error, "NO_CHOICE_NAME", sheet: table.name, row: row.number,
          column: table.place("name"), value: row.texts("label").first?.text ?? "",
          "The choice has a label and no name; give it a short name, which is what answers keep.")
      }
      return nil
    }
    var choice = FormChoice()
    choice.value = name.split(whereSeparator: \.isWhitespace).joined(separator: "_")
    if choice.value != name {
      findings.add(
        .warning, "CHOICE_NAME_WITH_BLANK", sheet: table.name, row: row.number,
        column: table.place("name"), value: name, remedy: choice.value,
        "The name has a blank in it, which answers with several choices cannot have; it is read as "
          + "\"\(Findings.short(choice.value))\".")
    }
    choice.label = row.localTexts("label", &languages)
    choice.media = row.media(&languages)
    choice.exclusive = ExpressionText.isYes(row["exclusive"])
    for place in choice.media.indices where !files.has(choice.media[place].file) {
      choice.media[place].missing = true
      findings.addMissing(
        choice.media[place].file, choice.media[place].kind.missingKind,
        at: "\(table.name) row \(row.number)")
    }
    if choice.label.isEmpty && choice.media.isEmpty {
      findings.add(
        .warning, "NO_LABEL", sheet: table.name, row: row.number, column: table.place("label"),
        value: name, "The choice has no label; its name is shown.")
    }
    let known: Set = ["list_name", "name", "label", "image", "big_image", "audio", "video"]
    for cell in row.cells where !known.contains(cell.field.meaning.name) {
      if cell.field.meaning.name == "exclusive" { continue }
      var column = FormParameter()
      column.name = cell.field.meaning.name
      column.value = cell.text
      if FormNames.isName(column.name) { choice.columns.append(column) }
    }
    return choice
  }
}

extension FormMediaKind {
  var missingKind: MissingFile.Kind {
    switch self {
    case .audio: .audio
    case .video: .video
    default: .image
    }
  }
}
