import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit series`: visits of one customer that come again.
struct VisitSeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "Create, preview, change and end visits that come again.",
    discussion: """
      The rule is that of RFC 5545, with RSCALE=DANGI of RFC 7529 for the lunar calendar.

      EXAMPLES
        pcrm visit series preview --rule "FREQ=MONTHLY;BYDAY=2TU" --at "tomorrow 10:00" \\
          --minutes 40 --staff E0001
        pcrm visit series create insured_number=0123456789 --staff E0001 --purpose good_customer \\
          --rule "FREQ=WEEKLY;BYDAY=WE;COUNT=8" --at "2026-12-02 10:00" --minutes 40
        pcrm visit series edit 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --following "2026-12-16 10:00" \\
          --minutes 60
      """,
    subcommands: [
      SeriesPreview.self, SeriesCreate.self, SeriesList.self, SeriesShow.self,
      SeriesOccurrences.self, SeriesEdit.self, SeriesMove.self, SeriesStop.self,
    ])

  static let service = "pcrm.v1.VisitPlanService"

  static let columns: [Column<VisitSeries>] = [
    Column("ID") { $0.id.description },
    Column("STATE") { $0.settling ? "\($0.state.word), settling" : $0.state.word },
    Column("RULE") { $0.rule.isEmpty ? "(its times only)" : $0.rule },
    Column("START") { localText($0.start) },
    Column("MINUTES") { String($0.durationMinutes) },
    Column("HOLIDAYS") { $0.holidayPolicy.word },
    Column("UNPLACED") { $0.unplacedCount == 0 ? "" : String($0.unplacedCount) },
    Column("PURPOSE") { $0.purpose },
    Column("CUSTOMER") { $0.customerID.description },
    Column("STAFF") { $0.staffID.description },
  ]

  static let one: [Column<VisitSeries>] =
    columns + [
      Column("VERSION") { String($0.version) },
      Column("EARLIER") { $0.earlierMinutes == 0 ? "" : "\($0.earlierMinutes) min" },
      Column("LATER") { $0.laterMinutes == 0 ? "" : "\($0.laterMinutes) min" },
      Column("HORIZON") { "\($0.horizonDays) days" },
      Column("ADDED") { $0.addedTimes.map(localText).joined(separator: ", ") },
      Column("REMOVED") { $0.removedTimes.map(localText).joined(separator: ", ") },
      Column("PLANNED UNTIL") { $0.plannedUntil.map(ExplanationPage.local) ?? "" },
      Column("ENDS") { $0.endTime.map(ExplanationPage.local) ?? "" },
      Column("BECAUSE") { $0.endReason },
      Column("GOES ON FROM") { AssignmentCommand.text($0.previousID) },
      Column("GOES ON AS") { AssignmentCommand.text($0.nextID) },
    ]

  static let occurrenceColumns: [Column<SeriesOccurrence>] = [
    Column("RULE SAYS") { day($0.occurrenceTime) },
    Column("STATE") { $0.edited ? "\($0.state.word), edited" : $0.state.word },
    Column("AT") { $0.startTime == $0.occurrenceTime ? "" : day($0.startTime) },
    Column("HOLIDAY") { $0.holiday },
    Column("BECAUSE") { $0.reason },
    Column("VISIT") { AssignmentCommand.text($0.visitID) },
  ]

  static func day(_ time: Timestamp?) -> String {
    time.map { "\(WeekPage.weekday($0.dayInKorea, Language.current)) \(ExplanationPage.local($0))" }
      ?? ""
  }

  /// A moment as the rules of series write it, `20261201T100000`.
  static func local(_ time: Timestamp) -> String {
    ExplanationPage.local(time).filter { $0 != "-" && $0 != ":" }.replacing(" ", with: "T") + "00"
  }

  /// `2026-12-01 10:00` of `20261201T100000`.
  static func localText(_ text: String) -> String {
    let digits = Array(text)
    guard digits.count == 15, digits[8] == "T" else { return text }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(9..<11)):\(part(11..<13))"
  }
}

/// What a series is made of, as far as it was given.
struct SeriesOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who goes: id or employee number.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("What for.", valueName: "code"))
  var purpose: String?

  @Option(help: ArgumentHelp("The recurrence rule.", valueName: "rrule"))
  var rule: String?

  @Option(help: ArgumentHelp("When it begins; the rule counts from there.", valueName: "time"))
  var at: MomentArgument?

  @Option(help: ArgumentHelp("How long a visit takes.", valueName: "minutes"))
  var minutes: Int32?

  @Option(help: ArgumentHelp("An occurrence may be so much earlier.", valueName: "minutes"))
  var earlier: Int32?

  @Option(help: ArgumentHelp("An occurrence may be so much later.", valueName: "minutes"))
  var later: Int32?

  @Option(help: "What becomes of an occurrence on a holiday.")
  var holidays: WordArgument<HolidayPolicy>?

  @Option(help: ArgumentHelp("Plan visits for so many days ahead.", valueName: "days"))
  var horizon: Int32?

  @Option(help: ArgumentHelp("One more time; repeat.", valueName: "time"))
  var plus: [MomentArgument] = []

  @Option(help: ArgumentHelp("A time of the rule that is left out; repeat.", valueName: "time"))
  var except: [MomentArgument] = []

  @Option(help: ArgumentHelp("Why it is outside working hours on purpose.", valueName: "reason"))
  var outsideHours: String?

  /// The values that were given, and the fields that they are.
  func fill(_ series: inout VisitSeries, _ server: Server) async throws -> [String] {
    var paths: [String] = []
    if let staff {
      series.staffID = try await Reference.staff(staff, server)
      paths.append("staff_id")
    }
    func set<T>(_ value: T?, _ path: String, _ store: (T) -> Void) {
      guard let value else { return }
      store(value)
      paths.append(path)
    }
    set(purpose, "purpose") { series.purpose = $0 }
    set(rule, "rule") { series.rule = $0 }
    set(at, "start") { series.start = VisitSeriesCommand.local($0.time) }
    set(minutes, "duration_minutes") { series.durationMinutes = $0 }
    set(earlier, "earlier_minutes") { series.earlierMinutes = $0 }
    set(later, "later_minutes") { series.laterMinutes = $0 }
    set(holidays, "holiday_policy") { series.holidayPolicy = $0.value }
    set(horizon, "horizon_days") { series.horizonDays = $0 }
    set(outsideHours, "outside_hours_reason") { series.outsideHoursReason = $0 }
    if !plus.isEmpty {
      series.addedTimes = plus.map { VisitSeriesCommand.local($0.time) }
      paths.append("added_times")
    }
    if !except.isEmpty {
      series.removedTimes = except.map { VisitSeriesCommand.local($0.time) }
      paths.append("removed_times")
    }
    return paths
  }
}

/// `pcrm visit series preview`.
struct SeriesPreview: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a rule means: its times, the holidays they meet, and what is free.",
    discussion: """
      EXAMPLES
        pcrm visit series preview --rule "FREQ=MONTHLY;BYDAY=2TU" --at "tomorrow 10:00" \\
          --minutes 40 --staff E0001
        pcrm visit series preview --id 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Option(help: ArgumentHelp("A series that is there, instead.", valueName: "id"))
  var id: IDArgument<Entity.Series>?

  @OptionGroup var options: SeriesOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("From this day on, if not from now.", valueName: "day"))
  var from: NearDayArgument?

  @Option(parsing: .unconditional, help: ArgumentHelp("Before this day.", valueName: "day"))
  var before: NearDayArgument?

  @Option(help: ArgumentHelp("How many times, at most 1000.", valueName: "times"))
  var max: Int32 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = PreviewSeriesRequest()
    if let id {
      request.id = id.id
    } else {
      var series = VisitSeries()
      _ = try await options.fill(&series, server)
      request.series = series
    }
    request.fromTime = from?.day.moment(minute: 0)
    request.beforeTime = before?.day.moment(minute: 0)
    request.max = max
    let answer: PreviewSeriesResponse = try await server.call(
      "\(VisitSeriesCommand.service)/PreviewSeries", request)
    var listing = Listing(server.output, VisitSeriesCommand.occurrenceColumns)
    for occurrence in answer.occurrences { try listing.add(occurrence) }
    try listing.end()
    if answer.more && server.output == .table {
      try Console.flush()
      Console.note("there are more; see --max and --before")
    }
  }
}

/// `pcrm visit series create`.
struct SeriesCreate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Let visits come again by a rule.",
    discussion: """
      The visits are planned in the background; pcrm visit series occurrences says how far that is.

      EXAMPLES
        pcrm visit series create insured_number=0123456789 --staff E0001 --purpose good_customer \\
          --rule "FREQ=WEEKLY;BYDAY=WE;COUNT=8" --at "2026-12-02 10:00" --minutes 40 \\
          --holidays next_working_day --later 120
      """)

  @Argument(help: "The customer: id, SCHEME=VALUE or phone number.")
  var customer: String

  @OptionGroup var options: SeriesOptions

  @Option(help: ArgumentHelp("The case they are about: number or id.", valueName: "case"))
  var `case`: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var series = VisitSeries()
    series.customerID = try await Reference.customer(customer, server)
    _ = try await options.fill(&series, server)
    if let `case` { series.caseID = try await CaseCommand.id(`case`, server) }
    var request = CreateSeriesRequest()
    request.requestID = .new()
    request.series = series
    let stored: VisitSeries = try await server.call(
      "\(VisitSeriesCommand.service)/CreateSeries", request)
    try Listing.one(stored, server.output, VisitSeriesCommand.one)
  }
}
