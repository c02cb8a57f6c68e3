/// How often each value of a question was answered, with the weights: all that a score needs to know of a million answers.
public struct Tally: Hashable, Sendable {
  /// One value and those who chose it.
  public struct Cell: Hashable, Sendable {
    public var value: Double
    public var count: Int
    public var weight: Double
    public var weightSquares: Double

    public init(value: Double, count: Int, weight: Double, weightSquares: Double) {
      self.value = value
      self.count = count
      self.weight = weight
      self.weightSquares = weightSquares
    }
  }

  /// In the order of their values.
  public private(set) var cells: [Cell] = []
  /// Of how many people at least the answers are; nil where each is somebody else's. See ``inRound(_:)``.
  public var people: Int?

  public init() {}

  /// Answers of equal weight.
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  public mutating func add(_ value: Double, weight: Double = 1) {
    add(Cell(value: value, count: 1, weight: weight, weightSquares: weight * weight))
  }

  public mutating func add(_ cell: Cell) {
    let place = cells.firstIndex { $0.value >= cell.value } ?? cells.count
    guard place < cells.count, cells[place].value == cell.value else {
      cells.insert(cell, at: place)
      return
    }
    cells[place].count += cell.count
    cells[place].weight += cell.weight
    cells[place].weightSquares += cell.weightSquares
  }

  public mutating func add(_ other: Tally) {
    for cell in other.cells { add(cell) }
  }

  /// The same answers, of people of whom so many are counted already: what each of them says is no news of another person.
  ///
  /// Variances grow as if a person said the same each time: m answers count m² = 1 + 3 + … + (2m − 1), so the one after r
  /// others counts 2r + 1.
  public func inRound(_ round: Int) -> Tally {
    var again = self
    for place in again.cells.indices { again.cells[place].weightSquares *= Double(2 * round + 1) }
    return again
  }

  public var count: Int { cells.reduce(0) { $0 + $1.count } }

  /// Those of its values that a scale has; the others are left out of scores, and counted.
  public func kept(_ scale: PointScale) -> Tally {
    var kept = Tally()
    kept.cells = cells.filter { scale.holds($0.value) }
    kept.people = people
    return kept
  }

  public func size(of population: Int? = nil) -> SampleSize {
    SampleSize(
      respondents: count, weight: cells.reduce(0) { $0 + $1.weight },
      weightSquares: cells.reduce(0) { $0 + $1.weightSquares }, population: population
    ).of(people: people)
  }

  /// The share of the answers whose value is `chosen`, with Wilson's interval.
  public func share(
    population: Int? = nil, confidence: Confidence = Confidence(),
    where chosen: (Double) -> Bool
  ) -> Estimate? {
    let size = size(of: population)
    guard size.respondents > 0, size.weight > 0 else { return nil }
    let weight = cells.reduce(0) { $0 + (chosen($1.value) ? $1.weight : 0) }
    let share = min(1, weight / size.weight)
    return Estimate(
      value: share,
      interval: WilsonInterval.interval(
        share: share, size: size.effective, confidence: confidence),
      respondents: size.respondents, effectiveSize: size.effective,
      designEffect: size.designEffect)
  }

  /// The mean of the converted values, with Student's interval.
  ///
  /// The variance is the linearised one, Σw²(x−m)²/(Σw)² · n/(n−1), so it holds for weights that go with the values
  /// as well; it is s²/n where all weights are equal.
  public func mean(
    population: Int? = nil, confidence: Confidence = Confidence(),
    of converted: (Double) -> Double = { $0 }
  ) -> Estimate? {
    let size = size(of: population)
    guard size.respondents > 0, size.weight > 0 else { return nil }
    let mean = cells.reduce(0) { $0 + $1.weight * converted($1.value) } / size.weight
    let squares = cells.reduce(0) { sum, cell in
      let distance = converted(cell.value) - mean
      return sum + cell.weightSquares * distance * distance
    }
    return Estimate(
      value: mean,
      interval: size.interval(
        around: mean,
        variance: squares / (size.weight * size.weight), confidence: confidence),
      respondents: size.respondents, effectiveSize: size.effective,
      designEffect: size.designEffect)
  }
}

extension SampleSize {
  /// Student's interval around a mean whose linearised variance is known but for n/(n−1) and the finite population.
  func interval(around mean: Double, variance: Double, confidence: Confidence) -> Interval? {
    if isCensus { return Interval(low: mean, high: mean) }
    guard respondents > 1 else { return nil }
    let freedom = Double(respondents - 1)
    let error = (max(0, variance) * Double(respondents) / freedom * finiteFactor).squareRoot()
    let reach = confidence.deviations(freedom: freedom) * error
    return Interval(low: mean - reach, high: mean + reach)
  }
}
