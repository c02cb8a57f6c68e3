/// How long to wait before the next try: twice as long after each failure, and never the same for two devices.
public struct Backoff: Sendable {
  /// After the first failure, in milliseconds.
  public var firstMilliseconds: UInt64 = 5_000
  /// At most.
  public var mostMilliseconds: UInt64 = 900_000

  public init() {}

  /// Milliseconds to wait after so many failures in a row.
  ///
  /// All of it is random ("full jitter"): a server that comes back is not met by everybody at once.
  public func milliseconds(
    afterFailures failures: Int, using random: inout some RandomNumberGenerator
  ) -> UInt64 {
    if failures <= 0 { return 0 }
    let doubled = firstMilliseconds << UInt64(min(failures - 1, 20))
    let most = min(doubled, mostMilliseconds)
    return UInt64.random(in: most / 4...most, using: &random)
  }
}
