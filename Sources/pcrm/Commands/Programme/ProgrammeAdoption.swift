import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm programme near`.
struct ProgrammeNear: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "near", abstract: "List who could adopt a customer, the nearest first.",
    discussion: """
      EXAMPLES
        pcrm programme near 이웃 insured_number=0123456789
      """)

  @Argument(help: "The programme: its name or id.")
  var programme: String

  @Argument(help: "The customer: id, SCHEME=VALUE or phone number.")
  var customer: String

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListNearbyStaffRequest()
    request.programmeID = try await ProgrammeCommand.id(programme, server)
    request.customerID = try await Reference.customer(customer, server)
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListNearbyStaffResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListNearbyStaff", request)
      return (answer.staff, answer.nextPageToken)
    }
  }

  private static let columns: [Column<NearbyStaff>] = [
    Column("NAME") { $0.name },
    Column("METRES") { $0.distanceM == 0 ? "not known" : String($0.distanceM) },
    Column("ADOPTED") { String($0.adoptionCount) },
    Column("FREE PLACES") { String($0.freePlaces) },
    Column("ID") { $0.staffID.description },
  ]
}

/// `pcrm programme adopt`.
struct ProgrammeAdopt: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Let a member of staff adopt a customer.",
    discussion: """
      Above the cap or beyond the distance it takes a waiver, and the authority for it.

      EXAMPLES
        pcrm programme adopt 이웃 insured_number=0123456789 --staff E0001
        pcrm programme adopt 이웃 insured_number=0123456789 --staff E0001 --waive "이미 아는 사이"
      """)

  @Argument(help: "The programme: its name or id.")
  var programme: String

  @Argument(help: "The customer: id, SCHEME=VALUE or phone number.")
  var customer: String

  @Option(help: ArgumentHelp("Who adopts: id or employee number.", valueName: "staff"))
  var staff: String

  @Option(help: "Why.")
  var reason = ""

  @Option(help: ArgumentHelp("Why cap and distance do not count here.", valueName: "reason"))
  var waive = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = AdoptCustomerRequest()
    request.requestID = .new()
    request.programmeID = try await ProgrammeCommand.id(programme, server)
    request.customerID = try await Reference.customer(customer, server)
    request.staffID = try await Reference.staff(staff, server)
    request.reason = reason
    request.waiverReason = waive
    let adoption: Adoption = try await server.call(
      "\(ProgrammeCommand.service)/AdoptCustomer", request)
    try Listing.one(adoption, server.output, ProgrammeAdoptions.columns)
  }
}

/// `pcrm programme release`.
struct ProgrammeRelease: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "End an adoption; it stays on record.",
    discussion: """
      EXAMPLES
        pcrm programme release 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "이사"
      """)

  @Argument(help: "The adoption's id.")
  var id: IDArgument<Entity.Adoption>

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ReleaseAdoptionRequest()
    request.requestID = .new()
    request.id = id.id
    request.reason = reason
    let adoption: Adoption = try await server.call(
      "\(ProgrammeCommand.service)/ReleaseAdoption", request)
    try Listing.one(adoption, server.output, ProgrammeAdoptions.columns)
  }
}

/// `pcrm programme adoptions`.
struct ProgrammeAdoptions: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "adoptions", abstract: "List adoptions.",
    discussion: """
      EXAMPLES
        pcrm programme adoptions --programme 이웃 --staff E0001
      """)

  @Option(help: ArgumentHelp("Only of this programme: name or id.", valueName: "programme"))
  var programme: String?

  @Option(help: ArgumentHelp("Only by this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Only of this customer.", valueName: "customer"))
  var customer: String?

  @Flag(help: "Ended ones too.")
  var ended = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListAdoptionsRequest()
    if let programme { request.programmeID = try await ProgrammeCommand.id(programme, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    request.showEnded = ended
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListAdoptionsResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListAdoptions", request)
      return (answer.adoptions, answer.nextPageToken)
    }
  }

  static let columns: [Column<Adoption>] = [
    Column("CUSTOMER") { $0.customerID.description },
    Column("STAFF") { $0.staffID.description },
    Column("METRES") { $0.distanceM == 0 ? "" : String($0.distanceM) },
    Column("FROM") { $0.createTime.text },
    Column("TO") { $0.endTime.text },
    Column("REASON") { [$0.reason, $0.endReason].filter { !$0.isEmpty }.joined(separator: "; ") },
    Column("WAIVED") { $0.waivedBy.isEmpty ? "" : "yes" },
    Column("ID") { $0.id.description },
  ]
}
