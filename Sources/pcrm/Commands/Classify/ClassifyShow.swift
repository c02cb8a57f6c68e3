import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm classify show`.
struct ClassifyShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show how a case is classified, support group and management level apart, and why.",
    discussion: """
      EXAMPLES
        pcrm classify show INJ-2026-000001
        pcrm classify show INJ-2026-000001 --at 2026-01-31
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: ArgumentHelp("As it was at this time.", valueName: "time"))
  var at: TimeArgument?

  @OptionGroup var global: GlobalOptions

  static func read(
    _ name: String, at: Timestamp? = nil, _ server: Server
  ) async throws -> CaseClassification {
    var request = GetCaseClassificationRequest()
    request.caseID = try await CaseCommand.id(name, server)
    request.at = at
    return try await server.call("\(ClassifyCommand.service)/GetCaseClassification", request)
  }

  func run(_ server: Server) async throws {
    let state = try await Self.read(`case`, at: at?.time, server)
    guard server.output == .table else {
      return try Console.print(state.json(pretty: server.output == .json))
    }
    let ink = Ink.output
    let kinds = [
      ("support group", state.supportGroup.word, state.support),
      ("management level", state.managementLevel.word, state.management),
    ]
    for (title, word, kind) in kinds {
      try Console.print(ink.bold("\(title): \(word.isEmpty ? "none yet" : word)"))
      guard let kind else { continue }
      if let decision = kind.inForce { try Console.print("  " + line("in force", decision)) }
      if let decision = kind.overridden {
        try Console.print("  " + line("in place of", decision))
      }
      if let decision = kind.proposed {
        try Console.print("  " + ink.yellow(line("waits for sign-off", decision)))
      }
      if let due = kind.dueSince {
        try Console.print(
          "  " + ink.yellow("due since \(ExplanationPage.local(due)): \(safe(kind.dueCause))"))
      }
    }
    let parts = state.needs.map { "\($0.code) \(CaseCommand.thousandths($0.weight))" }
    try Console.print(
      ink.bold("need score: \(CaseCommand.thousandths(state.needScore))")
        + (parts.isEmpty ? "" : "  = " + parts.joined(separator: " + ")))
  }

  private func line(_ what: String, _ decision: Classification) -> String {
    let by =
      decision.origin == .override
      ? "by hand until \(decision.validTo.map(CustomerColumns.date) ?? "")"
      : "rule \(decision.rule.isEmpty ? "(otherwise)" : decision.rule) of \(decision.scheme) "
        + "v\(decision.schemeVersion)"
    return "\(what): \(ClassifyCommand.result(decision)), \(by): "
      + safe(ClassifyCommand.reason(decision))
  }

  private func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}

/// A decision as a person reads it: the result, the reason, and the facts it was made from.
enum ClassificationPage {
  static func print(_ decision: Classification, _ server: Server) throws {
    guard server.output == .table else {
      return try Listing.one(decision, server.output, ClassifyCommand.columns)
    }
    try Listing.one(decision, .table, ClassifyCommand.columns)
    for trace in decision.trace {
      let mark = trace.truth == .isTrue ? "✓" : trace.truth == .isFalse ? "✗" : "?"
      let missing =
        trace.missing.isEmpty ? "" : "  missing: " + trace.missing.joined(separator: ", ")
      try Console.print("  \(mark) \(trace.rule)\(missing)")
    }
    for input in decision.inputs {
      try Console.print("    \(input.name) = \(DisplayWidth.harmless(text(input.value)))")
    }
  }

  static func text(_ value: InputValue?) -> String {
    switch value?.value {
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let digits): digits
    case .text(let text): "\"\(text)\""
    case .time(let time): ExplanationPage.local(time)
    case .day(let day): CustomerColumns.date(day)
    case .durationUs(let span): "\(span / 1_000_000) s"
    case .list(let list): "[" + list.values.map { text($0) }.joined(separator: ", ") + "]"
    case .records(let list): "\(list.records.count) records"
    case nil: "(missing)"
    }
  }
}

/// `pcrm classify rerun`.
struct ClassifyRerun: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Make a decision again from the facts and the rules it kept, and compare.",
    discussion: """
      Ends with 1 when the two differ.

      EXAMPLES
        pcrm classify rerun 018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01
      """)

  @Argument(help: "The decision's id.")
  var id: IDArgument<Entity.Classification>

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = RerunClassificationRequest()
    request.id = id.id
    let answer: RerunClassificationResponse = try await server.call(
      "\(ClassifyCommand.service)/RerunClassification", request)
    guard server.output == .table else {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    try ClassificationPage.print(answer.rerun ?? Classification(), server)
    guard answer.isSame else {
      throw CommandFailure(
        code: 1, message: "not the same: \(answer.differences.joined(separator: ", "))")
    }
    try Console.print("the same as it was decided")
  }
}
