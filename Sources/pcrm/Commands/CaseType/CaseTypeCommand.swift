import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm casetype`: what cases are made of.
struct CaseTypeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casetype",
    abstract: "Apply, list and show case types: stages, what may follow what, what is due when.",
    discussion: """
      EXAMPLES
        pcrm casetype apply --preset injury-cycle
        pcrm casetype apply ours.yaml --dry-run
        pcrm casetype show injury
      """,
    subcommands: [CaseTypeApply.self, CaseTypeList.self, CaseTypeShow.self])
}

/// `pcrm casetype apply`.
struct CaseTypeApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Make case types what a document says, after showing what changes.",
    discussion: """
      Each type that differs becomes a new version; open cases keep theirs. Applying a document \
      twice changes nothing.

      EXAMPLES
        pcrm casetype apply --preset injury-cycle
        pcrm casetype apply ours.yaml --dry-run
      """)

  @OptionGroup var options: PlanOptions

  @Flag(help: "Retire the types that the document does not name.")
  var retireMissing = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<CaseTypeDocument>(options, .caseTypes)
    var version: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyCaseTypesRequest()
      request.requestID = .new()
      request.document = document.content
      request.dryRun = dryRun
      request.retireMissing = retireMissing
      request.baseVersion = version
      let answer: ApplyCaseTypesResponse = try await document.located(in: "document") {
        try await server.call("\(CaseCommand.service)/ApplyCaseTypes", request)
      }
      version = answer.version
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm casetype list`.
struct CaseTypeList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List case types.",
    discussion: """
      EXAMPLES
        pcrm casetype list
        pcrm casetype list --code injury --versions
      """)

  @Option(help: ArgumentHelp("Only this type.", valueName: "code"))
  var code: String?

  @Flag(help: "Every version, instead of the newest of each.")
  var versions = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListCaseTypesRequest()
    request.code = code ?? ""
    request.allVersions = versions
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListCaseTypesResponse = try await server.call(
        "\(CaseCommand.service)/ListCaseTypes", request)
      return (answer.caseTypes, answer.nextPageToken)
    }
  }

  private static let columns: [Column<CaseType>] = [
    Column("CODE") { $0.code },
    Column("VERSION") { String($0.version) },
    Column("TITLE") { $0.title },
    Column("STAGES") { String($0.stages.count) },
    Column("TOUCHPOINTS") { String($0.stages.reduce(0) { $0 + $1.touchpoints.count }) },
    Column("SERVICES") { String($0.services.count) },
    Column("APPLIED") { $0.createTime.text },
    Column("RETIRED") { $0.retired ? "yes" : "" },
  ]
}

/// `pcrm casetype show`.
struct CaseTypeShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a case type: its stages, and the touchpoints of each.",
    discussion: """
      EXAMPLES
        pcrm casetype show injury
        pcrm casetype show injury --version 1 --output json
      """)

  @Argument(help: "The type's code.")
  var code: String

  @Option(help: ArgumentHelp("Which version; 0 = the newest.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetCaseTypeRequest()
    request.code = code
    request.version = version
    let type: CaseType = try await server.call("\(CaseCommand.service)/GetCaseType", request)
    guard server.output == .table else {
      return try Console.print(type.json(pretty: server.output == .json))
    }
    for line in CaseTypePage(type: type, ink: .output).lines { try Console.print(line) }
  }
}
