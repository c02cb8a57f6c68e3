/// From a lower to an upper bound, both in it.
public struct Interval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  public var width: Double { high - low }

  public func contains(_ value: Double) -> Bool {
    low <= value && value <= high
  }

  /// The part of it that lies in some range: no share is less than nothing.
  public func within(_ range: ClosedRange<Double>) -> Interval {
    Interval(
      low: min(max(low, range.lowerBound), range.upperBound),
      high: min(max(high, range.lowerBound), range.upperBound))
  }
}
