import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm classify apply`.
struct ClassifyApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply a scheme of rules, after showing what changes.",
    discussion: """
      pcrm classify preview says which cases would move.

      EXAMPLES
        pcrm classify apply --preset management-levels
        pcrm classify apply ours.yaml --dry-run
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<ClassificationScheme>(options, .scheme)
    var newest: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplySchemeRequest()
      request.requestID = .new()
      request.scheme = document.content
      if newest > 0 { request.scheme?.version = newest }
      request.dryRun = dryRun
      let answer: ApplySchemeResponse = try await document.located(in: "scheme") {
        try await server.call("\(ClassifyCommand.service)/ApplyScheme", request)
      }
      // A dry run answers the version that applying would make.
      newest = answer.version - 1
      return Plan(
        changes: answer.changes, answer: answer, remarks: answer.warnings.map { "note: \($0)" })
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm classify preview`.
struct ClassifyPreview: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Say which cases would move if a scheme were applied, and change nothing.",
    discussion: """
      EXAMPLES
        pcrm classify preview ours.yaml
        pcrm classify preview ours.yaml --all-moves --output csv > moves.csv
      """)

  @Argument(help: "The scheme, YAML or JSON.")
  var file: String?

  @Option(help: ArgumentHelp("A scheme that ships with this program.", valueName: "name"))
  var preset: String?

  @Option(help: ArgumentHelp("As it would be on this day.", valueName: "day"))
  var day: DayArgument?

  @Option(help: ArgumentHelp("Cases to name, 1 to 1000.", valueName: "cases"))
  var moves: Int32 = 10

  @Flag(help: "List every case that would move.")
  var allMoves = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (file == nil) == (preset == nil) { throw ValidationError("give either a file or --preset") }
    if !(1...1000).contains(moves) {
      throw ValidationError("--moves is \(moves); it must be from 1 to 1000")
    }
  }

  func run(_ server: Server) async throws {
    var options = PlanOptions()
    options.file = file
    options.preset = preset
    options.dryRun = true
    options.yes = false
    let document = try PlanDocument<ClassificationScheme>(options, .scheme)
    if allMoves { return try await list(document, server) }
    var request = PreviewSchemeRequest()
    request.scheme = document.content
    request.day = day?.day
    request.movesMax = moves
    let answer: PreviewSchemeResponse = try await document.located(in: "scheme") {
      try await server.call("\(ClassifyCommand.service)/PreviewScheme", request)
    }
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    try show(answer)
  }

  private func show(_ answer: PreviewSchemeResponse) throws {
    var table = TextTable(["FROM", "TO", "CASES", ""])
    for count in answer.counts {
      let from = ClassifyCommand.result(count.supportGroupFrom, count.managementLevelFrom)
      let to = ClassifyCommand.result(count.supportGroupTo, count.managementLevelTo)
      let range =
        count.countLow == count.countHigh ? "" : "\(count.countLow) to \(count.countHigh) (95 %)"
      table.add([from, to, String(count.count), count.stays ? "stays" : range])
    }
    try Console.write(table.text())
    let how = answer.isEstimate ? "an estimate from \(answer.evaluated)" : "all"
    try Console.print("\(how) of \(answer.total) cases")
    if answer.moves.isEmpty { return }
    try Console.print("")
    var listing = Listing(.table, Self.columns)
    for move in answer.moves { try listing.add(move) }
    try listing.end()
  }

  private func list(
    _ document: PlanDocument<ClassificationScheme>, _ server: Server
  ) async throws {
    var request = ListSchemeMovesRequest()
    request.scheme = document.content
    request.day = day?.day
    request.pageSize = 1000
    var listing = Listing(server.output, Self.columns)
    repeat {
      let answer: ListSchemeMovesResponse = try await document.located(in: "scheme") {
        try await server.call("\(ClassifyCommand.service)/ListSchemeMoves", request)
      }
      for move in answer.moves { try listing.add(move) }
      request.pageToken = answer.nextPageToken
    } while !request.pageToken.isEmpty
    try listing.end()
  }

  private static let columns: [Column<SchemeMove>] = [
    Column("CASE") { $0.caseID.description },
    Column("FROM") { ClassifyCommand.result($0.supportGroupFrom, $0.managementLevelFrom) },
    Column("TO") { ClassifyCommand.result($0.supportGroupTo, $0.managementLevelTo) },
    Column("RULE") { $0.rule },
    Column("OVERRIDDEN") { $0.isOverridden ? "yes" : "" },
  ]
}

/// `pcrm classify list`.
struct ClassifyList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List schemes.",
    discussion: """
      EXAMPLES
        pcrm classify list
        pcrm classify list --versions
      """)

  @Option(help: ArgumentHelp("Only of this name.", valueName: "name"))
  var name: String?

  @Flag(help: "Every version, instead of the newest of each name.")
  var versions = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListSchemesRequest()
    request.name = name ?? ""
    request.newestOnly = !versions
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListSchemesResponse = try await server.call(
        "\(ClassifyCommand.service)/ListSchemes", request)
      return (answer.schemes, answer.nextPageToken)
    }
  }

  private static let columns: [Column<ClassificationScheme>] = [
    Column("NAME") { $0.name },
    Column("VERSION") { String($0.version) },
    Column("DECIDES") { $0.kind.word },
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("TO") { $0.validTo.map(CustomerColumns.date) ?? "" },
    Column("RULES") { String($0.rules.count) },
    Column("TITLE") { Language.current($0.titleEn, $0.titleKo) },
  ]
}

/// `pcrm classify scheme`.
struct ClassifyScheme: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "scheme",
    abstract: "Show a scheme's rules.",
    discussion: """
      EXAMPLES
        pcrm classify scheme management-levels
        pcrm classify scheme management-levels --version 1 --output json
      """)

  @Argument(help: "The scheme's name.")
  var name: String

  @Option(help: ArgumentHelp("Which version; 0 = the newest.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetSchemeRequest()
    request.name = name
    request.version = version
    let scheme: ClassificationScheme = try await server.call(
      "\(ClassifyCommand.service)/GetScheme", request)
    guard server.output == .table else {
      return try Console.print(scheme.json(pretty: server.output == .json))
    }
    let ink = Ink.output
    let title = Language.current(scheme.titleEn, scheme.titleKo)
    try Console.print(ink.bold("\(scheme.name) version \(scheme.version)  \(safe(title))"))
    if !scheme.appliesWhen.isEmpty { try Console.print("applies when \(safe(scheme.appliesWhen))") }
    for parameter in scheme.parameters {
      try Console.print("param.\(parameter.name) = \(parameter.value)  \(safe(parameter.title))")
    }
    for (place, rule) in scheme.rules.enumerated() {
      try Console.print("\n\(place + 1). \(ink.bold(rule.code)): \(safe(rule.condition))")
      try Console.print("   → \(outcome(rule.outcome))")
    }
    try Console.print("\notherwise → \(outcome(scheme.otherwise))")
  }

  private func outcome(_ outcome: ClassificationOutcome?) -> String {
    guard let outcome else { return "" }
    let reason = Language.current(outcome.reasonEn, outcome.reasonKo)
    let word = ClassifyCommand.result(outcome.supportGroup, outcome.managementLevel)
    return "\(word): \(safe(reason))" + (outcome.effectiveAtOnce ? " (without sign-off)" : "")
  }

  private func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}
