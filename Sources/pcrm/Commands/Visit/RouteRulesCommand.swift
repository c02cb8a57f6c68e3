import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit route rules`: how ways are reckoned and days laid out.
struct RouteRulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Apply and show how ways are reckoned and days laid out.",
    discussion: """
      EXAMPLES
        pcrm visit route rules show
        pcrm visit route rules apply route-rules.yaml --dry-run
      """,
    subcommands: [RouteRulesApply.self, RouteRulesShow.self])
}

/// `pcrm visit route rules apply`.
struct RouteRulesApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply route rules, after showing what changes.",
    discussion: """
      EXAMPLES
        pcrm visit route rules apply route-rules.yaml
      """)

  @OptionGroup var options: FilePlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<RouteRules>(path: options.file)
    var held: Int64 = 0
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyRouteRulesRequest()
      request.requestID = .new()
      request.rules = document.content
      if held > 0 { request.rules?.version = held }
      request.dryRun = dryRun
      let answer: ApplyRouteRulesResponse = try await document.located(in: "rules") {
        try await server.call("\(VisitRoute.service)/ApplyRouteRules", request)
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

/// `pcrm visit route rules show`.
struct RouteRulesShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show how ways are reckoned and days laid out.",
    discussion: """
      EXAMPLES
        pcrm visit route rules show
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let rules: RouteRules = try await server.call(
      "\(VisitRoute.service)/GetRouteRules", GetRouteRulesRequest())
    try Listing.one(rules, server.output, Self.columns)
  }

  private static let columns: [Column<RouteRules>] = [
    Column("VERSION") { String($0.version) },
    Column("DAYS BEGIN") { $0.start.word },
    Column("DAYS END") { $0.end.word },
    Column("LUNCH") { rules in
      guard let lunch = rules.lunch, lunch.minutes > 0 else { return "" }
      let from = ClockText.clock(Int(lunch.fromMinute))
      return "\(lunch.minutes) min within \(from)-\(ClockText.clock(Int(lunch.beforeMinute)))"
    },
    Column("MOVING A PLANNED VISIT") { ClockText.distance($0.movedPlannedMetres) },
    Column("MOVING A CONFIRMED VISIT") { ClockText.distance($0.movedConfirmedMetres) },
    Column("LEAVING ONE OUT") { ClockText.distance($0.leftOutMetres) },
    Column("AREAS") { rules in
      rules.areas.map { area in
        let speeds = area.speeds.map { speed in
          "\(speed.metresPerHour / 1000) km/h from \(ClockText.distance(speed.fromMetres))"
        }
        return "\(area.name): ×\(CaseCommand.thousandths(Int64(area.detourPermille))), "
          + speeds.joined(separator: ", ")
      }.joined(separator: "; ")
    },
    Column("NOTE") { $0.note },
  ]
}
