import FoundationEssentials
import PCRM
import PCRMCore
import PCRMModel
import ProtobufCodec

/// A message as files and webhooks carry it.
struct CourierMessage: Codable, Equatable {
  /// The same at every try.
  var id: String
  /// "invitation" or "reminder".
  var kind: String
  /// "sms", "email", "app" or "post".
  var channel: String
  var language: String
  var recipient: String
  var subject: String
  var body: String
  /// RFC 3339.
  var createTime: String
  /// Which try this is, from 1.
  var attempt: Int32

  enum CodingKeys: String, CodingKey {
    case id, kind, channel, language, recipient, subject, body, attempt
    case createTime = "create_time"
  }

  init(_ message: OutboundMessage) {
    id = message.id.description
    kind = Self.word(message.kind)
    channel = Self.word(message.channel)
    language = message.language
    recipient = message.recipient
    subject = message.subject
    body = message.body
    let time = Date(timeIntervalSince1970: Double(message.createTime.seconds))
    createTime = time.formatted(.iso8601)
    attempt = message.attempt
  }

  private static func word<E: OpenEnum>(_ value: E) -> String {
    let prefix = E.names.first.map { $0.1.dropLast("UNSPECIFIED".count) } ?? ""
    return (value.name ?? "").dropFirst(prefix.count).lowercased()
  }

  /// The message as JSON, its keys in order, so that the same try has the same bytes.
  var json: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { [UInt8]($0) }
  }
}
