/// Between which numbers of all a count lies, with 95 % confidence, when only a random part was looked at.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
public struct WilsonInterval: Sendable {
  private let found: Int64
  private let sample: Int64
  private static let z = 1.959_964

  public init(found: Int64, of sample: Int64) {
    self.found = found
    self.sample = sample
  }

  /// The best estimate among `total`; exact when all were looked at.
  public func scaled(to total: Int64) -> Int64 {
    if sample >= total || sample == 0 { return found }
    return Int64((Double(found) * Double(total) / Double(sample)).rounded())
  }

  /// At least so many, and never fewer than were found.
  public func low(of total: Int64) -> Int64 {
    if sample >= total || sample == 0 { return found }
    return max(found, Int64((Double(total) * max(0, bounds.low)).rounded(.down)))
  }

  /// At most so many, and never more than those that were not found to be otherwise.
  public func high(of total: Int64) -> Int64 {
    if sample >= total || sample == 0 { return found }
    let most = total - (sample - found)
    return min(most, Int64((Double(total) * min(1, bounds.high)).rounded(.up)))
  }

  private var bounds: (low: Double, high: Double) {
    let n = Double(sample)
    let p = Double(found) / n
    let z = Self.z
    let middle = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return ((middle - spread) / scale, (middle + spread) / scale)
  }
}
