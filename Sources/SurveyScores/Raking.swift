/// Weights that fit several margins at once, where the margins are known but not how they cross.
public struct Raking: Sendable {
  public var iterationsMax = 50
  /// No weight is larger than so many times the mean weight.
  public var cap = 5.0
  /// Converged when no category's share is farther from its target.
  public var tolerance = 1e-10

  public init() {}

  /// One thing that is known of the population: which share of it is in each category.
  public struct Margin: Hashable, Sendable {
    public var name: String
    /// By category; they are taken relative to their sum.
    public var targets: [Double]

    public init(name: String, targets: [Double]) {
      self.name = name
      self.targets = targets
    }
  }

  /// Those who have the same category in every margin; they get the same weight.
  public struct Group: Hashable, Sendable {
    /// A category's number for each margin, in the margins' order.
    public var categories: [Int]
    public var respondents: Int

    public init(categories: [Int], respondents: Int) {
      self.categories = categories
      self.respondents = respondents
    }
  }

  public struct Result: Hashable, Sendable {
    /// One a group, in the groups' order; their mean over the respondents is 1.
    public var weights: [Double]
    public var iterations: Int
    /// Whether every margin was hit; where not, `largestGap` says by how much.
    public var converged: Bool
    /// The largest distance between a category's share and its target.
    public var largestGap: Double
    /// Respondents whose weight was cut to the cap.
    public var capped: Int
    /// Categories with a target in which nobody answered, as "margin[category]": they cannot be hit.
    public var empty: [String]
  }

  public func weights(_ margins: [Margin], _ groups: [Group]) -> Result {
    let targets = margins.map { margin in
      let sum = margin.targets.reduce(0, +)
      return margin.targets.map { $0 / sum }
    }
    var result = Result(
      weights: groups.map { _ in 1 }, iterations: 0, converged: false, largestGap: 0, capped: 0,
      empty: Self.empty(margins, targets, groups))
    let respondents = Double(groups.reduce(0) { $0 + $1.respondents })
    guard respondents > 0 else { return result }
    while result.iterations < iterationsMax {
      result.iterations += 1
      for margin in margins.indices {
        let shares = Self.shares(margin, targets[margin].count, groups, result.weights)
        for (number, group) in groups.enumerated() {
          let category = group.categories[margin]
          guard shares[category] > 0 else { continue }
          result.weights[number] *= targets[margin][category] / shares[category]
        }
      }
      result.capped = cut(&result.weights, groups, respondents)
      result.largestGap = Self.gap(targets, groups, result.weights)
      if result.largestGap <= tolerance {
        result.converged = true
        break
      }
    }
    return result
  }

  /// Brings the mean to 1 and cuts what is over the cap, until both hold; says for how many it was cut.
  private func cut(_ weights: inout [Double], _ groups: [Group], _ respondents: Double) -> Int {
    var held = Set<Int>()
    while true {
      let fixed = held.reduce(0) { $0 + groups[$1].respondents }
      let free = groups.indices.filter { !held.contains($0) && weights[$0] > 0 }
      let sum = free.reduce(0) { $0 + weights[$1] * Double(groups[$1].respondents) }
      guard sum > 0 else { break }
      // What the capped weigh is given; the rest shares what is left of a mean of 1.
      let factor = (respondents - cap * Double(fixed)) / sum
      guard factor > 0 else { break }
      for number in free { weights[number] *= factor }
      let over = free.filter { groups[$0].respondents > 0 && weights[$0] > cap }
      if over.isEmpty { break }
      for number in over { weights[number] = cap }
      held.formUnion(over)
    }
    return held.reduce(0) { $0 + groups[$1].respondents }
  }

  private static func shares(
    _ margin: Int, _ categories: Int, _ groups: [Group], _ weights: [Double]
  ) -> [Double] {
    var sums = Array(repeating: 0.0, count: categories)
    for (group, weight) in zip(groups, weights) {
      sums[group.categories[margin]] += weight * Double(group.respondents)
    }
    let sum = sums.reduce(0, +)
    return sum > 0 ? sums.map { $0 / sum } : sums
  }

  private static func gap(
    _ targets: [[Double]], _ groups: [Group], _ weights: [Double]
  ) -> Double {
    var largest = 0.0
    for margin in targets.indices {
      let shares = shares(margin, targets[margin].count, groups, weights)
      for (share, target) in zip(shares, targets[margin]) {
        largest = max(largest, abs(share - target))
      }
    }
    return largest
  }

  private static func empty(
    _ margins: [Margin], _ targets: [[Double]], _ groups: [Group]
  ) -> [String] {
    margins.indices.flatMap { margin in
      targets[margin].indices.filter { category in
        targets[margin][category] > 0
          && !groups.contains { $0.respondents > 0 && $0.categories[margin] == category }
      }.map { "\(margins[margin].name)[\($0)]" }
    }
  }
}
