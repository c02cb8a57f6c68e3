import Synchronization

/// Whether the caller is still there: set once, by the connection's end or an explicit cancel.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)
  private let outer: Cancellation?

  public init() { outer = nil }

  /// One call's: the end of its connection cancels it too.
  public init(within outer: Cancellation) { self.outer = outer }

  public var isCancelled: Bool {
    flag.load(ordering: .relaxed) || outer?.isCancelled ?? false
  }

  public func cancel() { flag.store(true, ordering: .relaxed) }
}
