import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A client that posts to one address: a connection a request, and of the answer the status alone.
struct HTTPClient: Sendable {
  /// So long a request takes at most, from the first packet to the status.
  static let timeoutSeconds: Int64 = 20

  private let address: WebAddress
  /// PEM file of the authorities that are believed; nil = the system's.
  private let roots: String?

  init(_ address: WebAddress, roots: String?) {
    self.address = address
    self.roots = roots
  }

  /// Posts a body.
  ///
  /// - Returns: the status of the answer.
  func post(_ body: [UInt8], _ extra: HTTPHeaders) async throws -> Int {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let status = loop.makePromise(of: Int.self)
    var headers = extra
    headers.add(name: "Host", value: address.authority)
    headers.add(name: "User-Agent", value: "pcrmd")
    headers.add(name: "Content-Length", value: String(body.count))
    headers.add(name: "Connection", value: "close")
    let head = HTTPRequestHead(
      version: .http1_1, method: .POST, uri: address.target, headers: headers)
    let tls = try address.isEncrypted ? CourierTLS.context(roots: roots) : nil
    let host = address.host
    let connecting = ClientBootstrap(group: loop)
      .connectTimeout(.seconds(Self.timeoutSeconds / 2))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(CourierTLS.handler(tls, host: host)) }
          try pipeline.addHTTPClientHandlers()
          try pipeline.addHandler(StatusHandler(head, body, status))
        }
      }
      .connect(host: address.host, port: address.port)
    connecting.whenFailure { _ in status.fail(CourierFailure("CONNECTION_FAILED")) }
    let timeout = loop.scheduleTask(in: .seconds(Self.timeoutSeconds)) {
      status.fail(CourierFailure("TIMEOUT"))
    }
    status.futureResult.whenComplete { _ in
      timeout.cancel()
      connecting.whenSuccess { $0.close(promise: nil) }
    }
    return try await status.futureResult.get()
  }
}

/// Sends one request when the connection stands, and reports the status of its answer.
private final class StatusHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let head: HTTPRequestHead
  private let body: [UInt8]
  private let status: EventLoopPromise<Int>

  init(_ head: HTTPRequestHead, _ body: [UInt8], _ status: EventLoopPromise<Int>) {
    self.head = head
    self.body = body
    self.status = status
  }

  func channelActive(context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let buffer = context.channel.allocator.buffer(bytes: body)
    context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let answer) = unwrapInboundIn(data) {
      // 100 Continue and the like are not the answer yet.
      if answer.status.code >= 200 { status.succeed(Int(answer.status.code)) }
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    status.fail(CourierFailure("CONNECTION_LOST"))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    status.fail(CourierFailure(error is NIOSSLError ? "TLS_FAILED" : "CONNECTION_LOST"))
    context.close(promise: nil)
  }
}
