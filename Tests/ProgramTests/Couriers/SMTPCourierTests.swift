import Foundation
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import Testing

@testable import pcrmd

/// Mail through a real connection to a server that keeps what it is told.
struct SMTPCourierTests {
  private static func message(to recipient: String = "customer@example.kr") -> OutboundMessage {
    OutboundMessage(
      id: OutboxMessageID(high: 0x0199_0000_0000_7000, low: 0x8000_0000_0000_0001),
      kind: .invitation, channel: .email, language: "ko", recipient: recipient,
      subject: "만족도 조사에 답해 주시면 다음 방문을 더 잘 준비할 수 있습니다",
      body: "안녕하세요.\n.\n끝",
      createTime: Timestamp(seconds: 1_772_409_600, nanos: 0), attempt: 1)
  }

  private static func courier(
    _ sink: MailSink, _ encryption: SMTPConversation.Encryption = .off,
    login: SMTPConversation.Login? = nil, roots: String? = nil
  ) -> SMTPCourier {
    SMTPCourier(
      host: "localhost", port: sink.port, from: "survey@agency.kr", encryption: encryption,
      login: login, roots: roots)
  }

  /// Would catch a message that another server could not read: its envelope, subject and text.
  @Test func mail() async throws {
    let sink = try await MailSink.start()
    #expect(await Self.courier(sink).deliver(Self.message()) == .taken)
    let lines = sink.lines
    #expect(lines.contains("MAIL FROM:<survey@agency.kr>"))
    #expect(lines.contains("RCPT TO:<customer@example.kr>"))
    #expect(lines.contains("Message-ID: <01990000-0000-7000-8000-000000000001@agency.kr>"))
    #expect(lines.contains("Date: Mon, 2 Mar 2026 00:00:00 +0000"))
    #expect(lines.contains("Content-Type: text/plain; charset=utf-8"))
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
    let subject = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
    let words = lines[subject...].prefix { $0.hasPrefix("Subject: ") || $0.hasPrefix(" ") }
      .map { $0.drop { $0 != "=" } }
    let decoded = words.map { word in
      Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()
    }
    #expect(
      decoded.map { String(decoding: $0, as: UTF8.self) }.joined() == Self.message().subject)
    let blank = try #require(lines.firstIndex(of: ""))
    let text = lines[(blank + 1)...].prefix { $0 != "." }.joined()
    let body = String(decoding: try #require(Data(base64Encoded: text)), as: UTF8.self)
    #expect(body == "안녕하세요.\r\n.\r\n끝")
    try await sink.stop()
    #expect(
      await Self.courier(sink).deliver(Self.message()) == .putOff(code: "CONNECTION_FAILED"))
  }

  private struct Reply: Sendable, CustomTestStringConvertible {
    let command: String
    let reply: String
    let delivery: Delivery

    var testDescription: String { "\(command): \(reply)" }
  }

  private static let replies: [Reply] = [
    Reply(command: "greeting", reply: "554 go away", delivery: .putOff(code: "SMTP_554")),
    Reply(command: "EHLO", reply: "502 what?", delivery: .putOff(code: "SMTP_502")),
    Reply(command: "MAIL", reply: "550 not you", delivery: .putOff(code: "SMTP_550")),
    Reply(command: "RCPT", reply: "451 later", delivery: .putOff(code: "SMTP_451")),
    Reply(command: "RCPT", reply: "550 nobody", delivery: .bounced(code: "SMTP_550")),
    Reply(command: "RCPT", reply: "552 full", delivery: .putOff(code: "SMTP_552")),
    Reply(command: "RCPT", reply: "554 no", delivery: .refused(code: "SMTP_554")),
    Reply(command: ".", reply: "554 spam", delivery: .refused(code: "SMTP_554")),
    Reply(command: ".", reply: "452 disk", delivery: .putOff(code: "SMTP_452")),
    Reply(command: "MAIL", reply: "hello", delivery: .putOff(code: "SMTP_MALFORMED")),
  ]

  /// Would catch a bounce that is tried for ever, and a full mailbox or a wrong setting that is taken for a bounce.
  @Test(arguments: replies) private func reply(_ reply: Reply) async throws {
    let sink = try await MailSink.start(
      MailSink.Manner(replies: [reply.command: reply.reply]))
    #expect(await Self.courier(sink).deliver(Self.message()) == reply.delivery)
    try await sink.stop()
  }

  /// Would catch mail or a password that goes in clear, and a server that is believed without its certificate.
  @Test func encryption() async throws {
    let authority = try CourierAuthority()
    let login = SMTPConversation.Login(user: "pcrm", password: "secret")
    let word = Data("\u{0}pcrm\u{0}secret".utf8).base64EncodedString()
    let sink = try await MailSink.start(
      MailSink.Manner(tls: try authority.context(), login: word))
    #expect(
      await Self.courier(sink, .required, login: login, roots: authority.roots)
        .deliver(Self.message()) == .taken)
    let clear = sink.lines.filter { !$0.hasPrefix("🔒") }
    #expect(clear.count == 2 && clear[1] == "STARTTLS")
    #expect(sink.lines.contains("🔒AUTH PLAIN \(word)"))
    #expect(
      await Self.courier(
        sink, .required, login: SMTPConversation.Login(user: "pcrm", password: "wrong"),
        roots: authority.roots
      ).deliver(Self.message()) == .putOff(code: "SMTP_LOGIN_FAILED"))
    let other = try CourierAuthority()
    #expect(
      await Self.courier(sink, .required, roots: other.roots).deliver(Self.message())
        == .putOff(code: "TLS_FAILED"))
    let plain = try await MailSink.start()
    #expect(
      await Self.courier(plain, .required).deliver(Self.message())
        == .putOff(code: "STARTTLS_MISSING"))
    #expect(await Self.courier(plain, .preferred).deliver(Self.message()) == .taken)
    #expect(
      await Self.courier(plain, .preferred, login: login).deliver(Self.message())
        == .putOff(code: "STARTTLS_MISSING"))
    try await sink.stop()
    try await plain.stop()
  }

  /// Somebody between the two adds a reply in clear (CVE-2011-0411). Would catch one that is taken for encrypted.
  @Test func injectedReply() async throws {
    let authority = try CourierAuthority()
    let sink = try await MailSink.start(
      MailSink.Manner(tls: try authority.context(), injected: "\r\n250 fine"))
    #expect(
      await Self.courier(sink, .required, roots: authority.roots).deliver(Self.message())
        == .putOff(code: "TLS_FAILED"))
    try await sink.stop()
  }

  /// Would catch an address that says more to the server than an address.
  @Test(arguments: [
    "", "nobody", "two@@example.kr", "a b@example.kr", "x@example.kr>\r\nRCPT TO:<y@example.kr",
    "고객@example.kr", "<x@example.kr>",
  ]) func address(_ address: String) async throws {
    let sink = try await MailSink.start()
    #expect(
      await Self.courier(sink).deliver(Self.message(to: address))
        == .bounced(code: "ADDRESS_MALFORMED"))
    #expect(sink.lines.isEmpty)
    try await sink.stop()
  }
}
