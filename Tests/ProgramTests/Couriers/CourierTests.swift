import Crypto
import Foundation
import NIOHTTP1
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec
import Testing

@testable import pcrmd

/// Couriers against real servers: what leaves the house, and what is made of the answers.
struct CourierTests {
  private static func message(
    to recipient: String = "customer@example.kr", attempt: Int32 = 1
  ) -> OutboundMessage {
    OutboundMessage(
      id: OutboxMessageID(high: 0x0199_0000_0000_7000, low: 0x8000_0000_0000_0001),
      kind: .invitation, channel: .email, language: "ko", recipient: recipient,
      subject: "만족도 조사에 답해 주시면 다음 방문을 더 잘 준비할 수 있습니다",
      body: "안녕하세요.\nhttps://survey.example.kr/a/0123\n.\n끝",
      createTime: Timestamp(seconds: 1_772_409_600, nanos: 0), attempt: attempt)
  }

  private static let secret = Array("a secret of some length".utf8)

  private static func webhook(
    _ receiver: WebhookReceiver, tls authority: CourierAuthority? = nil
  ) throws -> WebhookCourier {
    let scheme = authority == nil ? "http" : "https"
    let url = try #require(
      WebAddress("\(scheme)://localhost:\(receiver.port)/hooks/messages?from=pcrm"))
    return WebhookCourier(
      url: url, secret: secret, roots: authority?.roots, channels: [.email])
  }

  /// Would catch a signature that whoever gets it cannot check, and an id that differs from try to try.
  @Test func webhookIsSigned() async throws {
    let receiver = try await WebhookReceiver.start()
    let courier = try Self.webhook(receiver)
    #expect(await courier.deliver(Self.message()) == .taken)
    #expect(await courier.deliver(Self.message(attempt: 2)) == .taken)
    let posts = receiver.posts
    #expect(posts.count == 2 && posts[0].target == "/hooks/messages?from=pcrm")
    #expect(
      posts[0].headers["PCRM-Message-Id"] == posts[1].headers["PCRM-Message-Id"])
    for post in posts {
      let time = try #require(post.headers["PCRM-Timestamp"].first)
      let code = HMAC<SHA256>.authenticationCode(
        for: Array("\(time).".utf8) + post.body, using: SymmetricKey(data: Self.secret))
      let hex = code.map { String(format: "%02x", $0) }.joined()
      #expect(post.headers["PCRM-Signature"] == ["v1=" + hex])
      let sent = try JSONDecoder().decode(CourierMessage.self, from: Data(post.body))
      #expect(sent.recipient == "customer@example.kr" && sent.channel == "email")
      #expect(sent.kind == "invitation" && sent.createTime == "2026-03-02T00:00:00Z")
    }
    try await receiver.stop()
    #expect(await courier.deliver(Self.message()) == .putOff(code: "CONNECTION_FAILED"))
  }

  /// Would catch an answer that loses a message, or tries for ever what will never do.
  @Test func webhookAnswers() async throws {
    let table: [(Int, Delivery)] = [
      (200, .taken), (302, .putOff(code: "HTTP_302")), (400, .refused(code: "HTTP_400")),
      (401, .putOff(code: "HTTP_401")), (404, .putOff(code: "HTTP_404")),
      (410, .bounced(code: "HTTP_410")), (429, .putOff(code: "HTTP_429")),
      (503, .putOff(code: "HTTP_503")), (0, .putOff(code: "CONNECTION_LOST")), (202, .taken),
    ]
    let receiver = try await WebhookReceiver.start(answers: table.map(\.0))
    let courier = try Self.webhook(receiver)
    for (status, delivery) in table {
      #expect(await courier.deliver(Self.message()) == delivery, "\(status)")
    }
    try await receiver.stop()
  }

  /// Would catch a client that talks to whoever answers.
  @Test func webhookChecksTheCertificate() async throws {
    let authority = try CourierAuthority()
    let receiver = try await WebhookReceiver.start(tls: authority.context())
    #expect(await (try Self.webhook(receiver, tls: authority)).deliver(Self.message()) == .taken)
    let other = try CourierAuthority()
    #expect(
      await (try Self.webhook(receiver, tls: other)).deliver(Self.message())
        == .putOff(code: "TLS_FAILED"))
    #expect(receiver.posts.count == 1)
    try await receiver.stop()
  }

  /// Would catch a file that is seen half written, or twice for one message.
  @Test func files() async throws {
    let folder = NSTemporaryDirectory() + "pcrm-files-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let courier = FileCourier(folder: folder, channels: [.sms])
    for attempt in Int32(1)...3 {
      #expect(await courier.deliver(Self.message(attempt: attempt)) == .taken)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder)
        == ["01990000-0000-7000-8000-000000000001.json"])
    let path = folder + "/01990000-0000-7000-8000-000000000001.json"
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(try JSONDecoder().decode(CourierMessage.self, from: bytes).attempt == 3)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let nowhere = FileCourier(folder: "/proc/pcrm", channels: [.sms])
    guard case .putOff(let code) = await nowhere.deliver(Self.message()) else {
      Issue.record("a folder that cannot be written to took a message")
      return
    }
    #expect(code.hasPrefix("FILE_"))
  }
}
