public import PCRMCore
public import PCRMModel
public import ProtobufCodec

/// A message as a courier carries it. It names a person: nothing of it belongs into a log.
public struct OutboundMessage: Sendable {
  /// The same at every try, so that whoever gets it twice can tell.
  public let id: OutboxMessageID
  public let kind: OutboxKind
  public let channel: Channel
  /// A BCP 47 tag; may be empty.
  public let language: String
  /// Number, mail address, account or postal address, as the customer gave it.
  public let recipient: String
  /// Empty but for e-mail and letters.
  public let subject: String
  public let body: String
  public let createTime: Timestamp
  /// Which try this is, from 1.
  public let attempt: Int32

  public init(
    id: OutboxMessageID, kind: OutboxKind, channel: Channel, language: String, recipient: String,
    subject: String, body: String, createTime: Timestamp, attempt: Int32
  ) {
    self.id = id
    self.kind = kind
    self.channel = channel
    self.language = language
    self.recipient = recipient
    self.subject = subject
    self.body = body
    self.createTime = createTime
    self.attempt = attempt
  }
}

/// How a try went. Codes are words of A–Z, 0–9 and "_", without anything of the message.
public enum Delivery: Sendable, Equatable {
  /// The other end has it.
  case taken
  /// It may do later.
  case putOff(code: String)
  /// It will never do.
  case refused(code: String)
  /// It will never do because there is nobody at the address.
  case bounced(code: String)
}

/// Carries messages out of the house. Tries come at least once: a courier says the message's id to the other end.
public protocol Courier: Sendable {
  /// Name in the list of messages: "file", "webhook", "smtp".
  var name: String { get }
  var channels: Set<Channel> { get }
  /// Carries one message, and gives up by itself within half of ``Outbox/leaseSeconds``.
  func deliver(_ message: OutboundMessage) async -> Delivery
}
