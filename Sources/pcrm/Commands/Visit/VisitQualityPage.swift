import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit quality`.
struct VisitQualityCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Reckon the quality of visits, intensive, general and others apart.",
    discussion: """
      EXAMPLES
        pcrm visit quality --from 2026-11-01 --before 2026-12-01
        pcrm visit quality --unit 01 --from -30 --before today
      """)

  @Option(help: ArgumentHelp("Only of this unit: id or code.", valueName: "unit"))
  var unit: String?

  @Option(help: ArgumentHelp("Only of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("From this day on.", valueName: "day"))
  var from: NearDayArgument

  @Option(parsing: .unconditional, help: ArgumentHelp("Before this day.", valueName: "day"))
  var before: NearDayArgument

  @Option(help: ArgumentHelp("By this version of the formula.", valueName: "number"))
  var formula: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetVisitQualityRequest()
    if let unit { request.unitID = try await Reference.unit(unit, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.fromTime = from.day.moment(minute: 0)
    request.beforeTime = before.day.moment(minute: 0)
    request.formulaVersion = formula
    let answer: GetVisitQualityResponse = try await server.call(
      "\(VisitReports.service)/GetVisitQuality", request)
    var listing = Listing(server.output, Self.columns)
    for level in answer.levels { try listing.add(level) }
    try listing.end()
  }

  private static let columns: [Column<VisitQuality>] = [
    Column("LEVEL") { $0.managementLevel == .unspecified ? "none" : $0.managementLevel.word },
    Column("VISITS") { String($0.visits) },
    Column("REPORTS") { String($0.reports) },
    Column("SCORE") { $0.scored == 0 ? "" : hundredths($0.scoreHundredths) },
    Column("PARTS") {
      $0.reports == 0 ? "" : "\($0.partsPermille / 10).\($0.partsPermille % 10) %"
    },
    Column("FOLLOW-UPS KEPT") { "\($0.followUpsKept) of \($0.followUpsKept + $0.followUpsMissed)" },
    Column("PETITIONS CLOSED") {
      "\($0.petitionsClosed) of \($0.petitionsClosed + $0.petitionsOpen)"
    },
    Column("SATISFACTION") {
      $0.satisfactionCount == 0
        ? "" : "\(hundredths($0.satisfactionHundredths)) (\($0.satisfactionCount))"
    },
    Column("CONFIRMED") { "\($0.confirmed) of \($0.confirmed + $0.notConfirmed)" },
  ]

  private static func hundredths(_ number: Int32) -> String {
    "\(number / 100).\(ClockText.two(Int(number % 100)))"
  }
}
