import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A severity on the command line, `ais:3`.
struct SeverityArgument: ExpressibleByArgument {
  var severity = Severity()

  init?(argument: String) {
    let sides = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2, let scheme = SeverityScheme(word: String(sides[0])),
      let grade = Int32(sides[1])
    else { return nil }
    severity.scheme = scheme
    severity.grade = grade
  }
}

/// `pcrm case open`.
struct CaseOpen: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open a case for a customer.",
    discussion: """
      EXAMPLES
        pcrm case open injury insured_number=0123456789 --severity ais:3 --summary "낙상"
        pcrm case open enquiry 010-0983-0869
      """)

  @Argument(help: "The case type's code.")
  var type: String

  @Argument(help: "The customer: id, SCHEME=VALUE or phone number.")
  var customer: String

  @Option(help: ArgumentHelp("The stage, if not the first one.", valueName: "code"))
  var stage: String?

  @Option(help: ArgumentHelp("Severity, scheme and grade: ais:3.", valueName: "scheme:grade"))
  var severity: SeverityArgument?

  @Option(help: ArgumentHelp("A diagnosis code; repeat for more.", valueName: "code"))
  var diagnosis: [String] = []

  @Option(help: ArgumentHelp("First day of care.", valueName: "day"))
  var careSince: DayArgument?

  @Option(help: "What it is about, in a line without anything delicate.")
  var summary = ""

  @Option(help: ArgumentHelp("The office, if not the customer's: id or code.", valueName: "unit"))
  var office: String?

  @Option(
    help: ArgumentHelp("Who is to take charge: id or employee number.", valueName: "staff"))
  var worker: String?

  @Option(help: "Why it begins in this stage.")
  var reason = ""

  @Option(help: ArgumentHelp("When it was opened, if not now.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var opened = Case()
    opened.type = type
    opened.customerID = try await Reference.customer(customer, server)
    opened.stage = stage ?? ""
    opened.severity = severity?.severity
    opened.diagnosisCodes = diagnosis
    opened.careSince = careSince?.day
    opened.summary = summary
    if let office { opened.officeID = try await Reference.unit(office, server) }
    var request = OpenCaseRequest()
    request.requestID = .new()
    request.case = opened
    if let worker { request.caseWorkerID = try await Reference.staff(worker, server) }
    request.reason = reason
    request.effectTime = at?.time
    let plan: CasePlan = try await server.call("\(CaseCommand.service)/OpenCase", request)
    try CasePlanPage.print(plan, server)
  }
}
