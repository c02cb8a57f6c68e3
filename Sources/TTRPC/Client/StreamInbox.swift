import PCRMCore
import Synchronization

/// The messages of a stream that came and were not read yet.
final class StreamInbox: Sendable {
  typealias Waiter = CheckedContinuation<Result<[UInt8]?, Status>, Never>

  private static let bytesMax = 4 << 20

  private struct State {
    var messages: [[UInt8]] = []
    /// The first of `messages` that was not read.
    var first = 0
    var bytes = 0
    /// The connection was told that there is no room.
    var isFull = false
    var end: Result<[UInt8]?, Status>?
    var waiter: Waiter?
  }

  private let state = Mutex(State())

  var hasEnded: Bool { state.withLock { $0.end != nil } }

  /// Takes what the connection has.
  ///
  /// - Returns: whether there is room for more.
  func receive(_ event: CallEvent) -> Bool {
    let (waiter, result, hasRoom) = state.withLock {
      state -> (Waiter?, Result<[UInt8]?, Status>, Bool) in
      let waiter = state.waiter
      if state.end != nil { return (nil, .success(nil), true) }
      switch event {
      case .message(let message):
        if waiter != nil {
          state.waiter = nil
          return (waiter, .success(message), true)
        }
        state.messages.append(message)
        // An empty message takes room too.
        state.bytes += message.count + 64
        state.isFull = state.bytes > Self.bytesMax
        return (nil, .success(nil), !state.isFull)
      case .finished(let result):
        let end = result.map { _ in [UInt8]?.none }
        state.end = end
        state.waiter = nil
        return (waiter, end, true)
      }
    }
    waiter?.resume(returning: result)
    return hasRoom
  }

  /// Hands the next message to `waiter`, now or when it comes.
  ///
  /// - Returns: whether the connection must be told that there is room again.
  func wait(_ waiter: Waiter) -> Bool {
    let (result, tell) = state.withLock { state -> (Result<[UInt8]?, Status>?, Bool) in
      if state.first < state.messages.count {
        let message = state.messages[state.first]
        state.messages[state.first] = []
        state.first += 1
        state.bytes -= message.count + 64
        if state.first == state.messages.count {
          state.messages.removeAll(keepingCapacity: true)
          state.first = 0
        }
        let tell = state.isFull && state.bytes < Self.bytesMax / 2
        if tell { state.isFull = false }
        return (.success(message), tell)
      }
      if let end = state.end { return (end, false) }
      state.waiter = waiter
      return (nil, false)
    }
    if let result { waiter.resume(returning: result) }
    return tell
  }

  /// The reader was cancelled.
  func cancel() {
    let waiter = state.withLock { state -> Waiter? in
      if state.end == nil { state.end = .failure(.cancelled) }
      state.messages.removeAll()
      state.first = 0
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: .failure(.cancelled))
  }
}
