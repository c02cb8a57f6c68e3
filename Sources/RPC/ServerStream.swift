public import PCRMCore
import Storage
import Synchronization

/// A server stream under way: the door asks for a page when it has room, and is given one when there is one.
public final class ServerStream: Sendable {
  /// Messages to send; then, when `end` is set, the stream's last word.
  public struct Delivery: Sendable {
    public let messages: [[UInt8]]
    public let end: Status?
  }

  private let dispatcher: Dispatcher
  private let deadline: Instant
  private let cancellation: Cancellation
  private let turner: Mutex<PageTurner>

  init(
    _ turner: PageTurner, dispatcher: Dispatcher, deadline: Instant, cancellation: Cancellation
  ) {
    self.turner = Mutex(turner)
    self.dispatcher = dispatcher
    self.deadline = deadline
    self.cancellation = cancellation
  }

  /// Stops the stream; a page that is being read is interrupted.
  public func cancel() { cancellation.cancel() }

  /// Reads the next page; `deliver` is called once, on another thread. One page at a time.
  public func next(_ deliver: @escaping @Sendable (Delivery) -> Void) {
    // The bell is read before the page: a commit after it rings for this stream again.
    let seen = dispatcher.bell.rings
    dispatcher.database.scan(
      ScanJob(
        deadline: deadline, cancellation: cancellation,
        body: { reader in
          do throws(Status) {
            try self.turn(reader, seen, deliver)
          } catch {
            deliver(Delivery(messages: [], end: error))
          }
        },
        refused: { deliver(Delivery(messages: [], end: $0)) }))
  }

  private func turn(
    _ reader: Reader, _ seen: UInt64, _ deliver: @escaping @Sendable (Delivery) -> Void
  ) throws(Status) {
    let (page, after) = try turner.withLock { $0 }.next(reader)
    turner.withLock { $0 = after }
    let messages = page.elements.map(\.message)
    switch page.then {
    case .end: deliver(Delivery(messages: messages, end: Status(.ok, "")))
    case .more: deliver(Delivery(messages: messages, end: nil))
    // A stream that waits for news would hold up the server's end.
    case .wait where messages.isEmpty && !dispatcher.state.isServing:
      deliver(Delivery(messages: [], end: .draining))
    case .wait where messages.isEmpty:
      dispatcher.bell.onRing(after: seen, until: deadline, cancellation) { self.next(deliver) }
    case .wait: deliver(Delivery(messages: messages, end: nil))
    }
  }
}
