import Dispatch
import Foundation
import Logging
import PCRMCore
import RPC
import SQLiteStorage
import TTRPC

/// A server over a real database in a folder of its own.
struct TestServer {
  let folder: String
  let dispatcher: Dispatcher
  let server: TTRPCServer

  /// The first of its endpoints.
  var endpoint: Endpoint { server.endpoints[0] }

  /// How often a method was answered with a code, as the metrics tell.
  func answered(_ method: String, _ code: StatusCode) -> Int {
    let prefix = "pcrm_calls_total{method=\"test.NoteService/\(method)\",code=\"\(code.name)\"} "
    let line = dispatcher.metrics.text().split(separator: "\n").first { $0.hasPrefix(prefix) }
    return line.flatMap { Int($0.dropFirst(prefix.count)) } ?? 0
  }
}

/// Runs `body` with a server that listens on a port of its own.
func withServer(
  limits: Limits = Limits(), threads: Int = 1,
  endpoints: [Endpoint] = [.tcp(host: "127.0.0.1", port: 0)], tls: ServerTLS? = nil,
  authenticator: any Authenticator = TrustEverybody(),
  _ body: (TestServer) async throws -> Void
) async throws {
  let folder = NSTemporaryDirectory() + "pcrm-ttrpc-" + UUID().uuidString
  let database = try await waiting {
    try SQLiteDatabase.open(path: folder, migrations: NoteService.migrations, limits: limits)
  }
  let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
  let dispatcher = Dispatcher(
    table: ServiceTable([NoteService.service]), database: database, authenticator: authenticator,
    journal: nil, limits: limits, logger: logger)
  let server = try await TTRPCServer.start(
    endpoints, dispatcher: dispatcher, threads: threads, tls: tls, logger: logger)
  let result: Result<Void, any Error>
  do {
    result = .success(
      try await body(TestServer(folder: folder, dispatcher: dispatcher, server: server)))
  } catch {
    result = .failure(error)
  }
  await server.shutdown(graceSeconds: 0)
  try await waiting { database.close() }
  try? FileManager.default.removeItem(atPath: folder)
  try result.get()
}

/// Waits until `condition` holds.
///
/// - Returns: whether it did within so many seconds.
func eventually(within seconds: Double = 5, _ condition: () async -> Bool) async -> Bool {
  let end = Instant.now().adding(nanoseconds: UInt64(seconds * 1e9))
  while Instant.now() < end {
    if await condition() { return true }
    try? await Task.sleep(for: .milliseconds(2))
  }
  return await condition()
}

/// Runs what blocks on a thread where it keeps no test's task from running.
func waiting<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
  }
}
