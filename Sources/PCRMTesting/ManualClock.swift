public import PCRMCore
public import ProtobufCodec
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: WallClock {
  private let microseconds: Atomic<Int64>

  /// Starts on 2 March 2026, 00:00 UTC, which is nine in the morning in Seoul.
  public init(_ start: Timestamp = Timestamp(seconds: 1_772_409_600, nanos: 0)) {
    microseconds = Atomic(start.microseconds)
  }

  public func now() -> Timestamp {
    Timestamp(microseconds: microseconds.load(ordering: .relaxed))
  }

  public func advance(seconds: Int64) {
    microseconds.add(seconds * 1_000_000, ordering: .relaxed)
  }
}
