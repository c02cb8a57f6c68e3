import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit plan`: plans that give many customers visits.
struct VisitPlanning: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Apply, preview and run plans that give many customers visits at a rhythm.",
    discussion: """
      A plan says who is visited (a segment, adopted customers, a list), how often or after what, \
      by whom, and how much of it everybody can do.

      EXAMPLES
        pcrm visit plan apply --preset visit-plans --dry-run
        pcrm visit plan preview good-customers
        pcrm visit plan run good-customers --wait
        pcrm visit plan lines 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --action unplaced
      """,
    subcommands: [
      VisitPlanApply.self, VisitPlanListCommand.self, VisitPlanShow.self,
      VisitPlanPreviewCommand.self, VisitPlanStart.self, VisitPlanRunsCommand.self,
      VisitPlanLinesCommand.self, VisitPlanStop.self,
    ])

  static let service = "pcrm.v1.VisitPlanService"

  static let columns: [Column<VisitPlan>] = [
    Column("CODE") { $0.code },
    Column("NAME") { $0.name },
    Column("VERSION") { String($0.version) },
    Column("WHO") { who($0) },
    Column("WHEN") { when($0) },
    Column("BY") { $0.visitor == .unspecified ? "case_worker" : $0.visitor.word },
    Column("A DAY") { String($0.perDay) },
    Column("NIGHTLY") { $0.nightly ? "yes" : "" },
    Column("RETIRED") { $0.retired ? "yes" : "" },
  ]

  private static func who(_ plan: VisitPlan) -> String {
    if !plan.segment.isEmpty { return plan.segment }
    return plan.adopted ? "adopted customers" : "\(plan.customerIDs.count) customers"
  }

  private static func when(_ plan: VisitPlan) -> String {
    if plan.everyDays > 0 { return "every \(plan.everyDays) days" }
    if plan.event != .unspecified { return "within \(plan.withinDays) days of \(plan.event.word)" }
    return plan.rule
  }

  static let lineColumns: [Column<VisitPlanLine>] = [
    Column("ACTION") { $0.action.word },
    Column("WHEN") { line in
      line.startTime.map { "\(ExplanationPage.local($0))-\(line.endTime?.clock ?? "")" } ?? ""
    },
    Column("DUE") { $0.dueDate.map(CustomerColumns.date) ?? "" },
    Column("STAFF") { AssignmentCommand.text($0.staffID) },
    Column("CUSTOMER") { $0.customerID.description },
    Column("REASON") { $0.reason },
    Column("REFUSED") { $0.refusal },
    Column("VISIT") { AssignmentCommand.text($0.visitID) },
  ]
}

/// `pcrm visit plan apply`.
struct VisitPlanApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Put plans in force, after showing what changes.",
    discussion: """
      Plans that the document does not name stay as they are, unless --retire-missing is given.

      EXAMPLES
        pcrm visit plan apply --preset visit-plans
        pcrm visit plan apply plans.yaml --dry-run
      """)

  @OptionGroup var options: PlanOptions

  @Flag(help: "Retire the plans that the document does not name.")
  var retireMissing = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<VisitPlanDocument>(options, .visitPlans)
    var expected: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyVisitPlansRequest()
      request.requestID = .new()
      request.document = document.content
      request.dryRun = dryRun
      request.retireMissing = retireMissing
      if !dryRun { request.baseVersion = expected }
      let answer: ApplyVisitPlansResponse = try await document.located(in: "document") {
        try await server.call("\(VisitPlanning.service)/ApplyVisitPlans", request)
      }
      expected = answer.version
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm visit plan list`.
struct VisitPlanListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List plans.",
    discussion: """
      EXAMPLES
        pcrm visit plan list
      """)

  @Flag(help: "Retired ones too.")
  var retired = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListVisitPlansRequest()
    request.showRetired = retired
    var listing = Listing(server.output, VisitPlanning.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListVisitPlansResponse = try await server.call(
        "\(VisitPlanning.service)/ListVisitPlans", request)
      return (answer.visitPlans, answer.nextPageToken)
    }
  }
}

/// `pcrm visit plan show`.
struct VisitPlanShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a plan.",
    discussion: """
      EXAMPLES
        pcrm visit plan show good-customers
      """)

  @Argument(help: "The plan's code.")
  var code: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetVisitPlanRequest()
    request.code = code
    let plan: VisitPlan = try await server.call(
      "\(VisitPlanning.service)/GetVisitPlan", request)
    try Listing.one(plan, server.output, VisitPlanning.columns)
  }
}

/// `pcrm visit plan preview`.
struct VisitPlanPreviewCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a run of a plan would do now, and who finds no place.",
    discussion: """
      EXAMPLES
        pcrm visit plan preview good-customers
      """)

  @Argument(help: "The plan's code.")
  var code: String

  @Option(help: ArgumentHelp("Lines to show, at most 1000; 0 for none.", valueName: "lines"))
  var lines: Int32 = 10

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = PreviewVisitPlanRequest()
    request.code = code
    request.linesMax = max(1, lines)
    let preview: VisitPlanPreview = try await server.call(
      "\(VisitPlanning.service)/PreviewVisitPlan", request)
    guard server.output == .table else {
      return try Console.print(preview.json(pretty: server.output == .json))
    }
    try Listing.one(preview, .table, Self.columns)
    try Self.table(preview.loads, Self.loadColumns)
    try Self.table(preview.shortages, Self.shortageColumns)
    if lines > 0 { try Self.table(preview.lines, VisitPlanning.lineColumns) }
  }

  private static func table<Row: Message>(_ rows: [Row], _ columns: [Column<Row>]) throws {
    if rows.isEmpty { return }
    try Console.print("")
    var listing = Listing(.table, columns)
    for row in rows { try listing.add(row) }
    try listing.end()
  }

  private static let columns: [Column<VisitPlanPreview>] = [
    Column("CUSTOMERS") { String($0.memberCount) },
    Column("DUE") { String($0.dueCount) },
    Column("HAVE A VISIT") { String($0.keptCount) },
    Column("GET ONE") { String($0.plannedCount) },
    Column("FIND NO PLACE") { String($0.unplacedCount) },
    Column("CANCELLED") { String($0.cancelledCount) },
    Column("PROPOSED FOR CANCELLING") { String($0.proposedCount) },
  ]

  private static let loadColumns: [Column<VisitPlanLoad>] = [
    Column("NAME") { $0.name },
    Column("HAS") { String($0.keptCount) },
    Column("GETS") { String($0.plannedCount) },
    Column("ROOM") { String($0.capacity) },
    Column("LEFT OVER") { String($0.unplacedCount) },
    Column("ID") { $0.staffID.description },
  ]

  private static let shortageColumns: [Column<VisitPlanShortage>] = [
    Column("NO PLACE BECAUSE") { $0.reason },
    Column("CUSTOMERS") { String($0.count) },
  ]
}
