import ArgumentParser

/// `pcrm survey`: questionnaires, and what was answered to them.
struct SurveyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Bring in questionnaires, fill them in, and look at results.",
    discussion: """
      A questionnaire is named by its code, as satisfaction_2026, or read from a file with --file: \
      XLSForm (.xlsx) or ODK XForms (.xml). With a file no server is needed.

      EXAMPLES
        pcrm survey import form.xlsx --check
        pcrm survey import form.xlsx
        pcrm survey take --file form.xlsx --save answers.json
        pcrm survey export satisfaction_2026 --to form.xml
      """,
    subcommands: [
      SurveyImport.self, SurveyExport.self, SurveyList.self, SurveyShow.self, SurveyTake.self,
      SurveyResults.self,
    ])

  static let service = "pcrm.v1.SurveyService"
}
