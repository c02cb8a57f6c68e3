import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment propose`.
struct AssignmentPropose: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Propose who takes over cases so that everybody carries as much; apply does it.",
    discussion: """
      EXAMPLES
        pcrm assignment propose --office 0101
        pcrm assignment propose --from E0007 --method round_robin
        pcrm assignment propose --case INJ-2026-000001 --case INJ-2026-000002 --to E0001 --to E0002
      """)

  @Option(
    help: ArgumentHelp("The cases of this office without a case worker.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("The cases of this member of staff, who leaves.", valueName: "staff"))
  var from: String?

  @Option(help: ArgumentHelp("A case, whoever has it; repeat for more.", valueName: "case"))
  var `case`: [String] = []

  @Option(help: ArgumentHelp("Only cases of this type.", valueName: "code"))
  var type: String?

  @Option(help: ArgumentHelp("Who may get cases; repeat for more.", valueName: "staff"))
  var to: [String] = []

  @Option(help: "How: balanced or round_robin.")
  var method: WordArgument<ProposalMethod>?

  @Option(help: ArgumentHelp("Cases at most.", valueName: "cases"))
  var most: Int32 = 0

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if office == nil && from == nil && `case`.isEmpty {
      throw ValidationError("say which cases: --office, --from or --case")
    }
  }

  func run(_ server: Server) async throws {
    var request = ProposeAssignmentRequest()
    request.requestID = .new()
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let from { request.fromStaffID = try await Reference.staff(from, server) }
    for name in `case` { request.caseIDs.append(try await CaseCommand.id(name, server)) }
    for name in to { request.staffIDs.append(try await Reference.staff(name, server)) }
    request.caseType = type ?? ""
    request.method = method?.value ?? .unspecified
    request.linesMax = most
    let proposal: Proposal = try await server.call(
      "\(ProgrammeCommand.service)/ProposeAssignment", request)
    try ProposalPage.print(proposal, server)
  }
}

/// A proposal as a person reads it: what it comes to, and each one's share.
enum ProposalPage {
  static func print(_ proposal: Proposal, _ server: Server) throws {
    guard server.output == .table else {
      return try Listing.one(proposal, server.output, columns)
    }
    try Listing.one(proposal, .table, columns)
    if proposal.shares.isEmpty { return }
    try Console.print("")
    var listing = Listing(.table, shareColumns)
    for share in proposal.shares { try listing.add(share) }
    try listing.end()
  }

  static let columns: [Column<Proposal>] = [
    Column("ID") { $0.id.description },
    Column("KIND") { $0.kind.word },
    Column("STATE") { $0.state.word },
    Column("METHOD") { $0.method.word },
    Column("LINES") { String($0.lineCount) },
    Column("UNPLACED") { String($0.unplacedCount) },
    Column("UNEVENNESS") {
      "\(percent($0.imbalanceBeforePermille)) before, \(percent($0.imbalanceAfterPermille)) after"
    },
    Column("FROM THE BEST") { proposal in
      proposal.gapPpm == 0
        ? "it is the best there is"
        : "at most \(proposal.gapPpm / 1000).\(threeDigits(proposal.gapPpm % 1000)) % above it"
    },
    Column("MADE") { $0.createTime.text },
    Column("APPLIED") { $0.applyTime.text },
  ]

  private static let shareColumns: [Column<ProposalShare>] = [
    Column("NAME") { $0.name },
    Column("BEFORE") { String($0.countBefore) },
    Column("AFTER") { String($0.countAfter) },
    Column("LOAD BEFORE") { CaseCommand.thousandths($0.loadBefore) },
    Column("LOAD AFTER") { CaseCommand.thousandths($0.loadAfter) },
    Column("ID") { $0.staffID.description },
  ]

  private static func percent(_ permille: Int32) -> String {
    "\(permille / 10).\(permille % 10) %"
  }

  private static func threeDigits(_ number: Int64) -> String {
    String(String(number + 1000).dropFirst())
  }
}

/// `pcrm assignment proposal`.
struct AssignmentProposal: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "proposal",
    abstract: "Show a proposal, its lines, or list proposals.",
    discussion: """
      EXAMPLES
        pcrm assignment proposal
        pcrm assignment proposal 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm assignment proposal 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --lines
      """)

  @Argument(help: "The proposal's id; without it, a list.")
  var id: IDArgument<Entity.Proposal>?

  @Flag(help: "Its lines: who would get what, and why.")
  var lines = false

  @Flag(help: "Only the lines that found nobody.")
  var unplaced = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    guard let id else { return try await list(server) }
    guard lines || unplaced else {
      var request = GetProposalRequest()
      request.id = id.id
      let proposal: Proposal = try await server.call(
        "\(ProgrammeCommand.service)/GetProposal", request)
      return try ProposalPage.print(proposal, server)
    }
    var request = ListProposalLinesRequest()
    request.proposalID = id.id
    request.unplacedOnly = unplaced
    var listing = Listing(server.output, Self.lineColumns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListProposalLinesResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListProposalLines", request)
      return (answer.lines, answer.nextPageToken)
    }
  }

  private func list(_ server: Server) async throws {
    var request = ListProposalsRequest()
    var listing = Listing(server.output, ProposalPage.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListProposalsResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListProposals", request)
      return (answer.proposals, answer.nextPageToken)
    }
  }

  private static let lineColumns: [Column<ProposalLine>] = [
    Column("NO") { String($0.number) },
    Column("CUSTOMER") { $0.customerID.description },
    Column("TO") { $0.toStaffID.isEmpty ? "nobody" : $0.toStaffID.description },
    Column("LOAD") { CaseCommand.thousandths($0.load) },
    Column("METRES") { $0.distanceM == 0 ? "" : String($0.distanceM) },
    Column("REASON") { $0.reason },
  ]
}

/// `pcrm assignment apply`.
struct AssignmentApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Do what a proposal says.",
    discussion: """
      A proposal of more than 200 lines is carried out by a reassignment, item by item; its progress \
      is shown.

      EXAMPLES
        pcrm assignment apply 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "고르게 나눔"
      """)

  private static let atOnceMax = 200

  @Argument(help: "The proposal's id.")
  var id: IDArgument<Entity.Proposal>

  @Option(help: "Why; it is kept with each duty and adoption.")
  var reason: String

  @Flag(help: "Apply without asking.")
  var yes = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var read = GetProposalRequest()
    read.id = id.id
    let proposal: Proposal = try await server.call(
      "\(ProgrammeCommand.service)/GetProposal", read)
    if !yes {
      try ProposalPage.print(proposal, server)
      try Console.flush()
      let count = proposal.lineCount - proposal.unplacedCount
      try Confirmation.ask("Give \(count) \(proposal.kind.word) away?")
    }
    if proposal.lineCount - proposal.unplacedCount > Self.atOnceMax {
      var job = Reassignment()
      job.proposalID = id.id
      job.reason = reason
      return try await ReassignmentRun.start(job, wait: true, server)
    }
    var request = ApplyProposalRequest()
    request.requestID = .new()
    request.id = id.id
    request.reason = reason
    let applied: Proposal = try await server.call(
      "\(ProgrammeCommand.service)/ApplyProposal", request)
    try ProposalPage.print(applied, server)
  }
}
