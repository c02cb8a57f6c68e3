import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment reassign`.
struct AssignmentReassign: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "reassign",
    abstract: "Give all cases of somebody to another, item by item, or see how far that is.",
    discussion: """
      It goes on when this command ends, and when the server is started again.

      EXAMPLES
        pcrm assignment reassign --from E0007 --to E0001 --reason "퇴직" --wait
        pcrm assignment reassign
        pcrm assignment reassign 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --pause
        pcrm assignment reassign 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --refused
      """)

  @Argument(help: "A reassignment's id; without it and --from, a list.")
  var id: IDArgument<Entity.Reassignment>?

  @Option(help: ArgumentHelp("All cases of this member of staff.", valueName: "staff"))
  var from: String?

  @Option(help: ArgumentHelp("All cases of this team's staff.", valueName: "unit"))
  var fromTeam: String?

  @Option(help: ArgumentHelp("All cases of this office's staff.", valueName: "unit"))
  var fromOffice: String?

  @Option(help: ArgumentHelp("Who gets them.", valueName: "staff"))
  var to: String?

  @Option(help: ArgumentHelp("Only cases of this type.", valueName: "code"))
  var type: String?

  @Option(help: "Why; it is kept with each duty.")
  var reason = ""

  @Flag(help: "Wait until it is done.")
  var wait = false

  @Flag(help: "Let it rest.")
  var pause = false

  @Flag(help: "Let it go on.")
  var resume = false

  @Flag(help: "End it where it is.")
  var cancel = false

  @Flag(help: "List the items that could not change hands.")
  var refused = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if [pause, resume, cancel].count(where: { $0 }) > 1 {
      throw ValidationError("give one of --pause, --resume and --cancel")
    }
    let begins = [from, fromTeam, fromOffice].contains { $0 != nil }
    if begins && (to == nil || reason.isEmpty) {
      throw ValidationError("a reassignment needs --to and --reason")
    }
  }

  func run(_ server: Server) async throws {
    if let id { return try await existing(id.id, server) }
    guard [from, fromTeam, fromOffice].contains(where: { $0 != nil }) else {
      return try await list(server)
    }
    var job = Reassignment()
    if let from { job.fromStaffID = try await Reference.staff(from, server) }
    if let fromTeam { job.fromTeamID = try await Reference.unit(fromTeam, server) }
    if let fromOffice { job.fromOfficeID = try await Reference.unit(fromOffice, server) }
    if let to { job.toStaffID = try await Reference.staff(to, server) }
    job.caseType = type ?? ""
    job.reason = reason
    try await ReassignmentRun.start(job, wait: wait, server)
  }

  private func existing(_ id: ReassignmentID, _ server: Server) async throws {
    if refused {
      var request = ListReassignmentItemsRequest()
      request.reassignmentID = id
      request.refusedOnly = true
      var listing = Listing(server.output, Self.itemColumns)
      return try await page.print(&listing) { size, token in
        request.pageSize = size
        request.pageToken = token
        let answer: ListReassignmentItemsResponse = try await server.call(
          "\(ProgrammeCommand.service)/ListReassignmentItems", request)
        return (answer.items, answer.nextPageToken)
      }
    }
    if pause || resume || cancel {
      var request = SteerReassignmentRequest()
      request.requestID = .new()
      request.id = id
      request.state = pause ? .paused : resume ? .running : .cancelled
      let job: Reassignment = try await server.call(
        "\(ProgrammeCommand.service)/SteerReassignment", request)
      return try Listing.one(job, server.output, ReassignmentRun.columns)
    }
    let job =
      wait ? try await ReassignmentRun.wait(id, server) : try await ReassignmentRun.read(id, server)
    try Listing.one(job, server.output, ReassignmentRun.columns)
  }

  private func list(_ server: Server) async throws {
    var request = ListReassignmentsRequest()
    var listing = Listing(server.output, ReassignmentRun.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListReassignmentsResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListReassignments", request)
      return (answer.reassignments, answer.nextPageToken)
    }
  }

  private static let itemColumns: [Column<ReassignmentItem>] = [
    Column("NO") { String($0.number) },
    Column("CASE") { AssignmentCommand.text($0.caseID) },
    Column("CUSTOMER") { $0.customerID.description },
    Column("MOVED") { $0.moved ? "yes" : "no" },
    Column("REFUSED FOR") { $0.refusal },
  ]
}

/// A reassignment that this command began or watches.
enum ReassignmentRun {
  static let columns: [Column<Reassignment>] = [
    Column("ID") { $0.id.description },
    Column("STATE") { $0.state.word },
    Column("ITEMS") { String($0.itemCount) },
    Column("MOVED") { String($0.movedCount) },
    Column("REFUSED") { String($0.refusedCount) },
    Column("REASON") { $0.reason },
    Column("BEGAN") { $0.createTime.text },
    Column("ENDED") { $0.endTime.text },
  ]

  static func start(_ job: Reassignment, wait: Bool, _ server: Server) async throws {
    var request = StartReassignmentRequest()
    request.requestID = .new()
    request.reassignment = job
    var started: Reassignment = try await server.call(
      "\(ProgrammeCommand.service)/StartReassignment", request)
    if wait { started = try await Self.wait(started.id, server) }
    try Listing.one(started, server.output, columns)
  }

  static func read(_ id: ReassignmentID, _ server: Server) async throws -> Reassignment {
    var request = GetReassignmentRequest()
    request.id = id
    return try await server.call("\(ProgrammeCommand.service)/GetReassignment", request)
  }

  static func wait(_ id: ReassignmentID, _ server: Server) async throws -> Reassignment {
    var bar = ProgressBar()
    while true {
      let job = try await read(id, server)
      guard job.state == .running else {
        bar.clear()
        return job
      }
      let done = Int(job.movedCount + job.refusedCount)
      bar.show(done: done, of: Int(job.itemCount), records: done)
      try await Task.sleep(for: .milliseconds(200))
    }
  }
}
