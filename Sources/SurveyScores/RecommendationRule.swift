/// NPS: those who would recommend less those who would not, in points from −100 to 100.
public struct RecommendationRule: Hashable, Sendable {
  public var scale: PointScale
  /// The least value of a promoter.
  public var promotersFrom: Double
  /// The largest value of a detractor.
  public var detractorsTo: Double

  public init(
    scale: PointScale = PointScale(min: 0, max: 10, conversion: .raw), promotersFrom: Double = 9,
    detractorsTo: Double = 6
  ) {
    self.scale = scale
    self.promotersFrom = promotersFrom
    self.detractorsTo = detractorsTo
  }

  /// Absent when nobody answered. Its variance is (p + d − (p − d)²) / n.
  public func score(
    _ tally: some AnswerTally, population: Int? = nil, confidence: Confidence = Confidence()
  ) -> RecommendationScore? {
    let kept = tally.kept(scale)
    guard
      let promoters = kept.share(
        population: population, confidence: confidence, where: { $0 >= promotersFrom }),
      let detractors = kept.share(
        population: population, confidence: confidence, where: { $0 <= detractorsTo })
    else { return nil }
    let net = promoters.value - detractors.value
    let coded = { (value: Double) in
      value >= promotersFrom ? 1.0 : value <= detractorsTo ? -1 : 0
    }
    let variance = kept.variance(population: population, coded: coded) * 10_000
    let reach = confidence.deviations * variance.squareRoot()
    var score = promoters
    score.value = 100 * net
    score.interval = Interval(low: score.value - reach, high: score.value + reach)
      .within(-100...100)
    return RecommendationScore(
      score: score, variance: variance, promoters: promoters, detractors: detractors,
      outside: tally.count - kept.count)
  }
}

/// What NPS came to.
public struct RecommendationScore: Hashable, Sendable {
  public let score: Estimate
  /// Of the score, in points².
  public let variance: Double
  public let promoters: Estimate
  public let detractors: Estimate
  /// Answers whose values the scale does not have; they are in no figure.
  public let outside: Int
}
