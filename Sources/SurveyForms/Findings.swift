import PCRMModel

/// What an import has found so far.
struct Findings {
  private let most: Int
  private(set) var diagnoses: [Diagnosis] = []
  private(set) var leftOut = 0
  private var missing: [MissingFile] = []

  init(_ limits: FormFileLimits) { most = limits.diagnosesMax }

  mutating func add(
    _ severity: Diagnosis.Severity, _ reason: String, sheet: String = "", row: Int = 0,
    column: String = "", value: String = "", remedy: String = "", _ message: String
  ) {
    let diagnosis = Diagnosis(
      severity: severity, reason: reason, sheet: sheet, row: row, column: column,
      value: Self.short(value), remedy: Self.short(remedy), message: message)
    if diagnoses.count < most {
      diagnoses.append(diagnosis)
    } else if severity == .error, !diagnoses.contains(where: { $0.severity == .error }) {
      // However long the list, it never hides that there is an error.
      diagnoses[most - 1] = diagnosis
      leftOut += 1
    } else {
      leftOut += 1
    }
  }

  mutating func addMissing(_ name: String, _ kind: MissingFile.Kind, at place: String) {
    if let at = missing.firstIndex(where: { $0.name == name && $0.kind == kind }) {
      if missing[at].places.count < 20 { missing[at].places.append(place) }
    } else {
      missing.append(MissingFile(name: name, kind: kind, places: [place]))
    }
  }

  func finished(_ questionnaire: Questionnaire) -> FormImport {
    FormImport(
      questionnaire: questionnaire, diagnoses: diagnoses, diagnosesLeftOut: leftOut,
      missingFiles: missing)
  }

  /// What stands in a cell is quoted in messages, but not a whole page of it.
  static func short(_ text: String) -> String {
    text.count > 80 ? String(text.prefix(79)) + "…" : text
  }
}
