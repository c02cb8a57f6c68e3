import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm segment preview`.
struct SegmentPreview: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Count for whom a rule would be true, and change nothing.",
    discussion: """
      EXAMPLES
        pcrm segment preview 'age() >= 65 && !has_mobile'
        pcrm segment preview 'cases.exists(c, c.severity_grade >= 3)' --segment management.intensive
      """)

  @Argument(help: "The rule; without it, the segment's own.")
  var rule: String?

  @Option(help: ArgumentHelp("Compare with the members of this segment.", valueName: "name"))
  var segment: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if rule == nil && segment == nil { throw ValidationError("give a rule, or --segment") }
  }

  func run(_ server: Server) async throws {
    var request = PreviewSegmentRequest()
    request.rule = rule ?? ""
    request.segment = segment ?? ""
    let answer: PreviewSegmentResponse
    do {
      answer = try await server.call("\(SegmentCommand.service)/PreviewSegment", request)
    } catch {
      throw Self.pointed(error, rule)
    }
    guard server.output == .table else {
      return try Listing.one(answer, server.output, Self.columns)
    }
    try Console.write(TextTable.pairs(Self.columns.map { ($0.title, $0.value(answer)) }))
  }

  /// A complaint about a rule on the command line, with the place shown.
  static func pointed(_ status: Status, _ rule: String?) -> any Error {
    guard status.info.reason == "RULE_INVALID", let rule, let line = status.number("line"),
      let column = status.number("column")
    else { return status }
    return CommandFailure(
      code: 1, message: status.said + RulePointer.lines(rule, line: line, column: column))
  }

  private static let columns: [Column<PreviewSegmentResponse>] = [
    Column("size") { String($0.count?.size ?? 0) },
    Column("would enter") { String($0.count?.entering ?? 0) },
    Column("would leave") { String($0.count?.leaving ?? 0) },
    Column("certainty") { SegmentFigures.certainty($0.count ?? SegmentCount()) },
    Column("looked at") { "\($0.count?.lookedAt ?? 0) of \($0.count?.population ?? 0)" },
    Column("took") { "\($0.count?.milliseconds ?? 0) ms" },
    Column("facts") { $0.facts.joined(separator: ", ") },
    Column("segments") { $0.uses.joined(separator: ", ") },
    Column("time alone changes it") { $0.usesTime ? "yes" : "no" },
  ]
}

/// How figures of segments are told.
enum SegmentFigures {
  static func certainty(_ count: SegmentCount) -> String {
    count.estimated
      ? "an estimate: \(count.sizeLow) to \(count.sizeHigh) (95 %)" : "exact"
  }
}
