import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm calendar hours`: the hours of a week.
struct CalendarHours: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours",
    abstract: "Set, list and end the working hours of the agency, an office or somebody.",
    discussion: """
      Whose hours hold on a day: somebody's own, else those of the office, else those of the \
      agency.

      EXAMPLES
        pcrm calendar hours set --agency --work "mon-fri 09:00-18:00" --break 12:00-13:00
        pcrm calendar hours set --staff E0001 --work "mon-thu 10:00-17:00" --from 2026-12-01
        pcrm calendar hours list --staff E0001
      """,
    subcommands: [HoursSet.self, HoursList.self, HoursEnd.self])

  static let columns: [Column<WorkingHours>] = [
    Column("OF") {
      $0.staffID.isEmpty
        ? $0.officeID.isEmpty ? "the agency" : "office \($0.officeID)" : "staff \($0.staffID)"
    },
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("TO") { $0.validTo.map(CustomerColumns.date) ?? "" },
    Column("HOURS") { hours in hours.spans.map(SpanWords.text).joined(separator: ", ") },
    Column("HOLIDAYS") { $0.holidaysToo ? "worked" : "" },
    Column("VISITS A DAY") {
      $0.visitMinutesMax == 0 ? "" : ClockText.length(Int($0.visitMinutesMax))
    },
    Column("ID") { $0.id.description },
  ]
}

/// `pcrm calendar hours set`.
struct HoursSet: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set hours, after showing what changes.",
    discussion: """
      Without a weekday, Monday to Friday is meant. What the same holder had on those days gives \
      way; on all other days it stays.

      EXAMPLES
        pcrm calendar hours set --agency --work "mon-fri 09:00-18:00" --break 12:00-13:00
        pcrm calendar hours set --staff E0001 --work "09:00-18:00" --break 12:00-13:00 \\
          --after-work "mon-fri 18:30-21:00" --after-work "sat-sun 10:00-18:00"
      """)

  @Flag(help: "Of the whole agency.")
  var agency = false

  @Option(help: ArgumentHelp("Of an office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Of a member of staff: id or employee number.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Work; repeat for more.", valueName: "days hh:mm-hh:mm"))
  var work: [SpansArgument] = []

  @Option(help: ArgumentHelp("A break in it; repeat for more.", valueName: "days hh:mm-hh:mm"))
  var `break`: [SpansArgument] = []

  @Option(
    help: ArgumentHelp(
      "A time after work in which visits may be planned too; repeat.", valueName: "days hh:mm-hh:mm"
    ))
  var afterWork: [SpansArgument] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("First day.", valueName: "day"))
  var from: NearDayArgument?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The day on which they no longer hold.", valueName: "day"))
  var to: NearDayArgument?

  @Flag(help: "They hold on holidays too.")
  var holidaysToo = false

  @Option(help: ArgumentHelp("Minutes that visits may take on a day.", valueName: "minutes"))
  var visitMinutes: Int32 = 0

  @Option(help: "Why.")
  var note = ""

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (agency ? 1 : 0) + (office == nil ? 0 : 1) + (staff == nil ? 0 : 1) != 1 {
      throw ValidationError("give one of --agency, --office and --staff")
    }
    if work.isEmpty && !`break`.isEmpty {
      throw ValidationError("--break is a part of --work; give that too")
    }
  }

  func run(_ server: Server) async throws {
    var hours = WorkingHours()
    if let office { hours.officeID = try await Reference.unit(office, server) }
    if let staff { hours.staffID = try await Reference.staff(staff, server) }
    hours.validFrom = from?.day
    hours.validTo = to?.day
    hours.holidaysToo = holidaysToo
    hours.visitMinutesMax = visitMinutes
    hours.note = note
    hours.spans =
      work.flatMap { $0.spans(.work) } + `break`.flatMap { $0.spans(.break) }
      + afterWork.flatMap { $0.spans(.afterWork) }
    var request = SetWorkingHoursRequest()
    request.requestID = .new()
    request.hours = hours
    request.dryRun = dryRun
    let answer: SetWorkingHoursResponse = try await server.call(
      "\(CalendarCommand.service)/SetWorkingHours", request)
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    for change in answer.changes { try Console.print(ChangeLine.text(change)) }
    try Console.flush()
    Console.note(dryRun ? "nothing was changed" : "recorded")
  }
}

/// `pcrm calendar hours list`.
struct HoursList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List working hours.",
    discussion: """
      EXAMPLES
        pcrm calendar hours list --staff E0001
        pcrm calendar hours list --on today
      """)

  @Option(help: ArgumentHelp("Only this office's own.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only this member of staff's own.", valueName: "staff"))
  var staff: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only those that hold on this day.", valueName: "day"))
  var on: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListWorkingHoursRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.asOf = on?.day
    var listing = Listing(server.output, CalendarHours.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListWorkingHoursResponse = try await server.call(
        "\(CalendarCommand.service)/ListWorkingHours", request)
      return (answer.hours, answer.nextPageToken)
    }
  }
}

/// `pcrm calendar hours end`.
struct HoursEnd: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End hours on a day.",
    discussion: """
      EXAMPLES
        pcrm calendar hours end 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --on 2027-01-01
      """)

  @Argument(help: "The hours' id.")
  var id: IDArgument<Entity.WorkingTime>

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The day on which they no longer hold.", valueName: "day"))
  var on: NearDayArgument

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = EndWorkingHoursRequest()
    request.requestID = .new()
    request.id = id.id
    request.validTo = on.day
    let hours: WorkingHours = try await server.call(
      "\(CalendarCommand.service)/EndWorkingHours", request)
    try Listing.one(hours, server.output, CalendarHours.columns)
  }
}

/// Parts of weekdays on the command line: `mon-fri 09:00-18:00`, `sat 10:00-14:00`, `09:00-18:00`.
struct SpansArgument: ExpressibleByArgument {
  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  var days: [Weekday]
  var span: SpanArgument

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: " ").map(String.init)
    guard (1...2).contains(parts.count), let span = SpanArgument(argument: parts[parts.count - 1])
    else { return nil }
    self.span = span
    days = []
    if parts.count == 1 { return }
    for piece in parts[0].split(separator: ",", omittingEmptySubsequences: false) {
      let ends = piece.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard (1...2).contains(ends.count), let from = Self.names.firstIndex(of: ends[0]),
        let to = Self.names.firstIndex(of: ends[ends.count - 1]), from <= to
      else { return nil }
      days += (from...to).map { Weekday(rawValue: Int32($0 + 1)) }
    }
  }

  func spans(_ kind: WorkingSpanKind) -> [WorkingSpan] {
    (days.isEmpty ? [.unspecified] : days).map { day in
      var span = WorkingSpan()
      span.kind = kind
      span.weekday = day
      span.fromMinute = Int32(self.span.from)
      span.toMinute = Int32(self.span.to)
      return span
    }
  }
}

/// A part of a weekday in words.
enum SpanWords {
  static func text(_ span: WorkingSpan) -> String {
    let day = span.weekday == .unspecified ? "mon-fri" : String(span.weekday.word.prefix(3))
    let clock =
      "\(day) \(ClockText.clock(Int(span.fromMinute)))-\(ClockText.clock(Int(span.toMinute)))"
    return span.kind == .work ? clock : "\(clock) (\(span.kind.word))"
  }
}

/// A difference in a line, as a diff is read.
enum ChangeLine {
  static func text(_ change: ConfigChange) -> String {
    func safe(_ text: String) -> String { DisplayWidth.cut(DisplayWidth.harmless(text), to: 100) }
    let name = safe(change.path.isEmpty ? change.name : "\(change.name).\(change.path)")
    switch change.kind {
    case .added: return "+ \(name)" + (change.after.isEmpty ? "" : ": \(safe(change.after))")
    case .removed: return "- \(name)" + (change.before.isEmpty ? "" : ": \(safe(change.before))")
    case .unchanged: return "= \(name)"
    default: return "~ \(name): \(safe(change.before)) → \(safe(change.after))"
    }
  }
}
