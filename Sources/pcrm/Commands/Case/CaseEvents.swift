import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm case events`.
struct CaseEvents: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "List what happened to a case, oldest first.",
    discussion: """
      EXAMPLES
        pcrm case events INJ-2026-000001
        pcrm case events INJ-2026-000001 --kind stage --output csv
      """)

  @Argument(help: "The case: its number or id.")
  var `case`: String

  @Option(help: "Only of this kind.")
  var kind: WordArgument<CaseEventKind>?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListCaseEventsRequest()
    request.caseID = try await CaseCommand.id(`case`, server)
    request.kind = kind?.value ?? .unspecified
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListCaseEventsResponse = try await server.call(
        "\(CaseCommand.service)/ListCaseEvents", request)
      return (answer.events, answer.nextPageToken)
    }
  }

  private static let columns: [Column<CaseEvent>] = [
    Column("NO") { String($0.number) },
    Column("TIME") { $0.time.text },
    Column("WHAT") { $0.kind.word },
    Column("FROM") { $0.from },
    Column("TO") { $0.to },
    Column("REASON") { $0.reason },
    Column("LEFT FOR") { $0.exitReason },
    Column("NOTE") { $0.note },
    Column("STAGE") { $0.stage },
    Column("PHASE") { $0.phase },
  ]
}
