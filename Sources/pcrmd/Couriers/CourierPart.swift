import Logging
import NIOPosix
import PCRM
import PCRMCore
import ServiceLifecycle
import Storage

/// Carries messages from the outbox to the couriers, a few at a time, until the server stops.
struct CourierPart: ServiceLifecycle.Service {
  /// Messages that one courier carries at once.
  static let messagesMax = 16
  private static let restMilliseconds: Int64 = 500

  let outbox: Outbox
  let couriers: [any Courier]
  let logger: Logger

  func run() async throws {
    logger.notice("couriers", metadata: ["names": "\(couriers.map(\.name).sorted())"])
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      var carried = 0
      for courier in couriers { carried += await round(courier) }
      if carried == 0 { await rest() }
    }
  }

  /// - Returns: how many messages were carried.
  private func round(_ courier: any Courier) async -> Int {
    let taken: [OutboundMessage]
    do {
      let outbox = outbox
      let channels = courier.channels
      taken = try await blocking { () throws(Status) in
        try outbox.take(by: channels, most: Self.messagesMax)
      }
    } catch {
      logger.error("outbox", metadata: ["detail": "\(error)"])
      return 0
    }
    await withTaskGroup(of: Void.self) { group in
      for message in taken {
        group.addTask { await carry(message, by: courier) }
      }
    }
    return taken.count
  }

  private func carry(_ message: OutboundMessage, by courier: any Courier) async {
    let delivery = await courier.deliver(message)
    // Of the message only its id may be told.
    if delivery != .taken {
      logger.warning(
        "message not delivered",
        metadata: ["id": "\(message.id)", "courier": "\(courier.name)", "how": "\(delivery)"])
    }
    do {
      let outbox = outbox
      try await blocking { () throws(Status) in
        try outbox.record(delivery, of: message, by: courier.name)
      }
    } catch {
      // It still belongs to the courier; when that time is over it is carried once more.
      logger.error("outbox", metadata: ["detail": "\(error)"])
    }
  }

  /// The store waits for disks: that is done on a thread of its own.
  private func blocking<T: Sendable>(
    _ body: @escaping @Sendable () throws(Status) -> T
  ) async throws -> T {
    try await NIOThreadPool.singleton.runIfActive { try body() }
  }

  private func rest() async {
    try? await Task.sleep(for: .milliseconds(Self.restMilliseconds))
  }
}
