/// A figure that answers came to, and how well it is known.
public struct Estimate: Hashable, Sendable {
  public var value: Double
  /// Absent where there are too few answers to say.
  public var interval: Interval?
  /// How many answered.
  public var respondents: Int
  /// How many answers of equal weight from an endless population would say as much; infinite when everybody answered.
  public var effectiveSize: Double
  /// What unequal weights cost: the variance against that of as many equal ones (Kish).
  public var designEffect: Double

  public init(
    value: Double, interval: Interval?, respondents: Int, effectiveSize: Double,
    designEffect: Double
  ) {
    self.value = value
    self.interval = interval
    self.respondents = respondents
    self.effectiveSize = effectiveSize
    self.designEffect = designEffect
  }

  /// The same figure, its interval cut to what is possible at all.
  public func within(_ range: ClosedRange<Double>) -> Estimate {
    var copy = self
    copy.interval = interval?.within(range)
    return copy
  }
}

/// How many answers, with which weights, out of how many: what every interval needs.
public struct SampleSize: Hashable, Sendable {
  public var respondents: Int
  public var weight: Double
  public var weightSquares: Double
  /// How many there are in all, where that is known; an endless population otherwise.
  public var population: Int?

  public init(
    respondents: Int, weight: Double, weightSquares: Double, population: Int? = nil
  ) {
    self.respondents = respondents
    self.weight = weight
    self.weightSquares = weightSquares
    self.population = population
  }

  /// Answers of equal weight.
  public init(respondents: Int, population: Int? = nil) {
    self.init(
      respondents: respondents, weight: Double(respondents), weightSquares: Double(respondents),
      population: population)
  }

  /// The same answers, of no more people than these.
  func of(people: Int?) -> SampleSize {
    guard let people, people > 0, people < respondents else { return self }
    var size = self
    size.respondents = people
    return size
  }

  /// Kish's size: what the weights leave of the number of answers.
  public var kish: Double {
    weightSquares > 0 ? weight * weight / weightSquares : 0
  }

  /// Kish's design effect; 1 for equal weights.
  public var designEffect: Double {
    kish > 0 ? Double(respondents) / kish : 1
  }

  /// Whether nobody is left who could have answered differently.
  public var isCensus: Bool {
    population.map { respondents >= $0 } ?? false
  }

  /// Kish's size, raised by what is known of a finite population: n(N−1)/(N−n).
  public var effective: Double {
    guard respondents > 0 else { return 0 }
    guard let population else { return kish }
    if isCensus { return .infinity }
    return kish * Double(population - 1) / Double(population - respondents)
  }

  /// What is left of a mean's variance in a finite population: 1 − n/N.
  public var finiteFactor: Double {
    guard let population, population > 0 else { return 1 }
    return max(0, 1 - Double(respondents) / Double(population))
  }
}
