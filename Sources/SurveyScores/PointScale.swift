/// The values that a question can be answered with, and how they become points.
public struct PointScale: Hashable, Sendable {
  public var min: Double
  public var max: Double
  public var conversion: Conversion

  /// How a value becomes points of a hundred; both kinds are in use, so it is data.
  public enum Conversion: Hashable, Sendable {
    /// (x − min) / (max − min) · 100: the lowest answer is worth nothing.
    case range
    /// x / max · 100: 1 of 5 is worth 20.
    case ratio
    /// The value itself.
    case raw
  }

  public init(min: Double, max: Double, conversion: Conversion = .range) {
    self.min = min
    self.max = max
    self.conversion = conversion
  }

  public func holds(_ value: Double) -> Bool {
    value >= min && value <= max
  }

  public func points(_ value: Double) -> Double {
    switch conversion {
    case .range: (value - min) / (max - min) * 100
    case .ratio: value / max * 100
    case .raw: value
    }
  }

  /// How far apart the points of two values are: what a gap between perception and expectation comes to.
  public func points(between value: Double, and other: Double) -> Double {
    switch conversion {
    case .range: (value - other) / (max - min) * 100
    case .ratio: (value - other) / max * 100
    case .raw: value - other
    }
  }

  /// From the fewest to the most points.
  public var pointRange: ClosedRange<Double> { points(min)...points(max) }
}
