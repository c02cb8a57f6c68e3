import ArgumentParser
import PCRMCore
import PCRMModel
import SurveyForms

/// `pcrm survey import`.
struct SurveyImport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read a form of another product and store it as a questionnaire.",
    discussion: """
      Reads XLSForm (.xlsx) and ODK XForms (.xml). Everything that is not as it should be is said \
      with its sheet, row and column; a form with errors is not stored. CSV files and media are \
      looked for beside the form and in the folder media; those that are not there are named.

      EXAMPLES
        pcrm survey import form.xlsx --check
        pcrm survey import form.xlsx --name satisfaction_2026 --yes
      """)

  @Argument(help: "The form.")
  var file: String

  @Option(help: ArgumentHelp("The questionnaire's code, if not the form's own.", valueName: "code"))
  var name: String?

  @Flag(help: "Only say what is wrong with it; needs no server.")
  var check = false

  @Flag(help: "Show what would change on the server, and change nothing.")
  var dryRun = false

  @Flag(help: "Store it without asking.")
  var yes = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if dryRun && yes { throw ValidationError("--dry-run and --yes contradict each other") }
  }

  func run() async throws {
    let output = try Offline.begin(global)
    var read = try FormPath(file).read()
    if let name { read.questionnaire.name = name }
    try DiagnosisPage(read, Language.current).print(check ? output : .table, toErrors: !check)
    if check {
      if !read.isUsable { throw CommandFailure(code: 1, message: "") }
      return
    }
    try Offline.refuseUnusable(read, file)
    let server = try await Server.connect(global)
    do {
      try await store(read.questionnaire, server)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
  }

  private func store(_ questionnaire: Questionnaire, _ server: Server) async throws {
    var request = PutQuestionnaireRequest()
    request.questionnaire = questionnaire
    func put(dry: Bool) async throws -> Plan {
      request.dryRun = dry
      request.requestID = .new()
      let answer: PutQuestionnaireResponse = try await server.call(
        "\(SurveyCommand.service)/PutQuestionnaire", request)
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(PlanConsent(dryRun: dryRun, yes: yes), server) {
      try await put(dry: true)
    } apply: {
      try await put(dry: false)
    }
  }
}
