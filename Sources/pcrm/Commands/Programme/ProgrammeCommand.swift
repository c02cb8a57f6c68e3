import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm programme`: staff adopt customers who live near them.
struct ProgrammeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme",
    abstract: "Let staff adopt customers near their home; weigh loads and count the staff needed.",
    discussion: """
      EXAMPLES
        pcrm programme create 이웃 --segment policy.holders --cap 25 --distance 5000
        pcrm programme match 이웃
        pcrm programme adoptions --staff E0001
        pcrm programme staffing need --office 0101
      """,
    subcommands: [
      ProgrammeCreate.self, ProgrammeList.self, ProgrammeShow.self, ProgrammeMatch.self,
      ProgrammeNear.self, ProgrammeAdopt.self, ProgrammeRelease.self, ProgrammeAdoptions.self,
      ProgrammeWeights.self, ProgrammeCaseload.self, ProgrammeStaffing.self,
    ])

  static let service = "pcrm.v1.ProgrammeService"

  /// The id of a programme that is named by its name or its id.
  static func id(_ text: String, _ server: Server) async throws -> ProgrammeID {
    if let id = ProgrammeID(text), !id.isEmpty { return id }
    var request = ListProgrammesRequest()
    request.pageSize = 1000
    repeat {
      let answer: ListProgrammesResponse = try await server.call(
        "\(service)/ListProgrammes", request)
      if let found = answer.programmes.first(where: { $0.name == text }) { return found.id }
      request.pageToken = answer.nextPageToken
    } while !request.pageToken.isEmpty
    throw CommandFailure(code: 1, message: "not_found: programme \(text)")
  }

  static let columns: [Column<Programme>] = [
    Column("ID") { $0.id.description },
    Column("NAME") { $0.name },
    Column("CAP") { String($0.customersPerStaff) },
    Column("METRES AT MOST") { $0.distanceMaxM == 0 ? "" : String($0.distanceMaxM) },
    Column("SEGMENT") { AssignmentCommand.text($0.segmentID) },
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("TO") { $0.validTo.map(CustomerColumns.date) ?? "" },
    Column("CREATED") { $0.createTime.text },
  ]
}

/// `pcrm programme create`.
struct ProgrammeCreate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Add a programme of adoption.",
    discussion: """
      EXAMPLES
        pcrm programme create 이웃 --segment policy.holders
        pcrm programme create 이웃 --segment policy.holders --cap 25 --distance 5000 --unit HQ
      """)

  @Argument(help: "Its name.")
  var name: String

  @Option(help: ArgumentHelp("Who may be adopted: the members of this segment.", valueName: "name"))
  var segment: String

  @Option(help: ArgumentHelp("Customers that one may adopt; 0 = 25.", valueName: "customers"))
  var cap: Int32 = 0

  @Option(help: ArgumentHelp("From home at most, in metres; 0 = any way.", valueName: "metres"))
  var distance: Int32 = 0

  @Option(
    help: ArgumentHelp("The staff of this unit adopt; repeat for more.", valueName: "unit"))
  var unit: [String] = []

  @Option(help: ArgumentHelp("First day.", valueName: "day"))
  var from: DayArgument?

  @Option(help: ArgumentHelp("The day on which it no longer runs.", valueName: "day"))
  var to: DayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var read = GetSegmentRequest()
    read.name = segment
    let population: Segment = try await server.call("\(SegmentCommand.service)/GetSegment", read)
    var programme = Programme()
    programme.name = name
    programme.segmentID = population.id
    programme.customersPerStaff = cap
    programme.distanceMaxM = distance
    for name in unit { programme.unitIDs.append(try await Reference.unit(name, server)) }
    programme.validFrom = from?.day
    programme.validTo = to?.day
    var request = CreateProgrammeRequest()
    request.requestID = .new()
    request.programme = programme
    let stored: Programme = try await server.call(
      "\(ProgrammeCommand.service)/CreateProgramme", request)
    try Listing.one(stored, server.output, ProgrammeCommand.columns)
  }
}

/// `pcrm programme list`.
struct ProgrammeList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List programmes.",
    discussion: """
      EXAMPLES
        pcrm programme list
      """)

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListProgrammesRequest()
    var listing = Listing(server.output, ProgrammeCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListProgrammesResponse = try await server.call(
        "\(ProgrammeCommand.service)/ListProgrammes", request)
      return (answer.programmes, answer.nextPageToken)
    }
  }
}

/// `pcrm programme show`.
struct ProgrammeShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a programme.",
    discussion: """
      EXAMPLES
        pcrm programme show 이웃
      """)

  @Argument(help: "The programme: its name or id.")
  var programme: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetProgrammeRequest()
    request.id = try await ProgrammeCommand.id(programme, server)
    let found: Programme = try await server.call(
      "\(ProgrammeCommand.service)/GetProgramme", request)
    try Listing.one(found, server.output, ProgrammeCommand.columns)
  }
}

/// `pcrm programme match`.
struct ProgrammeMatch: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Propose who adopts whom, near home; pcrm assignment apply does it.",
    discussion: """
      First as many customers as possible are adopted, then the ways are least in sum. The proposal \
      says how far at most it is from the best there is.

      EXAMPLES
        pcrm programme match 이웃
        pcrm programme match 이웃 --load-price 500 --most 5000
      """)

  @Argument(help: "The programme: its name or id.")
  var programme: String

  @Option(
    help: ArgumentHelp(
      "Metres that one more customer at somebody who has one more already may cost.",
      valueName: "metres"))
  var loadPrice: Int32 = 0

  @Option(help: ArgumentHelp("Customers at most.", valueName: "customers"))
  var most: Int32 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = MatchProgrammeRequest()
    request.requestID = .new()
    request.programmeID = try await ProgrammeCommand.id(programme, server)
    request.loadPriceM = loadPrice
    request.linesMax = most
    let proposal: Proposal = try await server.call(
      "\(ProgrammeCommand.service)/MatchProgramme", request)
    try ProposalPage.print(proposal, server)
  }
}
