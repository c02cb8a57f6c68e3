import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm programme staffing`: the staff that offices need.
struct ProgrammeStaffing: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staffing",
    abstract: "Apply the time that cases take, and count the staff needed by office and job group.",
    discussion: """
      EXAMPLES
        pcrm programme staffing apply --preset staffing
        pcrm programme staffing need
      """,
    subcommands: [StaffingApply.self, StaffingNeedCommand.self])
}

/// `pcrm programme staffing apply`.
struct StaffingApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply staffing assumptions, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm programme staffing apply --preset staffing
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<StaffingAssumptions>(options, .staffing)
    var held: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyStaffingAssumptionsRequest()
      request.requestID = .new()
      request.assumptions = document.content
      if held > 0 { request.assumptions?.version = held }
      request.dryRun = dryRun
      let answer: ApplyStaffingAssumptionsResponse = try await document.located(in: "assumptions") {
        try await server.call("\(ProgrammeCommand.service)/ApplyStaffingAssumptions", request)
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

/// `pcrm programme staffing need`.
struct StaffingNeedCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "need",
    abstract: "Count the staff needed for the cases there are, by office and job group.",
    discussion: """
      EXAMPLES
        pcrm programme staffing need
        pcrm programme staffing need --office 0101 --output csv
      """)

  @Option(help: ArgumentHelp("Only this office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: "Only this job group.")
  var jobGroup: WordArgument<JobGroup>?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetStaffingNeedRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.jobGroup = jobGroup?.value ?? .unspecified
    let answer: GetStaffingNeedResponse = try await server.call(
      "\(ProgrammeCommand.service)/GetStaffingNeed", request)
    if server.output == .json || server.output == .ndjson {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    var listing = Listing(server.output, Self.columns)
    for need in answer.needs { try listing.add(need) }
    try listing.end()
    guard server.output == .table, let basis = answer.assumptions else { return }
    try Console.print(
      "assumptions version \(basis.version): \(basis.minutesPerMonth) minutes a month and person; "
        + basis.items.map { "\($0.name) \($0.minutesPerMonth)" }.joined(separator: ", "))
  }

  private static let columns: [Column<StaffingNeed>] = [
    Column("OFFICE") { AssignmentCommand.text($0.officeID) },
    Column("JOB GROUP") { $0.jobGroup.word },
    Column("CASES") { String($0.caseCount) },
    Column("STAFF") { String($0.staffCount) },
    Column("NEEDED") { CaseCommand.thousandths($0.neededPermille) },
    Column("MINUTES MISSING") { $0.missingMinutes == 0 ? "" : String($0.missingMinutes) },
    Column("") { $0.targetAboveCapacity ? "targets ask for more than there is time" : "" },
  ]
}
