import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm calendar slot-rules`: by what slots are chosen.
struct CalendarSlotRules: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slot-rules",
    abstract: "Apply and show by what slots are chosen.",
    discussion: """
      EXAMPLES
        pcrm calendar slot-rules show
        pcrm calendar slot-rules apply slot-rules.yaml --dry-run
      """,
    subcommands: [SlotRulesApply.self, SlotRulesShow.self])
}

/// `pcrm calendar slot-rules apply`.
struct SlotRulesApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply slot rules, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm calendar slot-rules apply slot-rules.yaml
      """)

  @OptionGroup var options: FilePlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<SlotRules>(path: options.file)
    var held: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplySlotRulesRequest()
      request.requestID = .new()
      request.rules = document.content
      if held > 0 { request.rules?.version = held }
      request.dryRun = dryRun
      let answer: ApplySlotRulesResponse = try await document.located(in: "rules") {
        try await server.call("\(CalendarCommand.service)/ApplySlotRules", request)
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

/// `pcrm calendar slot-rules show`.
struct SlotRulesShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show by what slots are chosen.",
    discussion: """
      EXAMPLES
        pcrm calendar slot-rules show
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let rules: SlotRules = try await server.call(
      "\(CalendarCommand.service)/GetSlotRules", GetSlotRulesRequest())
    try Listing.one(rules, server.output, Self.columns)
  }

  private static let columns: [Column<SlotRules>] = [
    Column("VERSION") { String($0.version) },
    Column("GRID") { "\($0.gridMinutes) min" },
    Column("VISITS A DAY") { ClockText.length(Int($0.visitMinutesMax)) },
    Column("FARTHEST") { $0.distanceMaxM == 0 ? "any" : ClockText.distance($0.distanceMaxM) },
    Column("A DAY LATER") { String($0.pointsPerDay) },
    Column("A MINUTE OF WAY") { String($0.pointsPerTravelMinute) },
    Column("ANOTHER WORKER") { String($0.pointsOtherWorker) },
    Column("NOT PREFERRED") { String($0.pointsNotPreferred) },
    Column("A FULL DAY") { String($0.pointsFullDay) },
    Column("AFTER WORK") { String($0.pointsAfterWork) },
    Column("NOTE") { $0.note },
  ]
}

/// What a command takes that applies a document of which no preset ships.
struct FilePlanOptions: ParsableArguments {
  @Argument(help: "The document, YAML or JSON; - for standard input.")
  var file: String

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Apply without asking.")
  var yes = false

  func validate() throws {
    if dryRun && yes { throw ValidationError("--dry-run and --yes contradict each other") }
    if file == "-" && !yes && !dryRun {
      throw ValidationError(
        "a document from standard input leaves nobody to ask; give --yes or --dry-run")
    }
  }

  var plan: PlanConsent { PlanConsent(dryRun: dryRun, yes: yes) }
}
