import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment hand-over`.
struct AssignmentHandOver: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-over",
    abstract: "Propose that somebody else takes over a case; until accepted, nothing changes.",
    discussion: """
      EXAMPLES
        pcrm assignment hand-over INJ-2026-000001 --to E0002 --reason "전보"
        pcrm assignment hand-over INJ-2026-000001 --to-team 0201-T2 --reason "이사" --moves-customer
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("Who is to take over.", valueName: "staff"))
  var to: String?

  @Option(help: ArgumentHelp("Of which team somebody is to take over.", valueName: "unit"))
  var toTeam: String?

  @Option(help: "Why.")
  var reason: String

  @Flag(help: "The customer's home office becomes the receiving one too.")
  var movesCustomer = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (to == nil) == (toTeam == nil) { throw ValidationError("give either --to or --to-team") }
  }

  func run(_ server: Server) async throws {
    var request = ProposeHandOverRequest()
    request.requestID = .new()
    request.caseID = try await CaseCommand.id(`case`, server)
    if let to { request.toStaffID = try await Reference.staff(to, server) }
    if let toTeam { request.toTeamID = try await Reference.unit(toTeam, server) }
    request.reason = reason
    request.movesCustomer = movesCustomer
    let handOver: HandOver = try await server.call(
      "\(AssignmentCommand.service)/ProposeHandOver", request)
    try Listing.one(handOver, server.output, AssignmentHandOvers.columns)
  }
}

/// `pcrm assignment accept`.
struct AssignmentAccept: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Take a case over that was offered.",
    discussion: """
      EXAMPLES
        pcrm assignment accept 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The hand-over's id.")
  var id: IDArgument<Entity.HandOver>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = AcceptHandOverRequest()
    request.requestID = .new()
    request.id = id.id
    let handOver: HandOver = try await server.call(
      "\(AssignmentCommand.service)/AcceptHandOver", request)
    try Listing.one(handOver, server.output, AssignmentHandOvers.columns)
  }
}

/// `pcrm assignment decline`.
struct AssignmentDecline: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Refuse a case that was offered.",
    discussion: """
      EXAMPLES
        pcrm assignment decline 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "업무량 초과"
      """)

  @Argument(help: "The hand-over's id.")
  var id: IDArgument<Entity.HandOver>

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DeclineHandOverRequest()
    request.requestID = .new()
    request.id = id.id
    request.reason = reason
    let handOver: HandOver = try await server.call(
      "\(AssignmentCommand.service)/DeclineHandOver", request)
    try Listing.one(handOver, server.output, AssignmentHandOvers.columns)
  }
}

/// `pcrm assignment withdraw`.
struct AssignmentWithdraw: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take an offer back.",
    discussion: """
      EXAMPLES
        pcrm assignment withdraw 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The hand-over's id.")
  var id: IDArgument<Entity.HandOver>

  @Option(help: "Why.")
  var reason = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = WithdrawHandOverRequest()
    request.requestID = .new()
    request.id = id.id
    request.reason = reason
    let handOver: HandOver = try await server.call(
      "\(AssignmentCommand.service)/WithdrawHandOver", request)
    try Listing.one(handOver, server.output, AssignmentHandOvers.columns)
  }
}

/// `pcrm assignment hand-overs`.
struct AssignmentHandOvers: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-overs",
    abstract: "List hand-overs.",
    discussion: """
      EXAMPLES
        pcrm assignment hand-overs --to E0002 --state proposed
        pcrm assignment hand-overs --case INJ-2026-000001
      """)

  @Option(help: ArgumentHelp("Only of this case.", valueName: "case"))
  var `case`: String?

  @Option(
    help: ArgumentHelp("Only those addressed to this person or the team.", valueName: "staff"))
  var to: String?

  @Option(help: ArgumentHelp("Only those that this person hands over.", valueName: "staff"))
  var from: String?

  @Option(help: "Only in this state.")
  var state: WordArgument<HandOverState>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListHandOversRequest()
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    if let to { request.toStaffID = try await Reference.staff(to, server) }
    if let from { request.fromStaffID = try await Reference.staff(from, server) }
    request.state = state?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListHandOversResponse = try await server.call(
        "\(AssignmentCommand.service)/ListHandOvers", request)
      return (answer.handOvers, answer.nextPageToken)
    }
  }

  static let columns: [Column<HandOver>] = [
    Column("ID") { $0.id.description },
    Column("STATE") { $0.state.word },
    Column("REACH") { $0.reach.word },
    Column("FROM") { AssignmentCommand.text($0.fromStaffID) },
    Column("TO") { handOver in
      let to = handOver.acceptedByStaffID.isEmpty ? handOver.toStaffID : handOver.acceptedByStaffID
      return to.isEmpty ? "team \(handOver.toTeamID)" : to.description
    },
    Column("REASON") { $0.reason },
    Column("ANSWER") { $0.decisionReason },
    Column("PROPOSED") { $0.proposeTime.text },
    Column("EXPIRES") { $0.state == .proposed ? $0.expireTime.text : "" },
  ]
}
