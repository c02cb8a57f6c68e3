import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm classify needs`: kinds of need and their weights.
struct ClassifyNeeds: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "needs",
    abstract: "Apply and show the kinds of need and how much each weighs.",
    discussion: """
      EXAMPLES
        pcrm classify needs apply --preset need-weights
        pcrm classify needs show
      """,
    subcommands: [NeedsApply.self, NeedsShow.self])
}

/// `pcrm classify needs apply`.
struct NeedsApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply kinds of need, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm classify needs apply --preset need-weights
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<NeedWeights>(options, .needWeights)
    var newest: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyNeedWeightsRequest()
      request.requestID = .new()
      request.weights = document.content
      if newest > 0 { request.weights?.version = newest }
      request.dryRun = dryRun
      let answer: ApplyNeedWeightsResponse = try await document.located(in: "weights") {
        try await server.call("\(ClassifyCommand.service)/ApplyNeedWeights", request)
      }
      newest = answer.version - 1
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm classify needs show`.
struct NeedsShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the kinds of need, heaviest first.",
    discussion: """
      EXAMPLES
        pcrm classify needs show
        pcrm classify needs show --language ko
      """)

  @Option(help: ArgumentHelp("As on this day.", valueName: "day"))
  var day: DayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetNeedWeightsRequest()
    request.asOf = day?.day
    let weights: NeedWeights = try await server.call(
      "\(ClassifyCommand.service)/GetNeedWeights", request)
    if server.output == .json { return try Console.print(weights.json(pretty: true)) }
    var listing = Listing(server.output, Self.columns)
    for kind in weights.kinds.sorted(by: { $0.weight > $1.weight }) { try listing.add(kind) }
    try listing.end()
  }

  private static let columns: [Column<NeedKind>] = [
    Column("CODE") { $0.code },
    Column("WEIGHT") { CaseCommand.thousandths($0.weight) },
    Column("TITLE") { Language.current($0.titleEn, $0.titleKo) },
    Column("FOUND BY") { $0.condition },
  ]
}

/// `pcrm classify models`: ways of serving, and since when offices have them.
struct ClassifyModels: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Apply, show and compare service models and the days on which offices switch.",
    discussion: """
      EXAMPLES
        pcrm classify models apply --preset service-models
        pcrm classify models office 0101 --day 2009-06-01
        pcrm classify models compare
      """,
    subcommands: [ModelsApply.self, ModelsShow.self, ModelsOffice.self, ModelsCompare.self])
}

/// `pcrm classify models apply`.
struct ModelsApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply service models, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm classify models apply --preset service-models
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<ServiceModels>(options, .serviceModels)
    var newest: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyServiceModelsRequest()
      request.requestID = .new()
      request.models = document.content
      if newest > 0 { request.models?.version = newest }
      request.dryRun = dryRun
      let answer: ApplyServiceModelsResponse = try await document.located(in: "models") {
        try await server.call("\(ClassifyCommand.service)/ApplyServiceModels", request)
      }
      newest = answer.version - 1
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm classify models show`.
struct ModelsShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the switches from model to model.",
    discussion: """
      EXAMPLES
        pcrm classify models show
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let models: ServiceModels = try await server.call(
      "\(ClassifyCommand.service)/GetServiceModels", GetServiceModelsRequest())
    if server.output == .json { return try Console.print(models.json(pretty: true)) }
    var listing = Listing(server.output, Self.columns)
    for change in models.switches { try listing.add(change) }
    try listing.end()
  }

  private static let columns: [Column<ServiceModelSwitch>] = [
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("OFFICE") { $0.office.isEmpty ? "all" : $0.office },
    Column("MODEL") { $0.serviceModel.isEmpty ? "with all others" : $0.serviceModel },
    Column("NOTE") { $0.note },
  ]
}

/// `pcrm classify models office`.
struct ModelsOffice: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "office", abstract: "Say which service model an office has.",
    discussion: """
      EXAMPLES
        pcrm classify models office 0101 --day 2009-06-01
      """)

  @Argument(help: "The office: id or code.")
  var office: String

  @Option(help: ArgumentHelp("On this day, if not today.", valueName: "day"))
  var day: DayArgument?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetServiceModelRequest()
    request.officeID = try await Reference.unit(office, server)
    request.day = day?.day
    let answer: GetServiceModelResponse = try await server.call(
      "\(ClassifyCommand.service)/GetServiceModel", request)
    try Listing.one(answer, server.output, Self.columns)
  }

  private static let columns: [Column<GetServiceModelResponse>] = [
    Column("MODEL") { $0.model?.code ?? "none" },
    Column("TITLE") { Language.current($0.model?.titleEn ?? "", $0.model?.titleKo ?? "") },
    Column("FROM") { $0.validFrom.map(CustomerColumns.date) ?? "" },
    Column("TO") { $0.validTo.map(CustomerColumns.date) ?? "" },
    Column("ITS OWN SWITCH") { $0.isOwn ? "yes" : "no" },
    Column("SCHEMES") { $0.schemes.joined(separator: ", ") },
  ]
}

/// `pcrm classify models compare`.
struct ModelsCompare: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare open cases by the service model of their office.",
    discussion: """
      EXAMPLES
        pcrm classify models compare
        pcrm classify models compare --day 2009-06-01 --type injury
      """)

  @Option(help: ArgumentHelp("By the models of this day, if not today.", valueName: "day"))
  var day: DayArgument?

  @Option(help: ArgumentHelp("Only cases of this type.", valueName: "code"))
  var type: String?

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = CompareServiceModelsRequest()
    request.day = day?.day
    request.caseType = type ?? ""
    let answer: CompareServiceModelsResponse = try await server.call(
      "\(ClassifyCommand.service)/CompareServiceModels", request)
    if server.output == .json { return try Console.print(answer.json(pretty: true)) }
    var listing = Listing(server.output, Self.columns)
    for model in answer.models { try listing.add(model) }
    try listing.end()
  }

  private static let columns: [Column<ServiceModelCount>] = [
    Column("MODEL") { $0.serviceModel.isEmpty ? "none" : $0.serviceModel },
    Column("OFFICES") { String($0.officeCount) },
    Column("CASES") { String($0.caseCount) },
    Column("SUPPORT GROUPS") { model in
      model.supportGroups.map {
        "\(ClassifyCommand.result($0.supportGroup, .unspecified)) \($0.caseCount)"
      }.joined(separator: ", ")
    },
    Column("MANAGEMENT LEVELS") { model in
      model.managementLevels.map {
        "\(ClassifyCommand.result(.unspecified, $0.managementLevel)) \($0.caseCount)"
      }.joined(separator: ", ")
    },
  ]
}
