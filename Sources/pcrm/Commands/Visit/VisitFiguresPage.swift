import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit figures`.
struct VisitFiguresCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Count visits by how they ended, apart by management level.",
    discussion: """
      EXAMPLES
        pcrm visit figures --office 01 --from 2026-11-01 --before 2026-12-01
      """)

  @Option(help: ArgumentHelp("Only those that count for this office.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only those of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("From this day on.", valueName: "day"))
  var from: NearDayArgument

  @Option(parsing: .unconditional, help: ArgumentHelp("Before this day.", valueName: "day"))
  var before: NearDayArgument

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetVisitFiguresRequest()
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.fromTime = from.day.moment(minute: 0)
    request.beforeTime = before.day.moment(minute: 0)
    let figures: VisitFigures = try await server.call(
      "\(VisitCommand.service)/GetVisitFigures", request)
    var listing = Listing(server.output, Self.columns)
    for group in figures.groups { try listing.add(group) }
    try listing.end()
  }

  private static let columns: [Column<VisitFigureGroup>] = [
    Column("LEVEL") { $0.all ? "all" : $0.level == .unspecified ? "none" : $0.level.word },
    Column("VISITS") { String($0.visits) },
    Column("DONE") { count($0, .done) },
    Column("MISSED") { count($0, .noShow) },
    Column("CANCELLED") { count($0, .cancelled) },
    Column("MEETINGS") { String($0.meetings) },
    Column("TRIES") { String($0.tries) },
    Column("TRIES A MEETING") { group in
      guard case .triesPerMeeting(let thousandths)? = group.effort else { return "" }
      return CaseCommand.thousandths(thousandths)
    },
    Column("FIRST MEETINGS") { String($0.firstMeetings) },
    Column("DAYS TO MEETING") { group in
      guard let days = group.daysToMeeting else { return "" }
      return "\(days.median) (9 in 10 within \(days.p90), most \(days.max))"
    },
    Column("MOVED") { group in
      String(group.chains.filter { $0.length > 1 }.reduce(0) { $0 + $1.chains })
    },
  ]

  private static func count(_ group: VisitFigureGroup, _ state: VisitState) -> String {
    String(group.states.first { $0.state == state }?.visits ?? 0)
  }
}
