import PCRMCore
import Testing

@testable import SurveyScores

/// Samples have the probabilities that they state.
struct SampleTests {
  private static let strata = (0..<60).map { $0 % 10 == 0 ? "small" : $0 % 2 == 0 ? "even" : "odd" }

  private static let designs: [(String, SampleDesign)] = [
    ("simple", .simple(size: 17)), ("systematic", .systematic(size: 17)),
    ("proportional", .stratified(size: 17, .proportional(atLeast: 2))),
    (
      "neyman",
      .stratified(size: 17, .neyman(deviations: ["small": 3, "even": 1, "odd": 0.5], atLeast: 2))
    ),
  ]

  /// Would catch a first or last place that is never or always drawn, and a probability that is not the real one.
  @Test(arguments: designs) func drawsEachAsOftenAsItSays(_ name: String, _ design: SampleDesign) {
    let seed = UInt64.random(in: 0 ... .max)
    let rounds = 20_000
    var drawn = Array(repeating: 0, count: Self.strata.count)
    var stated = Array(repeating: 0.0, count: Self.strata.count)
    for round in 0..<rounds {
      for unit in design.draw(from: Self.strata, seed: seed &+ UInt64(round)) {
        drawn[unit.place] += 1
        stated[unit.place] = unit.probability
      }
    }
    for (place, count) in drawn.enumerated() {
      let probability = stated[place]
      // Five deviations: one false alarm in some ten thousand runs of all sixty places.
      let deviation = (probability * (1 - probability) / Double(rounds)).squareRoot()
      let share = Double(count) / Double(rounds)
      #expect(
        abs(share - probability) <= 5 * deviation + 1e-12,
        "\(name), seed \(seed), place \(place): \(share), not \(probability)")
    }
    // Inclusion probabilities add up to the size.
    #expect(abs(stated.reduce(0, +) - 17) < 1e-9)
  }

  /// Would catch pairs that exclude each other: a simple sample has every pair as often.
  @Test func simpleSamplesHaveEveryPair() {
    let seed = UInt64.random(in: 0 ... .max)
    var pairs: [Int: Int] = [:]
    let rounds = 30_000
    for round in 0..<rounds {
      let places = SampleDesign.simple(size: 3).draw(
        from: Array(repeating: "", count: 6), seed: seed &+ UInt64(round)
      ).map(\.place)
      for a in places { for b in places where a < b { pairs[a * 6 + b, default: 0] += 1 } }
    }
    #expect(pairs.count == 15)
    let deviation = (0.2 * 0.8 / Double(rounds)).squareRoot()
    for (pair, count) in pairs {
      #expect(
        abs(Double(count) / Double(rounds) - 0.2) < 5 * deviation, "seed \(seed), pair \(pair)")
    }
  }

  /// Would catch a sample that another run, or another version of the standard library, draws differently.
  @Test func theSeedIsTheSample() {
    let drawn = { (design: SampleDesign, seed: UInt64) in
      design.draw(from: Self.strata, seed: seed).map(\.place)
    }
    #expect(drawn(.simple(size: 6), 7) == [7, 21, 23, 25, 29, 33])
    #expect(drawn(.systematic(size: 6), 7) == [4, 14, 24, 34, 44, 54])
    #expect(
      drawn(.stratified(size: 6, .proportional(atLeast: 1)), 7) == [0, 6, 14, 39, 51, 53])
    #expect(drawn(.simple(size: 30), 1) != drawn(.simple(size: 30), 2))
  }

  /// Would catch a size beyond the frame, an empty frame, a negative size.
  @Test(arguments: designs + [("census", .census)])
  func staysWithinTheFrame(_ name: String, _ design: SampleDesign) {
    #expect(design.draw(from: [], seed: 1).isEmpty)
    let all = design.draw(from: Array(repeating: "a", count: 9), seed: 1)
    #expect(all.map(\.place) == Array(0..<9))
    #expect(all.allSatisfy { $0.probability == 1 })
    #expect(SampleDesign.simple(size: -1).draw(from: Self.strata, seed: 1).isEmpty)
  }

  /// Would catch whole numbers that do not add up, a stratum asked for more than it has, and a remainder lost.
  @Test func allocationsAddUp() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for round in 0..<500 {
      let strata = Dictionary(
        uniqueKeysWithValues: (0..<Int.random(in: 1...8, using: &random)).map {
          ("s\($0)", Int.random(in: 0...40, using: &random))
        })
      let deviations = strata.mapValues { _ in Double.random(in: 0...3, using: &random) }
      let total = strata.values.reduce(0, +)
      let size = Int.random(in: 0...60, using: &random)
      let least = Int.random(in: 0...3, using: &random)
      for allocation in [
        SampleDesign.Allocation.proportional(atLeast: least),
        .neyman(deviations: deviations, atLeast: least),
      ] {
        let sizes = allocation.sizes(of: size, in: strata)
        let context: Comment = "seed \(seed), round \(round): \(sizes) of \(strata), size \(size)"
        #expect(sizes.values.reduce(0, +) == min(size, total), context)
        for (stratum, count) in sizes { #expect(count <= strata[stratum] ?? 0, context) }
        if size >= least * strata.count {
          for (stratum, count) in strata {
            #expect(sizes[stratum] ?? 0 >= min(least, count), context)
          }
        }
      }
    }
  }

  private static let few: [(fault: String, SampleDesign.Allocation, size: Int, drawn: [String])] = [
    ("by the alphabet", .neyman(deviations: [:], atLeast: 0), 2, ["c", "d"]),
    ("without the deviations", .neyman(deviations: ["b": 9, "c": 1], atLeast: 0), 2, ["b", "c"]),
    ("ties not by name", .neyman(deviations: ["a": 10, "b": 5], atLeast: 0), 3, ["a", "b", "c"]),
    ("a least that goes by the alphabet", .neyman(deviations: [:], atLeast: 1), 2, ["c", "d"]),
    ("the same of shares by size", .proportional(atLeast: 1), 2, ["c", "d"]),
    ("shares by size", .proportional(atLeast: 0), 1, ["c"]),
  ]

  /// Would catch places that are too few for all strata and go to those whose names come first.
  @Test(arguments: few) func fewPlacesGoToTheGreatest(
    _ row: (fault: String, SampleDesign.Allocation, size: Int, drawn: [String])
  ) {
    let sizes = row.1.sizes(of: row.size, in: ["a": 1, "b": 2, "c": 10, "d": 3])
    #expect(sizes.filter { $0.value > 0 }.keys.sorted() == row.drawn, "\(row.fault)")
  }

  /// Would catch claims that come near Neyman's shares but not to the least variance that whole numbers have.
  @Test func neymanIsTheLeastVariance() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for round in 0..<100 {
      let strata = ["a", "b", "c"].map { ($0, Int.random(in: 2...12, using: &random)) }
      let deviations = Dictionary(
        uniqueKeysWithValues: strata.map { ($0.0, Double.random(in: 0.1...3, using: &random)) })
      let variance = { (sizes: [Int]) in
        zip(strata, sizes).reduce(0.0) { sum, pair in
          let total = Double(pair.0.1) * (deviations[pair.0.0] ?? 0)
          return sum + total * total / Double(pair.1)
        }
      }
      let size = Int.random(in: 3...strata.reduce(0) { $0 + $1.1 }, using: &random)
      let sizes = SampleDesign.Allocation.neyman(deviations: deviations, atLeast: 1).sizes(
        of: size, in: Dictionary(uniqueKeysWithValues: strata))
      var best = Double.infinity
      for a in 1...strata[0].1 {
        for b in 1...strata[1].1 where (1...strata[2].1).contains(size - a - b) {
          best = min(best, variance([a, b, size - a - b]))
        }
      }
      let mine = variance(strata.map { sizes[$0.0] ?? 0 })
      #expect(mine <= best * (1 + 1e-12), "seed \(seed), round \(round)")
    }
  }
}
