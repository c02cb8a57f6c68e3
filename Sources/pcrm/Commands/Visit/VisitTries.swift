import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit attempt`.
struct VisitAttemptCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt",
    abstract: "Record a try to meet the customer, and say what to try next.",
    discussion: """
      EXAMPLES
        pcrm visit attempt 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 no_answer --evidence "안내문 부착"
        pcrm visit attempt 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 doorstep \\
          --relationship acquainted --note "다음에 들어오라고 함"
      """)

  @Argument(help: "The visit's id.")
  var visit: IDArgument<Entity.Visit>

  @Argument(help: "How it ended.")
  var outcome: WordArgument<AttemptOutcome>

  @Option(help: "How near agency and customer have come.")
  var relationship: WordArgument<RelationshipLevel>?

  @Option(help: "How it was tried, if not at the door.")
  var channel: WordArgument<PCRMModel.Channel>?

  @Option(help: ArgumentHelp("What shows it; repeat for more.", valueName: "text"))
  var evidence: [String] = []

  @Option(help: "In words; nothing delicate.")
  var note = ""

  @Option(help: ArgumentHelp("Where the device was, in degrees.", valueName: "lat,long"))
  var here: PlaceArgument?

  @Option(help: ArgumentHelp("Who tried, if not who was to go.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("When, if not now.", valueName: "time"))
  var at: MomentArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var attempt = VisitAttempt()
    attempt.visitID = visit.id
    attempt.outcome = outcome.value
    attempt.relationship = relationship?.value ?? .unspecified
    attempt.channel = channel?.value ?? .unspecified
    attempt.evidence = evidence
    attempt.note = note
    attempt.coordinates = here?.coordinates
    if let staff { attempt.staffID = try await Reference.staff(staff, server) }
    attempt.time = at?.time ?? SystemClock().now().wholeSeconds
    var request = RecordAttemptRequest()
    request.requestID = .new()
    request.attempt = attempt
    let stored: VisitAttempt = try await server.call(
      "\(VisitCommand.service)/RecordAttempt", request)
    try Listing.one(stored, server.output, VisitAttempts.columns)
    guard server.output == .table, let next = stored.nextTry else { return }
    try Console.print(NextTryWords.text(next, Language.current))
  }
}

/// `pcrm visit attempts`.
struct VisitAttempts: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempts", abstract: "List tries to meet customers, oldest first.",
    discussion: """
      EXAMPLES
        pcrm visit attempts --visit 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm visit attempts --customer insured_number=0123456789
      """)

  @Option(help: ArgumentHelp("Only of this visit.", valueName: "id"))
  var visit: IDArgument<Entity.Visit>?

  @Option(help: ArgumentHelp("Only of this customer.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only by this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Only from this day on.", valueName: "day"))
  var from: NearDayArgument?

  @Option(parsing: .unconditional, help: ArgumentHelp("Only before this day.", valueName: "day"))
  var before: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListAttemptsRequest()
    request.visitID = visit?.id ?? VisitID()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.fromTime = from?.day.moment(minute: 0)
    request.beforeTime = before?.day.moment(minute: 0)
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListAttemptsResponse = try await server.call(
        "\(VisitCommand.service)/ListAttempts", request)
      return (answer.attempts, answer.nextPageToken)
    }
  }

  static let columns: [Column<VisitAttempt>] = [
    Column("NO") { String($0.number) },
    Column("TIME") { $0.time.map(ExplanationPage.local) ?? "" },
    Column("OUTCOME") { $0.outcome.word },
    Column("RELATIONSHIP") { $0.relationship.word },
    Column("BY") { $0.channel.word },
    Column("EVIDENCE") { $0.evidence.joined(separator: "; ") },
    Column("NOTE") { $0.note },
    Column("VISIT") { $0.visitID.description },
  ]
}

/// What to do after a try that failed, in a sentence.
enum NextTryWords {
  static func text(_ next: NextTry, _ language: Language) -> String {
    if next.giveUp { return language("next: no further try", "다음: 더 시도하지 않음") }
    var parts: [String] = [
      next.channel == .unspecified
        ? language("next: try again", "다음: 다시 시도")
        : language("next: by \(next.channel.word)", "다음: \(next.channel.word)")
    ]
    if next.otherWeekday { parts.append(language("on another weekday", "다른 요일")) }
    if next.otherTime { parts.append(language("at another time of the day", "다른 시간대")) }
    if let time = next.notBefore {
      let text = ExplanationPage.local(time)
      parts.append(language("not before \(text)", "\(text) 이후"))
    }
    return parts.joined(separator: ", ")
  }
}

extension Timestamp {
  /// Without parts of a second.
  var wholeSeconds: Timestamp { Timestamp(seconds: seconds, nanos: 0) }
}
