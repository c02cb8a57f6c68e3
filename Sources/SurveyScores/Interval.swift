/// From a lower to an upper bound, both in it.
public struct Interval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}
