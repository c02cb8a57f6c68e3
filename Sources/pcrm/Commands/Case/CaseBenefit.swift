import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case benefit`.
struct CaseBenefit: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "benefit",
    abstract: "Show the benefits of a case, or decide one; those linked to it are reopened.",
    discussion: """
      EXAMPLES
        pcrm case benefit INJ-2026-000001
        pcrm case benefit INJ-2026-000001 --decide average_wage --amount 98000 \\
          --from 2026-01-31 --reason "최초 평균임금"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("The kind that is decided.", valueName: "code"))
  var decide: String?

  @Option(help: ArgumentHelp("The amount, in won.", valueName: "won"))
  var amount: Int64 = 0

  @Option(help: ArgumentHelp("First day for which it holds.", valueName: "day"))
  var from: DayArgument?

  @Option(help: "Why.")
  var reason = ""

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if decide != nil && (from == nil || reason.isEmpty) {
      throw ValidationError("--decide needs --from and --reason")
    }
  }

  func run(_ server: Server) async throws {
    let id = try await CaseCommand.id(`case`, server)
    var listing = Listing(server.output, Self.columns)
    if let decide {
      var request = DecideBenefitRequest()
      request.requestID = .new()
      request.caseID = id
      request.kind = decide
      request.amountWon = amount
      request.validFrom = from?.day
      request.reason = reason
      let answer: DecideBenefitResponse = try await server.call(
        "\(CaseCommand.service)/DecideBenefit", request)
      for benefit in [answer.benefit ?? Benefit()] + answer.reopened { try listing.add(benefit) }
    } else {
      var request = ListBenefitsRequest()
      request.caseID = id
      let answer: ListBenefitsResponse = try await server.call(
        "\(CaseCommand.service)/ListBenefits", request)
      for benefit in answer.benefits { try listing.add(benefit) }
    }
    try listing.end()
  }

  private static let columns: [Column<Benefit>] = [
    Column("KIND") { $0.kind },
    Column("STATE") { $0.state.word },
    Column("WON") { String($0.amountWon) },
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("DECIDED") { $0.decideTime.text },
    Column("REASON") { $0.reason },
    Column("REOPENED BY") { $0.reopenedBy },
  ]
}

/// `pcrm case services`.
struct CaseServices: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "services",
    abstract: "Count the services that were given, statutory ones and extra ones apart.",
    discussion: """
      EXAMPLES
        pcrm case services --from 2026-01-01 --to 2027-01-01 --type injury
      """)

  @Option(help: ArgumentHelp("First day.", valueName: "day"))
  var from: DayArgument

  @Option(help: ArgumentHelp("The day after the last.", valueName: "day"))
  var to: DayArgument

  @Option(help: ArgumentHelp("Only this office's: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only of this type.", valueName: "code"))
  var type: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetServiceSharesRequest()
    request.from = from.day
    request.to = to.day
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.type = type ?? ""
    let answer: GetServiceSharesResponse = try await server.call(
      "\(CaseCommand.service)/GetServiceShares", request)
    if server.output == .json || server.output == .ndjson {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    var listing = Listing(server.output, Self.columns)
    for service in answer.services { try listing.add(service) }
    try listing.end()
    guard server.output == .table else { return }
    try Console.print(
      "statutory \(answer.statutoryCount) (\(Self.percent(answer.statutoryPermille))), "
        + "extra \(answer.extraCount) (\(Self.percent(answer.extraPermille)))")
  }

  private static func percent(_ permille: Int32) -> String {
    "\(permille / 10).\(permille % 10) %"
  }

  private static let columns: [Column<ServiceCount>] = [
    Column("SERVICE") { $0.service },
    Column("BASIS") { $0.basis.word },
    Column("COUNT") { String($0.count) },
  ]
}
