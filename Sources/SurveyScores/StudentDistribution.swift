import Glibc

/// Student's distribution: how far a mean strays when its spread is estimated from the same few answers.
public enum StudentDistribution {
  /// The value that a share `p` of it lies below, for some degrees of freedom, which need not be whole.
  public static func quantile(_ p: Double, freedom: Double) -> Double {
    guard p > 0, p < 1, freedom > 0 else { return .nan }
    if p < 0.5 { return -quantile(1 - p, freedom: freedom) }
    if p == 0.5 { return 0 }
    if freedom >= expansionFrom { return expansion(p, freedom) }
    let wanted = 1 - p
    // Newton's steps, kept between bounds that halve when a step would leave them.
    var (low, high) = (0.0, 1.0)
    while tail(high, freedom: freedom) > wanted, high < 1e300 { (low, high) = (high, high * 2) }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let excess = tail(t, freedom: freedom) - wanted
      if excess > 0 { low = t } else { high = t }
      let next = t + excess / density(t, freedom)
      let inside = next > low && next < high
      let step = (inside ? next : (low + high) / 2) - t
      t += step
      if abs(step) <= 1e-15 * t { break }
    }
    return t
  }

  /// The share of it above `t`, for a `t` of nought or more.
  public static func tail(_ t: Double, freedom: Double) -> Double {
    0.5 * IncompleteBeta.ratio(freedom / (freedom + t * t), a: freedom / 2, b: 0.5)
  }

  private static func density(_ t: Double, _ freedom: Double) -> Double {
    exp(-(freedom + 1) / 2 * log1p(t * t / freedom) - IncompleteBeta.logBeta(freedom / 2, 0.5))
      / freedom.squareRoot()
  }

  // From here on five terms are nearer than the logarithms of large gamma functions.
  private static let expansionFrom = 1000.0

  /// Source: Abramowitz and Stegun, 26.7.5.
  private static func expansion(_ p: Double, _ freedom: Double) -> Double {
    let z = NormalDistribution.quantile(p)
    let s = z * z
    let first = z * (s + 1) / 4
    let second = z * ((5 * s + 16) * s + 3) / 96
    let third = z * (((3 * s + 19) * s + 17) * s - 15) / 384
    let fourth = z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160
    return z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom
  }
}

/// The incomplete beta function, on which Student's distribution stands.
enum IncompleteBeta {
  /// The regularised function I_x(a, b), by the continued fraction that converges for this x.
  ///
  /// Source: Didonato and Morris, "Algorithm 708", 1992 (the fraction); Lentz's method.
  static func ratio(_ x: Double, a: Double, b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b))
    if x < (a + 1) / (a + b + 2) { return front * fraction(x, a, b) / a }
    return 1 - front * fraction(1 - x, b, a) / b
  }

  static func logBeta(_ a: Double, _ b: Double) -> Double {
    lgamma(a).0 + lgamma(b).0 - lgamma(a + b).0
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func held(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / held(1 - (a + b) * x / (a + 1))
    var value = d
    for m in 1...1000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / held(1 + even * d)
      c = held(1 + even / c)
      value *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / held(1 + odd * d)
      c = held(1 + odd / c)
      value *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return value
  }
}
