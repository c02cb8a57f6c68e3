import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import PCRM
import PCRMModel

/// Hands each message to a mail server: a plain RFC 5321 client, encrypted by STARTTLS, a connection a message.
struct SMTPCourier: Courier {
  /// So long a message takes at most.
  static let timeoutSeconds: Int64 = 40

  let name = "smtp"
  let channels: Set<PCRMModel.Channel>
  private let host: String
  private let port: Int
  private let sender: String
  private let encryption: SMTPConversation.Encryption
  private let login: SMTPConversation.Login?
  private let roots: String?

  init(
    host: String, port: Int, from sender: String, encryption: SMTPConversation.Encryption,
    login: SMTPConversation.Login?, roots: String?, channels: Set<PCRMModel.Channel> = [.email]
  ) {
    self.host = host
    self.port = port
    self.sender = sender
    self.encryption = encryption
    self.login = login
    self.roots = roots
    self.channels = channels
  }

  func deliver(_ message: OutboundMessage) async -> Delivery {
    guard MailMessage.isAddress(message.recipient) else {
      return .bounced(code: "ADDRESS_MALFORMED")
    }
    let conversation = SMTPConversation(
      message, from: sender, host: Self.hostName,
      encryption: encryption, login: login)
    do {
      return try await run(conversation)
    } catch let failure as CourierFailure {
      return .putOff(code: failure.code)
    } catch {
      return .putOff(code: "CONNECTION_FAILED")
    }
  }

  /// What this end calls itself.
  private static let hostName: String = {
    var characters = [CChar](repeating: 0, count: 256)
    let failure = gethostname(&characters, characters.count - 1)
    let name = characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let isPlain = failure == 0 && !name.isEmpty && name.allSatisfy { (0x21..<0x7f).contains($0) }
    return isPlain ? String(decoding: name, as: UTF8.self) : "localhost"
  }()

  private func run(_ conversation: SMTPConversation) async throws -> Delivery {
    let tls = try encryption == .off ? nil : CourierTLS.context(roots: roots)
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let result = loop.makePromise(of: Delivery.self)
    let host = host
    let connecting = ClientBootstrap(group: loop)
      .connectTimeout(.seconds(Self.timeoutSeconds / 2))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            SMTPHandler(conversation, tls, host: host, result))
        }
      }
      .connect(host: host, port: port)
    connecting.whenFailure { _ in result.fail(CourierFailure("CONNECTION_FAILED")) }
    let timeout = loop.scheduleTask(in: .seconds(Self.timeoutSeconds)) {
      result.fail(CourierFailure("TIMEOUT"))
      connecting.whenSuccess { $0.close(promise: nil) }
    }
    result.futureResult.whenComplete { _ in timeout.cancel() }
    return try await result.futureResult.get()
  }
}

/// Carries a conversation over a connection.
private final class SMTPHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var conversation: SMTPConversation
  private var replies = SMTPReplies()
  private let tls: NIOSSLContext?
  private let host: String
  private let result: EventLoopPromise<Delivery>
  /// Between STARTTLS and the handshake nothing in clear may come.
  private var isSecuring = false

  init(
    _ conversation: SMTPConversation, _ tls: NIOSSLContext?, host: String,
    _ result: EventLoopPromise<Delivery>
  ) {
    self.conversation = conversation
    self.tls = tls
    self.host = host
    self.result = result
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    while let byte = buffer.readInteger(as: UInt8.self) {
      // Whoever sends more with the word to go on wants it to be taken for encrypted (CVE-2011-0411).
      if isSecuring { return fail("TLS_FAILED", context) }
      do {
        if let reply = try replies.take(byte) {
          act(conversation.reply(reply.code, reply.lines), context)
        }
      } catch {
        return fail("SMTP_MALFORMED", context)
      }
    }
  }

  private func act(_ action: SMTPConversation.Action, _ context: ChannelHandlerContext) {
    switch action {
    case .send(let text): write(text, context)
    case .startTLS:
      guard let tls else { return fail("TLS_FAILED", context) }
      isSecuring = true
      do {
        let handler = try CourierTLS.handler(tls, host: host)
        try context.pipeline.syncOperations.addHandler(handler, position: .first)
      } catch {
        fail("TLS_FAILED", context)
      }
    case .end(let delivery, let last):
      result.succeed(delivery)
      write(last, context)
      context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted? = event as? TLSUserEvent {
      isSecuring = false
      act(conversation.secured(), context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    if text.isEmpty { return }
    context.writeAndFlush(
      wrapOutboundOut(context.channel.allocator.buffer(string: text)), promise: nil)
  }

  private func fail(_ code: String, _ context: ChannelHandlerContext) {
    result.fail(CourierFailure(code))
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    result.fail(CourierFailure("CONNECTION_LOST"))
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(isSecuring || error is NIOSSLError ? "TLS_FAILED" : "CONNECTION_LOST", context)
  }
}
