import PCRMModel
import Surveys

/// Faults of a form's logic, said at the rows that they come from.
struct FormLogic {
  /// The column, or the attribute of XML, that a part of an item comes from.
  private static let columns: [String: (sheet: String, xml: String)] = [
    "relevance": ("relevant", "relevant"), "calculation": ("calculation", "calculate"),
    "repeat_count": ("repeat_count", "count"), "required": ("required", "required"),
    "constraint": ("constraint", "constraint"), "read_only": ("readonly", "readonly"),
    "default_expression": ("default", "setvalue"), "default_value": ("default", "instance"),
    "choice_filter": ("choice_filter", "itemset"), "label": ("label", "label"),
    "hint": ("hint", "hint"), "guidance": ("guidance_hint", "hint"),
    "required_message": ("required_message", "requiredMsg"),
    "constraint_message": ("constraint_message", "constraintMsg"),
    "choice_list": ("type", "itemset"), "type": ("type", "type"),
    "metadata": ("type", "preload"), "scale": ("parameters", "range"),
    "randomize_seed": ("parameters", "itemset"),
  ]

  private let rows: [String: Int]
  private let table: SheetTable?

  /// Says everything that is wrong with a form from a sheet.
  ///
  /// - Parameter rows: The row of each item, by its path.
  static func check(
    _ questionnaire: Questionnaire, table: SheetTable, rows: [String: Int],
    _ findings: inout Findings
  ) {
    FormLogic(rows: rows, table: table).check(questionnaire, &findings)
  }

  /// Says everything that is wrong with a form from XML.
  ///
  /// - Parameter lines: The line of each item, by its path.
  static func check(
    _ questionnaire: Questionnaire, lines: [String: Int], _ findings: inout Findings
  ) {
    FormLogic(rows: lines, table: nil).check(questionnaire, &findings)
  }

  private func check(_ questionnaire: Questionnaire, _ findings: inout Findings) {
    do throws(FormFaults) {
      if let fault = try CompiledForm(questionnaire).faultUnanswered() {
        throw FormFaults([fault])
      }
    } catch {
      // What the reading itself has found is not said twice.
      let known = Set(findings.diagnoses.filter { $0.severity == .error }.map(\.reason))
      for fault in error.faults {
        if fault.reason == "UNKNOWN_LIST", known.contains(fault.reason) { continue }
        if fault.reason == "EMPTY", !known.isEmpty { continue }
        say(fault, &findings)
      }
    }
  }

  private func say(_ fault: FormFault, _ findings: inout Findings) {
    let (row, part) = place(fault.place)
    let column = Self.columns[part].map { table?.place($0.sheet) ?? $0.xml } ?? ""
    let expression = fault.expression.isEmpty ? "" : " (\(Findings.short(fault.expression)))"
    let path = row == nil ? "\(Findings.short(fault.place)): " : ""
    findings.add(
      .error, fault.reason, sheet: row == nil ? "" : table?.name ?? "", row: row ?? 0,
      column: column, value: fault.expression.isEmpty ? fault.place : fault.expression,
      path + fault.message + expression)
  }

  /// The row of a place as "household/age.constraint", and the part of the item that it names.
  private func place(_ place: String) -> (row: Int?, part: String) {
    if let row = rows[place] { return (row, "") }
    // Names may have points in them: from the right, until an item has the rest as its path.
    var rest = place[...]
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      guard let row = rows[String(rest)] else { continue }
      let part = place[place.index(after: dot)...]
      return (row, String(part.prefix { $0 != "." }))
    }
    return (nil, "")
  }
}
