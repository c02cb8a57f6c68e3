import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit week`.
struct VisitWeek: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "week",
    abstract: "Show somebody's week: visits, working hours, holidays and leave.",
    discussion: """
      Days stand beside each other where the terminal is wide enough, else below each other. With \
      another output than a table, the visits are listed. Cancelled visits are left out.

      EXAMPLES
        pcrm visit week --staff E0001
        pcrm visit week --staff E0001 --of +7 --language ko
      """)

  @OptionGroup var whose: WhoseOptions

  @Option(parsing: .unconditional, help: ArgumentHelp("The week of this day.", valueName: "day"))
  var of = NearDayArgument.today

  @Option(
    help: ArgumentHelp("Columns to take, if not all of the terminal's.", valueName: "columns"))
  var width: Int?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let width, !(40...400).contains(width) {
      throw ValidationError("--width is \(width); it must be from 40 to 400")
    }
  }

  func run(_ server: Server) async throws {
    let staff = try await whose.id(server)
    let monday = of.day.monday
    var request = ListVisitsRequest()
    request.staffID = staff
    request.fromTime = monday.moment(minute: 0)
    request.beforeTime = monday.adding(days: 7).moment(minute: 0)
    let visits = try await VisitCommand.all(request, server).filter { $0.state != .cancelled }
    guard server.output == .table else {
      var listing = Listing(server.output, VisitColumns.csv, csv: VisitColumns.csv)
      for visit in visits { try listing.add(visit) }
      return try listing.end()
    }
    let people = await VisitPeople(of: visits, server)
    var days = try await WeekDays.days(of: staff, from: monday, server)
    for visit in visits {
      guard let start = visit.startTime, let end = visit.endTime else { continue }
      let place = start.dayInKorea.daysSince1970 - monday.daysSince1970
      guard days.indices.contains(place) else { continue }
      days[place].entries.append(
        WeekPage.Entry(
          start: start.minuteInKorea, minutes: Int((end.seconds - start.seconds) / 60),
          state: visit.state, name: people.name(visit.customerID), purpose: visit.purpose))
    }
    let name = await AssignmentCommand.name(staff, server)
    let sunday = monday.adding(days: 6)
    let page = WeekPage(
      title: "\(name)  \(CustomerColumns.date(monday)) – \(CustomerColumns.date(sunday))",
      days: days, today: Today.inKorea, width: width ?? TerminalWidth.columns,
      language: Language.current, ink: Ink.output)
    for line in page.lines { try Console.print(line) }
  }
}
