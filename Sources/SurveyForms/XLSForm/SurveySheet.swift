import PCRMModel

/// The rows of a form's sheet of questions, read into items.
struct SurveySheet {
  /// A group or repeat whose end has not come yet.
  private struct Open {
    var item: FormItem
    var row: Int
    var names: Set<String> = []
  }

  let table: SheetTable
  let files: FormFiles
  let limits: FormFileLimits
  var choices: ChoicesSheet
  var languages: FormLanguages
  var findings: Findings
  /// The row of each item, by its path.
  private(set) var rows: [String: Int] = [:]
  /// Lists that were read as tables, and may still turn out to be asked from.
  var tables: Set<String> = []
  private var open: [Open] = [Open(item: FormItem(), row: 0)]

  init(
    _ table: SheetTable, choices: ChoicesSheet, languages: FormLanguages, files: FormFiles,
    limits: FormFileLimits, findings: Findings
  ) {
    self.table = table
    self.choices = choices
    self.languages = languages
    self.files = files
    self.limits = limits
    self.findings = findings
  }

  mutating func read() -> [FormItem] {
    for row in table.rows { read(row) }
    while open.count > 1 {
      say(
        .warning, "GROUP_NOT_ENDED", open[open.count - 1].row, "type",
        value: open[open.count - 1].item.name,
        "The group that begins here has no end; it is ended with the sheet.")
      close()
    }
    return open[0].item.items
  }

  private mutating func read(_ row: SheetTable.Row) {
    if ExpressionText.isYes(row["disabled"]) { return }
    let cell = row["type"]
    guard !cell.isEmpty else {
      if !row["name"].isEmpty || !row.texts("label").isEmpty {
        say(
          .error, "NO_TYPE", row.number, "type", value: row["name"],
          "The row has no type and is left out; write what kind of question it is, for example text."
        )
      }
      return
    }
    guard let type = FormType(cell) else {
      let near = FormType.nearest(cell)
      say(
        .error, "UNKNOWN_TYPE", row.number, "type", value: cell, remedy: near ?? "",
        "The type \"\(Findings.short(cell))\" is not known and the row is left out"
          + (near.map { "; \"\($0)\" is likely meant." } ?? "; see the list of types."))
      return
    }
    switch type.name {
    case "begin_group", "begin_repeat", "begin_loop": begin(type, row)
    case "end_group", "end_repeat", "end_loop": end(type, row)
    case "csv-external", "xml-external": addTable(type, row)
    default:
      guard let item = item(type, row) else { return }
      add(item, row.number)
      if type.orOther { addOther(to: item, row) }
    }
  }

  // MARK: Groups

  private mutating func begin(_ type: FormType, _ row: SheetTable.Row) {
    var item = FormItem()
    item.type = type.name == "begin_repeat" ? .repeat : .group
    item.name = name(row, fallback: type.name == "begin_repeat" ? "repeat" : "group")
    if type.name == "begin_loop" {
      say(
        .error, "LOOP_NOT_KNOWN", row.number, "type", value: row["type"],
        "Loops over a list are not read; write a group for each choice, or a repeat.")
    }
    item.label = row.localTexts("label", &languages)
    item.appearance = row["appearance"]
    item.relevance = expression(row, "relevant")
    item.repeatCount = item.type == .repeat ? expression(row, "repeat_count") : ""
    item.media = media(row)
    item.parameters = parameters(row).filter { $0.name != "value" && $0.name != "label" }
    open.append(Open(item: item, row: row.number))
  }

  private mutating func end(_ type: FormType, _ row: SheetTable.Row) {
    guard open.count > 1 else {
      say(
        .warning, "END_WITHOUT_BEGIN", row.number, "type", value: row["type"],
        "Nothing is open that could end here; the row is left out.")
      return
    }
    let isRepeat = open[open.count - 1].item.type == .repeat
    if isRepeat != (type.name == "end_repeat") {
      say(
        .warning, "OTHER_END", row.number, "type", value: row["type"],
        remedy: isRepeat ? "end_repeat" : "end_group",
        "What began in row \(open[open.count - 1].row) is a \(isRepeat ? "repeat" : "group"); it ends "
          + "here, but the row should say \(isRepeat ? "end_repeat" : "end_group").")
    }
    close()
  }

  private mutating func close() {
    let done = open.removeLast()
    if done.item.items.isEmpty {
      say(
        .warning, "EMPTY_GROUP", done.row, "type", value: done.item.name,
        "The group has nothing in it and is left out.")
      return
    }
    add(done.item, done.row)
  }

