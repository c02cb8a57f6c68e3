import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment who`.
struct AssignmentWho: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "Say who is in charge of a case now, or was, and how that was found.",
    discussion: """
      EXAMPLES
        pcrm assignment who INJ-2026-000001
        pcrm assignment who INJ-2026-000001 --at 2026-01-31T09:00:00+09:00
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("At this time, if not now.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = WhoIsInChargeRequest()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.at = at?.time
    let answer: InCharge = try await server.call(
      "\(AssignmentCommand.service)/WhoIsInCharge", request)
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    let ink = Ink.output
    try Console.print(ink.bold(await AssignmentCommand.name(answer.staffID, server)))
    if let duty = answer.duty, let from = duty.startTime {
      let to = duty.endTime.map { " to \(ExplanationPage.local($0))" } ?? ""
      try Console.print(
        "  duty since \(ExplanationPage.local(from))\(to), \(duty.cause.word): "
          + DisplayWidth.harmless(duty.reason))
    }
    for step in answer.steps {
      let mark = step.outcome == .present ? ink.green("✓") : ink.red("✗")
      let name = await AssignmentCommand.name(step.staffID, server)
      try Console.print("  \(mark) \(name): \(step.outcome.word)")
    }
    if answer.uncovered { try Console.print(ink.yellow("  nobody who could stand in is at work")) }
  }
}

/// `pcrm assignment duties`.
struct AssignmentDuties: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "duties",
    abstract: "List who was the case worker of what, and when.",
    discussion: """
      EXAMPLES
        pcrm assignment duties --case INJ-2026-000001
        pcrm assignment duties --staff E0001 --current
        pcrm assignment duties --uncovered
      """)

  @Option(help: ArgumentHelp("Only of this case.", valueName: "case"))
  var `case`: String?

  @Option(help: ArgumentHelp("Only of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Only of this team, as it was then.", valueName: "unit"))
  var team: String?

  @Flag(help: "Only those that hold now.")
  var current = false

  @Flag(help: "Those of now that nobody covers, because everybody is away.")
  var uncovered = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var listing = Listing(server.output, Self.columns)
    if uncovered {
      var request = ListUncoveredDutiesRequest()
      return try await page.print(&listing) { size, token in
        request.pageSize = size
        request.pageToken = token
        let answer: ListUncoveredDutiesResponse = try await server.call(
          "\(AssignmentCommand.service)/ListUncoveredDuties", request)
        return (answer.duties, answer.nextPageToken)
      }
    }
    var request = ListDutiesRequest()
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    if let team { request.teamID = try await Reference.unit(team, server) }
    request.currentOnly = current
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListDutiesResponse = try await server.call(
        "\(AssignmentCommand.service)/ListDuties", request)
      return (answer.duties, answer.nextPageToken)
    }
  }

  static let columns: [Column<Duty>] = [
    Column("FROM") { $0.startTime.text },
    Column("TO") { $0.endTime.text },
    Column("CASE WORKER") { $0.staffID.isEmpty ? "(closed)" : $0.staffID.description },
    Column("CAUSE") { $0.cause.word },
    Column("REASON") { $0.reason },
    Column("CASE") { $0.caseID.description },
  ]
}

/// `pcrm assignment continuity`.
struct AssignmentContinuity: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "continuity",
    abstract: "Show how much of their time cases were with the same case worker.",
    discussion: """
      EXAMPLES
        pcrm assignment continuity --office 0101
        pcrm assignment continuity --case INJ-2026-000001
      """)

  @Option(help: ArgumentHelp("Of this case; without it, of all.", valueName: "case"))
  var `case`: String?

  @Option(help: ArgumentHelp("Only cases of this office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only the time from here on.", valueName: "time"))
  var from: TimeArgument?

  @Option(help: ArgumentHelp("Only the time until here.", valueName: "time"))
  var to: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetContinuityRequest()
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.fromTime = from?.time
    request.toTime = to?.time
    let answer: Continuity = try await server.call(
      "\(AssignmentCommand.service)/GetContinuity", request)
    try Listing.one(answer, server.output, Self.columns)
  }

  private static let columns: [Column<Continuity>] = [
    Column("CASES") { String($0.cases) },
    Column("WITH ONE WORKER") { String($0.casesWithOneWorker) },
    Column("LONGEST WORKER'S SHARE") {
      "\($0.longestWorkerShareE6 / 10_000).\($0.longestWorkerShareE6 / 1000 % 10) %"
    },
    Column("CHANGES") { String($0.changes) },
    Column("DAYS WITH A WORKER") { String($0.seconds / 86_400) },
  ]
}

/// `pcrm assignment assign`.
struct AssignmentAssign: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a case to another case worker.",
    discussion: """
      EXAMPLES
        pcrm assignment assign INJ-2026-000001 --to E0002 --reason "전보"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("The new case worker.", valueName: "staff"))
  var to: String

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = AssignCaseRequest()
    request.requestID = .new()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.staffID = try await Reference.staff(to, server)
    request.reason = reason
    let duty: Duty = try await server.call("\(AssignmentCommand.service)/AssignCase", request)
    try Listing.one(duty, server.output, AssignmentDuties.columns)
  }
}
