import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm calendar overtime`: work outside of hours.
struct CalendarOvertime: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overtime",
    abstract: "Record, list and take back work outside of somebody's hours.",
    discussion: """
      EXAMPLES
        pcrm calendar overtime add E0001 --from "2026-12-05 10:00" --to "2026-12-05 15:00" \\
          --reason "주말 방문"
        pcrm calendar overtime list --staff E0001
      """,
    subcommands: [OvertimeAdd.self, OvertimeList.self, OvertimeDelete.self])

  static let columns: [Column<Overtime>] = [
    Column("FROM") { $0.startTime.map(ExplanationPage.local) ?? "" },
    Column("TO") { $0.endTime.map(ExplanationPage.local) ?? "" },
    Column("REASON") { $0.reason },
    Column("STAFF") { $0.staffID.description },
    Column("ID") { $0.id.description },
  ]
}

/// `pcrm calendar overtime add`.
struct OvertimeAdd: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Record that somebody works outside of their hours.",
    discussion: """
      EXAMPLES
        pcrm calendar overtime add E0001 --from "tomorrow 18:00" --to "tomorrow 20:30" \\
          --reason "저녁 방문"
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Option(help: ArgumentHelp("From when on.", valueName: "time"))
  var from: MomentArgument

  @Option(help: ArgumentHelp("Until when.", valueName: "time"))
  var to: MomentArgument

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var overtime = Overtime()
    overtime.staffID = try await Reference.staff(staff, server)
    overtime.startTime = from.time
    overtime.endTime = to.time
    overtime.reason = reason
    var request = AddOvertimeRequest()
    request.requestID = .new()
    request.overtime = overtime
    let stored: Overtime = try await server.call(
      "\(CalendarCommand.service)/AddOvertime", request)
    try Listing.one(stored, server.output, CalendarOvertime.columns)
  }
}

/// `pcrm calendar overtime list`.
struct OvertimeList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List overtime.",
    discussion: """
      EXAMPLES
        pcrm calendar overtime list --staff E0001 --from today
      """)

  @Option(help: ArgumentHelp("Only of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only what ends after this day begins.", valueName: "day"))
  var from: NearDayArgument?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only what begins before this day.", valueName: "day"))
  var before: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListOvertimeRequest()
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.fromTime = from?.day.moment(minute: 0)
    request.beforeTime = before?.day.moment(minute: 0)
    var listing = Listing(server.output, CalendarOvertime.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListOvertimeResponse = try await server.call(
        "\(CalendarCommand.service)/ListOvertime", request)
      return (answer.overtime, answer.nextPageToken)
    }
  }
}

/// `pcrm calendar overtime delete`.
struct OvertimeDelete: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Take overtime back.",
    discussion: """
      EXAMPLES
        pcrm calendar overtime delete 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The overtime's id.")
  var id: IDArgument<Entity.WorkingTime>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DeleteOvertimeRequest()
    request.requestID = .new()
    request.id = id.id
    let overtime: Overtime = try await server.call(
      "\(CalendarCommand.service)/DeleteOvertime", request)
    try Listing.one(overtime, server.output, CalendarOvertime.columns)
  }
}

/// `pcrm calendar territory`: the districts that somebody visits.
struct CalendarTerritory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "territory",
    abstract: "Set and show which districts somebody visits.",
    discussion: """
      EXAMPLES
        pcrm calendar territory show E0001
        pcrm calendar territory set E0001 1114 1117
      """,
    subcommands: [TerritoryShow.self, TerritorySet.self])

  static let columns: [Column<Territory>] = [
    Column("STAFF") { $0.staffID.description },
    Column("VERSION") { String($0.version) },
    Column("DISTRICTS") { territory in
      let parts = territory.parts.map { part in
        let from = part.validFrom.map { " from \(CustomerColumns.date($0))" } ?? ""
        let to = part.validTo.map { " to \(CustomerColumns.date($0))" } ?? ""
        return part.district + from + to
      }
      return parts.isEmpty ? "wherever the office's customers live" : parts.joined(separator: ", ")
    },
  ]
}

/// `pcrm calendar territory show`.
struct TerritoryShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show which districts somebody visits.",
    discussion: """
      EXAMPLES
        pcrm calendar territory show E0001
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetTerritoryRequest()
    request.staffID = try await Reference.staff(staff, server)
    let territory: Territory = try await server.call(
      "\(CalendarCommand.service)/GetTerritory", request)
    try Listing.one(territory, server.output, CalendarTerritory.columns)
  }
}

/// `pcrm calendar territory set`.
struct TerritorySet: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Say which districts somebody visits, in the place of all before.",
    discussion: """
      A district is the beginning of the codes of its legal districts (법정동코드): 11 is Seoul, \
      1114 its Jung-gu. Without any, somebody visits wherever the office's customers live.

      EXAMPLES
        pcrm calendar territory set E0001 1114 1117
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Argument(help: "Beginnings of district codes.")
  var districts: [String] = []

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SetTerritoryRequest()
    request.requestID = .new()
    var territory = Territory()
    territory.staffID = try await Reference.staff(staff, server)
    territory.parts = districts.map { district in
      var part = TerritoryPart()
      part.district = district
      return part
    }
    request.territory = territory
    let stored: Territory = try await server.call(
      "\(CalendarCommand.service)/SetTerritory", request)
    try Listing.one(stored, server.output, CalendarTerritory.columns)
  }
}
