import Import
import PCRMModel
import SurveyForms

/// What is not as it should be in a form's file, as people and programs read it.
struct DiagnosisPage {
  let read: FormImport
  let language: Language

  init(_ read: FormImport, _ language: Language) {
    self.read = read
    self.language = language
  }

  /// - Parameter toErrors: Beside the output, as remarks to something else.
  func print(_ format: OutputFormat, toErrors: Bool) throws {
    switch format {
    case .table:
      for line in lines(Ink.output) {
        if toErrors { Console.note(line) } else { try Console.print(line) }
      }
    case .csv:
      try Console.write(
        CSVText.record(["severity", "sheet", "row", "column", "reason", "message"]))
      for one in read.diagnoses {
        try Console.write(
          CSVText.record([
            one.severity.rawValue, one.sheet, one.row == 0 ? "" : String(one.row), one.column,
            one.reason, DiagnosisWords.text(one, language),
          ]))
      }
    case .json, .ndjson: try Console.print(json)
    }
  }

  func lines(_ ink: Ink) -> [String] {
    var lines: [String] = []
    if !read.diagnoses.isEmpty {
      var table = TextTable([
        "", language("PLACE", "위치"), language("WHAT", "내용"),
      ])
      let wide = Self.places(read.diagnoses)
      for one in wide { table.add(["\(mark(one))", one.place, ""]) }
      lines = zip(table.text().split(separator: "\n").dropFirst(), wide).map { line, one in
        let text = DisplayWidth.harmless(DiagnosisWords.text(one, language))
        return "\(coloured(String(line), one, ink))  \(text)"
      }
    }
    if read.diagnosesLeftOut > 0 {
      lines.append(
        language(
          "… and \(read.diagnosesLeftOut) more", "… 그 밖에 \(read.diagnosesLeftOut)건 더"))
    }
    for file in read.missingFiles {
      let places = file.places.prefix(5).joined(separator: ", ")
      lines.append(
        ink.yellow(
          DisplayWidth.harmless(
            language(
              "missing file: \(file.name) (\(places))", "없는 파일: \(file.name) (\(places))"))))
    }
    lines.append(summary(ink))
    return lines
  }

  private static func places(_ all: [Diagnosis]) -> [Diagnosis] {
    all.enumerated().sorted {
      ($0.element.sheet, $0.element.row, $0.offset) < ($1.element.sheet, $1.element.row, $1.offset)
    }.map(\.element)
  }

  private func mark(_ one: Diagnosis) -> String {
    switch one.severity {
    case .error: language("error", "오류")
    case .warning: language("warning", "주의")
    case .note: language("note", "알림")
    }
  }

  private func coloured(_ line: String, _ one: Diagnosis, _ ink: Ink) -> String {
    switch one.severity {
    case .error: ink.red(line)
    case .warning: ink.yellow(line)
    case .note: ink.dim(line)
    }
  }

  private func summary(_ ink: Ink) -> String {
    let errors = read.diagnoses.count { $0.severity == .error }
    let warnings = read.diagnoses.count { $0.severity == .warning }
    let form = read.questionnaire
    let questions = Self.count(form)
    let size = language(
      "\(form.name): \(questions) items, \(form.choiceLists.count) lists",
      "\(form.name): 항목 \(questions)개, 목록 \(form.choiceLists.count)개")
    if errors > 0 {
      return ink.red(
        language(
          "\(size); \(errors) errors, \(warnings) warnings: not usable",
          "\(size). 오류 \(errors)건, 주의 \(warnings)건: 쓸 수 없습니다."))
    }
    return ink.green(
      language("\(size); usable, \(warnings) warnings", "\(size). 쓸 수 있습니다. 주의 \(warnings)건"))
  }

  private static func count(_ form: Questionnaire) -> Int {
    func all(_ items: [FormItem]) -> Int { items.reduce(0) { $0 + 1 + all($1.items) } }
    return all(form.items)
  }

  private var json: String {
    let diagnoses = read.diagnoses.map { one in
      "{"
        + [
          ("severity", one.severity.rawValue), ("sheet", one.sheet), ("column", one.column),
          ("reason", one.reason), ("message", DiagnosisWords.text(one, language)),
        ].map { "\(Self.quoted($0.0)):\(Self.quoted($0.1))" }.joined(separator: ",")
        + ",\"row\":\(one.row)}"
    }
    let files = read.missingFiles.map { file in
      "{\"name\":\(Self.quoted(file.name)),\"kind\":\(Self.quoted(file.kind.rawValue)),\"places\":["
        + file.places.map(Self.quoted).joined(separator: ",") + "]}"
    }
    return "{\"questionnaire\":\(Self.quoted(read.questionnaire.name)),\"usable\":\(read.isUsable),"
      + "\"diagnoses\":[\(diagnoses.joined(separator: ","))],"
      + "\"missingFiles\":[\(files.joined(separator: ","))]}"
  }

  /// A text as JSON writes it.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
