/// A composite score of a sample that was drawn by strata; see ``StratifiedTally``.
public struct StratifiedIndex: Sendable {
  public struct Stratum: Sendable {
    /// How many there are in it; nil where nobody knows.
    public var population: Int?
    /// What each of its persons weighs.
    public var weight: Double
    /// Its persons, each of whom weighs 1.
    public var tally: IndexTally

    public init(population: Int?, weight: Double, tally: IndexTally) {
      self.population = population
      self.weight = weight
      self.tally = tally
    }
  }

  private let strata: [Stratum]
  private let whole: IndexTally

  public init(_ model: IndexModel, _ strata: [Stratum]) {
    self.strata = strata.filter { $0.tally.persons.count > 0 }
    var whole = IndexTally(model)
    for stratum in strata { whole.add(sums: stratum.tally.sums, weight: stratum.weight) }
    self.whole = whole
  }

  /// What the answers come to.
  ///
  /// - Parameter population: of all strata; for what cannot be estimated by strata.
  public func score(
    population: Int? = nil, confidence: Confidence = Confidence()
  ) -> IndexScore {
    let together = whole.score(population: population, confidence: confidence)
    func better(
      _ estimate: Estimate?, _ shares: [Double], _ count: (IndexTally) -> Int
    ) -> Estimate? {
      guard var estimate, let variance = variance(shares, count) else { return estimate }
      let counts = strata.map { count($0.tally) }.filter { $0 > 0 }
      let freedom = Double(counts.reduce(0, +) - counts.count)
      let reach = confidence.deviations(freedom: freedom) * variance.squareRoot()
      estimate.interval = Interval(low: estimate.value - reach, high: estimate.value + reach)
      return estimate
    }
    let parts = whole.parts.indices
    func one(_ part: Int) -> [Double] { parts.map { $0 == part ? 1 : 0 } }
    let dimensions = together.dimensions.enumerated().map { number, part in
      IndexScore.Part(
        name: part.name,
        estimate: better(part.estimate, one(number)) { $0.parts[number].count })
    }
    let last = parts.count - 1
    return IndexScore(
      model: together.model, version: together.version,
      index: better(together.index, whole.shares) { $0.persons.count }, dimensions: dimensions,
      overall: better(together.overall, one(last)) { $0.parts[last].count })
  }

  /// The variance of a combination of the parts' means: of each person's influence on it, stratum by stratum. Nil where it
  /// cannot be estimated.
  private func variance(_ shares: [Double], _ count: (IndexTally) -> Int) -> Double? {
    let means = whole.parts.map { $0.points / $0.weight }
    let factors = zip(shares, whole.parts).map { $0 == 0 ? 0 : $0 / $1.weight }
    var (variance, isKnown) = (0.0, false)
    for stratum in strata {
      let tally = stratum.tally
      let people = count(tally)
      if people == 0 { continue }
      let finite = StratifiedTally.Stratum.finiteFactor(people, of: stratum.population)
      if finite == 0 { continue }
      guard people > 1 else { return nil }
      isKnown = true
      var (sum, squares) = (0.0, 0.0)
      for a in factors.indices where factors[a] != 0 {
        let part = tally.parts[a]
        sum += factors[a] * (part.points - means[a] * Double(part.count))
        for b in factors.indices where factors[b] != 0 {
          let (low, high) = (min(a, b), max(a, b))
          let pair = tally.pairs[low * factors.count + high]
          let product =
            pair.product - means[high] * pair.first - means[low] * pair.second
            + means[low] * means[high] * pair.weight
          squares += factors[a] * factors[b] * product
        }
      }
      let n = Double(people)
      variance +=
        finite * stratum.weight * stratum.weight * n / (n - 1) * max(0, squares - sum * sum / n)
    }
    return isKnown && variance > 0 ? variance : nil
  }
}
