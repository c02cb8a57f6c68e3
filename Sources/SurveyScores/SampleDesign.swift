import PCRMCore

/// How a sample is drawn from a frame. Drawn again with the same seed from the same frame it is the same sample.
public enum SampleDesign: Hashable, Sendable {
  /// Everybody.
  case census
  /// Every set of so many is as likely as every other.
  case simple(size: Int)
  /// Every so manyth of the frame, from a random start: spread over whatever the frame is ordered by.
  case systematic(size: Int)
  /// A simple sample in each stratum.
  case stratified(size: Int, Allocation)

  /// How many of a stratified sample come from which stratum.
  public enum Allocation: Hashable, Sendable {
    /// As many as the stratum has of the population; `atLeast` of each, where it has so many.
    case proportional(atLeast: Int)
    /// More where the answers differ more: N_h · S_h, with the deviations known from before (1 where unknown).
    case neyman(deviations: [String: Double], atLeast: Int)
  }
}

/// One of a sample: where it stands in the frame, and how likely it was to be drawn.
public struct SampledUnit: Hashable, Sendable {
  public let place: Int
  public let stratum: String
  public let probability: Double

  public init(place: Int, stratum: String, probability: Double) {
    self.place = place
    self.stratum = stratum
    self.probability = probability
  }
}

extension SampleDesign {
  /// Draws from a frame of which only the strata matter; the units come in the frame's order.
  public func draw(from strata: [String], seed: UInt64) -> [SampledUnit] {
    var dice = Dice(seed: seed)
    switch self {
    case .census:
      return strata.indices.map {
        SampledUnit(place: $0, stratum: strata[$0], probability: 1)
      }
    case .simple(let size):
      let places = dice.choose(size, of: strata.count)
      return Self.units(places, strata, Self.probability(size, strata.count))
    case .systematic(let size):
      let places = dice.steps(size, of: strata.count)
      return Self.units(places, strata, Self.probability(size, strata.count))
    case .stratified(let size, let allocation):
      var places: [String: [Int]] = [:]
      for (place, stratum) in strata.enumerated() { places[stratum, default: []].append(place) }
      let sizes = allocation.sizes(of: size, in: places.mapValues(\.count))
      var units: [SampledUnit] = []
      // In the order of names: a dictionary's own order changes from run to run.
      for (stratum, members) in places.sorted(by: { $0.key < $1.key }) {
        let count = sizes[stratum] ?? 0
        let chosen = dice.choose(count, of: members.count).map { members[$0] }
        units += Self.units(chosen, strata, Self.probability(count, members.count))
      }
      return units.sorted { $0.place < $1.place }
    }
  }

  private static func units(
    _ places: [Int], _ strata: [String], _ probability: Double
  ) -> [SampledUnit] {
    places.map { SampledUnit(place: $0, stratum: strata[$0], probability: probability) }
  }

  private static func probability(_ size: Int, _ count: Int) -> Double {
    count > 0 ? Double(min(max(0, size), count)) / Double(count) : 0
  }
}

/// The random choices of a sample, of integers only, so that every probability is exact and no machine differs.
struct Dice {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// A number below `bound`, each as likely: what would make the first ones likelier is thrown again.
  ///
  /// The standard library has this too, but does not promise the same numbers in its next version; a stored seed does.
  mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(bound)
    let fair = UInt64.max - (UInt64.max % bound + 1) % bound
    while true {
      let number = random.next()
      if number <= fair { return Int(number % bound) }
    }
  }

  /// So many of `count` places, in order; every set as likely.
  ///
  /// Source: Knuth, "The Art of Computer Programming", 3.4.2, algorithm S.
  mutating func choose(_ size: Int, of count: Int) -> [Int] {
    var chosen: [Int] = []
    let size = min(max(0, size), count)
    chosen.reserveCapacity(size)
    for place in 0..<count where chosen.count < size {
      if below(count - place) < size - chosen.count { chosen.append(place) }
    }
    return chosen
  }

  /// So many of `count` places at equal steps from a random start, each place as likely, whatever the step.
  ///
  /// The places are those of every `count`th of `size · count` marks, of which each place has `size`.
  mutating func steps(_ size: Int, of count: Int) -> [Int] {
    let size = min(max(0, size), count)
    guard size > 0 else { return [] }
    let start = below(count)
    return (0..<size).map { (start + $0 * count) / size }
  }
}