  private mutating func add(_ item: FormItem, _ row: Int) {
    let last = open.count - 1
    guard open[last].names.insert(item.name).inserted else {
      say(
        .error, "NAME_TWICE", row, "name", value: item.name,
        "The name \"\(Findings.short(item.name))\" stands twice in the same group; give this row "
          + "another name.")
      return
    }
    open[last].item.items.append(item)
    rows[path(of: item.name)] = row
  }

  /// The path of an item that is added now.
  private func path(of name: String) -> String {
    (open.dropFirst().map(\.item.name) + [name]).joined(separator: "/")
  }

  // MARK: Cells

  mutating func say(
    _ severity: Diagnosis.Severity, _ reason: String, _ row: Int, _ column: String,
    value: String = "", remedy: String = "", _ message: String
  ) {
    findings.add(
      severity, reason, sheet: table.name, row: row, column: table.place(column), value: value,
      remedy: remedy, message)
  }

  mutating func name(_ row: SheetTable.Row, fallback: String) -> String {
    let name = row["name"]
    if name.isEmpty {
      let made = "\(fallback)_\(row.number)"
      say(
        .warning, "NO_NAME", row.number, "name", remedy: made,
        "The row has no name; it is called \(made).")
      return made
    }
    guard FormNames.isName(name) else {
      let made = FormNames.name(from: name)
      say(
        .error, "BAD_NAME", row.number, "name", value: name, remedy: made,
        "A name begins with a letter or _ and has no blanks or signs in it, at most "
          + "\(FormNames.charactersMax) characters; \(Findings.short(made)) would be right.")
      return made
    }
    return name
  }

  mutating func expression(_ row: SheetTable.Row, _ column: String) -> String {
    let (text, curly) = ExpressionText.cleaned(row[column])
    if curly {
      say(
        .warning, "CURLY_QUOTES", row.number, column, value: row[column], remedy: text,
        "The quotation marks are curly, as word processors make them; they are read as straight "
          + "ones: \(Findings.short(text))")
    }
    return text
  }

  mutating func media(_ row: SheetTable.Row) -> [LocalMedia] {
    var media = row.media(&languages)
    for place in media.indices where !files.has(media[place].file) {
      media[place].missing = true
      findings.addMissing(
        media[place].file, media[place].kind.missingKind, at: "\(table.name) row \(row.number)")
    }
    return media
  }

  /// name=value, with blanks, semicolons or commas between them.
  mutating func parameters(_ row: SheetTable.Row) -> [FormParameter] {
    var parameters: [FormParameter] = []
    let spaced = row["parameters"].replacing(" =", with: "=").replacing("= ", with: "=")
    for part in spaced.split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "," }) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty else {
        say(
          .warning, "BAD_PARAMETER", row.number, "parameters", value: String(part),
          "\"\(Findings.short(String(part)))\" is no parameter and is left out; write name=value.")
        continue
      }
      var parameter = FormParameter()
      parameter.name = String(sides[0])
      parameter.value = String(sides[1])
      parameters.append(parameter)
    }
    for column in ["rows", "autoplay", "intent"] where !row[column].isEmpty {
      var parameter = FormParameter()
      parameter.name = column
      parameter.value = row[column]
      parameters.append(parameter)
    }
    return parameters.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  // MARK: Other choices

  /// csv-external and xml-external: a table for expressions, and nothing that is asked.
  private mutating func addTable(_ type: FormType, _ row: SheetTable.Row) {
    let name = name(row, fallback: "table")
    guard choices[name] == nil else { return }
    tables.insert(name)
    choices.add(
      FileChoices.table(
        name, file: name + (type.name == "csv-external" ? ".csv" : ".xml"), files: files,
        limits: limits, at: "\(table.name) row \(row.number)", &languages, &findings))
  }

  /// The text that is asked for when "other" was chosen.
  private mutating func addOther(to item: FormItem, _ row: SheetTable.Row) {
    var other = FormItem()
    other.type = .text
    other.name = item.name + "_other"
    other.relevance = "selected(${\(item.name)}, 'other')"
    other.label = OtherWords.texts("Specify other.", "기타 내용을 적어 주십시오.", languages)
    add(other, row.number)
  }
}

/// What is shown for "other" in forms that leave it to whoever reads them.
enum OtherWords {
  static func texts(_ english: String, _ korean: String, _ languages: FormLanguages) -> [LocalText]
  {
    let tags = languages.tags.isEmpty ? [""] : languages.tags
    return tags.map { tag in
      var text = LocalText()
      text.language = tag
      text.text = tag == "ko" ? korean : english
      return text
    }
  }
}
