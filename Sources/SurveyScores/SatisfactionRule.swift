/// CSAT: the share of the satisfied, and the mean in points of a hundred.
public struct SatisfactionRule: Hashable, Sendable {
  public var scale: PointScale
  /// The least value that counts as satisfied: 4 of 5 for the two top boxes.
  public var satisfiedFrom: Double

  public init(scale: PointScale, satisfiedFrom: Double) {
    self.scale = scale
    self.satisfiedFrom = satisfiedFrom
  }

  /// Absent when nobody answered.
  public func score(
    _ tally: some AnswerTally, population: Int? = nil, confidence: Confidence = Confidence()
  ) -> SatisfactionScore? {
    let kept = tally.kept(scale)
    guard
      let satisfied = kept.share(
        population: population, confidence: confidence, where: { $0 >= satisfiedFrom }),
      let points = kept.mean(
        population: population, confidence: confidence, of: scale.points)
    else { return nil }
    return SatisfactionScore(
      satisfied: satisfied, points: points.within(scale.pointRange),
      outside: tally.count - kept.count)
  }
}

/// What CSAT came to.
public struct SatisfactionScore: Hashable, Sendable {
  /// The share of those who are satisfied.
  public let satisfied: Estimate
  public let points: Estimate
  /// Answers whose values the scale does not have; they are in no figure.
  public let outside: Int
}

/// CES: how easy it was, as a mean and as the share of those who found it easy.
public struct EffortRule: Hashable, Sendable {
  public var scale: PointScale
  /// The least value that counts as easy.
  public var easyFrom: Double

  public init(
    scale: PointScale = PointScale(min: 1, max: 7, conversion: .raw), easyFrom: Double = 5
  ) {
    self.scale = scale
    self.easyFrom = easyFrom
  }

  /// Absent when nobody answered.
  public func score(
    _ tally: some AnswerTally, population: Int? = nil, confidence: Confidence = Confidence()
  ) -> EffortScore? {
    let rule = SatisfactionRule(scale: scale, satisfiedFrom: easyFrom)
    return rule.score(tally, population: population, confidence: confidence).map {
      EffortScore(easy: $0.satisfied, mean: $0.points, outside: $0.outside)
    }
  }
}

/// What CES came to.
public struct EffortScore: Hashable, Sendable {
  /// The share of those who found it easy.
  public let easy: Estimate
  public let mean: Estimate
  /// Answers whose values the scale does not have; they are in no figure.
  public let outside: Int
}
