import NIOCore
import NIOHTTP1
import NIOPosix
import RPC
import TTRPC

/// The one HTTP listener: `GET /metrics` answers Prometheus text, `GET /healthz` whether the server takes calls.
final class MetricsListener: Sendable {
  private let channel: any Channel

  /// Listens on `address`.
  init(_ endpoint: Endpoint, dispatcher: Dispatcher) async throws {
    guard case .tcp(let host, let port) = endpoint else {
      preconditionFailure("checked by Settings")
    }
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.pipeline.configureHTTPServerPipeline(withErrorHandling: true).flatMapThrowing {
          // Whoever connects and says nothing is sent away.
          try channel.pipeline.syncOperations.addHandlers([
            IdleStateHandler(allTimeout: .seconds(30)), PageHandler(dispatcher),
          ])
        }
      }
      .bind(host: host, port: port).get()
  }

  var address: String { channel.localAddress.map { "\($0)" } ?? "" }

  func close() async throws { try await channel.close() }
}

private final class PageHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let dispatcher: Dispatcher
  private var head: HTTPRequestHead?

  init(_ dispatcher: Dispatcher) { self.dispatcher = dispatcher }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end: answer(context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let (status, type, text) = page(head)
    var headers = HTTPHeaders()
    headers.add(name: "Content-Type", value: type)
    headers.add(name: "Content-Length", value: String(text.utf8.count))
    if !head.isKeepAlive { headers.add(name: "Connection", value: "close") }
    let response = HTTPResponseHead(version: head.version, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    let keepAlive = head.isKeepAlive
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      if !keepAlive { bound.value.close(promise: nil) }
    }
  }

  private func page(_ head: HTTPRequestHead) -> (HTTPResponseStatus, String, String) {
    guard head.method == .GET else { return (.methodNotAllowed, "text/plain", "only GET\n") }
    switch head.uri {
    case "/metrics":
      return (.ok, "text/plain; version=0.0.4; charset=utf-8", dispatcher.metrics.text())
    case "/healthz":
      return dispatcher.state.isServing
        ? (.ok, "text/plain", "serving\n") : (.serviceUnavailable, "text/plain", "draining\n")
    default:
      return (.notFound, "text/plain", "here are /metrics and /healthz\n")
    }
  }
}
