import ArgumentParser
import Foundation
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm calendar holidays`.
struct CalendarHolidays: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "holidays",
    abstract: "List holidays: reckoned from the calendar, loaded and recorded ones.",
    discussion: """
      EXAMPLES
        pcrm calendar holidays
        pcrm calendar holidays --from 2027-01-01 --before 2028-01-01 --office 01
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("From this day on, if not from the year's first.", valueName: "day"))
  var from: NearDayArgument?

  @Option(parsing: .unconditional, help: ArgumentHelp("Before this day.", valueName: "day"))
  var before: NearDayArgument?

  @Option(help: ArgumentHelp("With the days of this office: id or code.", valueName: "unit"))
  var office: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListHolidaysRequest()
    request.fromDay = from?.day
    request.beforeDay = before?.day
    if let office { request.officeID = try await Reference.unit(office, server) }
    let answer: ListHolidaysResponse = try await server.call(
      "\(CalendarCommand.service)/ListHolidays", request)
    var listing = Listing(server.output, Self.columns)
    for holiday in answer.holidays { try listing.add(holiday) }
    try listing.end()
  }

  static let columns: [Column<HolidayRecord>] = [
    Column("DAY") { record in
      record.day.map { "\(CustomerColumns.date($0)) \(WeekPage.weekday($0, Language.current))" }
        ?? ""
    },
    Column("NAME") { $0.name },
    Column("") { $0.worked ? "worked" : $0.substitute ? "substitute" : "" },
    Column("FROM") {
      $0.sourceName.isEmpty ? $0.source.word : "\($0.source.word): \($0.sourceName)"
    },
    Column("OFFICE") { AssignmentCommand.text($0.officeID) },
    Column("ID") { AssignmentCommand.text($0.id) },
  ]
}

/// What both ways of adding a holiday do.
enum HolidayAdding {
  static func add(_ holiday: HolidayRecord, dryRun: Bool, _ server: Server) async throws {
    var request = AddHolidayRequest()
    request.requestID = .new()
    request.holiday = holiday
    request.dryRun = dryRun
    let answer: AddHolidayResponse = try await server.call(
      "\(CalendarCommand.service)/AddHoliday", request)
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    try Listing.one(answer.holiday ?? holiday, .table, CalendarHolidays.columns)
    for line in await ConflictPage.lines(
      answer.conflicts, of: Int(answer.conflictCount), server)
    {
      try Console.print(line)
    }
  }
}

/// `pcrm calendar holiday`: days that cannot be reckoned.
struct CalendarHoliday: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holiday",
    abstract: "Add and remove holidays that cannot be reckoned, and days worked nevertheless.",
    discussion: """
      EXAMPLES
        pcrm calendar holiday add 2027-03-10 "임시공휴일"
        pcrm calendar holiday remove 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """,
    subcommands: [HolidayAdd.self, HolidayRemove.self])
}

/// `pcrm calendar holiday add`.
struct HolidayAdd: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a holiday of the whole agency, and list the visits it hits.",
    discussion: """
      EXAMPLES
        pcrm calendar holiday add 2027-03-10 "임시공휴일"
        pcrm calendar holiday add 2027-05-01 "정상 근무" --worked --dry-run
      """)

  @Argument(help: "The day.")
  var day: NearDayArgument

  @Argument(help: "Its name.")
  var name: String

  @Flag(help: "It is worked although it would be a holiday.")
  var worked = false

  @Flag(help: "Only show what it would hit.")
  var dryRun = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var holiday = HolidayRecord()
    holiday.day = day.day
    holiday.name = name
    holiday.worked = worked
    try await HolidayAdding.add(holiday, dryRun: dryRun, server)
  }
}

/// `pcrm calendar holiday remove`.
struct HolidayRemove: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a recorded holiday back.",
    discussion: """
      EXAMPLES
        pcrm calendar holiday remove 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The holiday's id.")
  var id: IDArgument<Entity.Holiday>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = DeleteHolidayRequest()
    request.requestID = .new()
    request.id = id.id
    let holiday: HolidayRecord = try await server.call(
      "\(CalendarCommand.service)/DeleteHoliday", request)
    try Listing.one(holiday, server.output, CalendarHolidays.columns)
  }
}

/// `pcrm calendar office-day`.
struct CalendarOfficeDay: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "office-day",
    abstract: "Add a day on which an office does not work, and list the visits it hits.",
    discussion: """
      EXAMPLES
        pcrm calendar office-day 2026-12-24 "창립기념일" --office 01
        pcrm calendar office-day 2026-12-25 "비상 근무" --office 01 --worked
      """)

  @Argument(help: "The day.")
  var day: NearDayArgument

  @Argument(help: "Its name.")
  var name: String

  @Option(help: ArgumentHelp("The office: id or code.", valueName: "unit"))
  var office: String

  @Flag(help: "It is worked although it would be a holiday.")
  var worked = false

  @Flag(help: "Only show what it would hit.")
  var dryRun = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var holiday = HolidayRecord()
    holiday.day = day.day
    holiday.name = name
    holiday.worked = worked
    holiday.officeID = try await Reference.unit(office, server)
    try await HolidayAdding.add(holiday, dryRun: dryRun, server)
  }
}

/// `pcrm calendar import`.
struct CalendarImport: ServerCommand {
  private static let bytesMax = 1 << 20

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load holidays from a CSV or iCalendar file, after showing what changes.",
    discussion: """
      The file takes the place of all that was loaded from its source before. Days that are \
      reckoned anyway are left out.

      EXAMPLES
        pcrm calendar import elections.csv --source elections --dry-run
        pcrm calendar import temporary.ics --source temporary --yes
      """)

  @Argument(help: "The file: CSV with a day and a name, or iCalendar with whole days.")
  var file: String

  @Option(help: ArgumentHelp("Name of the source, such as elections.", valueName: "code"))
  var source: String

  @Option(help: ArgumentHelp("The office whose days they are: id or code.", valueName: "unit"))
  var office: String?

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Load without asking.")
  var yes = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    guard let data = FileManager.default.contents(atPath: file), data.count <= Self.bytesMax else {
      throw CommandFailure.usage("\(file): cannot be read as a file of at most 1 MiB")
    }
    var request = ImportHolidaysRequest()
    request.sourceName = source
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.content = [UInt8](data)
    func send(_ dryRun: Bool) async throws -> ImportHolidaysResponse {
      request.requestID = .new()
      request.dryRun = dryRun
      return try await server.call("\(CalendarCommand.service)/ImportHolidays", request)
    }
    let planned = try await send(true)
    let changes = planned.added + planned.removed > 0 || !planned.changes.isEmpty
    if server.output == .table {
      for change in planned.changes { try Console.print(ChangeLine.text(change)) }
      if planned.added > 0 {
        for line in await ConflictPage.lines(
          planned.conflicts, of: Int(planned.conflictCount), server)
        {
          try Console.print(line)
        }
      }
      try Console.flush()
    }
    if dryRun || !changes {
      if server.output != .table {
        try Console.print(planned.json(pretty: server.output == .json))
      }
      return Console.note(Self.summary(planned, dryRun ? "would load: " : "nothing changes: "))
    }
    if !yes { try Confirmation.ask("Load these days?") }
    let loaded = try await send(false)
    if server.output != .table { try Console.print(loaded.json(pretty: server.output == .json)) }
    try Console.flush()
    Console.note(Self.summary(loaded, "loaded: "))
  }

  private static func summary(_ answer: ImportHolidaysResponse, _ what: String) -> String {
    what + "\(answer.added) added, \(answer.removed) removed, \(answer.unchanged) unchanged, "
      + "\(answer.reckoned) reckoned anyway"
  }
}
