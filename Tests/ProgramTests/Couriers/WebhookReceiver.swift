import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A web server that takes posts and keeps them.
final class WebhookReceiver: Sendable {
  struct Post: Sendable {
    let target: String
    let headers: HTTPHeaders
    let body: [UInt8]
  }

  private let channel: any Channel
  private let kept = Mutex<[Post]>([])
  /// What is answered next; the last one stays.
  private let answers: Mutex<[Int]>

  private init(_ channel: any Channel, _ answers: [Int]) {
    self.channel = channel
    self.answers = Mutex(answers)
  }

  var posts: [Post] { kept.withLock { $0 } }

  var port: Int { channel.localAddress?.port ?? 0 }

  /// - Parameter answers: the statuses to answer with; 0 closes the connection without one.
  static func start(
    answers: [Int] = [204], tls: NIOSSLContext? = nil
  ) async throws
    -> WebhookReceiver
  {
    let receiving = Receiving()
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(Handler(receiving))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let receiver = WebhookReceiver(channel, answers)
    receiving.set(receiver)
    return receiver
  }

  func stop() async throws { try await channel.close() }

  private func take(_ post: Post) -> Int {
    kept.withLock { $0.append(post) }
    return answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? 204 }
  }

  /// Tells handlers of the receiver that is made after them.
  private final class Receiving: Sendable {
    private let receiver = Mutex<WebhookReceiver?>(nil)
    func set(_ value: WebhookReceiver) { receiver.withLock { $0 = value } }
    func take(_ post: Post) -> Int { receiver.withLock { $0 }?.take(post) ?? 503 }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let receiving: Receiving
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ receiving: Receiving) { self.receiving = receiving }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body(let part): body += part.readableBytesView
      case .end:
        guard let head else { return }
        let status = receiving.take(
          Post(target: head.uri, headers: head.headers, body: body))
        if status == 0 { return context.close(promise: nil) }
        let answer = HTTPResponseHead(
          version: head.version, status: HTTPResponseStatus(statusCode: status),
          headers: ["Content-Length": "0"])
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }
  }
}
