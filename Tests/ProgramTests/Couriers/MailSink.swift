import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A mail server that takes everything and keeps what was said to it.
final class MailSink: Sendable {
  /// How the server behaves.
  struct Manner: Sendable {
    /// Replies in place of the usual ones, by the first word of the command ("RCPT", "." for the text).
    var replies: [String: String] = [:]
    var tls: NIOSSLContext?
    /// Something that is sent along with the reply to STARTTLS, in clear.
    var injected = ""
    var login: String?
  }

  private let channel: any Channel
  private let log: Log

  /// What was said, line by line; lines that came encrypted begin with "🔒".
  final class Log: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    func add(_ line: String) { kept.withLock { $0.append(line) } }
  }

  private init(_ channel: any Channel, _ log: Log) {
    self.channel = channel
    self.log = log
  }

  var lines: [String] { log.lines }

  var port: Int { channel.localAddress?.port ?? 0 }

  static func start(_ manner: Manner = Manner()) async throws -> MailSink {
    let log = Log()
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(manner, log))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return MailSink(channel, log)
  }

  func stop() async throws { try await channel.close() }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let manner: Manner
    private let log: Log
    private var line: [UInt8] = []
    private var isText = false
    private var isSecure = false

    init(_ manner: Manner, _ log: Log) {
      self.manner = manner
      self.log = log
    }

    func channelActive(context: ChannelHandlerContext) {
      say(manner.replies["greeting"] ?? "220 sink ready", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      for byte in unwrapInboundIn(data).readableBytesView {
        if byte != UInt8(ascii: "\n") {
          line.append(byte)
          continue
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        line = []
        log.add((isSecure ? "🔒" : "") + text)
        hear(text, context)
      }
    }

    private func hear(_ text: String, _ context: ChannelHandlerContext) {
      if isText {
        guard text == "." else { return }
        isText = false
        return say(manner.replies["."] ?? "250 taken", context)
      }
      let word = String(text.prefix { $0 != " " && $0 != ":" })
      if let reply = manner.replies[word] { return say(reply, context) }
      switch word {
      case "EHLO": say(hello, context)
      case "STARTTLS":
        guard let tls = manner.tls else { return say("502 no", context) }
        say("220 go ahead" + manner.injected, context)
        isSecure = true
        let handler = NIOSSLServerHandler(context: tls)
        try? context.pipeline.syncOperations.addHandler(handler, position: .first)
      case "AUTH":
        say(text == "AUTH PLAIN \(manner.login ?? "")" ? "235 welcome" : "535 who?", context)
      case "DATA":
        isText = true
        say("354 go on", context)
      case "QUIT":
        say("221 bye", context)
        context.close(promise: nil)
      default: say("250 fine", context)
      }
    }

    private var hello: String {
      var lines = ["sink", "SIZE 1000000"]
      if manner.tls != nil && !isSecure { lines.append("STARTTLS") }
      if manner.login != nil { lines.append("AUTH PLAIN") }
      return lines.enumerated().map { index, line in
        "250" + (index + 1 < lines.count ? "-" : " ") + line
      }.joined(separator: "\r\n")
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
      context.writeAndFlush(
        wrapOutboundOut(context.channel.allocator.buffer(string: text + "\r\n")), promise: nil)
    }
  }
}
