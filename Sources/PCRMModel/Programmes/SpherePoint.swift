/// A place on the earth as a unit vector, from which distances are quick to compute.
///
/// Sine, cosine and arc sine are series of our own, so that a distance has the same metres on every machine: matchings
/// rest on them and must come out the same.
public struct SpherePoint: Sendable, Equatable {
  /// The earth's mean radius in metres. Source: IUGG, (2a + b) / 3.
  public static let earthRadius = 6_371_008.8

  public let x: Double
  public let y: Double
  public let z: Double

  public init(_ point: Coordinates) {
    self.init(latitudeE7: point.latitudeE7, longitudeE7: point.longitudeE7)
  }

  public init(latitudeE7: Int32, longitudeE7: Int32) {
    let toRadians = Double.pi / 1_800_000_000
    let latitude = Double(latitudeE7) * toRadians
    let longitude = Double(longitudeE7) * toRadians
    let equator = Self.sine(latitude + .pi / 2)
    x = equator * Self.sine(longitude + .pi / 2)
    y = equator * Self.sine(longitude)
    z = Self.sine(latitude)
  }

  /// The square of the straight line between two places, the earth's radius being 1.
  @inlinable
  public func chordSquared(to other: SpherePoint) -> Double {
    let dx = x - other.x
    let dy = y - other.y
    let dz = z - other.z
    return dx * dx + dy * dy + dz * dz
  }

  /// The great circle to another place in metres.
  public func metres(to other: SpherePoint) -> Double {
    2 * Self.earthRadius * Self.arcSine(min(1, chordSquared(to: other).squareRoot() / 2))
  }

  /// Sine by its series, after the argument was brought to −π/2 … π/2.
  private static func sine(_ angle: Double) -> Double {
    var angle = angle
    if angle > .pi { angle -= 2 * .pi }
    if angle < -.pi { angle += 2 * .pi }
    if angle > .pi / 2 { angle = .pi - angle }
    if angle < -.pi / 2 { angle = -.pi - angle }
    let square = angle * angle
    var term = angle
    var sum = angle
    var divisor = 2.0
    // At π/2 the twelfth term is below what a double can tell.
    for _ in 0..<12 {
      term *= -square / (divisor * (divisor + 1))
      sum += term
      divisor += 2
    }
    return sum
  }

  /// Arc sine of 0 … 1 by its series, after halving the angle until that is quick.
  private static func arcSine(_ value: Double) -> Double {
    var value = value
    var factor = 1.0
    while value > 0.05 {
      value = value / (2 * (1 + (1 - value * value).squareRoot())).squareRoot()
      factor *= 2
    }
    let square = value * value
    let series =
      1 + square * (1.0 / 6 + square * (3.0 / 40 + square * (15.0 / 336 + square * 105 / 3456)))
    return factor * value * series
  }
}

/// The way from one place to another: the great circle, made longer because roads wind.
public struct WayLength: Sendable, Equatable {
  /// Ways are so much longer than the great circle, in thousandths.
  public let detourPermille: Int32

  public init(detourPermille: Int32) {
    self.detourPermille = detourPermille
  }

  /// The way in whole metres.
  public func metres(_ a: SpherePoint, _ b: SpherePoint) -> Int32 {
    Int32((a.metres(to: b) * Double(detourPermille) / 1000).rounded())
  }

  /// What is shown of a way: rounded up to whole hundreds, so that nobody's home can be found from several ways.
  public static func shown(_ metres: Int32) -> Int32 {
    max(100, (min(metres, .max - 99) + 99) / 100 * 100)
  }
}
