import ArgumentParser
import PCRMCore
import PCRMModel
import ProtobufCodec
import TTRPC

/// `pcrm status`: how the server is.
struct StatusCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show whether the server serves, and how it and its store are.",
    discussion: """
      EXAMPLES
        pcrm status
        pcrm status --output json
      """)

  @OptionGroup var global: GlobalOptions

  func run(_ server: Server) async throws {
    let health: HealthCheckResponse = try await server.call(
      "grpc.health.v1.Health/Check", HealthCheckRequest())
    let status: ServerStatus = try await server.call(
      "pcrm.v1.AdminService/GetServerStatus", GetServerStatusRequest())
    let word = health.status.name ?? String(health.status.rawValue)
    switch server.output {
    case .json, .ndjson: try Console.print(status.json(pretty: server.output == .json))
    case .csv: try Listing.one(status, .csv, Self.columns)
    case .table:
      let head = [
        ("server", server.settings.endpoint.description),
        ("health", word.lowercased().replacing("_", with: " ")),
      ]
      try Console.write(
        TextTable.pairs(head + Self.columns.map { ($0.title, $0.value(status)) }))
    }
    guard health.status == .serving else {
      throw CommandFailure(code: 1, message: "unavailable: the server answers \(word)")
    }
  }

  private static let columns: [Column<ServerStatus>] = [
    Column("version") { $0.version },
    Column("started") { $0.startTime.text },
    Column("server time") { $0.serverTime.text },
    Column("schema") { String($0.schemaVersion) },
    Column("feed sequence") { String($0.feedSequence) },
    Column("database bytes") { String($0.databaseBytes) },
    Column("wal bytes") { String($0.walBytes) },
    Column("customers") { String($0.customerCount) },
    Column("deleted customers") { String($0.deletedCustomerCount) },
    Column("units") { String($0.unitCount) },
    Column("staff") { String($0.staffCount) },
    Column("principals") { String($0.principalCount) },
    Column("writer queue") { String($0.writerQueueLength) },
  ]
}
