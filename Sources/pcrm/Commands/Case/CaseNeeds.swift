import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case needs`.
struct CaseNeeds: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "needs",
    abstract: "Show how needs and hardships changed along a case, or record those there are now.",
    discussion: """
      EXAMPLES
        pcrm case needs INJ-2026-000001
        pcrm case needs INJ-2026-000001 --need livelihood --need psychological --hardship income_loss
        pcrm case needs INJ-2026-000001 --none
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("A need that there is now; repeat for all.", valueName: "code"))
  var need: [String] = []

  @Option(help: ArgumentHelp("A hardship that there is now; repeat for all.", valueName: "code"))
  var hardship: [String] = []

  @Flag(help: "Record that there are none.")
  var none = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if none && !(need.isEmpty && hardship.isEmpty) {
      throw ValidationError("--none contradicts --need and --hardship")
    }
  }

  func run(_ server: Server) async throws {
    let id = try await CaseCommand.id(`case`, server)
    if none || !need.isEmpty || !hardship.isEmpty {
      var request = RecordNeedsRequest()
      request.requestID = .new()
      request.caseID = id
      request.needs = need
      request.hardships = hardship
      let record: NeedRecord = try await server.call("\(CaseCommand.service)/RecordNeeds", request)
      return try Listing.one(record, server.output, Self.columns)
    }
    var request = ListNeedsRequest()
    request.caseID = id
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListNeedsResponse = try await server.call(
        "\(CaseCommand.service)/ListNeeds", request)
      return (answer.records, answer.nextPageToken)
    }
  }

  private static let columns: [Column<NeedRecord>] = [
    Column("TIME") { $0.time.text },
    Column("STAGE") { $0.stage },
    Column("NEEDS") { $0.needs.joined(separator: ", ") },
    Column("HARDSHIPS") { $0.hardships.joined(separator: ", ") },
    Column("NEW") { $0.appeared.map { "+\($0)" }.joined(separator: " ") },
    Column("GONE") { $0.disappeared.map { "-\($0)" }.joined(separator: " ") },
  ]
}

/// `pcrm case quality`.
struct CaseQuality: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Show the quality points of a case, or record a check.",
    discussion: """
      EXAMPLES
        pcrm case quality INS-2026-0000001
        pcrm case quality INS-2026-0000001 --check terms_explained --result kept
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("The point that was checked.", valueName: "code"))
  var check: String?

  @Option(help: "What was found.")
  var result: WordArgument<QualityResult>?

  @Option(help: "What is to be noted.")
  var note = ""

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (check == nil) != (result == nil) {
      throw ValidationError("--check and --result go together; give both or neither")
    }
  }

  func run(_ server: Server) async throws {
    let id = try await CaseCommand.id(`case`, server)
    if let check, let result {
      var request = CheckQualityPointRequest()
      request.requestID = .new()
      request.caseID = id
      request.code = check
      request.result = result.value
      request.note = note
      let stored: QualityCheck = try await server.call(
        "\(CaseCommand.service)/CheckQualityPoint", request)
      return try Listing.one(stored, server.output, Self.columns)
    }
    var request = ListQualityPointsRequest()
    request.caseID = id
    let answer: ListQualityPointsResponse = try await server.call(
      "\(CaseCommand.service)/ListQualityPoints", request)
    var listing = Listing(server.output, Self.columns)
    for point in answer.points { try listing.add(point) }
    try listing.end()
  }

  private static let columns: [Column<QualityCheck>] = [
    Column("STAGE") { $0.stage },
    Column("POINT") { $0.code },
    Column("REQUIRED") { $0.required ? "yes" : "" },
    Column("RESULT") { $0.result == .unspecified ? "open" : $0.result.word },
    Column("TIME") { $0.time.text },
    Column("NOTE") { $0.note },
  ]
}
