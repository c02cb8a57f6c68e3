/// Wilson's score interval of a share: it stays in its place with few answers and with shares near nought or one.
public enum WilsonInterval {
  /// The interval of a share that answers of some effective size came to.
  public static func interval(
    share: Double, size: Double, confidence: Confidence = Confidence()
  ) -> Interval {
    if size == .infinity { return Interval(low: share, high: share) }
    guard size > 0 else { return Interval(low: 0, high: 1) }
    let z = confidence.deviations
    let squared = z * z
    let centre = (share + squared / (2 * size)) / (1 + squared / size)
    let reach =
      z / (1 + squared / size)
      * (share * (1 - share) / size + squared / (4 * size * size)).squareRoot()
    return Interval(
      low: share == 0 ? 0 : max(0, centre - reach), high: share == 1 ? 1 : min(1, centre + reach))
  }
}
