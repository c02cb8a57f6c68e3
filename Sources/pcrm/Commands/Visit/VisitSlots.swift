import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit slots`.
struct VisitSlots: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "slots",
    abstract: "Suggest who could visit a customer when, the best first, and say why.",
    discussion: """
      Nothing is held: book the visit, with --hold if somebody is to be asked first.

      EXAMPLES
        pcrm visit slots insured_number=0123456789
        pcrm visit slots 010-0983-0869 --minutes 90 --from tomorrow --days 7 --skill sign_language
        pcrm visit slots 010-0983-0869 --after-work --staff E0001
        pcrm visit slots 010-0983-0869 --rule "FREQ=WEEKLY;COUNT=8"
      """)

  @Argument(help: "The customer: id, SCHEME=VALUE or phone number.")
  var customer: String

  @Option(help: ArgumentHelp("How long it takes, 5 to 720.", valueName: "minutes"))
  var minutes: Int32 = 60

  @Option(parsing: .unconditional, help: ArgumentHelp("First day.", valueName: "day"))
  var from: NearDayArgument?

  @Option(help: ArgumentHelp("How many days, at most 60.", valueName: "days"))
  var days: Int32 = 0

  @Option(help: ArgumentHelp("How many slots, at most 50.", valueName: "slots"))
  var limit: Int32 = 0

  @Option(help: ArgumentHelp("The case it is about: number or id.", valueName: "case"))
  var `case`: String?

  @Option(help: ArgumentHelp("Only staff of this unit: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only this member of staff; repeat for more.", valueName: "staff"))
  var staff: [String] = []

  @Option(help: ArgumentHelp("Only who has this skill; repeat for more.", valueName: "code"))
  var skill: [String] = []

  @Flag(help: "Times after work and at the weekend too.")
  var afterWork = false

  @Flag(help: "Only times that the customer prefers.")
  var preferredOnly = false

  @Flag(help: "Staff whose territory does not have the customer's district too.")
  var anyTerritory = false

  @Option(
    help: ArgumentHelp(
      "It is the first of a series by this rule; every occurrence is to be free.",
      valueName: "rrule"))
  var rule = ""

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = SuggestSlotsRequest()
    request.customerID = try await Reference.customer(customer, server)
    request.durationMinutes = minutes
    request.fromDay = from?.day
    request.days = days
    request.limit = limit
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    for name in staff { request.staffIDs.append(try await Reference.staff(name, server)) }
    request.skills = skill
    request.afterWork = afterWork
    request.preferredOnly = preferredOnly
    request.anyTerritory = anyTerritory
    request.recurrenceRule = rule
    let answer: SuggestSlotsResponse = try await server.call(
      "\(CalendarCommand.service)/SuggestSlots", request)
    switch server.output {
    case .json: return try Console.print(answer.json(pretty: true))
    case .ndjson: return try Console.print(answer.json())
    default: break
    }
    let people = await VisitPeople(customers: [], staff: answer.slots.map(\.staffID), server)
    var listing = Listing(server.output, Self.columns(people))
    for slot in answer.slots { try listing.add(slot) }
    try listing.end()
    try Console.flush()
    guard server.output == .table else { return }
    if answer.slots.isEmpty { Console.note("no slot") }
    for exclusion in answer.exclusions {
      Console.note(SlotWords.exclusion(exclusion, Language.current))
    }
  }

  private static func columns(_ people: VisitPeople) -> [Column<Slot>] {
    [
      Column("WHEN") { slot in
        guard let start = slot.startTime, let end = slot.endTime else { return "" }
        let day = WeekPage.weekday(start.dayInKorea, Language.current)
        return "\(day) \(ExplanationPage.local(start))-\(end.clock)"
      },
      Column("WHO") { people.name($0.staffID) },
      Column("WAY") { way($0.wayThereMetres, $0.wayThereMinutes) },
      Column("ADDS") { "\($0.addedMinutes) min" },
      Column("POINTS") { String($0.points) },
      Column("BECAUSE") { slot in SlotWords.reasons(slot, Language.current) },
      Column("STAFF") { $0.staffID.description },
    ]
  }

  private static func way(_ metres: Int32, _ minutes: Int32) -> String {
    metres == 0 && minutes == 0 ? "not known" : "\(ClockText.distance(metres)), \(minutes) min"
  }
}

/// Why a slot is where it is among the others.
enum SlotWords {
  static func reasons(_ slot: Slot, _ language: Language) -> String {
    var parts: [String] = []
    if slot.caseWorker { parts.append(language("case worker", "전담자")) }
    if slot.preferred { parts.append(language("preferred", "희망 시간")) }
    if slot.occurrences > 1 {
      parts.append(language("all \(slot.occurrences) times free", "\(slot.occurrences)회 모두 가능"))
    }
    parts += slot.reasons.filter { $0.points != 0 }.map { "\(reason($0, language)) +\($0.points)" }
    return parts.joined(separator: ", ")
  }

  private static func reason(_ reason: SlotReason, _ language: Language) -> String {
    let value = reason.value
    switch reason.kind {
    case .wait: return language("in \(value) \(value == 1 ? "day" : "days")", "\(value)일 뒤")
    case .travel: return language("\(value) min of way", "이동 \(value)분")
    case .otherWorker: return language("another worker", "전담자 아님")
    case .notPreferred: return language("not preferred", "희망 시간 아님")
    case .load: return language("\(value / 10) % full", "하루 \(value / 10)% 참")
    case .afterWork: return language("after work", "근무 시간 뒤")
    default: return reason.kind.word
    }
  }

  static func exclusion(_ exclusion: SlotExclusion, _ language: Language) -> String {
    let count = exclusion.count
    switch exclusion.kind {
    case .noHours: return language("\(count) without working hours", "근무시간 없음 \(count)명")
    case .skill: return language("\(count) lack a skill", "자격·기능 부족 \(count)명")
    case .qualification:
      return language("\(count) are not qualified for the case", "사례 자격 없음 \(count)명")
    case .territory: return language("\(count) have another territory", "담당 구역 밖 \(count)명")
    case .distance: return language("\(count) are too far away", "거리 초과 \(count)명")
    case .capacity:
      return language("\(count) days are full", "하루 한도가 찬 날 \(count)일")
    case .noTime: return language("\(count) days have no free time", "빈 시간이 없는 날 \(count)일")
    default: return "\(exclusion.kind.word): \(count)"
    }
  }
}
