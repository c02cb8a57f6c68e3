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

      The questionnaire's code is the form's id in small letters, else its file's name. Where that has \
      letters other than a-z, give a code with --name. A form that would take the place of another \
      questionnaire is told before you are asked; with --yes it wants --name, too.

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
    let made = read.diagnoses.first { $0.reason == "CODE_MADE" }
    if let name {
      read.questionnaire.name = name
      read.diagnoses.removeAll { $0.reason == "CODE_MADE" }
    }
    try DiagnosisPage(read, Language.current).print(check ? output : .table, toErrors: !check)
    if check {
      if !read.isUsable { throw CommandFailure(code: 1, message: "") }
      return
    }
    try Offline.refuseUnusable(read, file)
    if name == nil, let made { throw Self.wantsCode(made, file) }
    let server = try await Server.connect(global)
    do {
      try await store(read.questionnaire, server)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
  }

  /// A code that is made up would be all that surveys know the questionnaire by.
  private static func wantsCode(_ made: Diagnosis, _ file: String) -> CommandFailure {
    let id = DisplayWidth.harmless(made.value)
    return .usage(
      Language.current(
        "\(file): \"\(id)\" makes no code; give the questionnaire one with --name, of a-z, 0-9, - "
          + "and _, as --name satisfaction_2026",
        "\(file): \"\(id)\"(으)로는 코드를 만들 수 없습니다. a-z, 0-9, -, _ 로 된 코드를 --name 으로 주십시오. "
          + "예: --name satisfaction_2026"))
  }

  /// Tells of another questionnaire that this one would take the place of; refuses to do it unasked.
  private func checkReplacement(_ questionnaire: Questionnaire, _ server: Server) async throws {
    var request = GetQuestionnaireRequest()
    request.name = questionnaire.name
    let stored: Questionnaire
    do throws(Status) {
      stored = try await server.call("\(SurveyCommand.service)/GetQuestionnaire", request)
    } catch {
      guard error.code == .notFound else { throw error }
      return
    }
    guard let replacement = QuestionnaireReplacement(of: stored, by: questionnaire) else { return }
    if yes, name == nil, replacement.isOther { throw replacement.refusal(Language.current) }
    Console.note(replacement.told(Language.current))
  }

  private func store(_ questionnaire: Questionnaire, _ server: Server) async throws {
    try await checkReplacement(questionnaire, server)
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
