import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case suspend`.
struct CaseSuspend: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Let a case rest; what is due waits.",
    discussion: """
      EXAMPLES
        pcrm case suspend INJ-2026-000001 --reason "해외 체류"
      """)

  @OptionGroup var change: CaseChangeOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SuspendCaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.reason = change.reason
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/SuspendCase", request)
    try CasePlanPage.print(plan, server)
  }
}

/// `pcrm case resume`.
struct CaseResume: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a case that rests.",
    discussion: """
      EXAMPLES
        pcrm case resume INJ-2026-000001 --reason "귀국"
      """)

  @OptionGroup var change: CaseChangeOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ResumeCaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.reason = change.reason
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/ResumeCase", request)
    try CasePlanPage.print(plan, server)
  }
}

/// `pcrm case close`.
struct CaseClose: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close a case.",
    discussion: """
      Where the stage lists reasons, --reason is the code of one of them.

      EXAMPLES
        pcrm case close INJ-2026-000001 --reason completed
      """)

  @OptionGroup var change: CaseChangeOptions

  @Option(help: "What else is to be said.")
  var note = ""

  @Option(help: ArgumentHelp("The amount that is decided, in won.", valueName: "won"))
  var amount: Int64?

  @Option(help: ArgumentHelp("When it took effect, if not now.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CloseCaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.reason = change.reason
    request.note = note
    request.amount = amount.map { .amountWon($0) }
    request.effectTime = at?.time
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/CloseCase", request)
    try CasePlanPage.print(plan, server)
  }
}

/// `pcrm case reopen`.
struct CaseReopen: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open a closed case again.",
    discussion: """
      EXAMPLES
        pcrm case reopen INJ-2026-000001 --reason "이의 인용" --worker E0001
      """)

  @OptionGroup var change: CaseChangeOptions

  @Option(
    help: ArgumentHelp("Who is to take charge: id or employee number.", valueName: "staff"))
  var worker: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ReopenCaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.reason = change.reason
    if let worker { request.caseWorkerID = try await Reference.staff(worker, server) }
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/ReopenCase", request)
    try CasePlanPage.print(plan, server)
  }
}

/// `pcrm case migrate`.
struct CaseMigrate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Let a case follow another version of its type.",
    discussion: """
      EXAMPLES
        pcrm case migrate INJ-2026-000001 --reason "새 절차"
        pcrm case migrate INJ-2026-000001 --to 2 --stage care_end --reason "단계 통합"
      """)

  @OptionGroup var change: CaseChangeOptions

  @Option(help: ArgumentHelp("The version; 0 = the newest.", valueName: "number"))
  var to: Int64 = 0

  @Option(help: ArgumentHelp("The stage in which it goes on, if not the same.", valueName: "code"))
  var stage: String?

  @Option(
    help: ArgumentHelp("Who is to take charge: id or employee number.", valueName: "staff"))
  var worker: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = MigrateCaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.typeVersion = to
    request.stage = stage ?? ""
    request.reason = change.reason
    if let worker { request.caseWorkerID = try await Reference.staff(worker, server) }
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/MigrateCase", request)
    try CasePlanPage.print(plan, server)
  }
}
