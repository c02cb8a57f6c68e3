import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case advance`.
struct CaseAdvance: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance",
    abstract: "Take a case to another stage, and say what is due now and what was dropped.",
    discussion: """
      EXAMPLES
        pcrm case advance INJ-2026-000001 phone_counselling --reason "called in"
        pcrm case advance INJ-2026-000001 care_extension --reason approved --worker E0001 \\
          --exit-reason progress
      """)

  @OptionGroup var change: CaseChangeOptions

  @Argument(help: "The stage's code.")
  var stage: String

  @Option(help: "Why the present stage is left, where the type asks for it.")
  var exitReason = ""

  @Option(help: "What else is to be said.")
  var note = ""

  @Option(
    help: ArgumentHelp("Who is to take charge: id or employee number.", valueName: "staff"))
  var worker: String?

  @Option(help: ArgumentHelp("The amount that is decided, in won.", valueName: "won"))
  var amount: Int64?

  @Option(help: ArgumentHelp("When it took effect, if not now.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = AdvanceCaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.to = stage
    request.reason = change.reason
    request.exitReason = exitReason
    request.note = note
    if let worker { request.caseWorkerID = try await Reference.staff(worker, server) }
    request.amount = amount.map { .amountWon($0) }
    request.effectTime = at?.time
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/AdvanceCase", request)
    try CasePlanPage.print(plan, server)
  }
}

/// `pcrm case phase`.
struct CasePhaseCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "phase",
    abstract: "Put a case into another phase, or into none.",
    discussion: """
      EXAMPLES
        pcrm case phase INJ-2026-000001 acute --reason "첫 소견"
        pcrm case phase INJ-2026-000001 none --reason "잘못 적음"
      """)

  @OptionGroup var change: CaseChangeOptions

  @Argument(help: "The phase's code, or none.")
  var phase: String

  @Option(help: "Why the present phase is left, where the type asks for it.")
  var exitReason = ""

  @Option(help: "What else is to be said.")
  var note = ""

  @Option(help: ArgumentHelp("Since when, if not now.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SetCasePhaseRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.phase = phase == "none" ? "" : phase
    request.reason = change.reason
    request.exitReason = exitReason
    request.note = note
    request.effectTime = at?.time
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/SetCasePhase", request)
    try CasePlanPage.print(plan, server)
  }
}

/// `pcrm case severity`.
struct CaseSeverity: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "Say how severe a case is.",
    discussion: """
      EXAMPLES
        pcrm case severity INJ-2026-000001 ais:4 --reason "수술 뒤 재평가"
      """)

  @OptionGroup var change: CaseChangeOptions

  @Argument(help: "Scheme and grade: ais:1 to ais:5, aaam:1 to aaam:6, aaam:9 for unknown.")
  var severity: SeverityArgument

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SetCaseSeverityRequest()
    request.requestID = .new()
    request.id = try await CaseCommand.id(change.case, server)
    request.version = change.version
    request.severity = severity.severity
    request.reason = change.reason
    let stored: Case = try await server.call("\(CaseCommand.service)/SetCaseSeverity", request)
    try Listing.one(stored, server.output, CaseCommand.one)
  }
}
