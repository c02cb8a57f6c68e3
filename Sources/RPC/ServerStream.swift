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
  private let state: Mutex<State>

  private struct State {
    var turner: PageTurner
    var right: StreamRight
    /// When its last message was ready.
    var lastMessage: Instant
    /// How often the bell had rung when a page was read after which there is nothing but to wait.
    var waitsSince: UInt64?
  }

  init(
    _ turner: PageTurner, dispatcher: Dispatcher, right: StreamRight, deadline: Instant,
    cancellation: Cancellation
  ) {
    state = Mutex(State(turner: turner, right: right, lastMessage: .now()))
    self.dispatcher = dispatcher
    self.deadline = deadline
    self.cancellation = cancellation
  }

  /// Stops the stream; a page that is being read is interrupted.
  public func cancel() { cancellation.cancel() }

  /// Reads the next page; `deliver` is called once, on another thread. One page at a time.
  public func next(_ deliver: @escaping @Sendable (Delivery) -> Void) {
    let waiting = state.withLock { state in
      defer { state.waitsSince = nil }
      return state.waitsSince.map { (state.turner, state.lastMessage, $0) }
    }
    // What there was went out with the last page; nobody has to look whether there is more.
    if let (turner, lastMessage, seen) = waiting, dispatcher.state.isServing {
      return wait(turner, since: lastMessage, seen, deliver)
    }
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
    var (turner, right) = state.withLock { ($0.turner, $0.right) }
    try right.check(dispatcher.authenticator, reader)
    let page: PageTurner.Page
    (page, turner) = try turner.next(reader)
    let after = turner
    let seenRight = right
    let messages = page.elements.map(\.message)
    let lastMessage = state.withLock { state in
      state.turner = after
      state.right = seenRight
      if !messages.isEmpty { state.lastMessage = .now() }
      return state.lastMessage
    }
    switch page.then {
    case .end: deliver(Delivery(messages: messages, end: Status(.ok, "")))
    case .more: deliver(Delivery(messages: messages, end: nil))
    // A stream that waits for news would hold up the server's end.
    case .wait where messages.isEmpty && !dispatcher.state.isServing:
      deliver(Delivery(messages: [], end: .draining))
    case .wait where messages.isEmpty: wait(after, since: lastMessage, seen, deliver)
    case .wait:
      state.withLock { $0.waitsSince = seen }
      deliver(Delivery(messages: messages, end: nil))
    }
  }

  /// Waits for news; a sign of life goes out instead when the stream has been silent for long.
  private func wait(
    _ turner: PageTurner, since lastMessage: Instant, _ seen: UInt64,
    _ deliver: @escaping @Sendable (Delivery) -> Void
  ) {
    let silence = UInt64(dispatcher.limits.silenceSecondsMax) * 1_000_000_000
    let sign = turner.signOfLife()
    let due = sign == nil ? .distantFuture : lastMessage.adding(nanoseconds: silence)
    let now = Instant.now()
    if let sign, due <= now {
      state.withLock { $0.lastMessage = now }
      return deliver(Delivery(messages: [sign], end: nil))
    }
    dispatcher.bell.onRing(
      for: turner.newsTopic, after: seen, until: deadline, due: due, cancellation
    ) {
      self.next(deliver)
    }
  }
}
