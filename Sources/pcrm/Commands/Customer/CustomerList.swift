import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Which customers: filters that lists and exports share.
struct CustomerFilter: ParsableArguments {
  @Option(help: ArgumentHelp("Only this office's.", valueName: "id"))
  var office: IDArgument<Entity.Unit>?

  @Option(help: ArgumentHelp("Only this case worker's.", valueName: "id"))
  var caseWorker: IDArgument<Entity.Staff>?

  @Option(help: "Only of this kind.")
  var kind: WordArgument<CustomerKind>?

  @Option(
    help: ArgumentHelp(
      "Only those changed at this time or later: 2026-01-31 or 2026-01-31T12:00:00Z.",
      valueName: "time"))
  var changedSince: TimeArgument?
}

/// `pcrm customer list`.
struct CustomerList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List customers in the order of their ids.",
    discussion: """
      EXAMPLES
        pcrm customer list --page-size 5
        pcrm customer list --kind organisation --all --output csv > organisations.csv
        pcrm customer list --changed-since 2026-01-31 --all --output ndjson
      """)

  @OptionGroup var filter: CustomerFilter

  @Flag(help: "Deleted ones too.")
  var showDeleted = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListCustomersRequest()
    request.homeOfficeID = filter.office?.id ?? UnitID()
    request.caseWorkerID = filter.caseWorker?.id ?? StaffID()
    request.kind = filter.kind?.value ?? .unspecified
    request.changedSince = filter.changedSince?.time
    request.showDeleted = showDeleted
    var listing = try await CustomerCommand.listing(server)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListCustomersResponse = try await server.call(
        "\(CustomerCommand.service)/ListCustomers", request)
      return (answer.customers, answer.nextPageToken)
    }
  }
}
