import Glibc
import Logging
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import SQLiteStorage
import Storage
import TTRPC

/// The two configurations that are measured: bare, which only exists here, and the one that `pcrmd` runs.
enum BenchServer {
  /// Opens the store of one configuration.
  static func open(_ folder: String, isBare: Bool) throws -> SQLiteDatabase {
    var limits = Limits()
    limits.callsPerSecondMax = 0
    let bare = BareService.migration(Migration.baseCount + 1)
    return try SQLiteDatabase.open(
      path: folder, migrations: isBare ? Migration.base + [bare] : PCRM.migrations, limits: limits)
  }

  /// The read by key as the product has it.
  static var safePoint: PointQuery<GetCustomerRequest> { CustomerService.customerByID }

  /// Fills the store.
  static func fill(_ folder: String, isBare: Bool, rows: Int) throws -> [CustomerID] {
    let database = try open(folder, isBare: isBare)
    defer { database.close() }
    if !isBare { try CustomerLoad.sample(customers: rows, seed: 1, into: database) }
    if isBare {
      for start in stride(from: 0, to: rows, by: 5000) {
        try database.write { (writer) throws(Status) in
          for _ in start..<min(rows, start + 5000) {
            try BareService.insert(BareService.example(writer.newID()), writer)
          }
        }
      }
    }
    return try database.read { (reader) throws(Status) in
      try reader.all(isBare ? "SELECT id FROM bench_customer" : "SELECT id FROM customer") {
        $0.id(0)
      }
    }
  }

  /// Serves until SIGTERM; prints the port and token, and its counters at each SIGUSR1.
  static func serve(_ folder: String, isBare: Bool) async throws {
    var limits = Limits()
    // The product's own bound would only measure itself.
    limits.callsPerSecondMax = isBare ? 0 : 10_000_000
    let database = try open(folder, isBare: isBare)
    let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
    let state = ServerState()
    let dispatcher: Dispatcher
    var token = ""
    if isBare {
      dispatcher = Dispatcher(
        table: ServiceTable([BareService.service]), database: database,
        authenticator: TrustEverybody(), journal: nil, limits: limits, state: state,
        logger: logger)
    } else {
      try Bootstrap.run(database) { (secret) throws(Status) in token = secret }
      let context = PCRM.Context(
        pages: PageTokens(secret: [UInt8](repeating: 7, count: 32)), state: state,
        descriptors: [], version: "bench", startTime: SystemClock().now(), database: database)
      dispatcher = Dispatcher(
        table: ServiceTable(PCRM.services(context)), database: database,
        authenticator: TokenAuthenticator(database, access: context.access),
        journal: StoreJournal(), limits: limits,
        state: state, logger: logger)
    }
    let server = try await TTRPCServer.start(
      [.tcp(host: "127.0.0.1", port: 0)], dispatcher: dispatcher, logger: logger)
    guard case .tcp(_, let port)? = server.endpoints.first else { return }
    print("listening \(port) \(token)")
    fflush(nil)
    await untilTerminated {
      print("\(database.counters.commits.value) \(database.counters.jobs.value)")
      fflush(nil)
    }
    await server.shutdown(graceSeconds: 1)
    database.close()
  }
}
