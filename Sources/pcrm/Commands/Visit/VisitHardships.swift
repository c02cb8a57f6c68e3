import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit hardship`: hardships that were found, until the customer was told what was found.
struct VisitHardships: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hardship",
    abstract: "List hardships; record what was found for one, and that the customer was told.",
    discussion: """
      EXAMPLES
        pcrm visit hardship list --office 01 --untold
        pcrm visit hardship found 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --resource "긴급복지 지원"
        pcrm visit hardship told 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --channel phone
      """,
    subcommands: [HardshipList.self, HardshipFound.self, HardshipTold.self])

  static let columns: [Column<Hardship>] = [
    Column("CODE") { $0.code },
    Column("STATE") { $0.state.word },
    Column("FOUND AT") { $0.openTime.map(ExplanationPage.local) ?? "" },
    Column("RESOURCE") { $0.nothingFound ? "(nothing found)" : $0.resource },
    Column("TOLD") { $0.toldTime.map(ExplanationPage.local) ?? "" },
    Column("CUSTOMER") { $0.customerID.description },
    Column("ID") { $0.id.description },
  ]
}

/// `pcrm visit hardship list`.
struct HardshipList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List hardships in the order in which they were found.",
    discussion: """
      EXAMPLES
        pcrm visit hardship list --customer insured_number=0123456789
        pcrm visit hardship list --office 01 --untold
      """)

  @Option(help: ArgumentHelp("Only of this customer.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only of this office.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only those that this member of staff found.", valueName: "staff"))
  var staff: String?

  @Option(help: "Only in this state.")
  var state: WordArgument<HardshipState>?

  @Flag(help: "Only those of which the customer was not told yet.")
  var untold = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListHardshipsRequest()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.state = state?.value ?? .unspecified
    request.untold = untold
    var listing = Listing(server.output, VisitHardships.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListHardshipsResponse = try await server.call(
        "\(VisitReports.service)/ListHardships", request)
      return (answer.hardships, answer.nextPageToken)
    }
  }
}

/// `pcrm visit hardship found`.
struct HardshipFound: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "found", abstract: "Record what was found for a hardship, or that nothing was.",
    discussion: """
      EXAMPLES
        pcrm visit hardship found 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --resource "긴급복지 지원"
        pcrm visit hardship found 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --nothing
      """)

  @Argument(help: "The hardship's id.")
  var id: IDArgument<Entity.Hardship>

  @Option(help: ArgumentHelp("What was found.", valueName: "text"))
  var resource = ""

  @Flag(help: "It was looked for, and nothing was found.")
  var nothing = false

  @Option(help: "In words; nothing delicate.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RecordResourceRequest()
    request.requestID = .new()
    request.hardshipID = id.id
    request.resource = resource
    request.nothingFound = nothing
    request.note = note
    let hardship: Hardship = try await server.call(
      "\(VisitReports.service)/RecordResource", request)
    try Listing.one(hardship, server.output, VisitHardships.columns)
  }
}

/// `pcrm visit hardship told`.
struct HardshipTold: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "told", abstract: "Record that the customer was told what was found.",
    discussion: """
      EXAMPLES
        pcrm visit hardship told 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --channel phone
      """)

  @Argument(help: "The hardship's id.")
  var id: IDArgument<Entity.Hardship>

  @Option(help: "How.")
  var channel: WordArgument<PCRMModel.Channel>

  @Option(help: ArgumentHelp("When, if not now.", valueName: "time"))
  var at: MomentArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = TellHardshipRequest()
    request.requestID = .new()
    request.hardshipID = id.id
    request.channel = channel.value
    request.time = at?.time
    let hardship: Hardship = try await server.call(
      "\(VisitReports.service)/TellHardship", request)
    try Listing.one(hardship, server.output, VisitHardships.columns)
  }
}
