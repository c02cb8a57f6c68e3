import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit calendar`.
struct VisitCalendar: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Print somebody's visits as an iCalendar text, as the feed has them.",
    discussion: """
      Without --staff, the caller's own.

      EXAMPLES
        pcrm visit calendar --staff E0001 > visits.ics
      """)

  @OptionGroup var whose: WhoseOptions

  @Option(help: "How much it tells; no more than the policy allows.")
  var detail: WordArgument<FeedDetail>?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetCalendarRequest()
    request.staffID = try await whose.idOrCaller(server)
    request.detail = detail?.value ?? .unspecified
    let answer: GetCalendarResponse = try await server.call(
      "\(VisitFeed.service)/GetCalendar", request)
    switch server.output {
    case .json, .ndjson: try Console.print(answer.json(pretty: server.output == .json))
    default: try Console.write(answer.text)
    }
  }
}

/// `pcrm visit feed`: calendars behind secret addresses.
struct VisitFeed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed",
    abstract: "Make, rotate, revoke and list calendars that phones subscribe to.",
    discussion: """
      An address is shown once. Whoever has it can read the calendar.

      EXAMPLES
        pcrm visit feed create --staff E0001 --label "업무폰"
        pcrm visit feed rotate 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm visit feed revoke 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """,
    subcommands: [
      FeedCreate.self, FeedRotate.self, FeedRevoke.self, FeedList.self, FeedPolicyCommand.self,
    ])

  static let service = "pcrm.v1.CalendarFeedService"

  static let columns: [Column<CalendarFeed>] = [
    Column("ID") { $0.id.description },
    Column("STAFF") { $0.staffID.description },
    Column("LABEL") { $0.label },
    Column("DETAIL") { $0.detail.word },
    Column("MADE") { $0.createTime.map(ExplanationPage.local) ?? "" },
    Column("REVOKED") { $0.revokeTime.map(ExplanationPage.local) ?? "" },
    Column("READ") { String($0.readCount) },
    Column("LAST READ") { $0.lastReadTime.map(ExplanationPage.local) ?? "" },
  ]

  /// Shows an address, the one time that it can be.
  static func print(_ address: CalendarFeedAddress, _ server: Server) throws {
    guard server.output == .table else {
      return try Console.print(address.json(pretty: server.output == .json))
    }
    // Only the path goes to standard output, so that it can be put into a file.
    try Console.print(address.path)
    try Console.flush()
    let id = address.feed?.id.description ?? ""
    Console.note(
      "feed \(id); the path at the server's --metrics listener is shown this once")
  }
}

/// `pcrm visit feed create`.
struct FeedCreate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a feed, and show its address this once.",
    discussion: """
      EXAMPLES
        pcrm visit feed create --staff E0001 --label "업무폰" --detail place
      """)

  @OptionGroup var whose: WhoseOptions

  @Option(help: ArgumentHelp("What it is for.", valueName: "text"))
  var label = ""

  @Option(help: "How much it tells; no more than the policy allows.")
  var detail: WordArgument<FeedDetail>?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var feed = CalendarFeed()
    feed.staffID = try await whose.idOrCaller(server)
    feed.label = label
    feed.detail = detail?.value ?? .unspecified
    var request = CreateCalendarFeedRequest()
    request.requestID = .new()
    request.feed = feed
    let address: CalendarFeedAddress = try await server.call(
      "\(VisitFeed.service)/CreateCalendarFeed", request)
    try VisitFeed.print(address, server)
  }
}

/// `pcrm visit feed rotate`.
struct FeedRotate: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Give a feed another address; the one before is invalid.",
    discussion: """
      EXAMPLES
        pcrm visit feed rotate 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The feed's id.")
  var id: IDArgument<Entity.CalendarFeed>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RotateCalendarFeedRequest()
    request.requestID = .new()
    request.id = id.id
    let address: CalendarFeedAddress = try await server.call(
      "\(VisitFeed.service)/RotateCalendarFeed", request)
    try VisitFeed.print(address, server)
  }
}

/// `pcrm visit feed revoke`.
struct FeedRevoke: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Make a feed's address invalid for good.",
    discussion: """
      EXAMPLES
        pcrm visit feed revoke 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The feed's id.")
  var id: IDArgument<Entity.CalendarFeed>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RevokeCalendarFeedRequest()
    request.requestID = .new()
    request.id = id.id
    let feed: CalendarFeed = try await server.call(
      "\(VisitFeed.service)/RevokeCalendarFeed", request)
    try Listing.one(feed, server.output, VisitFeed.columns)
  }
}

/// `pcrm visit feed list`.
struct FeedList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List feeds, with how often they were read.",
    discussion: """
      EXAMPLES
        pcrm visit feed list --staff E0001
      """)

  @Option(help: ArgumentHelp("Only this member of staff's.", valueName: "staff"))
  var staff: String?

  @Flag(help: "Revoked ones too.")
  var revoked = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListCalendarFeedsRequest()
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.showRevoked = revoked
    var listing = Listing(server.output, VisitFeed.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListCalendarFeedsResponse = try await server.call(
        "\(VisitFeed.service)/ListCalendarFeeds", request)
      return (answer.feeds, answer.nextPageToken)
    }
  }
}

/// `pcrm visit feed policy`: how calendars are written.
struct FeedPolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Apply and show how calendars are written, and how much they tell.",
    discussion: """
      EXAMPLES
        pcrm visit feed policy show
        pcrm visit feed policy apply feed-policy.yaml
      """,
    subcommands: [FeedPolicyApply.self, FeedPolicyShow.self])
}

/// `pcrm visit feed policy apply`.
struct FeedPolicyApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply a policy, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm visit feed policy apply feed-policy.yaml
      """)

  @OptionGroup var options: FilePlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<FeedPolicy>(path: options.file)
    var held: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyFeedPolicyRequest()
      request.requestID = .new()
      request.policy = document.content
      if held > 0 { request.policy?.version = held }
      request.dryRun = dryRun
      let answer: ApplyFeedPolicyResponse = try await document.located(in: "policy") {
        try await server.call("\(VisitFeed.service)/ApplyFeedPolicy", request)
      }
      held = answer.version
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options.plan, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm visit feed policy show`.
struct FeedPolicyShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show how calendars are written.",
    discussion: """
      EXAMPLES
        pcrm visit feed policy show
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let policy: FeedPolicy = try await server.call(
      "\(VisitFeed.service)/GetFeedPolicy", GetFeedPolicyRequest())
    try Listing.one(policy, server.output, Self.columns)
  }

  private static let columns: [Column<FeedPolicy>] = [
    Column("VERSION") { String($0.version) },
    Column("TELLS AT MOST") { $0.detailMax == .unspecified ? "time" : $0.detailMax.word },
    Column("TITLE") { $0.eventTitle },
    Column("DAYS BACK") { String($0.daysBack) },
    Column("DAYS AHEAD") { String($0.daysAhead) },
    Column("ASKED AGAIN") { "every \($0.refreshMinutes) min" },
    Column("HOST") { $0.eventHost },
    Column("NOTE") { $0.note },
  ]
}
