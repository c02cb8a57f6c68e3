import Logging
import PCRMCore
import RPC
import Storage
import TTRPC

final class NoStore: Database {
  func openBurstReader() throws(Status) -> (any BurstReader)? { nil }
  func scan(_ job: ScanJob) { job.refused(.internalError) }
  func write(_ job: WriteJob) {
    job.sink.take([Answer(tag: job.tag, result: .failure(.internalError))])
  }
  func observeCommits(_ observer: @escaping @Sendable () -> Void) {}
  func close() {}
}

/// Runs `body` with a server that listens on a port of its own.
func withServer(
  _ services: [Service] = [echoService], limits: Limits = Limits(), threads: Int = 1,
  _ body: (TTRPCServer) async throws -> Void
) async throws {
  let dispatcher = Dispatcher(
    table: ServiceTable(services), database: NoStore(), authenticator: TrustEverybody(),
    journal: nil, limits: limits, logger: Logger(label: "test"))
  let server = try await TTRPCServer.start(
    [.tcp(host: "127.0.0.1", port: 0)], dispatcher: dispatcher, threads: threads,
    logger: Logger(label: "test"))
  do {
    try await body(server)
  } catch {
    await server.shutdown(graceSeconds: 0)
    throw error
  }
  await server.shutdown(graceSeconds: 0)
}
