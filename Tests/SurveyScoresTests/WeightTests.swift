import PCRMCore
import SurveyScores
import Testing

/// Weights make the sample look like the population.
struct WeightTests {
  /// Would catch weights upside down, and strata without answers that vanish without a word.
  @Test func postStratificationHitsTheStrata() {
    let counts = [
      StratumCount(stratum: "a", population: 900, respondents: 10),
      StratumCount(stratum: "b", population: 100, respondents: 40),
      StratumCount(stratum: "c", population: 50, respondents: 0),
    ]
    let result = PostStratification(counts)
    #expect(result.missing == ["c"])
    #expect(abs((result.weights["a"] ?? 0) - 0.9 / 0.2) < 1e-12)
    #expect(abs((result.weights["b"] ?? 0) - 0.1 / 0.8) < 1e-12)
    #expect(result.weights["c"] == nil)
  }

  /// Would catch a margin that is fitted but lost again by the next one, a mean that drifts from 1, and a cap overstepped.
  @Test func rakingHitsItsMargins() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    var converged = 0
    for round in 0..<300 {
      let sizes = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Int.random(in: 2...4, using: &random)
      }
      let margins = sizes.enumerated().map { number, size in
        Raking.Margin(
          name: "m\(number)",
          targets: (0..<size).map { _ in Double.random(in: 10...40, using: &random) })
      }
      let groups = Self.combinations(sizes).map {
        Raking.Group(categories: $0, respondents: Int.random(in: 1...30, using: &random))
      }
      let result = Raking().weights(margins, groups)
      let context: Comment = "seed \(seed), round \(round)"
      let n = groups.reduce(0) { $0 + $1.respondents }
      let sum = zip(groups, result.weights).reduce(0) { $0 + Double($1.0.respondents) * $1.1 }
      #expect(abs(sum / Double(n) - 1) < 1e-9, context)
      #expect(result.weights.allSatisfy { $0 <= 5 + 1e-9 }, context)
      var gap = 0.0
      for (number, margin) in margins.enumerated() {
        let whole = margin.targets.reduce(0, +)
        for category in margin.targets.indices {
          let share =
            zip(groups, result.weights).reduce(0) {
              $0
                + ($1.0.categories[number] == category ? Double($1.0.respondents) * $1.1 : 0)
            } / sum
          gap = max(gap, abs(share - margin.targets[category] / whole))
        }
      }
      // What it says of itself is so, whether it got there or not.
      #expect(abs(gap - result.largestGap) < 1e-9, context)
      #expect(result.converged == (gap <= 1e-10 + 1e-15), context)
      #expect(result.converged || result.iterations == 50, context)
      if result.converged { converged += 1 }
    }
    #expect(converged > 250, "seed \(seed)")
  }

  /// Would catch a cap that is not kept, and silence about margins that the cap keeps from being hit.
  @Test func saysWhenTheCapWins() {
    let result = Raking().weights(
      [.init(name: "age", targets: [1, 1])],
      [.init(categories: [0], respondents: 99), .init(categories: [1], respondents: 1)])
    #expect(!result.converged)
    #expect(result.iterations == 50)
    #expect(result.capped == 1)
    #expect(abs(result.weights[1] - 5) < 1e-12)
    #expect(abs(result.weights[0] - 95.0 / 99) < 1e-12)
    #expect(abs(result.largestGap - 0.45) < 1e-12)
  }

  /// Would catch a category in which nobody answered that is passed over in silence.
  @Test func namesCategoriesWithoutAnswers() {
    let result = Raking().weights(
      [.init(name: "age", targets: [1, 1, 2])],
      [.init(categories: [0], respondents: 5), .init(categories: [2], respondents: 5)])
    #expect(result.empty == ["age[1]"])
    #expect(!result.converged)
    #expect(result.weights.allSatisfy { $0.isFinite })
    #expect(Raking().weights([.init(name: "age", targets: [1])], []).weights.isEmpty)
  }

  private static func combinations(_ sizes: [Int]) -> [[Int]] {
    sizes.reduce([[]]) { lists, size in
      lists.flatMap { list in (0..<size).map { list + [$0] } }
    }
  }
}
