import PCRMModel

extension SurveySheet {
  private static let types: [String: FormItemType] = [
    "select_one": .selectOne, "select_multiple": .selectMany, "rank": .rank,
    "select_one_from_file": .selectOne, "select_multiple_from_file": .selectMany,
    "rank_from_file": .rank, "select_one_external": .selectOne, "text": .text,
    "integer": .integer, "percentage": .integer, "decimal": .decimal, "range": .scale,
    "date": .date, "time": .time, "datetime": .dateTime, "note": .note, "geopoint": .location,
    "geotrace": .line, "geoshape": .area, "image": .photo, "audio": .audio, "video": .video,
    "file": .file, "osm": .file, "barcode": .barcode, "acknowledge": .consent,
    "calculate": .calculated, "hidden": .hidden,
  ]
  private static let recorded: [String: FormMetadata] = [
    "start": .start, "end": .end, "today": .today, "deviceid": .deviceID, "username": .username,
    "email": .email, "phonenumber": .phoneNumber, "subscriberid": .other, "simserial": .other,
    "audit": .other, "start-geopoint": .other, "background-audio": .other,
    "background-geopoint": .other,
  ]

  /// The item of a row that is neither the beginning nor the end of a group.
  mutating func item(_ type: FormType, _ row: SheetTable.Row) -> FormItem? {
    if let metadata = Self.recorded[type.name] { return recorded(metadata, type, row) }
    guard let itemType = Self.types[type.name] else {
      say(
        .error, "UNKNOWN_TYPE", row.number, "type", value: row["type"],
        "The type \(type.name) is not read here and the row is left out.")
      return nil
    }
    var item = FormItem()
    item.type = itemType
    item.name = name(row, fallback: type.name.replacing("-", with: "_"))
    item.label = row.localTexts("label", &languages)
    item.hint = row.localTexts("hint", &languages)
    item.guidance = row.localTexts("guidance_hint", &languages)
    item.requiredMessage = row.localTexts("required_message", &languages)
    item.constraintMessage = row.localTexts("constraint_message", &languages)
    item.media = media(row)
    item.appearance = row["appearance"]
    item.relevance = expression(row, "relevant")
    item.constraint = expression(row, "constraint")
    item.calculation = expression(row, "calculation")
    item.required = ExpressionText.condition(expression(row, "required"))
    item.readOnly = ExpressionText.condition(expression(row, "readonly"))
    item.parameters = parameters(row)
    takeDefault(&item, row)
    if FormType.selects.contains(type.name) { takeChoices(&item, type, row) }
    adapt(&item, type, row)
    sayUnused(row)
    return item
  }

  private mutating func recorded(
    _ metadata: FormMetadata, _ type: FormType, _ row: SheetTable.Row
  ) -> FormItem {
    var item = FormItem()
    item.type = .metadata
    item.metadata = metadata
    // These rows need no name: their type is one.
    let written = row["name"]
    item.name = FormNames.isName(written) ? written : type.name.replacing("-", with: "_")
    if metadata == .other {
      var parameter = FormParameter()
      parameter.name = "record"
      parameter.value = type.name
      item.parameters = [parameter]
      say(
        .note, "NOT_RECORDED", row.number, "type", value: type.name,
        "\(type.name) is not recorded here; it stays empty.")
    }
    return item
  }

  /// What a type brings along or asks for.
  private mutating func adapt(_ item: inout FormItem, _ type: FormType, _ row: SheetTable.Row) {
    switch type.name {
    case "calculate" where item.calculation.isEmpty:
      // A default that is worked out is a calculation that nothing changes.
      item.type = .hidden
      if item.defaultValue.isEmpty && item.defaultExpression.isEmpty {
        say(
          .warning, "NO_CALCULATION", row.number, "calculation", value: item.name,
          "The row calculates nothing and stays empty; write the calculation.")
      }
    case "hidden" where !item.calculation.isEmpty: item.type = .calculated
    case "percentage" where item.constraint.isEmpty: item.constraint = ". >= 0 and . <= 100"
    case "text" where item.readOnly == "true()" && item.isOnlyShown: item.type = .note
    case "range": item.scale = scale(&item, row)
    case "osm":
      say(
        .warning, "TYPE_NOT_KEPT", row.number, "type", value: type.name, remedy: "file",
        "osm is taken as a file.")
    default: break
    }
    if item.type == .note {
      item.readOnly = ""
      item.required = ""
      if !item.isOnlyShown {
        // A note that has a value is a text that nobody may change.
        item.type = .text
        item.readOnly = "true()"
      }
    }
    if item.type == .calculated || item.type == .hidden {
      // Nothing of it is shown.
      item.label = []
      item.hint = []
      item.guidance = []
      item.media = []
      item.appearance = ""
      return
    }
    if item.label.isEmpty && item.media.isEmpty && item.hint.isEmpty && item.calculation.isEmpty {
      say(
        .warning, "NO_LABEL", row.number, "label", value: item.name,
        "Nothing is asked; write the question into the label.")
    }
  }

  private mutating func scale(_ item: inout FormItem, _ row: SheetTable.Row) -> ScaleRange {
    var scale = ScaleRange()
    scale.from = "1"
    scale.to = "10"
    var rest: [FormParameter] = []
    for parameter in item.parameters {
      let isNumber = Double(parameter.value)?.isFinite == true
      switch parameter.name {
      case "start" where isNumber: scale.from = parameter.value
      case "end" where isNumber: scale.to = parameter.value
      case "step" where isNumber: scale.step = parameter.value == "1" ? "" : parameter.value
      case "start", "end", "step":
        say(
          .error, "BAD_PARAMETER", row.number, "parameters", value: parameter.value,
          "\(parameter.name) is not a number; write for example start=0 end=10 step=1.")
      default: rest.append(parameter)
      }
    }
    item.parameters = rest
    return scale
  }

