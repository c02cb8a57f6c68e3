import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm assignment authority`: who may decide what alone.
struct AssignmentAuthority: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority",
    abstract: "Apply and show who may decide what alone, and check whether you may.",
    discussion: """
      EXAMPLES
        pcrm assignment authority apply --preset authority-limits
        pcrm assignment authority show
        pcrm assignment authority check claim_payment --amount 500000
      """,
    subcommands: [AuthorityApply.self, AuthorityShow.self, AuthorityCheck.self])
}

/// `pcrm assignment authority apply`.
struct AuthorityApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply authority limits, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm assignment authority apply --preset authority-limits
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<AuthorityLimits>(options, .authority)
    try await AssignmentRules.run(options, document, in: "limits", server) { dryRun, base in
      var request = ApplyAuthorityLimitsRequest()
      request.requestID = .new()
      request.limits = document.content
      request.dryRun = dryRun
      request.baseVersion = base
      return try await server.call("\(AssignmentCommand.service)/ApplyAuthorityLimits", request)
    }
  }
}

/// `pcrm assignment authority show`.
struct AuthorityShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List authority limits.",
    discussion: """
      EXAMPLES
        pcrm assignment authority show
      """)

  @Option(help: ArgumentHelp("Which version; 0 = the newest.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetAuthorityLimitsRequest()
    request.version = version
    let limits: AuthorityLimits = try await server.call(
      "\(AssignmentCommand.service)/GetAuthorityLimits", request)
    if server.output == .json { return try Console.print(limits.json(pretty: true)) }
    var listing = Listing(server.output, Self.columns)
    for limit in limits.limits { try listing.add(limit) }
    try listing.end()
  }

  private static let columns: [Column<AuthorityLimit>] = [
    Column("ROLE") { $0.role },
    Column("KIND") { $0.kind.word },
    Column("CODE") { $0.code },
    Column("UP TO") { limit in
      if case .amountWon(let won)? = limit.limit { "\(won) won" } else { "no limit" }
    },
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("TO") { $0.validTo.map(CustomerColumns.date) ?? "" },
  ]
}

/// `pcrm assignment authority check`.
struct AuthorityCheck: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether you may decide something; ends with 1 if not.",
    discussion: """
      EXAMPLES
        pcrm assignment authority check claim_payment --amount 500000
      """)

  @Argument(help: "Code of the decision, task or recovery.")
  var code: String

  @Option(help: "What kind of authority; a decision without it.")
  var kind: WordArgument<AuthorityKind>?

  @Option(help: ArgumentHelp("The amount, in won.", valueName: "won"))
  var amount: Int64?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CheckAuthorityRequest()
    request.kind = kind?.value ?? .unspecified
    request.code = code
    request.amount = amount.map { .amountWon($0) }
    let answer: Authority = try await server.call(
      "\(AssignmentCommand.service)/CheckAuthority", request)
    try Listing.one(answer, server.output, Self.columns)
  }

  private static let columns: [Column<Authority>] = [
    Column("ALLOWED") { $0.limited ? "by the role \($0.role)" : "by the permission alone" },
    Column("UP TO") { authority in
      if case .amountWon(let won)? = authority.limit { "\(won) won" } else { "no limit" }
    },
  ]
}

/// `pcrm assignment demand`.
struct AssignmentDemand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "demand",
    abstract: "Record a demand beyond rule, authority or procedure, or list such demands.",
    discussion: """
      EXAMPLES
        pcrm assignment demand
        pcrm assignment demand insured_number=0123456789 --kind beyond_authority \\
          --decision claim_payment --amount 2000000 --note "즉시 지급 요구"
      """)

  @Argument(help: "The customer; without it, a list.")
  var customer: String?

  @Option(help: ArgumentHelp("The case.", valueName: "case"))
  var `case`: String?

  @Option(help: "Why it could not simply be done.")
  var kind: WordArgument<DemandKind>?

  @Option(help: ArgumentHelp("The decision or task it was about.", valueName: "code"))
  var decision = ""

  @Option(help: ArgumentHelp("What was demanded, in won.", valueName: "won"))
  var amount: Int64 = 0

  @Option(help: "What was demanded.")
  var note = ""

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    if let customer, let kind {
      var demand = Demand()
      demand.customerID = try await Reference.customer(customer, server)
      if let `case` { demand.caseID = try await CaseCommand.id(`case`, server) }
      demand.kind = kind.value
      demand.decision = decision
      demand.amountWon = amount
      demand.note = note
      var request = RecordDemandRequest()
      request.requestID = .new()
      request.demand = demand
      let stored: Demand = try await server.call(
        "\(AssignmentCommand.service)/RecordDemand", request)
      return try Listing.one(stored, server.output, Self.columns)
    }
    var request = ListDemandsRequest()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    request.kind = kind?.value ?? .unspecified
    request.decision = decision
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListDemandsResponse = try await server.call(
        "\(AssignmentCommand.service)/ListDemands", request)
      return (answer.demands, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Demand>] = [
    Column("TIME") { $0.recordTime.text },
    Column("KIND") { $0.kind.word },
    Column("DECISION") { $0.decision },
    Column("WON") { $0.amountWon == 0 ? "" : String($0.amountWon) },
    Column("NOTE") { $0.note },
    Column("CUSTOMER") { $0.customerID.description },
  ]
}
