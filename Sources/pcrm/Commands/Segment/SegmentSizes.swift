import ArgumentParser
import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// `pcrm segment sizes`.
struct SegmentSizes: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "sizes",
    abstract: "Show how large a segment was at the end of each day.",
    discussion: """
      EXAMPLES
        pcrm segment sizes management.intensive
        pcrm segment sizes management.intensive --from 2026-01-01 --to 2026-02-01 --output csv
      """)

  @Argument(help: "The segment's name.")
  var name: String

  @Option(help: ArgumentHelp("First day.", valueName: "day"))
  var from: DayArgument?

  @Option(help: ArgumentHelp("The day before which to end.", valueName: "day"))
  var to: DayArgument?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    var request = ListSegmentSizesRequest()
    request.segment = name
    request.fromDay = from?.day
    request.toDay = to?.day
    var listing = Listing(server.output, Self.columns)
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListSegmentSizesResponse = try await server.call(
        "\(SegmentCommand.service)/ListSegmentSizes", request)
      return (answer.sizes, answer.nextPageToken)
    }
  }

  private static let columns: [Column<SegmentSize>] = [
    Column("DAY") { $0.day.map(CustomerColumns.date) ?? "" },
    Column("SIZE") { String($0.size) },
    Column("IN") { "+\($0.entered)" },
    Column("OUT") { "-\($0.left)" },
    Column("VERSION") { String($0.version) },
  ]
}

/// `pcrm segment equity`.
struct SegmentEquity: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "equity",
    abstract: "Show who is reached by some segments, and who never was.",
    discussion: """
      Covered is who is in any of the segments now. With --uncovered, the customers who never were \
      are listed by their ids.

      EXAMPLES
        pcrm segment equity support.priority support.intensive support.parallel --by region
        pcrm segment equity management.intensive --population care.open --by office
        pcrm segment equity --uncovered --without-case --page-size 20
      """)

  @Argument(help: "The segments.")
  var segments: [String] = []

  @Option(help: ArgumentHelp("Only members of this segment count.", valueName: "name"))
  var population: String?

  @Option(help: "By what to tell apart.")
  var by: WordArgument<CoverageGrouping>?

  @Flag(help: "List those who were never in any of them.")
  var uncovered = false

  @Flag(help: "Of these, only who never had a case.")
  var withoutCase = false

  @Option(help: ArgumentHelp("Of these, only this home office's: id or code.", valueName: "unit"))
  var office: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if !uncovered && (withoutCase || office != nil) {
      throw ValidationError("--without-case and --office go with --uncovered")
    }
  }

  func run(_ server: Server) async throws {
    if uncovered { return try await list(server) }
    var request = GetCoverageRequest()
    request.segments = segments
    request.population = population ?? ""
    request.grouping = by?.value ?? .unspecified
    let answer: GetCoverageResponse = try await server.call(
      "\(SegmentCommand.service)/GetCoverage", request)
    if server.output == .json || server.output == .ndjson {
      return try Console.print(answer.json(pretty: server.output == .json))
    }
    var listing = Listing<Coverage>(server.output, Self.columns)
    for group in answer.groups { try listing.add(group) }
    if answer.groups.count != 1, let total = answer.total, server.output == .table {
      try listing.add(total)
    }
    try listing.end()
  }

  private func list(_ server: Server) async throws {
    var request = ListUncoveredRequest()
    request.segments = segments
    request.population = population ?? ""
    request.withoutCase = withoutCase
    if let office { request.officeID = try await Reference.unit(office, server) }
    var listing = Listing<Customer>(server.output, [Column("CUSTOMER") { $0.id.description }])
    try await page.print(&listing) { size, token in
      request.pageSize = size
      request.pageToken = token
      let answer: ListUncoveredResponse = try await server.call(
        "\(SegmentCommand.service)/ListUncovered", request)
      let rows = answer.customerIDs.map { id in
        var customer = Customer()
        customer.id = id
        return customer
      }
      return (rows, answer.nextPageToken)
    }
  }

  private static let columns: [Column<Coverage>] = [
    Column("GROUP") { group in
      group.region.isEmpty
        ? (group.officeID.isEmpty ? "all" : group.officeID.description)
        : group.region
    },
    Column("PEOPLE") { String($0.population) },
    Column("REACHED") { String($0.covered) },
    Column("SHARE") { share($0.covered, of: $0.population) },
    Column("EVER") { String($0.everCovered) },
    Column("NEVER") { String($0.neverCovered) },
    Column("NEVER A CASE") { String($0.neverHadCase) },
  ]

  private static func share(_ part: Int64, of whole: Int64) -> String {
    if whole <= 0 { return "" }
    let permille = part * 1000 / whole
    return "\(permille / 10).\(permille % 10) %"
  }
}
