/// Answers to one question, of which shares and means are estimated: drawn together, or by strata.
public protocol AnswerTally: Sendable {
  var count: Int { get }

  /// Those of the values that a scale has.
  func kept(_ scale: PointScale) -> Self

  /// The share of the answers whose value is `chosen`, with Wilson's interval.
  func share(
    population: Int?, confidence: Confidence, where chosen: (Double) -> Bool
  ) -> Estimate?

  /// The mean of the converted values, with Student's interval.
  func mean(
    population: Int?, confidence: Confidence, of converted: (Double) -> Double
  ) -> Estimate?

  /// The variance of the mean of values that are coded −1, 0 or 1.
  func variance(population: Int?, coded: (Double) -> Double) -> Double
}

extension Tally: AnswerTally {
  /// (p + d − (p − d)²) / n.
  public func variance(population: Int?, coded: (Double) -> Double) -> Double {
    let size = size(of: population)
    guard size.weight > 0 else { return 0 }
    let net = cells.reduce(0) { $0 + $1.weight * coded($1.value) } / size.weight
    let squares =
      cells.reduce(0) { $0 + $1.weight * coded($1.value) * coded($1.value) } / size.weight
    return max(0, squares - net * net) / size.effective
  }
}
