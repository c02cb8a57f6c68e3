import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm calendar`: when staff work, and which days are holidays.
struct CalendarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Keep working hours, holidays, office days, leave and territories.",
    discussion: """
      EXAMPLES
        pcrm calendar hours set --agency --work "mon-fri 09:00-18:00" --break 12:00-13:00
        pcrm calendar holidays --from 2027-01-01
        pcrm calendar import elections.csv --source elections
        pcrm calendar office-day 2026-12-24 "창립기념일" --office 01
        pcrm calendar leave E0001 --from 2026-12-01 --to 2026-12-08 --reason leave
      """,
    subcommands: [
      CalendarDays.self, CalendarHours.self, CalendarOvertime.self, CalendarHolidays.self,
      CalendarImport.self, CalendarHoliday.self, CalendarOfficeDay.self, CalendarLeave.self,
      CalendarConflicts.self, CalendarTerritory.self, CalendarSlotRules.self,
    ])

  static let service = "pcrm.v1.CalendarService"
}

/// `pcrm calendar days`.
struct CalendarDays: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "days", abstract: "List somebody's days: when they work, and why not.",
    discussion: """
      EXAMPLES
        pcrm calendar days --staff E0001 --days 14
      """)

  @OptionGroup var whose: WhoseOptions

  @Option(parsing: .unconditional, help: ArgumentHelp("First day.", valueName: "day"))
  var from: NearDayArgument?

  @Option(help: ArgumentHelp("How many days, at most 366.", valueName: "days"))
  var days: Int32 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetWorkingTimeRequest()
    request.staffID = try await whose.id(server)
    request.fromDay = from?.day
    request.days = days
    let answer: GetWorkingTimeResponse = try await server.call(
      "\(CalendarCommand.service)/GetWorkingTime", request)
    var listing = Listing(server.output, Self.columns)
    for day in answer.days { try listing.add(day) }
    try listing.end()
    if server.output == .table && !answer.hasHours {
      try Console.flush()
      Console.note("no hours were recorded for these days; see pcrm calendar hours set")
    }
  }

  private static let columns: [Column<WorkingDay>] = [
    Column("DAY") { day in
      day.day.map { "\(WeekPage.weekday($0, Language.current)) \(CustomerColumns.date($0))" } ?? ""
    },
    Column("HOURS") { day in
      day.stretches.map { stretch in
        let span = "\(stretch.startTime?.clock ?? "")-\(stretch.endTime.map(end) ?? "")"
        return stretch.kind == .work ? span : "\(span) (\(stretch.kind.word))"
      }.joined(separator: ", ")
    },
    Column("HOLIDAY") { $0.holiday },
    Column("AWAY") { $0.away ? "yes" : "" },
    Column("WORK") { ClockText.length(Int($0.workMinutes)) },
    Column("TAKEN") { ClockText.length(Int($0.claimedMinutes)) },
  ]

  private static func end(_ time: Timestamp) -> String {
    time.minuteInKorea == 0 ? "24:00" : time.clock
  }
}

/// `pcrm calendar leave`.
struct CalendarLeave: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave",
    abstract: "Record that somebody is away, and list the visits that it hits.",
    discussion: """
      The same as pcrm assignment absence record, with local times.

      EXAMPLES
        pcrm calendar leave E0001 --from 2026-12-01 --to 2026-12-08 --reason leave --deputy E0002
        pcrm calendar leave E0001 --from "tomorrow 13:00" --to "tomorrow 18:00" --reason training
      """)

  @Argument(help: "Who: id or employee number.")
  var staff: String

  @Option(help: ArgumentHelp("From when on: a day, or a time.", valueName: "time"))
  var from: String

  @Option(help: ArgumentHelp("When the person is back: a day, or a time.", valueName: "time"))
  var to: String

  @Option(help: "Why, a code such as leave.")
  var reason: String

  @Option(help: ArgumentHelp("Who stands in; repeat in turn.", valueName: "staff"))
  var deputy: [String] = []

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var absence = Absence()
    absence.staffID = try await Reference.staff(staff, server)
    absence.reason = reason
    let (start, end) = (try Self.time(from, "--from"), try Self.time(to, "--to"))
    absence.startTime = start
    absence.endTime = end
    for name in deputy { absence.deputyIDs.append(try await Reference.staff(name, server)) }
    var request = RecordAbsenceRequest()
    request.requestID = .new()
    request.absence = absence
    let stored: Absence = try await server.call(
      "\(AssignmentCommand.service)/RecordAbsence", request)
    try Listing.one(stored, server.output, AssignmentAbsence.columns)
    guard server.output == .table else { return }
    var hit = ListVisitConflictsRequest()
    hit.staffID = absence.staffID
    hit.fromTime = start
    hit.beforeTime = end
    let answer: ListVisitConflictsResponse = try await server.call(
      "\(CalendarCommand.service)/ListVisitConflicts", hit)
    try await ConflictPage.print(answer.conflicts, server)
  }

  /// A time, or a day at its beginning.
  private static func time(_ text: String, _ name: String) throws -> Timestamp {
    if let day = NearDayArgument(argument: text) { return day.day.moment(minute: 0) }
    if let moment = MomentArgument(argument: text) { return moment.time }
    throw CommandFailure.usage(
      "\(name) is \"\(text)\"; it must be a day (tomorrow, +3, 2026-12-01) or a time "
        + "(\"2026-12-01 13:00\")")
  }
}

/// `pcrm calendar conflicts`.
struct CalendarConflicts: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "List visits at times at which their member of staff does not work.",
    discussion: """
      EXAMPLES
        pcrm calendar conflicts --office 01
      """)

  @Option(help: ArgumentHelp("Only of staff of this office.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only from this day on, if not from now.", valueName: "day"))
  var from: NearDayArgument?

  @Option(parsing: .unconditional, help: ArgumentHelp("Only before this day.", valueName: "day"))
  var before: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListVisitConflictsRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.fromTime = from?.day.moment(minute: 0)
    request.beforeTime = before?.day.moment(minute: 0)
    var listing = Listing(server.output, ConflictPage.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListVisitConflictsResponse = try await server.call(
        "\(CalendarCommand.service)/ListVisitConflicts", request)
      return (answer.conflicts, answer.nextPageToken)
    }
  }
}

/// Visits that a holiday, leave or other hours hit.
enum ConflictPage {
  static let columns: [Column<VisitConflict>] = [
    Column("WHEN") { conflict in
      conflict.startTime.map { "\(ExplanationPage.local($0))-\(conflict.endTime?.clock ?? "")" }
        ?? ""
    },
    Column("WHY") { conflict in
      guard let refusal = conflict.refusal else { return "" }
      return refusal.name.isEmpty ? refusal.kind.word : "\(refusal.kind.word): \(refusal.name)"
    },
    Column("STAFF") { $0.staffID.description },
    Column("CUSTOMER") { $0.customerID.description },
    Column("VISIT") { $0.visitID.description },
  ]

  /// The visits with names, after what hits them.
  static func print(_ conflicts: [VisitConflict], _ server: Server) async throws {
    for line in await lines(conflicts, of: conflicts.count, server) { try Console.print(line) }
  }

  static func lines(
    _ conflicts: [VisitConflict], of count: Int, _ server: Server
  ) async -> [String] {
    if count == 0 { return ["it hits no visit"] }
    let people = await VisitPeople(
      customers: conflicts.map(\.customerID), staff: conflicts.map(\.staffID), server)
    var table = TextTable(["WHEN", "CUSTOMER", "STAFF", "VISIT"])
    for conflict in conflicts {
      table.add([
        columns[0].value(conflict), people.name(conflict.customerID), people.name(conflict.staffID),
        conflict.visitID.description,
      ])
    }
    let head =
      "it hits \(count) \(count == 1 ? "visit" : "visits")"
      + (count > conflicts.count ? ", the first \(conflicts.count) of them:" : ":")
    return [head, String(table.text().dropLast())]
  }
}
