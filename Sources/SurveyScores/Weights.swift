/// How many there are in each stratum, and how many of them answered.
public struct StratumCount: Hashable, Sendable {
  public var stratum: String
  public var population: Int
  public var respondents: Int

  public init(stratum: String, population: Int, respondents: Int) {
    self.stratum = stratum
    self.population = population
    self.respondents = respondents
  }
}

/// Weights that give each stratum the part that it has of the population: w = (N_h/N) / (n_h/n).
public struct PostStratification: Hashable, Sendable {
  /// By stratum; none for a stratum in which nobody answered.
  public let weights: [String: Double]
  /// Strata of the population in which nobody answered: no weight can speak for them, in the order of their names.
  public let missing: [String]

  public init(_ counts: [StratumCount]) {
    let answered = counts.filter { $0.respondents > 0 }
    let population = Double(answered.reduce(0) { $0 + $1.population })
    let respondents = Double(answered.reduce(0) { $0 + $1.respondents })
    var weights: [String: Double] = [:]
    for count in answered {
      weights[count.stratum] =
        (Double(count.population) / population) / (Double(count.respondents) / respondents)
    }
    self.weights = weights
    missing = counts.filter { $0.respondents == 0 && $0.population > 0 }.map(\.stratum).sorted()
  }
}
