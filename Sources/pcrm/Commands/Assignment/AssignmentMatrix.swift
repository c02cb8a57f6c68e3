import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment matrix`: which team does what.
struct AssignmentMatrix: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Apply and ask which team does what, on which day, at which stage.",
    discussion: """
      EXAMPLES
        pcrm assignment matrix apply --preset duty-matrix-2010
        pcrm assignment matrix query --unowned
        pcrm assignment matrix query --day 2006-01-02
        pcrm assignment matrix route INJ-2026-000001
      """,
    subcommands: [MatrixApply.self, MatrixShow.self, MatrixQuery.self, MatrixRoute.self])

  static let columns: [Column<DutyEntry>] = [
    Column("DUTY") { $0.duty },
    Column("NAME") { $0.dutyName },
    Column("TYPE") { $0.caseType },
    Column("STAGE") { $0.stage },
    Column("TEAMS") { entry in
      entry.unowned ? "nobody" : entry.teams.joined(separator: " + ")
    },
    Column("HOW") { $0.unowned ? "unowned" : $0.joint ? "joint" : "" },
  ]
}

/// `pcrm assignment matrix apply`.
struct MatrixApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply a duty matrix, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm assignment matrix apply --preset duty-matrix-2010
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<DutyMatrix>(options, .dutyMatrix)
    try await AssignmentRules.run(options, document, in: "matrix", server) { dryRun, base in
      var request = ApplyDutyMatrixRequest()
      request.requestID = .new()
      request.matrix = document.content
      request.dryRun = dryRun
      request.baseVersion = base
      return try await server.call("\(AssignmentCommand.service)/ApplyDutyMatrix", request)
    }
  }
}

/// Documents that AssignmentService applies as a whole.
enum AssignmentRules {
  static func run<Content>(
    _ options: PlanOptions, _ document: PlanDocument<Content>, in field: String, _ server: Server,
    apply: (_ dryRun: Bool, _ base: Int64) async throws -> ApplyRulesResponse
  ) async throws {
    var base: Int64 = 0
    try await Plan.run(options, server) {
      let answer = try await document.located(in: field) { try await apply(true, 0) }
      base = answer.version
      return Plan(changes: answer.changes, answer: answer)
    } apply: {
      let answer = try await document.located(in: field) { try await apply(false, base) }
      return Plan(changes: answer.changes, answer: answer)
    }
  }
}

/// `pcrm assignment matrix show`.
struct MatrixShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the duty matrix as it was applied, JSON.",
    discussion: """
      EXAMPLES
        pcrm assignment matrix show > matrix.json
      """)

  @Option(help: ArgumentHelp("Which version; 0 = the newest.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetDutyMatrixRequest()
    request.version = version
    let matrix: DutyMatrix = try await server.call(
      "\(AssignmentCommand.service)/GetDutyMatrix", request)
    try Console.print(matrix.json(pretty: server.output != .ndjson))
  }
}

/// `pcrm assignment matrix query`.
struct MatrixQuery: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "List what is to be done on a day, and who does it.",
    discussion: """
      EXAMPLES
        pcrm assignment matrix query --unowned
        pcrm assignment matrix query --day 2006-01-02 --type injury --stage first_care
      """)

  @Option(help: ArgumentHelp("The day, if not today.", valueName: "day"))
  var day: DayArgument?

  @Option(help: ArgumentHelp("As it is in this office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only for cases of this type.", valueName: "code"))
  var type: String?

  @Option(help: ArgumentHelp("Only at this stage.", valueName: "code"))
  var stage: String?

  @Flag(help: "Only what no team does.")
  var unowned = false

  @Flag(help: "Only what several teams do together.")
  var joint = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = QueryDutyMatrixRequest()
    request.on = day?.day
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.caseType = type ?? ""
    request.stage = stage ?? ""
    request.unownedOnly = unowned
    request.jointOnly = joint
    let answer: QueryDutyMatrixResponse = try await server.call(
      "\(AssignmentCommand.service)/QueryDutyMatrix", request)
    var listing = Listing(server.output, AssignmentMatrix.columns)
    for entry in answer.entries { try listing.add(entry) }
    try listing.end()
  }
}

/// `pcrm assignment matrix route`.
struct MatrixRoute: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "route", abstract: "Say which teams do what for a case at its stage.",
    discussion: """
      EXAMPLES
        pcrm assignment matrix route INJ-2026-000001
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("Only this duty.", valueName: "code"))
  var duty: String?

  @Option(help: ArgumentHelp("The day, if not today.", valueName: "day"))
  var day: DayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RouteCaseRequest()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.duty = duty ?? ""
    request.on = day?.day
    let answer: RouteCaseResponse = try await server.call(
      "\(AssignmentCommand.service)/RouteCase", request)
    var listing = Listing(server.output, AssignmentMatrix.columns)
    for entry in answer.entries { try listing.add(entry) }
    try listing.end()
  }
}
