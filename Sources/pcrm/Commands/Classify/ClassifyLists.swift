import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm classify history`.
struct ClassifyHistory: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the decisions about a case, newest first.",
    discussion: """
      EXAMPLES
        pcrm classify history INJ-2026-000001 --kind management_level
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: "Only of this kind.")
  var kind: WordArgument<ClassificationKind>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListClassificationsRequest()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.kind = kind?.value ?? .unspecified
    var listing = Listing(server.output, ClassifyCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListClassificationsResponse = try await server.call(
        "\(ClassifyCommand.service)/ListClassifications", request)
      return (answer.classifications, answer.nextPageToken)
    }
  }
}

/// `pcrm classify events`.
struct ClassifyEvents: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "List what happened to the classification of a case, oldest first.",
    discussion: """
      EXAMPLES
        pcrm classify events INJ-2026-000001
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: "Only of this kind.")
  var kind: WordArgument<ClassificationKind>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListClassificationEventsRequest()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.kind = kind?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListClassificationEventsResponse = try await server.call(
        "\(ClassifyCommand.service)/ListClassificationEvents", request)
      return (answer.events, answer.nextPageToken)
    }
  }

  private static let columns: [Column<ClassificationEvent>] = [
    Column("NO") { String($0.number) },
    Column("TIME") { $0.time.text },
    Column("KIND") { $0.kind.word },
    Column("EVENT") { $0.event.word },
    Column("GROUP") { $0.supportGroup.word },
    Column("LEVEL") { $0.managementLevel.word },
    Column("REASON") { $0.reason },
  ]
}

/// Which open work of classification: filters that its lists share.
struct ClassificationFilter: ParsableArguments {
  @Option(help: ArgumentHelp("Only cases of this office: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only cases whose case worker is of this team.", valueName: "unit"))
  var team: String?

  @Option(help: "Only of this kind.")
  var kind: WordArgument<ClassificationKind>?
}

/// `pcrm classify proposals`.
struct ClassifyProposals: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "proposals",
    abstract: "List the proposals that wait for sign-off, longest waiting first.",
    discussion: """
      EXAMPLES
        pcrm classify proposals --office 0101
      """)

  @OptionGroup var filter: ClassificationFilter
  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListClassificationProposalsRequest()
    if let office = filter.office { request.officeID = try await Reference.unit(office, server) }
    if let team = filter.team { request.teamID = try await Reference.unit(team, server) }
    request.kind = filter.kind?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListClassificationProposalsResponse = try await server.call(
        "\(ClassifyCommand.service)/ListClassificationProposals", request)
      return (answer.classifications, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Classification>] = [
    Column("WAITS SINCE") { $0.createTime.text },
    Column("CASE") { $0.caseID.description },
    Column("KIND") { $0.kind.word },
    Column("PROPOSED") { ClassifyCommand.result($0) },
    Column("RULE") { $0.rule },
    Column("REASON") { ClassifyCommand.reason($0) },
  ]
}

/// `pcrm classify due`.
struct ClassifyDue: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "List the cases whose facts ask for a new classification, longest waiting first.",
    discussion: """
      EXAMPLES
        pcrm classify due --kind management_level --page-size 20
      """)

  @OptionGroup var filter: ClassificationFilter
  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListDueCasesRequest()
    if let office = filter.office { request.officeID = try await Reference.unit(office, server) }
    if let team = filter.team { request.teamID = try await Reference.unit(team, server) }
    request.kind = filter.kind?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListDueCasesResponse = try await server.call(
        "\(ClassifyCommand.service)/ListDueCases", request)
      return (answer.due, answer.nextPageToken)
    }
  }

  private static let columns: [Column<DueClassification>] = [
    Column("DUE SINCE") { $0.dueSince.text },
    Column("CASE") { $0.caseID.description },
    Column("KIND") { $0.kind.word },
    Column("RULES GIVE") { ClassifyCommand.result($0.supportGroup, $0.managementLevel) },
    Column("CAUSE") { $0.cause },
  ]
}
