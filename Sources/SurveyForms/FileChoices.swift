import PCRMModel

/// Choices out of a file beside the form: CSV with a line of names.
enum FileChoices {
  /// The list without its choices when the file is not there.
  static func list(
    _ name: String, file: String, value: String = "name", label: String = "label",
    files: FormFiles, limits: FormFileLimits, at place: String, _ languages: inout FormLanguages,
    _ findings: inout Findings
  ) -> ChoiceList {
    var list = ChoiceList()
    list.name = name
    list.file = file
    guard file.lowercased().hasSuffix(".csv") || files.has(file) == false else {
      list.missing = true
      findings.add(
        .warning, "FILE_NOT_CSV", value: file,
        "\(Findings.short(file)), which \(place) names, is not CSV; give its choices as CSV with "
          + "the columns \(value) and \(label).")
      return list
    }
    guard let bytes = files.read(file) else {
      list.missing = true
      findings.addMissing(file, .table, at: place)
      return list
    }
    guard let table = CSVTable(bytes), let values = table.column(value) else {
      list.missing = true
      findings.add(
        .error, "FILE_UNREADABLE", value: file, remedy: value,
        "\(Findings.short(file)) is not CSV in UTF-8 with a column \"\(value)\"; "
          + "\(place) names it.")
      return list
    }
    for row in table.rows.prefix(limits.fileChoicesMax) {
      guard values < row.count, !row[values].trimmed.isEmpty else { continue }
      list.choices.append(choice(row, table, values, label, &languages))
    }
    if table.rows.count > limits.fileChoicesMax {
      findings.add(
        .error, "FILE_TOO_LONG", value: file, remedy: String(limits.fileChoicesMax),
        "\(Findings.short(file)) has \(table.rows.count) choices; at most "
          + "\(limits.fileChoicesMax) are taken.")
    }
    let distinct = Set(list.choices.map(\.value)).count
    list.duplicates = distinct < list.choices.count
    return list
  }

  private static func choice(
    _ row: [String], _ table: CSVTable, _ value: Int, _ label: String,
    _ languages: inout FormLanguages
  ) -> FormChoice {
    var choice = FormChoice()
    choice.value = row[value].trimmed.split(whereSeparator: \.isWhitespace).joined(separator: "_")
    var labels: [(language: String, text: String)] = []
    for (column, name) in table.header.enumerated() where column < row.count && column != value {
      let text = row[column].trimmed
      if text.isEmpty { continue }
      if name == label {
        labels.append(("", text))
      } else if name.hasPrefix("\(label)::") {
        labels.append((String(name.dropFirst(label.count + 2)), text))
      } else {
        var parameter = FormParameter()
        parameter.name = name
        parameter.value = text
        choice.columns.append(parameter)
      }
    }
    choice.label = languages.texts(labels)
    return choice
  }
}

/// A CSV file with a line of names, by RFC 4180.
struct CSVTable {
  private(set) var header: [String] = []
  private(set) var rows: [[String]] = []

  /// nil when it is not UTF-8 or has no line of names.
  init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var iterator = text.utf8.makeIterator()
    var next = iterator.next()
    func take(_ field: [UInt8]) -> String { String(decoding: field, as: UTF8.self) }
    while let byte = next {
      next = iterator.next()
      switch byte {
      case 34 where quoted && next == 34:
        field.append(34)
        next = iterator.next()
      case 34: quoted.toggle()
      case 44 where !quoted:
        record.append(take(field))
        field = []
      case 10 where !quoted, 13 where !quoted:
        if byte == 13, next == 10 { continue }
        record.append(take(field))
        field = []
        if record != [""] { records.append(record) }
        record = []
      default: field.append(byte)
      }
    }
    record.append(take(field))
    if record != [""] { records.append(record) }
    guard let first = records.first else { return nil }
    header = first.map { $0.replacing("\u{FEFF}", with: "").trimmed }
    rows = Array(records.dropFirst())
  }

  func column(_ name: String) -> Int? { header.firstIndex(of: name) }
}
