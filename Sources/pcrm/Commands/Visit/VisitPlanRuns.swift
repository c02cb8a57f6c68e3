import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// An id of a run on the command line.
typealias RunArgument = IDArgument<VisitPlanRun>

/// `pcrm visit plan run`.
struct VisitPlanStart: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Let a plan give visits to those who are due.",
    discussion: """
      A repeat does only what is still to do. It goes on in the background; with --wait its end is \
      awaited.

      EXAMPLES
        pcrm visit plan run good-customers --wait
      """)

  @Argument(help: "The plan's code.")
  var code: String

  @Flag(help: "Wait until it is done.")
  var wait = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = StartVisitPlanRunRequest()
    request.requestID = .new()
    request.code = code
    var run: VisitPlanRun = try await server.call(
      "\(VisitPlanning.service)/StartVisitPlanRun", request)
    while wait && (run.state == .preparing || run.state == .running) {
      try await Task.sleep(for: .milliseconds(200))
      var read = GetVisitPlanRunRequest()
      read.id = run.id
      run = try await server.call("\(VisitPlanning.service)/GetVisitPlanRun", read)
    }
    try Listing.one(run, server.output, VisitPlanRunsCommand.columns)
  }
}

/// `pcrm visit plan runs`.
struct VisitPlanRunsCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List runs, newest first.",
    discussion: """
      EXAMPLES
        pcrm visit plan runs --code good-customers
      """)

  @Option(help: "Only of this plan.")
  var code = ""

  @Option(help: "Only in this state.")
  var state: WordArgument<VisitPlanRunState>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListVisitPlanRunsRequest()
    request.code = code
    request.state = state?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListVisitPlanRunsResponse = try await server.call(
        "\(VisitPlanning.service)/ListVisitPlanRuns", request)
      return (answer.runs, answer.nextPageToken)
    }
  }

  static let columns: [Column<VisitPlanRun>] = [
    Column("ID") { $0.id.description },
    Column("PLAN") { "\($0.code), version \($0.planVersion)" },
    Column("STATE") { $0.state.word },
    Column("DONE") { "\($0.doneCount) of \($0.lineCount)" },
    Column("CUSTOMERS") { String($0.memberCount) },
    Column("KEPT") { String($0.keptCount) },
    Column("PLANNED") { String($0.plannedCount) },
    Column("CANCELLED") { String($0.cancelledCount) },
    Column("PROPOSED") { String($0.proposedCount) },
    Column("NO PLACE") { String($0.unplacedCount) },
    Column("REFUSED") { String($0.refusedCount) },
    Column("BEGAN") { $0.createTime.map(ExplanationPage.local) ?? "" },
  ]
}

/// `pcrm visit plan lines`.
struct VisitPlanLinesCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines", abstract: "List what a run does or did.",
    discussion: """
      EXAMPLES
        pcrm visit plan lines 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --action unplaced
      """)

  @Argument(help: "The run's id.")
  var run: RunArgument

  @Option(help: "Only this action.")
  var action: WordArgument<VisitPlanAction>?

  @Flag(help: "Only what could not be carried out.")
  var refused = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListVisitPlanLinesRequest()
    request.runID = run.id
    request.action = action?.value ?? .unspecified
    request.refusedOnly = refused
    var listing = Listing(server.output, VisitPlanning.lineColumns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListVisitPlanLinesResponse = try await server.call(
        "\(VisitPlanning.service)/ListVisitPlanLines", request)
      return (answer.lines, answer.nextPageToken)
    }
  }
}

/// `pcrm visit plan stop`.
struct VisitPlanStop: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "End a run where it is; what was done stays.",
    discussion: """
      EXAMPLES
        pcrm visit plan stop 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The run's id.")
  var run: RunArgument

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = StopVisitPlanRunRequest()
    request.requestID = .new()
    request.id = run.id
    let run: VisitPlanRun = try await server.call(
      "\(VisitPlanning.service)/StopVisitPlanRun", request)
    try Listing.one(run, server.output, VisitPlanRunsCommand.columns)
  }
}
