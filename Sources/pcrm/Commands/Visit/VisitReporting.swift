import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit report`.
struct VisitReportCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "File what came of a visit, and complete it in the same call.",
    discussion: """
      The report is a document, YAML or JSON, of the form of FileReportRequest (see \
      pcrm describe pcrm.v1.FileReportRequest), or is given by flags. Paperwork on cases is done \
      with it, all or nothing. Which parts it must have depends on the level of care. With --amend \
      a report that was filed gets a new version.

      EXAMPLES
        pcrm visit report 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 report.yaml
        pcrm visit report 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01 --contact met --met "본인, 모친" \\
          --condition as_expected --paper disability_claim:handed_out --no-support --no-questions \\
          --hardship income_loss --follow-up "서류 회수@+7 18:00"
      """)

  @OptionGroup var change: VisitChangeOptions

  @Argument(help: "The document, YAML or JSON; - for standard input.")
  var file: String?

  @OptionGroup var flags: ReportFlags

  @Option(help: ArgumentHelp("When the visit was over, if not now.", valueName: "time"))
  var at: MomentArgument?

  @Option(help: ArgumentHelp("Change a report that was filed, and say why.", valueName: "reason"))
  var amend: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if file != nil && flags.isGiven {
      throw ValidationError("give either a document or flags for the parts")
    }
    if file == nil && !flags.isGiven {
      throw ValidationError("give a document, or flags for the parts; see --help")
    }
  }

  func run(_ server: Server) async throws {
    var request = FileReportRequest()
    var document: PlanDocument<FileReportRequest>?
    if let file {
      let read = try PlanDocument<FileReportRequest>(path: file)
      document = read
      request = read.content
    } else {
      request = try flags.request
    }
    var report = request.report ?? VisitReport()
    report.visitID = change.id
    request.report = report
    if let amend { return try await self.amend(report, amend, server) }
    request.requestID = .new()
    request.visitVersion = change.version
    request.finishTime = at?.time ?? request.finishTime
    let filed = request
    func send() async throws -> FileReportResponse {
      try await server.call("\(VisitReports.service)/FileReport", filed)
    }
    let answer: FileReportResponse
    if let document {
      answer = try await document.located { try await send() }
    } else {
      answer = try await send()
    }
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    try ReportPage.print(answer)
  }

  private func amend(_ report: VisitReport, _ reason: String, _ server: Server) async throws {
    var request = AmendReportRequest()
    request.requestID = .new()
    request.report = report
    request.report?.version = change.version
    request.reason = reason
    let stored: VisitReport = try await server.call(
      "\(VisitReports.service)/AmendReport", request)
    try Listing.one(stored, server.output, ReportPage.columns)
  }
}

/// `pcrm visit reports`.
struct VisitReports: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports",
    abstract: "List reports, or show the one of a visit.",
    discussion: """
      EXAMPLES
        pcrm visit reports 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
        pcrm visit reports --staff E0001 --from 2026-11-01
      """)

  static let service = "pcrm.v1.VisitReportService"

  @Argument(help: "The visit's id; without it, a list.")
  var visit: IDArgument<Entity.Visit>?

  @Option(help: ArgumentHelp("An earlier version of it.", valueName: "number"))
  var version: Int64 = 0

  @Option(help: ArgumentHelp("Only about this customer.", valueName: "customer"))
  var customer: String?

  @Option(help: ArgumentHelp("Only about this case: number or id.", valueName: "case"))
  var `case`: String?

  @Option(help: ArgumentHelp("Only of visits of this member of staff.", valueName: "staff"))
  var staff: String?

  @Option(help: ArgumentHelp("Only of visits that count for this office.", valueName: "unit"))
  var office: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only of visits from this day on.", valueName: "day"))
  var from: NearDayArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Only of visits before this day.", valueName: "day")
  )
  var before: NearDayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    if let visit {
      var request = GetReportRequest()
      request.visitID = visit.id
      request.version = version
      let report: VisitReport = try await server.call("\(Self.service)/GetReport", request)
      return try Listing.one(report, server.output, ReportPage.columns)
    }
    var request = ListReportsRequest()
    if let customer { request.customerID = try await Reference.customer(customer, server) }
    if let `case` { request.caseID = try await CaseCommand.id(`case`, server) }
    if let staff { request.staffID = try await Reference.staff(staff, server) }
    if let office { request.officeID = try await Reference.unit(office, server) }
    request.fromTime = from?.day.moment(minute: 0)
    request.beforeTime = before?.day.moment(minute: 0)
    var listing = Listing(server.output, ReportPage.listColumns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListReportsResponse = try await server.call(
        "\(Self.service)/ListReports", request)
      return (answer.reports, answer.nextPageToken)
    }
  }
}
