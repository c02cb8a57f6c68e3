import ArgumentParser
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Whose calendar a command is about.
struct WhoseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whose: id or employee number; without it, what PCRM_STAFF says.", valueName: "staff"))
  var staff: String?

  func id(_ server: Server) async throws -> StaffID {
    guard let staff = staff ?? ProcessInfo.processInfo.environment.given("PCRM_STAFF") else {
      throw CommandFailure.usage("whose? give --staff, or set PCRM_STAFF to an employee number")
    }
    return try await Reference.staff(staff, server)
  }

  /// Nobody, where neither option nor environment names somebody: then the server takes the caller.
  func idOrCaller(_ server: Server) async throws -> StaffID {
    if staff == nil && ProcessInfo.processInfo.environment.given("PCRM_STAFF") == nil {
      return StaffID()
    }
    return try await id(server)
  }
}

/// `pcrm visit today`.
struct VisitToday: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "List somebody's visits of today, or of another day, in their order.",
    discussion: """
      Cancelled visits are left out unless --cancelled is given.

      EXAMPLES
        pcrm visit today --staff E0001
        PCRM_STAFF=E0001 pcrm visit today --day tomorrow
      """)

  @OptionGroup var whose: WhoseOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Another day: tomorrow, +3, 2026-12-01.", valueName: "day"))
  var day = NearDayArgument.today

  @Flag(help: "Cancelled ones too.")
  var cancelled = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListVisitsRequest()
    request.staffID = try await whose.id(server)
    request.fromTime = day.day.moment(minute: 0)
    request.beforeTime = day.day.adding(days: 1).moment(minute: 0)
    let visits = try await VisitCommand.all(request, server).filter {
      cancelled || $0.state != .cancelled
    }
    let people = await VisitPeople(of: visits, server)
    var listing = Listing(server.output, VisitColumns.day(people), csv: VisitColumns.csv)
    for visit in visits { try listing.add(visit) }
    try listing.end()
    guard server.output == .table else { return }
    try Console.flush()
    let left = visits.count { !$0.state.isEnded }
    Console.note(
      visits.isEmpty
        ? "no visits on \(CustomerColumns.date(day.day))"
        : "\(visits.count) \(visits.count == 1 ? "visit" : "visits") on \(CustomerColumns.date(day.day)), \(left) still to be made"
    )
  }
}

/// `pcrm visit list`.
struct VisitList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List visits in the order of their beginnings.",
    discussion: """
      EXAMPLES
        pcrm visit list --customer insured_number=0123456789
        pcrm visit list --office 01 --state planned --state confirmed --from today --before +7
        pcrm visit list --staff E0001 --from 2026-11-01 --all --output csv
      """)

  @Option(help: ArgumentHelp("Only this customer's.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only those on which this member of staff goes.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Only those that count for this office.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only about this case: number or id.", valueName: "case"))
  var `case`: String?

  @Option(help: ArgumentHelp("Only occurrences of this series.", valueName: "id"))
  var series: IDArgument<Entity.Series>?

  @Option(help: "Only in this state; repeat for more.")
  var state: [WordArgument<VisitState>] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("Only from this day on.", valueName: "day"))
  var from: NearDayArgument?

  @Option(parsing: .unconditional, help: ArgumentHelp("Only before this day.", valueName: "day"))
  var before: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let from, let before, before.day.daysSince1970 <= from.day.daysSince1970 {
      throw ValidationError("--before must be a later day than --from")
    }
  }

  func run(_ server: Server) async throws {
    var request = ListVisitsRequest()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    request.seriesID = series?.id ?? SeriesID()
    request.states = state.map(\.value)
    request.fromTime = from?.day.moment(minute: 0)
    request.beforeTime = before?.day.moment(minute: 0)
    func answer(_ size: Int32, _ token: String) async throws -> ListVisitsResponse {
      request.pageSize = size
      request.pageToken = token
      return try await server.call("\(VisitCommand.service)/ListVisits", request)
    }
    guard server.output == .table else {
      var listing = Listing(server.output, VisitColumns.csv, csv: VisitColumns.csv)
      return try await page.print(&listing) { size, token in
        let answer = try await answer(size, token)
        return (answer.visits, answer.nextPageToken)
      }
    }
    // Whom the rows are about is asked for at once, so they are gathered first.
    var token = page.pageToken ?? ""
    var visits: [Visit] = []
    repeat {
      let answer = try await answer(page.pageSize ?? (page.all ? 1000 : 0), token)
      visits += answer.visits
      token = answer.nextPageToken
    } while page.all && !token.isEmpty
    var listing = Listing(.table, VisitColumns.list(await VisitPeople(of: visits, server)))
    for visit in visits { try listing.add(visit) }
    try listing.end()
    if token.isEmpty { return }
    try Console.flush()
    Console.note("more: --page-token \(token), or --all")
  }
}

/// `pcrm visit show`.
struct VisitShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a visit.",
    discussion: """
      EXAMPLES
        pcrm visit show 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The visit's id.")
  var visit: IDArgument<Entity.Visit>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    try await VisitCommand.show(try await VisitCommand.visit(visit.id, server), server)
  }
}
