import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// Whether a plan may be applied without asking, or at all.
struct PlanConsent {
  var dryRun = false
  var yes = false
}

/// What applying a document would change, or has changed.
struct Plan {
  var changes: [ConfigChange]
  /// The server's answer, for programs.
  var answer: any Message
  /// What else there is to say below the differences.
  var remarks: [String] = []

  /// What differs.
  var differences: [ConfigChange] { changes.filter { $0.kind != .unchanged } }

  /// Shows what a document would change, asks, and applies it.
  static func run(
    _ options: PlanOptions, _ server: Server,
    plan: () async throws -> Plan, apply: () async throws -> Plan
  ) async throws {
    try await run(
      PlanConsent(dryRun: options.dryRun, yes: options.yes), server, plan: plan, apply: apply)
  }

  /// Shows what would change, asks, and applies it.
  static func run(
    _ options: PlanConsent, _ server: Server,
    plan: () async throws -> Plan, apply: () async throws -> Plan
  ) async throws {
    let planned = try await plan()
    if planned.differences.isEmpty || options.dryRun {
      try planned.print(server.output)
      try Console.flush()
      return Console.note(planned.summary(planned.differences.isEmpty ? "" : "would apply: "))
    }
    if server.output == .table { try planned.printTable() }
    if !options.yes {
      if server.output != .table { try planned.printTable() }
      try Console.flush()
      try Confirmation.ask(planned.question)
    }
    let applied = try await apply()
    if server.output != .table { try applied.print(server.output) }
    try Console.flush()
    Console.note(applied.summary("applied: "))
  }

  private func print(_ format: OutputFormat) throws {
    switch format {
    case .table: try printTable()
    case .csv:
      var listing = Listing<ConfigChange>(.csv, Self.columns)
      for change in changes { try listing.add(change) }
      try listing.end()
    case .json, .ndjson: try Console.print(answer.json(pretty: format == .json))
    }
  }

  private static let columns: [Column<ConfigChange>] = [
    Column("KIND") { $0.kind.word },
    Column("NAME") { $0.name },
    Column("PATH") { $0.path },
    Column("BEFORE") { $0.before },
    Column("AFTER") { $0.after },
  ]

  private var question: String {
    let count = differences.count
    return count == 1 ? "Apply this change?" : "Apply these \(count) changes?"
  }

  private func summary(_ what: String) -> String {
    let counts: [(ConfigChangeKind, String)] = [
      (.added, "added"), (.changed, "changed"), (.removed, "removed"),
    ]
    let parts = counts.compactMap { kind, word in
      let count = changes.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(word)"
    }
    if parts.isEmpty { return "nothing changes: the server has it all" }
    return what + parts.joined(separator: ", ")
  }

  // MARK: Table

  /// One block an item, one line a difference, as a diff is read.
  private func printTable() throws {
    let ink = Ink.output
    var last: String?
    for change in differences {
      if change.path.isEmpty {
        try Console.print(Self.whole(change, ink))
      } else {
        if last != change.name { try Console.print(ink.bold("~ \(Self.safe(change.name))")) }
        try Console.print("  " + Self.line(change, ink))
      }
      last = change.name
    }
    for remark in remarks { try Console.print(remark) }
  }

  private static func whole(_ change: ConfigChange, _ ink: Ink) -> String {
    switch change.kind {
    case .added: ink.green("+ \(safe(change.name))") + tail(change.after)
    case .removed: ink.red("- \(safe(change.name))") + tail(change.before)
    default: ink.bold("~ \(safe(change.name))") + arrow(change, ink)
    }
  }

  private static func line(_ change: ConfigChange, _ ink: Ink) -> String {
    switch change.kind {
    case .added: ink.green("+ \(safe(change.path))") + tail(change.after)
    case .removed: ink.red("- \(safe(change.path))") + tail(change.before)
    default: "~ \(safe(change.path))" + arrow(change, ink)
    }
  }

  private static func arrow(_ change: ConfigChange, _ ink: Ink) -> String {
    if change.before.isEmpty && change.after.isEmpty { return "" }
    return ": \(ink.red(shown(change.before))) → \(ink.green(shown(change.after)))"
  }

  private static func tail(_ value: String) -> String {
    value.isEmpty ? "" : ": \(shown(value))"
  }

  private static func shown(_ value: String) -> String {
    value.isEmpty ? "(nothing)" : DisplayWidth.cut(safe(value), to: 100)
  }

  private static func safe(_ text: String) -> String { DisplayWidth.harmless(text) }
}