  private mutating func takeDefault(_ item: inout FormItem, _ row: SheetTable.Row) {
    let text = row["default"]
    if text.isEmpty { return }
    if ExpressionText.isExpression(text) {
      item.defaultExpression = expression(row, "default")
    } else if item.type == .date, text.count > 10, text.dropFirst(10).first == "T" {
      item.defaultValue = String(text.prefix(10))
    } else {
      item.defaultValue = text
    }
  }

  private mutating func sayUnused(_ row: SheetTable.Row) {
    for column in ["trigger", "save_to", "preload", "preloadparams"] where !row[column].isEmpty {
      say(
        .note, "COLUMN_NOT_USED", row.number, column, value: column,
        "\(column) is not used here: calculations are always worked out anew.")
    }
  }

  // MARK: Choices

  private mutating func takeChoices(
    _ item: inout FormItem, _ type: FormType, _ row: SheetTable.Row
  ) {
    item.choiceFilter = expression(row, "choice_filter")
    var value = "name"
    var label = "label"
    var rest: [FormParameter] = []
    for parameter in item.parameters {
      switch parameter.name {
      case "randomize": item.randomize = ExpressionText.isYes(parameter.value)
      case "seed": item.randomizeSeed = parameter.value
      case "value" where type.isFromFile: value = parameter.value
      case "label" where type.isFromFile: label = parameter.value
      default: rest.append(parameter)
      }
    }
    item.parameters = rest
    if !item.randomize { item.randomizeSeed = "" }
    let written = type.list.isEmpty ? row["list_name"] : type.list
    guard !written.isEmpty else {
      say(
        .error, "NO_LIST", row.number, "type", value: row["type"],
        "The type names no list of choices; write for example select_one yes_no.")
      item.choiceList = missingList(item.name, file: "")
      return
    }
    if written.hasPrefix("${") {
      say(
        .error, "REPEAT_CHOICES", row.number, "type", value: written,
        "Choices that come out of the answers of a repeat are not read; use a list.")
      item.choiceList = missingList(item.name, file: "")
    } else if type.isFromFile {
      item.choiceList = fileList(written, value, label, row)
    } else if let file = Self.searchedFile(item.appearance) {
      item.choiceList = fileList(file, "name", "label", row)
    } else {
      item.choiceList = list(written, row)
      if type.orOther { item.choiceList = listWithOther(item.choiceList) }
    }
  }

  private mutating func list(_ name: String, _ row: SheetTable.Row) -> String {
    if let known = choices[name] {
      return tables.contains(name) ? fileList(known.file, "name", "label", row) : name
    }
    let near = Spelling.nearest(name, to: choices.names)
    say(
      .error, "UNKNOWN_LIST", row.number, "type", value: name, remedy: near ?? "",
      "There is no list \"\(Findings.short(name))\" in the choices"
        + (near.map { "; \"\($0)\" is likely meant." } ?? "; add it, or name another one."))
    return missingList(name, file: "")
  }

  /// A list that takes any answer, so that the rest of the form can be looked at.
  private mutating func missingList(_ name: String, file: String) -> String {
    if choices[name] == nil {
      var list = ChoiceList()
      list.name = name
      list.file = file
      list.missing = true
      choices.add(list)
    }
    return name
  }

  private mutating func fileList(
    _ file: String, _ value: String, _ label: String, _ row: SheetTable.Row
  ) -> String {
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let place = "\(table.name) row \(row.number)"
    for name in [stem, file] {
      if let known = choices[name] {
        guard known.file == file else { continue }
        if tables.remove(name) != nil {
          choices.replace(
            FileChoices.list(
              name, file: file, value: value, label: label, files: files, limits: limits,
              at: place, &languages, &findings))
        } else if known.missing {
          findings.addMissing(file, .table, at: place)
        }
        return name
      }
      choices.add(
        FileChoices.list(
          name, file: file, value: value, label: label, files: files, limits: limits, at: place,
          &languages, &findings))
      return name
    }
    return missingList(file + "-file", file: file)
  }

  private mutating func listWithOther(_ name: String) -> String {
    guard var list = choices[name], !list.choices.contains(where: { $0.value == "other" }) else {
      return name
    }
    list.name = name + "_or_other"
    var other = FormChoice()
    other.value = "other"
    other.label = OtherWords.texts("Other", "기타", languages)
    list.choices.append(other)
    if choices[list.name] == nil { choices.add(list) }
    return list.name
  }

  /// The file of an appearance as search('regions').
  private static func searchedFile(_ appearance: String) -> String? {
    guard let at = appearance.firstRange(of: "search(") else { return nil }
    let inside = appearance[at.upperBound...].drop { $0.isWhitespace || $0 == "'" || $0 == "\"" }
    let name = inside.prefix { $0 != "'" && $0 != "\"" && $0 != ")" && $0 != "," }.trimmed
    return name.isEmpty ? nil : name.hasSuffix(".csv") ? name : name + ".csv"
  }
}

extension FormItem {
  /// Nothing gives it a value.
  var isOnlyShown: Bool {
    calculation.isEmpty && defaultValue.isEmpty && defaultExpression.isEmpty
  }
}
