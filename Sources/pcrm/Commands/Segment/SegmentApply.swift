import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A document of segments: `segments:` and a list.
struct SegmentDocument: Message {
  // The part of this request that people write.
  static let protoName = "pcrm.v1.ApplySegmentsRequest"

  var segments: [SegmentDefinition] = []

  mutating func fields<C: FieldCoder>(_ c: inout C) throws(DecodingFailure) {
    try c.message(2, "segments", &segments)
  }
}

/// `pcrm segment apply`.
struct SegmentApply: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Create and change segments as a document says, after showing who would move.",
    discussion: """
      Segments that the document does not name stay as they are. Applying it twice changes nothing.

      EXAMPLES
        pcrm segment apply segments.yaml --dry-run
        pcrm segment apply --preset segments --yes
      """)

  @OptionGroup var options: PlanOptions

  @Flag(help: "Wait until every customer has been looked at.")
  var wait = false

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let document = try PlanDocument<SegmentDocument>(options, .segments)
    var planToken = ""
    try await Plan.run(options, server) {
      var request = PlanSegmentsRequest()
      request.segments = document.content.segments
      let plan: PlanSegmentsResponse = try await document.located {
        try await server.call("\(SegmentCommand.service)/PlanSegments", request)
      }
      planToken = plan.planToken
      return Plan(changes: plan.changes, answer: plan, remarks: Self.moves(plan.moves))
    } apply: {
      var request = ApplySegmentsRequest()
      request.requestID = .new()
      request.segments = document.content.segments
      request.planToken = planToken
      let answer: ApplySegmentsResponse = try await document.located {
        try await server.call("\(SegmentCommand.service)/ApplySegments", request)
      }
      return Plan(changes: answer.changes, answer: answer)
    }
    if wait && !options.dryRun {
      try await SegmentBuild.wait(for: document.content.segments.map(\.name), server)
    }
  }

  /// One line a segment: who would come in and who would go.
  private static func moves(_ moves: [SegmentMove]) -> [String] {
    if moves.isEmpty { return [] }
    var table = TextTable(["SEGMENT", "SIZE", "IN", "OUT", ""])
    for move in moves {
      let count = move.count ?? SegmentCount()
      table.add([
        move.segment, String(count.size), "+\(count.entering)", "-\(count.leaving)",
        SegmentFigures.certainty(count),
      ])
    }
    return ["", String(table.text().dropLast())]
  }
}

/// The time in which a segment's members are found.
enum SegmentBuild {
  /// Waits until none of the segments is being built; a bar shows how far it is.
  static func wait(for names: [String], _ server: Server) async throws {
    var bar = ProgressBar()
    var open = names
    while let name = open.first {
      var request = GetSegmentRequest()
      request.name = name
      let segment: Segment = try await server.call(
        "\(SegmentCommand.service)/GetSegment", request)
      guard segment.state == .building else {
        open.removeFirst()
        continue
      }
      let done = (names.count - open.count) * 1000 + Int(segment.progress)
      bar.show(done: done, of: names.count * 1000, records: names.count - open.count)
      try await Task.sleep(for: .milliseconds(100))
    }
    bar.clear()
  }
}
