import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit series list`.
struct SeriesList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List series.",
    discussion: """
      EXAMPLES
        pcrm visit series list --staff E0001
        pcrm visit series list --unplaced
      """)

  @Option(help: ArgumentHelp("Only of this customer.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only by this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: "Only in this state.")
  var state: WordArgument<SeriesState>?

  @Flag(help: "Only those with times that found no place.")
  var unplaced = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListSeriesRequest()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.state = state?.value ?? .unspecified
    request.unplacedOnly = unplaced
    var listing = Listing(server.output, VisitSeriesCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListSeriesResponse = try await server.call(
        "\(VisitSeriesCommand.service)/ListSeries", request)
      return (answer.series, answer.nextPageToken)
    }
  }
}

/// `pcrm visit series show`.
struct SeriesShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a series.",
    discussion: """
      EXAMPLES
        pcrm visit series show 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The series' id.")
  var id: IDArgument<Entity.Series>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetSeriesRequest()
    request.id = id.id
    let series: VisitSeries = try await server.call(
      "\(VisitSeriesCommand.service)/GetSeries", request)
    try Listing.one(series, server.output, VisitSeriesCommand.one)
  }
}

/// `pcrm visit series occurrences`.
struct SeriesOccurrences: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "occurrences", abstract: "List the times of a series, and what became of each.",
    discussion: """
      EXAMPLES
        pcrm visit series occurrences 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --state unplaced
      """)

  @Argument(help: "The series' id.")
  var id: IDArgument<Entity.Series>

  @Option(help: "Only in this state.")
  var state: WordArgument<OccurrenceState>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListOccurrencesRequest()
    request.seriesID = id.id
    request.state = state?.value ?? .unspecified
    var listing = Listing(server.output, VisitSeriesCommand.occurrenceColumns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListOccurrencesResponse = try await server.call(
        "\(VisitSeriesCommand.service)/ListOccurrences", request)
      return (answer.occurrences, answer.nextPageToken)
    }
  }
}

/// `pcrm visit series edit`.
struct SeriesEdit: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change a whole series, or one time of it and those that follow.",
    discussion: """
      With --following the series ends before that time, and a new one begins with it, which is \
      shown. pcrm visit series move changes one time alone.

      EXAMPLES
        pcrm visit series edit 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --minutes 60
        pcrm visit series edit 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 \\
          --following "2026-12-16 10:00" --at "2026-12-17 14:00" --rule "FREQ=WEEKLY;BYDAY=TH"
      """)

  @Argument(help: "The series' id.")
  var id: IDArgument<Entity.Series>

  @OptionGroup var options: SeriesOptions

  @Option(
    help: ArgumentHelp("From this time of the rule on; without it, all.", valueName: "time"))
  var following: MomentArgument?

  @Option(help: ArgumentHelp("The version that is expected; 0 is any.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var series = VisitSeries()
    series.id = id.id
    series.version = version
    let paths = try await options.fill(&series, server)
    if paths.isEmpty { throw CommandFailure.usage("nothing to change was given; see --help") }
    var request = UpdateSeriesRequest()
    request.requestID = .new()
    request.series = series
    request.updateMask = FieldMask(paths: paths)
    request.fromOccurrenceTime = following?.time
    let stored: VisitSeries = try await server.call(
      "\(VisitSeriesCommand.service)/UpdateSeries", request)
    try Listing.one(stored, server.output, VisitSeriesCommand.one)
  }
}

/// `pcrm visit series move`.
struct SeriesMove: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move or cancel one time of a series.",
    discussion: """
      EXAMPLES
        pcrm visit series move 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 "2026-12-09 10:00" \\
          --to "2026-12-10 15:00" --reason "고객 요청"
        pcrm visit series move 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 "2026-12-16 10:00" --cancel \\
          --reason "여행"
      """)

  @Argument(help: "The series' id.")
  var id: IDArgument<Entity.Series>

  @Argument(help: "The time that the rule says.")
  var time: MomentArgument

  @Option(help: ArgumentHelp("When it is instead.", valueName: "time"))
  var to: MomentArgument?

  @Option(
    help: ArgumentHelp("How long it takes, if another time than usual.", valueName: "minutes"))
  var minutes: Int?

  @Option(help: ArgumentHelp("Who goes, if somebody else.", valueName: "staff"))
  var staff: String?

  @Flag(help: "It does not take place.")
  var cancel = false

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if cancel == (to != nil) { throw ValidationError("give either --to or --cancel") }
  }

  func run(_ server: Server) async throws {
    var request = EditOccurrenceRequest()
    request.requestID = .new()
    request.seriesID = id.id
    request.occurrenceTime = time.time
    request.startTime = to?.time
    request.endTime = to.flatMap { to in minutes.map { to.time.adding(minutes: $0) } }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.cancel = cancel
    request.reason = reason
    let occurrence: SeriesOccurrence = try await server.call(
      "\(VisitSeriesCommand.service)/EditOccurrence", request)
    try Listing.one(occurrence, server.output, VisitSeriesCommand.occurrenceColumns)
  }
}

/// `pcrm visit series stop`.
struct SeriesStop: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "End a series; its visits from then on are cancelled.",
    discussion: """
      EXAMPLES
        pcrm visit series stop 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --reason "이사"
      """)

  @Argument(help: "The series' id.")
  var id: IDArgument<Entity.Series>

  @Option(help: ArgumentHelp("From when on it has no times, if not now.", valueName: "time"))
  var at: MomentArgument?

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = StopSeriesRequest()
    request.requestID = .new()
    request.id = id.id
    request.endTime = at?.time
    request.reason = reason
    let series: VisitSeries = try await server.call(
      "\(VisitSeriesCommand.service)/StopSeries", request)
    try Listing.one(series, server.output, VisitSeriesCommand.one)
  }
}
