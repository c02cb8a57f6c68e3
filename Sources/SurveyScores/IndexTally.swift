/// Takes in one person's answers after another and ends in a composite score: the memory does not grow with the answers.
///
/// A person's dimension is the weighted mean of those of its items that were answered; a dimension is the mean of the
/// persons; the index combines the dimensions. Whoever left out some items still counts where he answered: the
/// variance of the index is that of the combination, with what each pair of dimensions has in common.
public struct IndexTally: Sendable {
  public let model: IndexModel
  let shares: [Double]
  var parts: [Sums]
  var pairs: [Pair]
  var persons = Sums()
  /// Of how many people at least the answers are; nil where each is somebody else's.
  public var people: Int?
  /// The same of each dimension, and of the overall part last; empty where each answer is somebody else's.
  public var peopleOfParts: [Int] = []

  /// Of one dimension.
  struct Sums {
    var count = 0
    var weight = 0.0
    var weightSquares = 0.0
    var points = 0.0

    mutating func add(_ value: Double, _ w: Double) {
      count += 1
      weight += w
      weightSquares += w * w
      points += w * value
    }
  }

  /// Of two dimensions and those who answered both, with squared weights.
  struct Pair {
    var weight = 0.0
    var first = 0.0
    var second = 0.0
    var product = 0.0
  }

  public init(_ model: IndexModel) {
    self.model = model
    let sum = model.dimensions.reduce(0) { $0 + $1.weight }
    var shares = model.dimensions.map { $0.weight / sum * (1 - model.overallShare) }
    if !model.overall.isEmpty { shares.append(model.overallShare) }
    self.shares = shares
    parts = Array(repeating: Sums(), count: shares.count)
    pairs = Array(repeating: Pair(), count: shares.count * shares.count)
  }

  /// One person's answers: the value of a question, or nothing where there is none. Values off the scale count as none.
  public mutating func add(weight: Double = 1, _ value: (String) -> Double?) {
    var found: [(Int, Double)] = []
    for (number, dimension) in model.dimensions.enumerated() {
      if let points = points(dimension.items, value) { found.append((number, points)) }
    }
    if let points = points(model.overall, value) { found.append((shares.count - 1, points)) }
    guard !found.isEmpty else { return }
    persons.add(0, weight)
    let square = weight * weight
    for (a, x) in found {
      parts[a].add(x, weight)
      for (b, y) in found where b >= a {
        let at = a * shares.count + b
        pairs[at].weight += square
        pairs[at].first += square * x
        pairs[at].second += square * y
        pairs[at].product += square * x * y
      }
    }
  }

  private func points(_ items: [IndexModel.Item], _ value: (String) -> Double?) -> Double? {
    var (sum, weights) = (0.0, 0.0)
    for item in items {
      guard let given = value(item.question), model.scale.holds(given) else { continue }
      var points = model.scale.points(given)
      if let expectation = item.expectation {
        guard let expected = value(expectation), model.scale.holds(expected) else { continue }
        points = model.scale.points(between: given, and: expected)
      }
      sum += item.weight * points
      weights += item.weight
    }
    return weights > 0 ? sum / weights : nil
  }

  /// What the answers so far come to.
  public func score(
    population: Int? = nil, confidence: Confidence = Confidence()
  ) -> IndexScore {
    let estimates = parts.indices.map { part in
      estimate(
        parts[part], parts[part].points / parts[part].weight, variance: variance(part, part),
        of: peopleOfParts.isEmpty ? people : peopleOfParts[part], population, confidence)
    }
    var index: Estimate?
    if parts.allSatisfy({ $0.weight > 0 }) {
      var (value, variance) = (0.0, 0.0)
      for a in parts.indices {
        value += shares[a] * parts[a].points / parts[a].weight
        for b in parts.indices {
          variance += shares[a] * shares[b] * self.variance(min(a, b), max(a, b))
        }
      }
      index = estimate(persons, value, variance: variance, of: people, population, confidence)
    }
    return IndexScore(
      model: model.name, version: model.version, index: index,
      dimensions: zip(model.dimensions, estimates).map {
        IndexScore.Part(name: $0.name, estimate: $1)
      },
      overall: model.overall.isEmpty ? nil : estimates.last ?? nil)
  }

  /// The covariance of two dimensions' means, but for n/(n−1).
  private func variance(_ a: Int, _ b: Int) -> Double {
    guard parts[a].weight > 0, parts[b].weight > 0 else { return 0 }
    let pair = pairs[a * shares.count + b]
    let (m, n) = (parts[a].points / parts[a].weight, parts[b].points / parts[b].weight)
    let sum = pair.product - n * pair.first - m * pair.second + m * n * pair.weight
    return sum / (parts[a].weight * parts[b].weight)
  }

  private func estimate(
    _ sums: Sums, _ value: Double, variance: Double, of people: Int?, _ population: Int?,
    _ confidence: Confidence
  ) -> Estimate? {
    guard sums.weight > 0 else { return nil }
    let size = SampleSize(
      respondents: sums.count, weight: sums.weight, weightSquares: sums.weightSquares,
      population: population
    ).of(people: people)
    return Estimate(
      value: value,
      interval: size.interval(
        around: value, variance: variance, confidence: confidence),
      respondents: size.respondents, effectiveSize: size.effective,
      designEffect: size.designEffect)
  }
}

extension IndexTally {
  /// What has been taken in, as numbers that can be kept and put together again: only where all weighed 1.
  public var sums: [Double] {
    var sums = [Double(persons.count)]
    for part in parts { sums += [Double(part.count), part.points] }
    for a in parts.indices {
      for pair in pairs[(a * parts.count + a)..<((a + 1) * parts.count)] {
        sums += [pair.weight, pair.first, pair.second, pair.product]
      }
    }
    return sums
  }

  /// Takes in what another of the same model has kept, each of its persons with a weight. Sums of a model with another
  /// number of parts are passed over.
  ///
  /// - Parameter round: how many answers of each of the persons are counted already, see ``Tally/inRound(_:)``.
  public mutating func add(sums: [Double], weight: Double = 1, round: Int = 0) {
    guard sums.count == 1 + 2 * parts.count + 2 * parts.count * (parts.count + 1) else { return }
    var next = 0
    func take() -> Double {
      next += 1
      return sums[next - 1]
    }
    let square = weight * weight * Double(2 * round + 1)
    func add(_ count: Double, _ points: Double, to part: inout Sums) {
      part.count += Int(count)
      part.weight += weight * count
      part.weightSquares += square * count
      part.points += weight * points
    }
    add(take(), 0, to: &persons)
    for part in parts.indices {
      let (count, points) = (take(), take())
      add(count, points, to: &parts[part])
    }
    for a in parts.indices {
      for b in a..<parts.count {
        let at = a * parts.count + b
        pairs[at].weight += square * take()
        pairs[at].first += square * take()
        pairs[at].second += square * take()
        pairs[at].product += square * take()
      }
    }
  }

  /// How many answered each dimension, and the overall part last where there is one.
  public var counts: [Int] { parts.map(\.count) }
}
