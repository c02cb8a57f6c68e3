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
    guard
      let table = csv(
        file, "its choices as CSV with the columns \(value) and \(label)", files, place, &findings)
    else {
      list.missing = true
      return list
    }
    guard let values = table.column(value) else {
      list.missing = true
      findings.add(
        .error, "FILE_UNREADABLE", value: file, remedy: value,
        "\(Findings.short(file)) is not CSV in UTF-8 with a column \"\(value)\"; "
          + "\(place) names it.")
      return list
    }
    for row in rows(of: table, file, limits, &findings) {
      guard values < row.count, !row[values].trimmed.isEmpty else { continue }
      list.choices.append(choice(row, table, values, value, label, &languages))
    }
    list.duplicates = Set(list.choices.map(\.value)).count < list.choices.count
    return list
  }

  /// A file to look things up in: every column of it can be asked for by its name.
  ///
  /// Where its names are fit for codes it is also a list of choices; otherwise its rows are numbered.
  static func table(
    _ name: String, file: String, files: FormFiles, limits: FormFileLimits, at place: String,
    _ languages: inout FormLanguages, _ findings: inout Findings
  ) -> ChoiceList {
    var list = ChoiceList()
    list.name = name
    list.file = file
    guard let table = csv(file, "it as CSV", files, place, &findings) else {
      list.missing = true
      return list
    }
    let names = table.column("name").flatMap { table.hasCodes(in: $0) ? $0 : nil }
    for (number, row) in rows(of: table, file, limits, &findings).enumerated() {
      if let names {
        list.choices.append(choice(row, table, names, "name", "label", &languages))
      } else {
        var choice = FormChoice()
        choice.value = String(number + 1)
        choice.columns = zip(table.header, row).compactMap { cell($0, $1.trimmed) }
        list.choices.append(choice)
      }
    }
    list.duplicates = Set(list.choices.map(\.value)).count < list.choices.count
    return list
  }

  /// nil, and said, when there is no such file or it cannot be read.
  private static func csv(
    _ file: String, _ wanted: String, _ files: FormFiles, _ place: String,
    _ findings: inout Findings
  ) -> CSVTable? {
    guard file.lowercased().hasSuffix(".csv") || files.has(file) == false else {
      findings.add(
        .warning, "FILE_NOT_CSV", value: file,
        "\(Findings.short(file)), which \(place) names, is not CSV; give \(wanted).")
      return nil
    }
    guard let bytes = files.read(file) else {
      findings.addMissing(file, .table, at: place)
      return nil
    }
    guard let table = CSVTable(bytes) else {
      findings.add(
        .error, "FILE_UNREADABLE", value: file,
        "\(Findings.short(file)) is not CSV in UTF-8 with a line of names; \(place) names it.")
      return nil
    }
    return table
  }

  private static func rows(
    of table: CSVTable, _ file: String, _ limits: FormFileLimits, _ findings: inout Findings
  ) -> [[String]] {
    if table.rows.count > limits.fileChoicesMax {
      findings.add(
        .error, "FILE_TOO_LONG", value: file, remedy: String(limits.fileChoicesMax),
        "\(Findings.short(file)) has \(table.rows.count) choices; at most "
          + "\(limits.fileChoicesMax) are taken.")
    }
    return Array(table.rows.prefix(limits.fileChoicesMax))
  }

  private static func choice(
    _ row: [String], _ table: CSVTable, _ values: Int, _ value: String, _ label: String,
    _ languages: inout FormLanguages
  ) -> FormChoice {
    var choice = FormChoice()
    choice.value = row[values].trimmed.split(whereSeparator: \.isWhitespace).joined(separator: "_")
    var labels: [(language: String, text: String)] = []
    for (column, name) in table.header.enumerated() where column < row.count {
      let text = row[column].trimmed
      if text.isEmpty { continue }
      let isLabel = name == label
      if isLabel {
        labels.append(("", text))
      } else if name.hasPrefix("\(label)::") {
        labels.append((String(name.dropFirst(label.count + 2)), text))
        continue
      }
      // Codes and labels out of columns with names of their own are looked up by those, too.
      if column == values ? value == "name" : isLabel && label == "label" { continue }
      if let cell = cell(name, text) { choice.columns.append(cell) }
    }
    choice.label = languages.texts(labels)
    return choice
  }

  private static func cell(_ name: String, _ text: String) -> FormParameter? {
    if name.isEmpty || text.isEmpty { return nil }
    var cell = FormParameter()
    cell.name = name
    cell.value = text
    return cell
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

  /// Whether every row has a text without blanks there, as codes of choices are.
  func hasCodes(in column: Int) -> Bool {
    rows.allSatisfy { row in
      guard column < row.count else { return false }
      let text = row[column].trimmed
      return !text.isEmpty && text.unicodeScalars.count <= FormNames.choiceCharactersMax
        && !text.contains(where: \.isWhitespace)
    }
  }
}
