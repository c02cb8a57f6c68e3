import PCRMModel

/// XLSForm: a workbook with the sheets survey, choices and settings.
enum XLSFormReader {
  private static let sheets: Set<String> = ["survey", "choices", "settings", "external_choices"]

  static func read(
    _ bytes: [UInt8], name: String, files: FormFiles, limits: FormFileLimits
  ) throws(FormRefusal) -> FormImport {
    let workbook = try WorkbookReader.read(bytes, limits: limits) { sheets.contains($0) }
    var findings = Findings(limits)
    func sheet(_ name: String) -> Workbook.Sheet? {
      workbook.sheets.first { $0.name.trimmed.lowercased() == name }
    }
    guard let survey = sheet("survey") else {
      throw FormRefusal(
        "NO_SURVEY_SHEET",
        "The workbook has no sheet \"survey\"; a form has the sheets survey, choices and settings.")
    }
    let settings = sheet("settings").map { SettingsSheet($0, &findings) } ?? SettingsSheet()
    let table = SheetTable(survey, meaning: FormHeader.survey, &findings)
    guard table.fields.contains(where: { $0.meaning.name == "type" }) else {
      throw FormRefusal(
        "NO_TYPE_COLUMN",
        "The first row of the sheet \"survey\" names no column \"type\"; it must name type, name and "
          + "label.")
    }
    var languages = FormLanguages(standard: settings.defaultLanguage)
    // Languages in the order of the questions' columns, whichever row fills them in first.
    for field in table.fields where !field.meaning.language.isEmpty {
      _ = languages.tag(field.meaning.language)
    }
    var choices = ChoicesSheet()
    for name in ["choices", "external_choices"] {
      guard let sheet = sheet(name) else { continue }
      choices.read(
        sheet, allowsDuplicates: settings.allowsChoiceDuplicates || name == "external_choices",
        files: files, &languages, &findings)
    }
    var reading = SurveySheet(
      table, choices: choices, languages: languages, files: files, limits: limits,
      findings: findings)
    let items = reading.read()
    var questionnaire = Questionnaire()
    questionnaire.items = items
    questionnaire.choiceLists = reading.choices.lists
    take(settings, name, &questionnaire, &reading.findings)
    let rows = reading.rows
    PulledTables.add(
      to: &questionnaire, files: files, limits: limits, &reading.languages, &reading.findings
    ) { path in
      rows[path].map { "\(table.name) row \($0)" } ?? "settings row \(settings.row)"
    }
    questionnaire.languages = reading.languages.tags
    questionnaire.defaultLanguage = reading.languages.standard
    title(settings, name, &questionnaire)
    addMeta(&questionnaire)
    FormOrder.order(&questionnaire, reading.languages)
    findings = reading.findings
    if items.isEmpty { sayEmpty(table, below: survey.rows.first?.number ?? 1, &findings) }
    FormLogic.check(questionnaire, table: table, rows: rows, &findings)
    return findings.finished(questionnaire)
  }

  /// Where the first question would stand, unless it is said already why there is none.
  private static func sayEmpty(
    _ table: SheetTable, below header: Int, _ findings: inout Findings
  ) {
    if findings.diagnoses.contains(where: { $0.severity == .error }) { return }
    findings.add(
      .error, "EMPTY", sheet: table.name, row: header + 1,
      "The sheet has no question; write at least one below the header, with type and name.")
  }

  /// Every form has an id of its own, which some refer to as an answer.
  private static func addMeta(_ questionnaire: inout Questionnaire) {
    let expressions = FormWords.expressions(questionnaire.items)
    var meta = FormItem()
    meta.name = "meta"
    meta.type = .group
    for (name, metadata) in [
      ("instanceID", FormMetadata.instanceID), ("instanceName", .instanceName),
    ] where expressions.contains(where: { $0.contains("${\(name)}") }) {
      var item = FormItem()
      item.name = name
      item.type = .metadata
      item.metadata = metadata
      meta.items.append(item)
    }
    if meta.items.isEmpty || questionnaire.items.contains(where: { $0.name == "meta" }) { return }
    questionnaire.items.append(meta)
  }

  private static func take(
    _ settings: SettingsSheet, _ name: String, _ questionnaire: inout Questionnaire,
    _ findings: inout Findings
  ) {
    let code = FormCode(settings.id.isEmpty ? name : settings.id)
    questionnaire.name = code.text
    if settings.id.isEmpty {
      code.say(of: name, &findings)
    } else {
      code.say(
        of: settings.id, sheet: "settings", row: settings.row, column: settings.idPlace, &findings)
    }
    questionnaire.authorVersion = String(settings.version.prefix(64))
    questionnaire.instanceName = settings.instanceName
    questionnaire.root =
      FormNames.isName(settings.rootName) && settings.rootName != "data" ? settings.rootName : ""
  }

  private static func title(
    _ settings: SettingsSheet, _ name: String, _ questionnaire: inout Questionnaire
  ) {
    var title = LocalText()
    title.language = questionnaire.defaultLanguage
    title.text =
      !settings.title.isEmpty ? settings.title : settings.id.isEmpty ? name : settings.id
    questionnaire.title = [title]
  }
}
