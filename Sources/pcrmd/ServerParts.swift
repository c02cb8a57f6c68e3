import Logging
import PCRMCore
import RPC
import SQLiteStorage
import ServiceLifecycle
import Storage
import TTRPC
import UnixSignals

/// The store: closed last, when nobody writes any more.
struct StorePart: ServiceLifecycle.Service {
  let database: SQLiteDatabase

  func run() async throws {
    try await gracefulShutdown()
    database.close()
  }
}

/// What is done by the clock.
struct JobsPart: ServiceLifecycle.Service {
  let jobs: JobRunner

  func run() async throws {
    jobs.start()
    try await gracefulShutdown()
    jobs.stop()
  }
}

/// The HTTP listener.
struct HTTPPart: ServiceLifecycle.Service {
  let endpoint: Endpoint
  let pages: HTTPPages
  let logger: Logger

  func run() async throws {
    let listener = try await HTTPListener(endpoint, pages: pages)
    logger.notice("metrics", metadata: ["address": "\(listener.address)"])
    try await gracefulShutdown()
    try await listener.close()
  }
}

/// The native door: drains when told to stop, reads its certificate again on SIGHUP.
struct DoorPart: ServiceLifecycle.Service {
  let settings: Settings
  let dispatcher: Dispatcher
  let logger: Logger

  func run() async throws {
    var endpoints: [Endpoint] = []
    if let listen = settings.listen { endpoints.append(listen) }
    if let unix = settings.unix { endpoints.append(.unix(path: unix)) }
    let tls = settings.tls.map {
      ServerTLS(
        certificateChainFile: $0.certificate, privateKeyFile: $0.key, clientRootsFile: $0.clientCA)
    }
    let server: TTRPCServer
    do {
      server = try await TTRPCServer.start(
        endpoints, dispatcher: dispatcher, threads: settings.threads, tls: tls, logger: logger)
    } catch {
      let places = endpoints.map(\.description).joined(separator: ", ")
      throw Status(.unavailable, "listen: cannot serve on \(places): \(error)")
    }
    for endpoint in server.endpoints {
      var isEncrypted = tls != nil
      if case .unix = endpoint { isEncrypted = false }
      logger.notice("serving", metadata: ["address": "\(endpoint)", "tls": "\(isEncrypted)"])
    }
    let hangups = await UnixSignalsSequence(trapping: .sighup)
    let reloading = Task { [logger] in
      for await _ in hangups where tls != nil {
        do {
          try server.reloadTLS()
          logger.notice("certificate read again")
        } catch {
          logger.error(
            "certificate kept: the new one cannot be used", metadata: ["error": "\(error)"])
        }
      }
    }
    try await gracefulShutdown()
    logger.notice("draining")
    reloading.cancel()
    dispatcher.state.drain()
    await server.shutdown(graceSeconds: Double(dispatcher.limits.drainSecondsMax))
  }
}
