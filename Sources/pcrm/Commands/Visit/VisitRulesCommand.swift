import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm visit rules`: what a report must have, what to try next, quality, call-backs.
struct VisitRulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Apply and show what a report must have, what to try next, quality and call-backs.",
    discussion: """
      EXAMPLES
        pcrm visit rules apply --preset visit-rules
        pcrm visit rules show
      """,
    subcommands: [VisitRulesApply.self, VisitRulesShow.self])
}

/// `pcrm visit rules apply`.
struct VisitRulesApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Apply rules of visits, after showing what changes.",
    discussion: """
      A part that the document leaves out stays as it is.

      EXAMPLES
        pcrm visit rules apply --preset visit-rules
      """)

  @OptionGroup var options: PlanOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<VisitRules>(options, .visitRules)
    var held = ApplyVisitRulesResponse()
    func apply(_ dryRun: Bool) async throws -> Plan {
      var request = ApplyVisitRulesRequest()
      request.requestID = .new()
      var rules = document.content
      if held.reportVersion > 0 { rules.report?.version = held.reportVersion }
      if held.nextTryVersion > 0 { rules.nextTry?.version = held.nextTryVersion }
      if held.qualityVersion > 0 { rules.quality?.version = held.qualityVersion }
      if held.callBacksVersion > 0 { rules.callBacks?.version = held.callBacksVersion }
      request.rules = rules
      request.dryRun = dryRun
      let answer: ApplyVisitRulesResponse = try await document.located(in: "rules") {
        try await server.call("\(VisitReports.service)/ApplyVisitRules", request)
      }
      held = answer
      return Plan(changes: answer.changes, answer: answer)
    }
    try await Plan.run(options, server) {
      try await apply(true)
    } apply: {
      try await apply(false)
    }
  }
}

/// `pcrm visit rules show`.
struct VisitRulesShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the rules of visits that hold.",
    discussion: """
      EXAMPLES
        pcrm visit rules show
        pcrm visit rules show --output json
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let rules: VisitRules = try await server.call(
      "\(VisitReports.service)/GetVisitRules", GetVisitRulesRequest())
    guard server.output == .table else {
      return try Console.print(rules.json(pretty: server.output == .json))
    }
    for requirement in rules.report?.requirements ?? [] {
      try Console.print(
        "report \(DisplayWidth.harmless(requirement.code)): \(ReportPage.words(requirement.parts))")
    }
    for step in rules.nextTry?.steps ?? [] {
      let outcome = step.outcome == .unspecified ? "" : " (\(step.outcome.word))"
      var next = NextTry()
      next.channel = step.channel
      next.otherWeekday = step.otherWeekday
      next.otherTime = step.otherTime
      next.giveUp = step.giveUp
      let words = NextTryWords.text(next, Language.current)
      let wait = step.waitHours == 0 ? "" : ", \(step.waitHours) hours later at the earliest"
      try Console.print("after \(step.afterTries) tries\(outcome): \(words)\(wait)")
    }
    if let quality = rules.quality {
      try Console.print(
        "quality: parts \(quality.partsWeight), follow-ups \(quality.followUpsWeight), same contact "
          + "\(quality.sameContactWeight), satisfaction \(quality.satisfactionWeight)")
    }
    if let calls = rules.callBacks {
      try Console.print(
        "call-backs: \(calls.sharePermille) of a thousand visits, within \(calls.dueHours) hours")
    }
  }
}
