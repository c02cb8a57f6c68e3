import CDescriptors
import Logging
import PCRM
import PCRMCore
import RPC
import SQLiteStorage
import ServiceLifecycle
import Storage
import TTRPC
import UnixSignals

/// The daemon, put together: store, features, dispatcher, doors. Its parts start in this order and stop in reverse.
struct Server {
  private let settings: Settings
  private let logger: Logger

  init(_ settings: Settings) {
    self.settings = settings
    logger = Logger(label: "pcrmd") { _ in
      LineLogHandler(level: settings.logLevel, format: settings.logFormat)
    }
  }

  /// Serves until SIGTERM or SIGINT.
  func run() async throws {
    let limits = Limits()
    var options = SQLiteOptions()
    options.report = { [logger] in logger.error("storage", metadata: ["detail": "\($0)"]) }
    let database = try SQLiteDatabase.open(
      path: settings.data, migrations: PCRM.migrations, limits: limits, options: options)
    let folder = DataFiles(settings.data)
    let isFirstStart = try Bootstrap.run(database) { (token) throws(Status) in
      try folder.write(token: token)
    }
    if isFirstStart {
      logger.notice(
        "first start: made the principal 'admin' and its token",
        metadata: ["file": "\(folder.tokenFile)"])
    }
    let state = ServerState()
    let context = PCRM.Context(
      pages: PageTokens(secret: try folder.secret()), state: state, descriptors: descriptors,
      version: Version.text, startTime: SystemClock().now(), database: database,
      storeFigures: { StoreGauges(database).figures })
    let dispatcher = Dispatcher(
      table: ServiceTable(PCRM.services(context)), database: database,
      authenticator: TokenAuthenticator(database, access: context.access), journal: StoreJournal(),
      limits: limits, state: state,
      logger: logger)
    StoreGauges(database).add(to: dispatcher.metrics)

    let jobs = JobRunner(database: database) { [logger] in
      logger.error("timers", metadata: ["detail": "\($0)"])
    }
    PCRM.handleTimers(jobs) { [logger] in
      logger.error("segments", metadata: ["detail": "\($0)"])
    }
    try PCRM.begin(database)
    var parts: [any ServiceLifecycle.Service] = [
      StorePart(database: database), JobsPart(jobs: jobs),
    ]
    if !settings.couriers.couriers.isEmpty {
      parts.append(
        CourierPart(
          outbox: Outbox(database), couriers: settings.couriers.couriers, logger: logger))
    }
    if let metrics = settings.metrics {
      let pages = HTTPPages(dispatcher: dispatcher, database: database)
      parts.append(HTTPPart(endpoint: metrics, pages: pages, logger: logger))
    }
    parts.append(DoorPart(settings: settings, dispatcher: dispatcher, logger: logger))
    // The group's own notes on starting and stopping are of no use to an operator.
    var quiet = logger
    quiet.logLevel = .error
    try await ServiceGroup(
      services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet
    ).run()
    logger.notice("stopped")
  }

  /// The contract's compiled descriptors.
  private var descriptors: [UInt8] {
    [UInt8](
      UnsafeRawBufferPointer(
        start: pcrm_descriptor_set(), count: Int(pcrm_descriptor_set_length())))
  }
}
