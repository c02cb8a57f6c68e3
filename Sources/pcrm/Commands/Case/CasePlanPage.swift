import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A case after a change, and what became of its touchpoints.
enum CasePlanPage {
  static func print(_ plan: CasePlan, _ server: Server) throws {
    guard server.output == .table else {
      if server.output == .csv {
        return try Listing.one(plan.case ?? Case(), .csv, CaseCommand.columns)
      }
      return try Console.print(plan.json(pretty: server.output == .json))
    }
    try Listing.one(plan.case ?? Case(), .table, CaseCommand.one)
    let ink = Ink.output
    let points =
      plan.planned.map { (ink.green("+ due"), $0) } + plan.kept.map { ("  stays", $0) }
      + plan.dropped.map { (ink.red("- dropped"), $0) }
    if points.isEmpty { return }
    try Console.print("")
    for (what, point) in points {
      let why =
        point.dropCause == .unspecified
        ? point.dueTime.map { "due \(ExplanationPage.local($0))" } ?? ""
        : "because \(reason(point.dropCause))"
      try Console.print("\(what) \(point.code)  \(why)")
    }
  }

  private static func reason(_ cause: DropCause) -> String {
    switch cause {
    case .stageLeft: "the case left the stage that asked for it"
    case .phaseLeft: "the case left the phase that asked for it"
    case .caseClosed: "the case was closed"
    case .migrated: "the new version of the case type does not ask for it"
    default: cause.word
    }
  }
}

/// What most changes of a case take.
struct CaseChangeOptions: ParsableArguments {
  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: "Why.")
  var reason: String

  @Option(help: ArgumentHelp("Only if it still has this version.", valueName: "number"))
  var version: Int64 = 0
}
