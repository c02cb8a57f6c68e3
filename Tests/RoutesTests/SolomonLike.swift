import PCRMCore
import Routes

/// Problems in the style of Solomon's six classes, made anew: places scattered, in clusters or both; short days with many
/// vehicles (type 1) or long ones with few (type 2).
///
/// The numbers that shape a class (the day's length, capacities, services, demands, how many customers have a window and
/// how wide it is) are those that M. Solomon describes; the problems themselves are nobody's, so nothing can be tuned to
/// them.
struct SolomonLike {
  enum Layout: CaseIterable {
    case random, clustered, mixed
  }

  var layout: Layout
  /// Long days: type 2.
  var isLong: Bool
  /// The share of customers with a window, and its width in parts of the day.
  var windows: Double
  var width: Double
  var customers = 100
  var seed: UInt64

  /// The class by its usual letters: "R1", "C2", "RC1".
  var name: String {
    let letters =
      switch layout {
      case .random: "R"
      case .clustered: "C"
      case .mixed: "RC"
      }
    return letters + (isLong ? "2" : "1")
  }

  /// Twelve problems: each class with narrow windows for all, and with wider ones for some.
  static func set(seed: UInt64) -> [SolomonLike] {
    var list: [SolomonLike] = []
    for isLong in [false, true] {
      for layout in Layout.allCases {
        for (windows, width) in [(1.0, 0.06), (0.5, 0.2)] {
          list.append(
            SolomonLike(
              layout: layout, isLong: isLong, windows: windows, width: width,
              seed: seed &+ UInt64(list.count)))
        }
      }
    }
    return list
  }

  private typealias Point = (x: Double, y: Double)

  var problem: RouteProblem {
    var random = SplitMix64(seed: seed)
    let depot: Point = layout == .random ? (35, 35) : (40, 50)
    let places = places(&random)
    let day = self.day
    let service = layout == .clustered ? 90.0 : 10.0
    let centres = layout == .clustered ? arrivals(places, depot, service, day, &random) : []
    func way(_ a: Point, _ b: Point) -> Double {
      ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }
    let visits = places.enumerated().map { index, place in
      var visit = RouteVisit(
        place: index + 1, service: service, opens: 0, closes: day, demand: demand(&random))
      let first = way(depot, place)
      let last = day - way(place, depot) - service
      visit.closes = last
      guard Double.random(in: 0..<1, using: &random) < windows else { return visit }
      let half = day * width / 2 * Double.random(in: 0.5..<1.5, using: &random)
      let centre =
        centres.isEmpty ? Double.random(in: first...last, using: &random) : centres[index]
      visit.opens = min(max(first, centre - half), last).rounded(.down)
      visit.closes = min(last, max(first, centre + half)).rounded(.down)
      visit.opens = min(visit.opens, visit.closes)
      return visit
    }
    let all = [depot] + places
    let ways = all.flatMap { a in all.map { way(a, $0) } }
    let capacity = isLong ? (layout == .clustered ? 700.0 : 1000.0) : 200.0
    let shift = RouteShift(start: 0, end: 0, from: 0, to: day, capacity: capacity)
    return RouteProblem(
      travel: TravelMatrix(count: all.count, seconds: ways, metres: ways), visits: visits,
      shifts: Array(repeating: shift, count: 25))
  }

  private var day: Double {
    switch layout {
    case .random: isLong ? 1000 : 230
    case .clustered: isLong ? 3390 : 1236
    case .mixed: isLong ? 960 : 240
    }
  }

  private func demand(_ random: inout SplitMix64) -> Double {
    layout == .random
      ? Double(Int.random(in: 1...29, using: &random))
      : Double(Int.random(in: 1...4, using: &random) * 10)
  }

  private func places(_ random: inout SplitMix64) -> [Point] {
    let nests = (0..<10).map { _ in
      (Double.random(in: 5...85, using: &random), Double.random(in: 5...85, using: &random))
    }
    return (0..<customers).map { index in
      let isNested = layout == .clustered || layout == .mixed && index % 2 == 0
      guard isNested else {
        return (
          Double(Int.random(in: 0...70, using: &random)),
          Double(Int.random(in: 0...75, using: &random))
        )
      }
      let nest = nests[index / 2 % nests.count]
      return (
        nest.0 + Double(Int.random(in: -4...4, using: &random)),
        nest.1 + Double(Int.random(in: -4...4, using: &random))
      )
    }
  }

  /// When a vehicle that goes from neighbour to neighbour comes by: the windows of clusters lie around such times.
  private func arrivals(
    _ places: [Point], _ depot: Point, _ service: Double, _ day: Double,
    _ random: inout SplitMix64
  ) -> [Double] {
    var times = [Double](repeating: 0, count: places.count)
    var open = Set(places.indices)
    while !open.isEmpty {
      var here = depot
      var clock = 0.0
      var visited = 0
      while let next = open.min(by: { a, b in
        let toA = way(here, places[a])
        let toB = way(here, places[b])
        return (toA, a) < (toB, b)
      }) {
        let arrives = clock + way(here, places[next])
        let isLate = arrives + service + way(places[next], depot) > day
        if visited > 0, isLate || visited >= (isLong ? 33 : 10) { break }
        open.remove(next)
        times[next] = arrives
        clock = arrives + service
        here = places[next]
        visited += 1
      }
    }
    return times
  }

  private func way(_ a: Point, _ b: Point) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }
}
