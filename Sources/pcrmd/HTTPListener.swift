import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TTRPC

/// The one HTTP listener: `/metrics`, `/healthz`, and calendars at their secret addresses.
final class HTTPListener: Sendable {
  private static let connectionsMax = 256
  /// Whoever connects and says nothing, or does not take an answer, is sent away.
  static let idleSeconds: Int64 = 30

  private let channel: any Channel

  /// Listens on `address`.
  init(_ endpoint: Endpoint, pages: HTTPPages) async throws {
    guard case .tcp(let host, let port) = endpoint else {
      preconditionFailure("checked by Settings")
    }
    let connections = ConnectionCount()
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        guard connections.enter(max: Self.connectionsMax) else {
          return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        }
        channel.closeFuture.whenComplete { _ in connections.leave() }
        return channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(HTTPLimits())
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandlers([
            IdleStateHandler(allTimeout: .seconds(Self.idleSeconds)), PageHandler(pages),
          ])
        }
      }
      .bind(host: host, port: port).get()
  }

  var address: String { channel.localAddress.map { "\($0)" } ?? "" }

  func close() async throws { try await channel.close() }
}

/// How many connections are open.
private final class ConnectionCount: Sendable {
  private let open = Mutex(0)

  func enter(max: Int) -> Bool {
    open.withLock { count in
      if count >= max { return false }
      count += 1
      return true
    }
  }

  func leave() { open.withLock { $0 -= 1 } }
}

private final class PageHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pages: HTTPPages
  private var head: HTTPRequestHead?

  init(_ pages: HTTPPages) { self.pages = pages }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      context.triggerUserOutboundEvent(HTTPLimits.Complete(), promise: nil)
      answer(head, context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    if let answer = pages.quick(head) {
      send(answer, to: head, context)
      return
    }
    // What needs the store waits on a thread of its own, not on the loop.
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    let pages = pages
    NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { pages.slow(head) }
      .whenComplete { result in
        let answer =
          (try? result.get()) ?? .text(.serviceUnavailable, "try again later\n")
        bound.value.handler.send(answer, to: head, bound.value.context)
      }
  }

  private func send(
    _ answer: HTTPAnswer, to head: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    guard context.channel.isActive else { return }
    var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
    if answer.status != .notModified {
      headers.add(name: "Content-Type", value: answer.type)
      headers.add(name: "Content-Length", value: String(answer.body.count))
    }
    if !head.isKeepAlive { headers.add(name: "Connection", value: "close") }
    let response = HTTPResponseHead(
      version: head.version, status: answer.status, headers: headers)
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    if head.method != .HEAD, answer.status != .notModified {
      let body = ByteBuffer(bytes: answer.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    let keepAlive = head.isKeepAlive
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let tooSlow = context.eventLoop.scheduleTask(in: .seconds(HTTPListener.idleSeconds)) {
      bound.value.close(promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      tooSlow.cancel()
      if keepAlive {
        bound.value.triggerUserOutboundEvent(HTTPLimits.Answered(), promise: nil)
      } else {
        bound.value.close(promise: nil)
      }
    }
  }
}
