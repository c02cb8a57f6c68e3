/// Answers of a sample that was drawn by strata: what is known of the strata beforehand makes figures more certain.
///
/// The variance of a mean is Σ W_h² s_h² / n_h · (1 − n_h / N_h), where W_h is a stratum's part of the population; in the
/// linearised form, so that it also holds where some left the question out. Where it cannot be estimated, because some
/// stratum has one answer, or all strata are of one mind, the answers count as drawn together.
public struct StratifiedTally: AnswerTally, Hashable {
  public struct Stratum: Hashable, Sendable {
    /// How many there are in it; nil where nobody knows.
    public var population: Int?
    /// What each of its answers weighs.
    public var weight: Double
    /// Its answers, each of which weighs 1.
    public var tally: Tally

    public init(population: Int?, weight: Double, tally: Tally) {
      self.population = population
      self.weight = weight
      self.tally = tally
    }

    /// What of its variance the finite population leaves.
    var finiteFactor: Double { Self.finiteFactor(tally.count, of: population) }

    static func finiteFactor(_ count: Int, of population: Int?) -> Double {
      population.map { max(0, 1 - Double(count) / Double(max(1, $0))) } ?? 1
    }
  }

  public private(set) var strata: [Stratum]

  public init(_ strata: [Stratum]) {
    self.strata = strata.filter { $0.tally.count > 0 }
  }

  public var count: Int { strata.reduce(0) { $0 + $1.tally.count } }

  public func kept(_ scale: PointScale) -> StratifiedTally {
    StratifiedTally(
      strata.map {
        Stratum(population: $0.population, weight: $0.weight, tally: $0.tally.kept(scale))
      })
  }

  public func share(
    population: Int? = nil, confidence: Confidence = Confidence(),
    where chosen: (Double) -> Bool
  ) -> Estimate? {
    guard
      var estimate = together.share(
        population: population, confidence: confidence, where: chosen)
    else { return nil }
    guard let moments = moments(of: { chosen($0) ? 1 : 0 }), moments.size.isFinite else {
      return estimate
    }
    estimate.effectiveSize = moments.size
    estimate.interval = WilsonInterval.interval(
      share: estimate.value, size: moments.size, confidence: confidence)
    return estimate
  }

  public func mean(
    population: Int? = nil, confidence: Confidence = Confidence(),
    of converted: (Double) -> Double = { $0 }
  ) -> Estimate? {
    guard
      var estimate = together.mean(
        population: population, confidence: confidence, of: converted)
    else { return nil }
    guard let moments = moments(of: converted) else { return estimate }
    let freedom = Double(count - strata.count)
    let reach = confidence.deviations(freedom: freedom) * moments.variance.squareRoot()
    estimate.effectiveSize = moments.size
    estimate.interval = Interval(low: estimate.value - reach, high: estimate.value + reach)
    return estimate
  }

  public func variance(population: Int?, coded: (Double) -> Double) -> Double {
    moments(of: coded)?.variance ?? together.variance(population: population, coded: coded)
  }

  /// All answers with their weights, as if they had been drawn together.
  private var together: Tally {
    var whole = Tally()
    for stratum in strata {
      for cell in stratum.tally.cells {
        let (count, weight) = (Double(cell.count), stratum.weight)
        whole.add(
          Tally.Cell(
            value: cell.value, count: cell.count, weight: weight * count,
            weightSquares: weight * weight * count))
      }
    }
    return whole
  }

  /// The variance of a mean, and how many answers drawn together would say as much; nil where it cannot be estimated.
  private func moments(of converted: (Double) -> Double) -> (variance: Double, size: Double)? {
    let whole = strata.reduce(0) { $0 + $1.weight * Double($1.tally.count) }
    guard whole > 0, strata.contains(where: { $0.finiteFactor > 0 }) else { return nil }
    let sums = strata.map { stratum in
      stratum.tally.cells.reduce(into: (value: 0.0, square: 0.0)) { sum, cell in
        let value = converted(cell.value)
        sum.value += Double(cell.count) * value
        sum.square += Double(cell.count) * value * value
      }
    }
    let mean = zip(strata, sums).reduce(0) { $0 + $1.0.weight * $1.1.value } / whole
    var (variance, spread) = (0.0, 0.0)
    for (stratum, sum) in zip(strata, sums) {
      let count = Double(stratum.tally.count)
      // Σ(x − m)² and Σ(x − m) of the stratum.
      let squares = sum.square - 2 * mean * sum.value + mean * mean * count
      let rest = sum.value - mean * count
      spread += stratum.weight * squares / whole
      if stratum.finiteFactor == 0 { continue }
      guard count > 1 else { return nil }
      let weight = stratum.weight / whole
      variance +=
        stratum.finiteFactor * weight * weight * count / (count - 1)
        * max(0, squares - rest * rest / count)
    }
    // Sums of squares leave a rest of rounding where all are of one mind.
    guard variance > 1e-14 * spread, spread > 0 else { return nil }
    return (variance, spread / variance)
  }
}
