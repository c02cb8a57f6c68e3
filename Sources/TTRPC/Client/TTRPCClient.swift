import NIOCore
import NIOPosix
public import PCRMCore
public import ProtobufCodec

/// One connection to a ttrpc server, on which any number of calls may be under way.
///
/// Calls beyond those that a server takes at a time (256) wait here. When the connection is lost, calls end with `unavailable`
/// and reason CONNECTION_LOST; a new client is then to be connected.
public final class TTRPCClient: Sendable {
  public let endpoint: Endpoint
  private let channel: any Channel
  let outbox: ClientOutbox

  /// Connects, and with TLS shakes hands.
  public static func connect(
    to endpoint: Endpoint, tls: ClientTLS? = nil, timeout: Duration = .seconds(10),
    limits: Limits = Limits()
  ) async throws(ConnectionFailure) -> TTRPCClient {
    do {
      let connecting = Connecting(endpoint: endpoint, tls: tls, timeout: timeout, limits: limits)
      let (channel, outbox) = try await connecting.open()
      return TTRPCClient(endpoint, channel, outbox)
    } catch {
      throw ConnectionFailure(endpoint, error)
    }
  }

  private init(_ endpoint: Endpoint, _ channel: any Channel, _ outbox: ClientOutbox) {
    self.endpoint = endpoint
    self.channel = channel
    self.outbox = outbox
  }

  deinit { outbox.add(.close) }

  /// Whether calls can still be sent.
  public var isConnected: Bool { channel.isActive }

  /// Closes the connection; calls under way end with `unavailable`.
  public func close() async {
    outbox.add(.close)
    try? await channel.closeFuture.get()
  }

  /// Calls a method by its path, such as `pcrm.v1.CustomerService/GetCustomer`.
  public func call<Request: Message, Response: Message>(
    _ path: String, _ request: Request, as response: Response.Type = Response.self,
    options: CallOptions = CallOptions()
  ) async throws(Status) -> Response {
    try Self.decode(try await call(path, bytes: request.binary(), options: options))
  }

  /// Calls a method with a message in binary, and answers the answer in binary.
  public func call(
    _ path: String, bytes: [UInt8], options: CallOptions = CallOptions()
  ) async throws(Status) -> [UInt8] {
    try await unary(try CallRoute(path, json: false, options), bytes, options)
  }

  /// Calls a method with a message in JSON, and answers the answer in JSON.
  public func call(
    _ path: String, json: String, options: CallOptions = CallOptions()
  ) async throws(Status) -> String {
    let route = try CallRoute(path, json: true, options)
    return String(decoding: try await unary(route, [UInt8](json.utf8), options), as: UTF8.self)
  }

  /// Calls a method that answers with a stream. Nothing is sent before the stream is read.
  public func stream<Request: Message, Response: Message>(
    _ path: String, _ request: Request, of response: Response.Type = Response.self,
    options: CallOptions = CallOptions()
  ) -> TTRPCStream<Response> {
    TTRPCStream(StreamStart(self, path, request.binary(), json: false, options)) {
      (bytes) throws(Status) in try Self.decode(bytes)
    }
  }

  /// Calls a method that answers with a stream, all in JSON.
  public func stream(
    _ path: String, json: String, options: CallOptions = CallOptions()
  ) -> TTRPCStream<String> {
    TTRPCStream(StreamStart(self, path, [UInt8](json.utf8), json: true, options)) { bytes in
      String(decoding: bytes, as: UTF8.self)
    }
  }

  private func unary(
    _ route: CallRoute, _ payload: [UInt8], _ options: CallOptions
  ) async throws(Status) -> [UInt8] {
    let token = outbox.token()
    let deadline = options.deadline
    let result: Result<[UInt8], Status> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        outbox.add(
          .call(
            ClientCall(
              token: token, route: route, payload: payload, deadline: deadline, isStream: false
            ) { event in
              if case .finished(let result) = event { continuation.resume(returning: result) }
              return true
            }))
        // A cancellation that came before the call was there to be cancelled.
        if Task.isCancelled { outbox.add(.cancel(token)) }
      }
    } onCancel: {
      outbox.add(.cancel(token))
    }
    return try result.get()
  }

  private static func decode<M: Message>(_ bytes: [UInt8]) throws(Status) -> M {
    do throws(DecodingFailure) {
      return try M(binary: bytes)
    } catch {
      throw Status(.internal, "the server's answer is no \(M.protoName): \(error)")
    }
  }
}

extension CallOptions {
  /// When the caller stops waiting.
  var deadline: Instant {
    guard let timeout else { return .distantFuture }
    let (seconds, attoseconds) = timeout.components
    guard seconds >= 0, attoseconds >= 0 else { return .now() }
    let (nanoseconds, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return .distantFuture }
    return Instant.now().adding(nanoseconds: nanoseconds)
      .adding(nanoseconds: UInt64(attoseconds) / 1_000_000_000)
  }
}

extension CallRoute {
  /// The route of a path, such as `pcrm.v1.CustomerService/GetCustomer`.
  init(_ path: String, json: Bool, _ options: CallOptions) throws(Status) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw .invalid("method", "\(path) should be written SERVICE/METHOD")
    }
    self.init(
      String(path[..<slash]), String(path[path.index(after: slash)...]), json: json, options)
  }
}
