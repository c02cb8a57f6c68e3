import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit route`: in which order the visits of a day are made.
struct VisitRoute: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Propose, show, apply and explain in which order the visits of a day are made.",
    discussion: """
      A proposal changes nothing until it is applied.

      EXAMPLES
        pcrm visit route propose --staff E0001 --day tomorrow
        pcrm visit route apply 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "동선 정리"
        pcrm visit route explain insured_number=0123456789 --purpose first_visit --minutes 60 \\
          --day tomorrow --staff E0001
      """,
    subcommands: [
      RoutePropose.self, RouteShow.self, RouteList.self, RouteApply.self, RouteDiscard.self,
      RouteExplain.self, RouteRulesCommand.self,
    ])

  static let service = "pcrm.v1.RouteService"
}

/// `pcrm visit route propose`.
struct RoutePropose: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Propose an order of a day's visits, with distances, ways and slack.",
    discussion: """
      Without --staff, the caller's own day. Several staff may exchange visits with --reassign.

      EXAMPLES
        pcrm visit route propose --staff E0001 --day tomorrow
        pcrm visit route propose --staff E0001 --staff E0002 --day +2 --reassign --start home
        pcrm visit route propose --staff E0001 --day +1 --add insured_number=0123456789 \\
          --purpose good_customer --minutes 40
      """)

  @Option(help: ArgumentHelp("Whose day; repeat for more.", valueName: "staff"))
  var staff: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("The day.", valueName: "day"))
  var day = NearDayArgument.today

  @Option(help: "Where the days begin.")
  var start: WordArgument<DayPlace>?

  @Option(help: "Where the days end.")
  var end: WordArgument<DayPlace>?

  @Flag(help: "Visits may go to another of the staff.")
  var reassign = false

  @Option(help: ArgumentHelp("A customer to visit if it fits; repeat.", valueName: "customer"))
  var add: [String] = []

  @Option(help: ArgumentHelp("What the added visits are for.", valueName: "code"))
  var purpose = ""

  @Option(help: ArgumentHelp("How long the added visits take.", valueName: "minutes"))
  var minutes: Int32 = 60

  @Option(
    help: ArgumentHelp("A visit of the day that may be left out; repeat.", valueName: "id"))
  var optional: [IDArgument<Entity.Visit>] = []

  @Option(help: "Lets the search begin elsewhere.")
  var seed: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if !add.isEmpty && purpose.isEmpty {
      throw ValidationError("--purpose is missing; it says what the added visits are for")
    }
  }

  func run(_ server: Server) async throws {
    var request = ProposeRouteRequest()
    for name in staff { request.staffIDs.append(try await Reference.staff(name, server)) }
    request.day = day.day
    request.seed = seed
    request.start = start?.value ?? .unspecified
    request.end = end?.value ?? .unspecified
    request.reassign = reassign
    for name in add {
      var candidate = RouteCandidate()
      candidate.customerID = try await Reference.customer(name, server)
      candidate.purpose = purpose
      candidate.minutes = minutes
      request.candidates.append(candidate)
    }
    request.options = optional.map { id in
      var option = RouteOption()
      option.visitID = id.id
      return option
    }
    let proposal: RouteProposal = try await server.call(
      "\(VisitRoute.service)/ProposeRoute", request)
    try await RoutePage.print(proposal, server)
  }
}

/// `pcrm visit route show`.
struct RouteShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a proposal.",
    discussion: """
      EXAMPLES
        pcrm visit route show 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The proposal's id.")
  var id: IDArgument<Entity.Route>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetRouteRequest()
    request.id = id.id
    let proposal: RouteProposal = try await server.call("\(VisitRoute.service)/GetRoute", request)
    try await RoutePage.print(proposal, server)
  }
}

/// `pcrm visit route list`.
struct RouteList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List proposals, newest first.",
    discussion: """
      EXAMPLES
        pcrm visit route list --staff E0001 --state ready
      """)

  @Option(help: ArgumentHelp("Only those with a day of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Only for this day.", valueName: "day"))
  var day: NearDayArgument?

  @Option(help: "Only in this state.")
  var state: WordArgument<PCRMModel.RouteState>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListRoutesRequest()
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.day = day?.day
    request.state = state?.value ?? .unspecified
    var listing = Listing(server.output, RoutePage.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListRoutesResponse = try await server.call(
        "\(VisitRoute.service)/ListRoutes", request)
      return (answer.routes, answer.nextPageToken)
    }
  }
}

/// `pcrm visit route apply`.
struct RouteApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Do what a proposal says, all of it or nothing.",
    discussion: """
      Visits that found no place hinder it unless --cancel-left-out is given.

      EXAMPLES
        pcrm visit route apply 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "동선 정리"
      """)

  @Argument(help: "The proposal's id.")
  var id: IDArgument<Entity.Route>

  @Option(help: "Why; it stands in the visits that are moved.")
  var reason: String

  @Flag(help: "Cancel the visits that found no place.")
  var cancelLeftOut = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ApplyRouteRequest()
    request.requestID = .new()
    request.id = id.id
    request.reason = reason
    request.cancelLeftOut = cancelLeftOut
    let proposal: RouteProposal = try await server.call(
      "\(VisitRoute.service)/ApplyRoute", request)
    try await RoutePage.print(proposal, server)
  }
}

/// `pcrm visit route discard`.
struct RouteDiscard: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard", abstract: "Put a proposal aside.",
    discussion: """
      EXAMPLES
        pcrm visit route discard 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The proposal's id.")
  var id: IDArgument<Entity.Route>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DiscardRouteRequest()
    request.requestID = .new()
    request.id = id.id
    let proposal: RouteProposal = try await server.call(
      "\(VisitRoute.service)/DiscardRoute", request)
    try Listing.one(proposal, server.output, RoutePage.columns)
  }
}

/// `pcrm visit route explain`.
struct RouteExplain: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Say for each member of staff whether a visit fits into a day, or what stands in its way.",
    discussion: """
      EXAMPLES
        pcrm visit route explain 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --day tomorrow --visit
        pcrm visit route explain insured_number=0123456789 --purpose care --day +1 --staff E0001
      """)

  @Argument(help: "The customer (id, SCHEME=VALUE, phone); with --visit, the id of a visit.")
  var what: String

  @Flag(help: "It is a visit that is there already.")
  var visit = false

  @Option(help: ArgumentHelp("What for.", valueName: "code"))
  var purpose = ""

  @Option(help: ArgumentHelp("How long it takes.", valueName: "minutes"))
  var minutes: Int32 = 60

  @Option(help: ArgumentHelp("When the customer can receive it.", valueName: "hh:mm-hh:mm"))
  var window: SpanArgument?

  @Option(parsing: .unconditional, help: ArgumentHelp("The day.", valueName: "day"))
  var day = NearDayArgument.today

  @Option(help: ArgumentHelp("Whose day; repeat for more.", valueName: "staff"))
  var staff: [String] = []

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var candidate = RouteCandidate()
    if visit {
      guard let id = VisitID(what), !id.isEmpty else {
        throw CommandFailure.usage("the visit is \"\(what)\"; with --visit it must be an id")
      }
      candidate.visitID = id
    } else {
      candidate.customerID = try await Reference.customer(what, server)
      candidate.purpose = purpose
      candidate.minutes = minutes
      candidate.fromTime = window?.window(on: day.day).from
      candidate.beforeTime = window?.window(on: day.day).to
    }
    var request = ExplainVisitRequest()
    request.candidate = candidate
    request.day = day.day
    for name in staff { request.staffIDs.append(try await Reference.staff(name, server)) }
    let answer: ExplainVisitResponse = try await server.call(
      "\(VisitRoute.service)/ExplainVisit", request)
    let people = await VisitPeople(customers: [], staff: answer.fits.map(\.staffID), server)
    var listing = Listing(server.output, Self.columns(people))
    for fit in answer.fits { try listing.add(fit) }
    try listing.end()
  }

  private static func columns(_ people: VisitPeople) -> [Column<VisitFit>] {
    [
      Column("WHO") { people.name($0.staffID) },
      Column("FITS") { $0.fits ? "yes" : "no" },
      Column("AT") { $0.startTime.map(ExplanationPage.local) ?? "" },
      Column("LONGER BY") { $0.fits ? ClockText.distance($0.extraMetres) : "" },
      Column("MOVES") { $0.fits ? String($0.movedCount) : "" },
      Column("WHY NOT") { $0.text.isEmpty ? $0.obstacle.word : $0.text },
    ]
  }
}
