import Glibc
import PCRMCore
import PCRMModel

/// Matches a made-up population to staff near it: how long it takes, and how far from the best it ends.
func benchMatching() {
  var verdict = Verdict("matching")
  for size in [
    MatchingSize(staff: 250, customers: 6250), MatchingSize(staff: 1200, customers: 30_000),
  ] {
    for way in [nil, 30_000] as [Int32?] {
      let problem = size.problem(distanceMax: way)
      let start = Instant.now()
      let matching = problem.solved()
      let seconds = Double(Instant.now().since(start)) / 1e9
      let limit = way.map { "at most \($0 / 1000) km" } ?? "any distance"
      print(
        "matching: \(size.staff) staff, \(size.customers) customers, \(limit): "
          + "\(hundredths(seconds)) s, \(matching.unplacedCount) not placed, "
          + "\(matching.cost / 1000) km in sum, gap \(matching.gapPPM) ppm, "
          + "\(matching.rounds) rounds")
      let name = "\(size.staff) × \(size.customers), \(limit)"
      verdict.expect("\(name): proven best", matching.gapPPM == 0)
      if size.staff == 250 { verdict.expect("\(name): within 5 s", seconds <= 5) }
    }
  }
  verdict.print()
}

/// A population as it lives: crowded in some cities, sparse elsewhere; 25 customers a member of staff.
private struct MatchingSize {
  let staff: Int
  let customers: Int

  /// Where people live: centre, half-width in degrees, and how many of a hundred.
  private static let cities: [(latitude: Double, longitude: Double, width: Double, share: Double)] =
    [
      (37.55, 126.99, 0.24, 40), (35.18, 129.07, 0.20, 14), (35.87, 128.60, 0.16, 10),
      (37.45, 126.70, 0.20, 12), (36.35, 127.38, 0.14, 6), (35.16, 126.85, 0.14, 6),
      (33.50, 126.53, 0.10, 3), (37.88, 127.73, 0.20, 4), (36.50, 127.90, 1.60, 5),
    ]

  func problem(distanceMax: Int32?) -> MatchingProblem {
    var random = SplitMix64(seed: 42)
    let homes = (0..<staff).map { _ in Self.point(&random) }
    return MatchingProblem(
      customers: (0..<customers).map { _ in Self.point(&random) },
      staff: homes.map { MatchingProblem.Adopter(home: $0, places: 25, carried: 0) },
      ways: WayLength(detourPermille: 1300), distanceMax: distanceMax)
  }

  private static func point(_ random: inout SplitMix64) -> SpherePoint {
    var turn = Double.random(in: 0..<100, using: &random)
    let city = cities.first { city in
      turn -= city.share
      return turn < 0
    }
    let (latitude, longitude, width, _) = city ?? cities[0]
    // The sum of two is denser in the middle.
    let north =
      Double.random(in: -1...1, using: &random) + Double.random(in: -1...1, using: &random)
    let east = Double.random(in: -1...1, using: &random) + Double.random(in: -1...1, using: &random)
    return SpherePoint(
      latitudeE7: Int32((latitude + north * width / 2) * 1e7),
      longitudeE7: Int32((longitude + east * width / 2) * 1e7))
  }
}
