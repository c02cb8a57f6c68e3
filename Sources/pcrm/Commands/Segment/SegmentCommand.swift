import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm segment`: who belongs together, and why.
struct SegmentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Define segments, see who is in them, and why.",
    discussion: """
      EXAMPLES
        pcrm segment apply --preset segments
        pcrm segment members management.intensive
        pcrm segment explain management.intensive insured_number=0123456789
        pcrm segment preview 'age() >= 65 && !has_mobile'
      """,
    subcommands: [
      SegmentApply.self, SegmentList.self, SegmentShow.self, SegmentPreview.self,
      SegmentExplain.self, SegmentMembers.self, SegmentHistory.self, SegmentSizes.self,
      SegmentEquity.self, SegmentAdd.self, SegmentRemove.self, SegmentRebuild.self,
      SegmentAudit.self, SegmentDelete.self,
    ])

  static let service = "pcrm.v1.SegmentService"

  static let columns: [Column<Segment>] = [
    Column("NAME") { $0.definition?.name ?? "" },
    Column("KIND") { $0.definition?.kind.word ?? "" },
    Column("SIZE") { String($0.size) },
    Column("STATE") { state($0) },
    Column("VERSION") { String($0.version) },
    Column("TITLE") { $0.definition?.title ?? "" },
  ]

  static let one: [Column<Segment>] = [
    Column("NAME") { $0.definition?.name ?? "" },
    Column("TITLE") { $0.definition?.title ?? "" },
    Column("PURPOSE") { $0.definition?.purpose ?? "" },
    Column("KIND") { $0.definition?.kind.word ?? "" },
    Column("RULE") { $0.definition?.rule ?? "" },
    Column("SIZE") { String($0.size) },
    Column("STATE") { state($0) },
    Column("VERSION") { String($0.version) },
    Column("USES") { $0.uses.joined(separator: ", ") },
    Column("USED BY") { $0.usedBy.joined(separator: ", ") },
    Column("CREATED") { $0.createTime.text },
    Column("CHANGED") { $0.updateTime.text },
    Column("BUILT") { $0.buildTime.text },
    Column("AUDITED") { $0.auditTime.text },
    Column("DRIFT") { $0.drift == 0 ? "" : String($0.drift) },
  ]

  private static func state(_ segment: Segment) -> String {
    segment.state == .building
      ? "building \(segment.progress / 10) %" : segment.state.word
  }
}

/// `pcrm segment list`.
struct SegmentList: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List segments with their sizes.",
    discussion: """
      EXAMPLES
        pcrm segment list
        pcrm segment list --kind list
      """)

  @Option(help: "Only of this kind.")
  var kind: WordArgument<SegmentKind>?

  @Flag(help: "Only those that came with the product.")
  var presets = false

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListSegmentsRequest()
    request.kind = kind?.value ?? .unspecified
    request.presetsOnly = presets
    var listing = Listing(server.output, SegmentCommand.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListSegmentsResponse = try await server.call(
        "\(SegmentCommand.service)/ListSegments", request)
      return (answer.segments, answer.nextPageToken)
    }
  }
}

/// `pcrm segment show`.
struct SegmentShow: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a segment, or how it was in an earlier version.",
    discussion: """
      EXAMPLES
        pcrm segment show management.intensive
        pcrm segment show management.intensive --version 1
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Option(help: ArgumentHelp("Which version; 0 = the newest.", valueName: "number"))
  var version: Int64 = 0

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = GetSegmentRequest()
    request.name = name
    request.version = version
    let segment: Segment = try await server.call("\(SegmentCommand.service)/GetSegment", request)
    try Listing.one(segment, server.output, SegmentCommand.one)
  }
}
