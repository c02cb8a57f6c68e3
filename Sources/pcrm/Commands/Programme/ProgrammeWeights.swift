import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm programme weights`: how load is counted.
struct ProgrammeWeights: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Apply and show how much a case weighs in the load of its case worker.",
    discussion: """
      EXAMPLES
        pcrm programme weights apply --preset load-weights
        pcrm programme weights show
      """,
    subcommands: [WeightsApply.self, WeightsShow.self])
}

/// `pcrm programme weights apply`.
struct WeightsApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply load weights, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm programme weights apply --preset load-weights
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<LoadWeights>(options, .loadWeights)
    var held: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyLoadWeightsRequest()
      request.requestID = .new()
      request.weights = document.content
      if held > 0 { request.weights?.version = held }
      request.dryRun = dryRun
      let answer: ApplyLoadWeightsResponse = try await document.located(in: "weights") {
        try await server.call("\(ProgrammeCommand.service)/ApplyLoadWeights", request)
      }
      held = answer.version
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm programme weights show`.
struct WeightsShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the load weights.",
    discussion: """
      EXAMPLES
        pcrm programme weights show
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let weights: LoadWeights = try await server.call(
      "\(ProgrammeCommand.service)/GetLoadWeights", GetLoadWeightsRequest())
    guard server.output == .table else {
      return try Console.print(weights.json(pretty: server.output == .json))
    }
    try Console.print("every case \(CaseCommand.thousandths(Int64(weights.caseLoad)))")
    for rule in weights.rules {
      try Console.print("+ \(rule.name) \(CaseCommand.thousandths(Int64(rule.load)))")
    }
    try Console.print("an adopted customer \(CaseCommand.thousandths(Int64(weights.adoptionLoad)))")
  }
}

/// `pcrm programme caseload`.
struct ProgrammeCaseload: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload",
    abstract: "List what each one carried at the end of each day, desk against field.",
    discussion: """
      EXAMPLES
        pcrm programme caseload --office 0101 --from 2026-11-01
        pcrm programme caseload --alarms
      """)

  @Option(help: ArgumentHelp("Only staff of this office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("First day.", valueName: "day"))
  var from: DayArgument?

  @Option(help: ArgumentHelp("The day before which it ends.", valueName: "day"))
  var to: DayArgument?

  @Flag(help: "Only where paperwork displaced visits.")
  var alarms = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListCaseloadRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.fromDay = from?.day
    request.toDay = to?.day
    request.alarmsOnly = alarms
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListCaseloadResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListCaseload", request)
      return (answer.caseloads, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Caseload>] = [
    Column("DAY") { $0.day.map(CustomerColumns.date) ?? "" },
    Column("STAFF") { $0.staffID.description },
    Column("CASES") { String($0.caseCount) },
    Column("INTENSIVE") { String($0.intensiveCount) },
    Column("GENERAL") { String($0.generalCount) },
    Column("LOAD") { CaseCommand.thousandths($0.load) },
    Column("DESK") { String($0.officeCount) },
    Column("VISITS") { $0.field.map { String($0.visitCount) } ?? "not recorded" },
    Column("DESK SHARE") {
      $0.field == nil ? "" : "\($0.officeSharePermille / 10).\($0.officeSharePermille % 10) %"
    },
    Column("ALARM") { $0.alarm ? "yes" : "" },
  ]
}
