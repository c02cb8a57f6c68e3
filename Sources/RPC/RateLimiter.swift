import PCRMCore
import Synchronization

/// How fast one principal may call, over all its connections.
///
/// The generic cell rate algorithm: one number, the time at which the bucket would be full again.
/// Source: ITU-T I.371, annex A.
final class RateLimiter: Sendable {
  /// One principal's share.
  final class Bucket: Sendable {
    private let next = Atomic<UInt64>(0)
    private let interval: UInt64
    private let tolerance: UInt64

    init(callsPerSecond: Int) {
      interval = max(1, 1_000_000_000 / UInt64(callsPerSecond))
      // A second's worth may come at once.
      tolerance = interval * UInt64(callsPerSecond - 1)
    }

    /// Takes one call.
    ///
    /// - Returns: nil when it may go on, else after how many nanoseconds to try again.
    func take(at now: Instant) -> UInt64? {
      while true {
        let seen = next.load(ordering: .relaxed)
        let from = max(seen, now.nanoseconds)
        let ahead = from - now.nanoseconds
        if ahead > tolerance { return ahead - tolerance }
        let (done, _) = next.compareExchange(
          expected: seen, desired: from + interval, ordering: .relaxed)
        if done { return nil }
      }
    }
  }

  private let callsPerSecond: Int
  private let buckets = Mutex<[PrincipalID: Bucket]>([:])

  /// - Parameter callsPerSecond: zero for no limit.
  init(callsPerSecond: Int) {
    self.callsPerSecond = callsPerSecond
  }

  /// The principal's bucket; nil where there is no limit.
  func bucket(of principal: PrincipalID) -> Bucket? {
    guard callsPerSecond > 0 else { return nil }
    return buckets.withLock { buckets in
      if let bucket = buckets[principal] { return bucket }
      let bucket = Bucket(callsPerSecond: callsPerSecond)
      buckets[principal] = bucket
      return bucket
    }
  }
}

extension Status {
  /// What a principal that calls too fast is told.
  static func rateLimited(callsPerSecond: Int, retryAfter nanoseconds: UInt64) -> Status {
    Status(
      .resourceExhausted,
      "this principal may make \(callsPerSecond) calls a second; wait and send the call again",
      ErrorInfo(
        reason: "RATE_LIMITED",
        params: [
          ErrorInfo.Param(name: "calls_per_second", value: String(callsPerSecond)),
          ErrorInfo.Param(
            name: "retry_after_ms", value: String((nanoseconds + 999_999) / 1_000_000)),
        ]))
  }
}
