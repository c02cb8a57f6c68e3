/// How often an interval is to hold the true value, were the sample drawn again and again.
public struct Confidence: Hashable, Sendable {
  /// Between 0 and 1: 0.95 is usual.
  public let level: Double
  /// How many standard errors reach to each side of a normal estimate.
  public let deviations: Double

  public init(_ level: Double = 0.95) {
    self.level = level
    deviations = NormalDistribution.quantile(0.5 + level / 2)
  }

  /// The same for a mean whose spread comes from the answers themselves.
  public func deviations(freedom: Double) -> Double {
    StudentDistribution.quantile(0.5 + level / 2, freedom: freedom)
  }
}
