/// What a form says about itself as a whole.
struct SettingsSheet {
  var title = ""
  var id = ""
  var version = ""
  var defaultLanguage = ""
  var rootName = ""
  var instanceName = ""
  var allowsChoiceDuplicates = false
  /// Where the instance name stands, for what is found in it.
  var instanceNameRow = 0
  var instanceNamePlace = ""
  /// Where all of it stands, and the id.
  var row = 0
  var idPlace = ""

  init() {}

  init(_ sheet: Workbook.Sheet, _ findings: inout Findings) {
    let table = SheetTable(sheet, meaning: FormHeader.settings, &findings)
    guard let row = table.rows.first else { return }
    title = row["form_title"]
    id = row["form_id"]
    self.row = row.number
    idPlace = table.place("form_id")
    version = row["version"]
    defaultLanguage = row["default_language"]
    rootName = row["name"]
    instanceName = ExpressionText.cleaned(row["instance_name"]).text
    instanceNameRow = row.number
    instanceNamePlace = table.place("instance_name")
    allowsChoiceDuplicates = ExpressionText.isYes(row["allow_choice_duplicates"])
    if table.rows.count > 1 {
      findings.add(
        .warning, "SETTINGS_TWICE", sheet: table.name, row: table.rows[1].number,
        "Only the first row of the settings is taken; remove the others.")
    }
    for name in ["public_key", "submission_url", "style", "sms_keyword"] where !row[name].isEmpty {
      findings.add(
        .note, "SETTING_NOT_USED", sheet: table.name, row: row.number, column: table.place(name),
        value: name, "\(name) is not used here.")
    }
  }
}
