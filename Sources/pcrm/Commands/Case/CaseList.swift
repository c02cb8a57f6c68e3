import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case list`.
struct CaseList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List cases.",
    discussion: """
      EXAMPLES
        pcrm case list --status open --page-size 5
        pcrm case list --customer insured_number=0123456789
        pcrm case list --type injury --stage first_care --all --output csv
      """)

  @Option(help: ArgumentHelp("Only this customer's.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only this office's: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only this case worker's.", valueName: "staff"))
  var worker: String?

  @Option(help: ArgumentHelp("Only of this type.", valueName: "code"))
  var type: String?

  @Option(help: ArgumentHelp("Only in this stage.", valueName: "code"))
  var stage: String?

  @Option(help: "Only of this status.")
  var status: WordArgument<CaseStatus>?

  @Option(help: ArgumentHelp("Only those changed at this time or later.", valueName: "time"))
  var changedSince: TimeArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListCasesRequest()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let worker { request.caseWorkerID = try await Reference.staff(worker, server) }
    request.type = type ?? ""
    request.stage = stage ?? ""
    request.status = status?.value ?? .unspecified
    request.changedSince = changedSince?.time
    var listing = Listing(server.output, CaseCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListCasesResponse = try await server.call(
        "\(CaseCommand.service)/ListCases", request)
      return (answer.cases, answer.nextPageToken)
    }
  }
}

/// `pcrm case show`.
struct CaseShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a case.",
    discussion: """
      EXAMPLES
        pcrm case show INJ-2026-000001
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetCaseRequest()
    request.id = try await CaseCommand.id(`case`, server)
    let found: Case = try await server.call("\(CaseCommand.service)/GetCase", request)
    try Listing.one(found, server.output, CaseCommand.one)
  }
}
