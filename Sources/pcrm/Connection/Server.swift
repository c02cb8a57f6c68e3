import ArgumentParser
import Foundation
import PCRMCore
import ProtobufCodec
import TTRPC

/// A command that talks to a server.
protocol ServerCommand: AsyncParsableCommand {
  var global: GlobalOptions { get }
  func run(_ server: Server) async throws
}

extension ServerCommand {
  func run() async throws {
    let server = try await Server.connect(global)
    do {
      try await run(server)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
  }
}

/// The server, as the command's options name it, and the caller's token.
struct Server: Sendable {
  let settings: Settings
  private let tls: ClientTLS?
  private let client: TTRPCClient
  private let timeout: Duration?

  static func connect(_ flags: GlobalOptions) async throws -> Server {
    let environment = ProcessInfo.processInfo.environment
    let file = try ConfigFile.read(environment: environment)
    let settings = try Settings(flags, environment: environment, file: file)
    Language.current = settings.language
    var tls: ClientTLS?
    if settings.usesTLS {
      tls = ClientTLS(
        rootsFile: settings.tlsRoots, certificateChainFile: flags.tlsCert,
        privateKeyFile: flags.tlsKey, serverName: flags.tlsServerName)
    }
    let limit = min(flags.timeout?.duration ?? .seconds(10), .seconds(10))
    let client = try await TTRPCClient.connect(to: settings.endpoint, tls: tls, timeout: limit)
    return Server(settings: settings, tls: tls, client: client, timeout: flags.timeout?.duration)
  }

  /// A new connection to the same server.
  func again() async throws(ConnectionFailure) -> Server {
    let limit = min(timeout ?? .seconds(10), .seconds(10))
    let client = try await TTRPCClient.connect(to: settings.endpoint, tls: tls, timeout: limit)
    return Server(settings: settings, tls: tls, client: client, timeout: timeout)
  }

  func close() async { await client.close() }

  var output: OutputFormat { settings.output }

  private var options: CallOptions { CallOptions(token: settings.token, timeout: timeout) }

  /// Calls a method.
  func call<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as response: Response.Type = Response.self
  ) async throws(Status) -> Response {
    try await client.call(path, request, as: response, options: options)
  }

  /// Calls a method that answers with a stream.
  func stream<Request: Message, Response: Message>(
    _ path: String, _ request: Request, of response: Response.Type = Response.self
  ) -> TTRPCStream<Response> {
    client.stream(path, request, of: response, options: options)
  }

  /// Calls any method in JSON: one answer, or a stream of them.
  func answers(_ path: String, json: String) -> TTRPCStream<String> {
    client.stream(path, json: json, options: options)
  }
}

extension ID {
  /// A new key, made here: for `request_id`, and so that a repeat is known as one.
  static func new() -> ID {
    var source = IDSource()
    return source.next(at: SystemClock().now())
  }
}
