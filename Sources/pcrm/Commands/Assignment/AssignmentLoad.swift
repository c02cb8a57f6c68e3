import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment load`.
struct AssignmentLoad: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Show what each member of staff carries, or what one does in parts.",
    discussion: """
      A load counts in ordinary cases: 1.5 is one and a half.

      EXAMPLES
        pcrm assignment load --office 0101
        pcrm assignment load E0001
      """)

  @Argument(help: "A member of staff, to see the parts.")
  var staff: String?

  @Option(help: ArgumentHelp("Only staff of this office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only staff of this team: id or code.", valueName: "unit"))
  var team: String?

  @Option(help: "Only staff of this job group.")
  var jobGroup: WordArgument<JobGroup>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    if let staff { return try await parts(of: staff, server) }
    var request = ListLoadsRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let team { request.teamID = try await Reference.unit(team, server) }
    request.jobGroup = jobGroup?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListLoadsResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListLoads", request)
      return (answer.loads, answer.nextPageToken)
    }
    guard server.output == .table, !request.officeID.isEmpty || !request.teamID.isEmpty else {
      return
    }
    var whole = GetLoadRequest()
    whole.unitID = request.teamID.isEmpty ? request.officeID : request.teamID
    let load: Load = try await server.call("\(ProgrammeCommand.service)/GetLoad", whole)
    try Console.print(
      "together \(CaseCommand.thousandths(load.load)) on \(load.staffCount), "
        + "uneven by \(load.imbalancePermille / 10).\(load.imbalancePermille % 10) %")
  }

  private func parts(of staff: String, _ server: Server) async throws {
    var request = GetLoadRequest()
    request.staffID = try await Reference.staff(staff, server)
    let load: Load = try await server.call("\(ProgrammeCommand.service)/GetLoad", request)
    if server.output == .json || server.output == .ndjson {
      return try Console.print(load.json(pretty: server.output == .json))
    }
    var listing = Listing(server.output, Self.partColumns)
    for part in load.parts { try listing.add(part) }
    try listing.end()
    if server.output == .table {
      try Console.print("together \(CaseCommand.thousandths(load.load))")
    }
  }

  private static let partColumns: [Column<LoadPart>] = [
    Column("PART") { $0.name },
    Column("COUNT") { String($0.count) },
    Column("LOAD") { CaseCommand.thousandths($0.load) },
  ]

  private static let columns: [Column<StaffLoad>] = [
    Column("NAME") { $0.name },
    Column("JOB GROUP") { $0.jobGroup.word },
    Column("CASES") { String($0.caseCount) },
    Column("ADOPTED") { String($0.adoptionCount) },
    Column("LOAD") { CaseCommand.thousandths($0.load) },
    Column("CAPACITY") { CaseCommand.thousandths(Int64($0.capacityPermille)) },
    Column("ID") { $0.staffID.description },
  ]
}
