import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit resource`: vehicles, rooms and things that visits book.
struct VisitResources: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resource",
    abstract: "List, add and retire vehicles, rooms and things that visits book.",
    discussion: """
      EXAMPLES
        pcrm visit resource list --office 01
        pcrm visit resource add vehicle "01 승용차" --office 01 --seats 5
        pcrm visit resource retire "01 승용차"
      """,
    subcommands: [ResourceList.self, ResourceAdd.self, ResourceRetire.self])

  static let columns: [Column<Resource>] = [
    Column("NAME") { $0.name },
    Column("KIND") { $0.kind.word },
    Column("SEATS") { $0.seats == 0 ? "" : String($0.seats) },
    Column("RETIRED") { $0.retired ? "yes" : "" },
    Column("OFFICE") { $0.officeID.description },
    Column("ID") { $0.id.description },
  ]

  /// A resource: an id or its name.
  static func id(_ text: String, _ server: Server) async throws -> ResourceID {
    if let id = ResourceID(text), !id.isEmpty { return id }
    var request = ListResourcesRequest()
    request.pageSize = 1000
    var found: [Resource] = []
    repeat {
      let answer: ListResourcesResponse = try await server.call(
        "\(VisitCommand.service)/ListResources", request)
      found += answer.resources.filter { $0.name == text }
      request.pageToken = answer.nextPageToken
    } while !request.pageToken.isEmpty
    guard let first = found.first else {
      throw CommandFailure(code: 1, message: "not_found: resource \(text)")
    }
    guard found.count == 1 else {
      throw CommandFailure(
        code: 1, message: "\(found.count) resources are called \(text); give the id of one")
    }
    return first.id
  }
}

/// `pcrm visit resource list`.
struct ResourceList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what visits may book.",
    discussion: """
      EXAMPLES
        pcrm visit resource list --office 01 --kind vehicle
      """)

  @Option(help: ArgumentHelp("Only of this unit: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: "Only of this kind.")
  var kind: WordArgument<ResourceKind>?

  @Flag(help: "Retired ones too.")
  var retired = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListResourcesRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.kind = kind?.value ?? .unspecified
    request.includeRetired = retired
    var listing = Listing(server.output, VisitResources.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListResourcesResponse = try await server.call(
        "\(VisitCommand.service)/ListResources", request)
      return (answer.resources, answer.nextPageToken)
    }
  }
}

/// `pcrm visit resource add`.
struct ResourceAdd: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a vehicle, a room or a thing.",
    discussion: """
      EXAMPLES
        pcrm visit resource add vehicle "01 승용차" --office 01 --seats 5
      """)

  @Argument(help: "What it is.")
  var kind: WordArgument<ResourceKind>

  @Argument(help: "Its name, unique in its office.")
  var name: String

  @Option(help: ArgumentHelp("Whose it is: id or code.", valueName: "unit"))
  var office: String

  @Option(help: "How many people it takes.")
  var seats: Int32 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var resource = Resource()
    resource.kind = kind.value
    resource.name = name
    resource.officeID = try await Reference.unit(office, server)
    resource.seats = seats
    var request = CreateResourceRequest()
    request.requestID = .new()
    request.resource = resource
    let stored: Resource = try await server.call("\(VisitCommand.service)/CreateResource", request)
    try Listing.one(stored, server.output, VisitResources.columns)
  }
}

/// `pcrm visit resource retire`.
struct ResourceRetire: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Let something no longer be booked.",
    discussion: """
      EXAMPLES
        pcrm visit resource retire "01 승용차"
      """)

  @Argument(help: "The resource: name or id.")
  var resource: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var resource = Resource()
    resource.id = try await VisitResources.id(self.resource, server)
    resource.retired = true
    var request = UpdateResourceRequest()
    request.requestID = .new()
    request.resource = resource
    request.updateMask = FieldMask(paths: ["retired"])
    let stored: Resource = try await server.call("\(VisitCommand.service)/UpdateResource", request)
    try Listing.one(stored, server.output, VisitResources.columns)
  }
}

/// `pcrm visit claims`.
struct VisitClaims: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "List when somebody or something is taken.",
    discussion: """
      EXAMPLES
        pcrm visit claims --staff E0001
        pcrm visit claims --resource "01 승용차" --from today --before +14
      """)

  @OptionGroup var whose: WhoseOptions

  @Option(help: ArgumentHelp("Of a vehicle or a room: name or id.", valueName: "resource"))
  var resource: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("From this day on.", valueName: "day"))
  var from = NearDayArgument.today

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Before this day; without it, for a week.", valueName: "day"))
  var before: NearDayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListClaimsRequest()
    if let resource {
      request.holderID = HolderID(try await VisitResources.id(resource, server))
    } else {
      request.holderID = HolderID(try await whose.id(server))
    }
    request.fromTime = from.day.moment(minute: 0)
    request.beforeTime = (before?.day ?? from.day.adding(days: 7)).moment(minute: 0)
    let answer: ListClaimsResponse = try await server.call(
      "\(VisitCommand.service)/ListClaims", request)
    let people = await VisitPeople(customers: answer.claims.map(\.customerID), server)
    var listing = Listing(server.output, Self.columns(people))
    for claim in answer.claims { try listing.add(claim) }
    try listing.end()
  }

  private static func columns(_ people: VisitPeople) -> [Column<SlotClaim>] {
    [
      Column("FROM") { $0.fromTime.map(ExplanationPage.local) ?? "" },
      Column("TO") { $0.toTime.map(ExplanationPage.local) ?? "" },
      Column("HOLDS UNTIL") { $0.expireTime.map(ExplanationPage.local) ?? "" },
      Column("CUSTOMER") { people.name($0.customerID) },
      Column("VISIT") { AssignmentCommand.text($0.visitID) },
    ]
  }
}
