import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case touchpoint`.
struct CaseTouchpoint: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "touchpoint",
    abstract: "Record what happened when agency and customer met on a case.",
    discussion: """
      With --code, the planned touchpoint of that code is done; without it, the meeting was not \
      planned.

      EXAMPLES
        pcrm case touchpoint INJ-2026-000001 --code first_counselling --rating as_expected \\
          --state "서류를 준비 중" --improvement "병원 대행 신청 안내" --service benefit_guidance
        pcrm case touchpoint INJ-2026-000001 --channel visit --state "통증이 심함"
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("The planned touchpoint that it was.", valueName: "code"))
  var code: String?

  @Option(help: "How they met.")
  var channel: WordArgument<PCRMModel.Channel>?

  @Option(help: "How the customer's state compares with what was expected.")
  var rating: WordArgument<StateRating>?

  @Option(help: "The state in which the customer was, without anything delicate.")
  var state = ""

  @Option(help: "What must improve.")
  var improvement = ""

  @Option(help: ArgumentHelp("A service that was given; repeat for more.", valueName: "code"))
  var service: [String] = []

  @Option(help: ArgumentHelp("Who met the customer: id or employee number.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("When, if not now.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RecordTouchpointRequest()
    request.requestID = .new()
    request.caseID = try await CaseCommand.id(`case`, server)
    if let code { request.touchpointID = try await Self.planned(code, request.caseID, server) }
    request.channel = channel?.value ?? .unspecified
    request.rating = rating?.value ?? .unspecified
    request.customerState = state
    request.improvement = improvement
    request.servicesGiven = service
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    request.effectTime = at?.time
    let answer: RecordTouchpointResponse = try await server.call(
      "\(CaseCommand.service)/RecordTouchpoint", request)
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    try Listing.one(answer.touchpoint ?? Touchpoint(), .table, Self.one)
    if let due = answer.next?.dueTime {
      try Console.print("again due \(ExplanationPage.local(due))")
    }
  }

  static func planned(
    _ code: String, _ id: CaseID, _ server: Server
  ) async throws -> TouchpointID {
    var request = ListTouchpointsRequest()
    request.caseID = id
    request.state = .planned
    request.pageSize = 1000
    let answer: ListTouchpointsResponse = try await server.call(
      "\(CaseCommand.service)/ListTouchpoints", request)
    if let found = answer.touchpoints.first(where: { $0.code == code }) { return found.id }
    let codes = answer.touchpoints.map(\.code).joined(separator: ", ")
    throw CommandFailure(
      code: 1,
      message: "not_found: no touchpoint \(code) is due on this case"
        + (codes.isEmpty ? "" : "; these are: \(codes)"))
  }

  static let one: [Column<Touchpoint>] = [
    Column("TOUCHPOINT") { $0.code.isEmpty ? "(not planned)" : $0.code },
    Column("STAGE") { $0.stage },
    Column("STATE") { $0.state.word },
    Column("DUE") { $0.dueTime.text },
    Column("DONE") { $0.endTime.text },
    Column("BY") { $0.channel.word },
    Column("RATING") { $0.rating.word },
    Column("CUSTOMER'S STATE") { $0.customerState },
    Column("SERVICES") { $0.servicesGiven.joined(separator: ", ") },
    Column("IMPROVEMENT") { $0.improvement },
  ]
}

/// `pcrm case touchpoints`.
struct CaseTouchpoints: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "touchpoints",
    abstract: "List touchpoints: those of a case, or what is due.",
    discussion: """
      EXAMPLES
        pcrm case touchpoints INJ-2026-000001
        pcrm case touchpoints --office 01 --due-before 2026-12-01
      """)

  @Argument(help: "The case: its number or id. Without it, what is planned on all cases.")
  var `case`: String?

  @Option(help: ArgumentHelp("Only of this office's cases: id or code.", valueName: "unit"))
  var office: String?

  @Option(help: ArgumentHelp("Only of this case worker's cases.", valueName: "staff"))
  var worker: String?

  @Option(help: "Only in this state.")
  var state: WordArgument<TouchpointState>?

  @Option(help: ArgumentHelp("Only those due before this time.", valueName: "time"))
  var dueBefore: TimeArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListTouchpointsRequest()
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    if let worker { request.caseWorkerID = try await Reference.staff(worker, server) }
    request.state = state?.value ?? .unspecified
    request.dueBefore = dueBefore?.time
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListTouchpointsResponse = try await server.call(
        "\(CaseCommand.service)/ListTouchpoints", request)
      return (answer.touchpoints, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Touchpoint>] = [
    Column("DUE") { $0.dueTime.text },
    Column("TOUCHPOINT") { $0.code.isEmpty ? "(not planned)" : $0.code },
    Column("STAGE") { $0.stage },
    Column("STATE") { $0.state.word },
    Column("BY") { $0.channel.word },
    Column("RATING") { $0.rating.word },
    Column("DROPPED") { $0.dropCause.word },
    Column("CASE") { $0.caseID.description },
  ]
}
