public import PCRMCore
public import PCRMModel
import ProtobufCodec
public import Storage

/// The messages that wait in a store, for whoever carries them out of the house.
///
/// A message is taken for a while, in one transaction, and what became of it is written down in another. Whoever dies
/// in between leaves it for the next: so each message is carried at least once, and always under the same id.
public struct Outbox: Sendable {
  /// So long a message belongs to who took it.
  public static let leaseSeconds: Int64 = 120

  private let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// Takes messages that are due, the longest due first.
  ///
  /// Looked at once more: whether the invitation is still open, the customer still agrees, and it is not night. Messages
  /// that are not wanted any more are cancelled, others wait for the morning.
  public func take(by channels: Set<Channel>, most: Int) throws(Status) -> [OutboundMessage] {
    try database.write { (writer) throws(Status) in
      try writer.takeMessages(by: channels, most: most)
    }
  }

  /// Writes down how a try went.
  public func record(
    _ delivery: Delivery, of message: OutboundMessage, by courier: String
  ) throws(Status) {
    try database.write { (writer) throws(Status) in
      try writer.record(delivery, of: message.id, attempt: message.attempt, by: courier)
    }
  }
}
