import PCRMModel
import Surveys

/// Faults of a form's logic, said at the rows that they come from.
enum FormLogic {
  static func check(
    _ questionnaire: Questionnaire, table: SheetTable, rows: [String: Int],
    _ findings: inout Findings
  ) {
  }

  static func check(
    _ questionnaire: Questionnaire, lines: [String: Int], _ findings: inout Findings
  ) {
  }
}
