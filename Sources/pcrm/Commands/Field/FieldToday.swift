import ArgumentParser
import FieldClient
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm field today`.
struct FieldToday: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "List your visits of today, or of other days, in their order.",
    discussion: """
      A star marks what is not sent yet. Cancelled visits are left out unless --cancelled is given.

      EXAMPLES
        pcrm field today
        pcrm field today --day tomorrow --days 5
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Another day: tomorrow, +3, 2026-12-01.", valueName: "day"))
  var day = NearDayArgument.today

  @Option(help: "How many days.")
  var days = 1

  @Flag(help: "Cancelled ones too.")
  var cancelled = false

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if !(1...40).contains(days) {
      throw ValidationError("--days is \(days); it must be from 1 to 40")
    }
  }

  func run(_ folder: FieldFolder) throws {
    let first = day.day.daysSince1970 - Today.inKorea.daysSince1970
    let visits = try folder.client.visits(fromDay: first, days: days).filter {
      cancelled || $0.visit.state != .cancelled
    }
    let people = VisitPeople(known: visits.compactMap(\.customer))
    let unsent = Set(visits.filter(\.isUnsent).map(\.visit.id))
    var listing = Listing(
      folder.output, Self.columns(people, unsent, isLong: days > 1), csv: VisitColumns.csv)
    for visit in visits { try listing.add(visit.visit) }
    try listing.end()
    guard folder.output == .table else { return }
    try Console.flush()
    let left = visits.count { !$0.visit.state.isEnded }
    let date = CustomerColumns.date(day.day)
    Console.note(
      visits.isEmpty
        ? Language.current("no visits on \(date)", "\(date)에 방문이 없습니다.")
        : Language.current(
          "\(visits.count) \(visits.count == 1 ? "visit" : "visits"), \(left) still to be made",
          "방문 \(visits.count)건, 남은 방문 \(left)건"))
    try folder.noteUnsent()
  }

  private static func columns(
    _ people: VisitPeople, _ unsent: Set<VisitID>, isLong: Bool
  ) -> [Column<Visit>] {
    let language = Language.current
    return [
      Column(language("TIME", "시간")) { isLong ? VisitColumns.span($0) : VisitColumns.clock($0) },
      Column(language("STATE", "상태")) { visit in
        FieldWords.state(visit.state, language) + (unsent.contains(visit.id) ? " *" : "")
      },
      Column(language("CUSTOMER", "고객")) { people.name($0.customerID) },
      Column(language("PHONE", "전화")) { people.phone($0.customerID) },
      Column(language("PURPOSE", "목적")) { $0.purpose },
      Column(language("PLACE", "장소")) { people.place($0) },
      Column("ID") { String($0.id.description.suffix(6)) },
    ]
  }
}

/// `pcrm field show`.
struct FieldShow: FieldFolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a visit with its tries, notes and report.",
    discussion: """
      EXAMPLES
        pcrm field show 7d9a01
      """)

  @Argument(help: "The visit: its id, or the end of it.")
  var visit: String

  @OptionGroup var field: FieldFolderOptions
  @OptionGroup var global: GlobalOptions

  func run(_ folder: FieldFolder) throws {
    try FieldPage.show(try folder.visit(visit), folder)
  }
}
