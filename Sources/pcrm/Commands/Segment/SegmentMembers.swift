import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm segment members`.
struct SegmentMembers: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "members",
    abstract: "List who is in a segment, or who was.",
    discussion: """
      EXAMPLES
        pcrm segment members management.intensive --page-size 5
        pcrm segment members management.intensive --at 2026-01-31 --all --output csv
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Option(help: ArgumentHelp("Who was one at this time.", valueName: "time"))
  var at: TimeArgument?

  @Option(help: ArgumentHelp("Who was one at this sequence of the feed.", valueName: "number"))
  var atSequence: Int64 = 0

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if at != nil && atSequence != 0 {
      throw ValidationError("give either --at or --at-sequence")
    }
  }

  func run(_ server: Server) async throws {
    var request = ListMembersRequest()
    request.segment = name
    request.asOfSequence = atSequence
    request.asOfTime = at?.time
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListMembersResponse = try await server.call(
        "\(SegmentCommand.service)/ListMembers", request)
      return (answer.members, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Membership>] = [
    Column("CUSTOMER") { $0.customerID.description },
    Column("SINCE") { $0.fromTime.text },
    Column("CAUSE") { $0.fromCause.word },
    Column("VERSION") { String($0.fromVersion) },
    Column("REASON") { $0.reason },
  ]
}

/// `pcrm segment history`.
struct SegmentHistory: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List who was in which segment when and why, newest first.",
    discussion: """
      EXAMPLES
        pcrm segment history --customer insured_number=0123456789
        pcrm segment history management.intensive --page-size 20
        pcrm segment history management.intensive --customer 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "Only this segment's.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Only this customer's: id, SCHEME=VALUE or phone number.", valueName: "customer"))
  var customer: String?

  @Flag(help: "Only what holds now.")
  var current = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if name == nil && customer == nil {
      throw ValidationError("give the name of a segment, --customer, or both")
    }
  }

  func run(_ server: Server) async throws {
    var request = ListMembershipsRequest()
    request.segment = name ?? ""
    request.currentOnly = current
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListMembershipsResponse = try await server.call(
        "\(SegmentCommand.service)/ListMemberships", request)
      return (answer.memberships, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Membership>] = [
    Column("SEGMENT") { $0.segment },
    Column("CUSTOMER") { $0.customerID.description },
    Column("FROM") { $0.fromTime.text },
    Column("CAUSE") { $0.fromCause.word },
    Column("TO") { $0.toTime.text },
    Column("CAUSE") { $0.toCause.word },
    Column("SEQUENCES") { "\($0.fromSequence)–\($0.toSequence == 0 ? "" : String($0.toSequence))" },
    Column("REASON") { [$0.reason, $0.toReason].filter { !$0.isEmpty }.joined(separator: "; ") },
  ]
}
