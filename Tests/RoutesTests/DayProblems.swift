import PCRMCore
import Routes

/// Days of one person that nobody has, the same ones for the same seed.
struct DayProblems {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// One day; `tight` is the share of visits with a window of one to three hours.
  mutating func day(visits: Int, tight: Double) -> RouteProblem {
    let travel = travel(places: visits + 2)
    let list = (0..<visits).map { visit(at: $0 + 2, tight: tight) }
    let end = [nil, 0, 1].randomElement(using: &random) ?? nil
    let capacity = random.next() % 2 == 0 ? Double(visits * 2 / 3) : .infinity
    let shift = RouteShift(
      start: 0, end: end, from: 32_400, to: 64_800, capacity: capacity, lunch: lunch())
    return RouteProblem(travel: travel, visits: list, shifts: [shift])
  }

  /// A day of several people: skills, lunches, capacities, other homes.
  mutating func team(visits: Int, staff: Int) -> RouteProblem {
    let travel = travel(places: visits + staff)
    var list = (0..<visits).map { visit(at: $0 + staff, tight: 0.6) }
    for index in list.indices where random.next() % 3 == 0 {
      list[index].shifts = Set((0..<staff).filter { _ in random.next() % 2 == 0 })
    }
    let shifts = (0..<staff).map { number in
      RouteShift(
        start: number, end: random.next() % 4 == 0 ? nil : number,
        from: 32_400, to: 64_800, capacity: Double(4 + random.next() % 8), lunch: lunch())
    }
    return RouteProblem(travel: travel, visits: list, shifts: shifts)
  }

  private mutating func lunch() -> RouteLunch? {
    random.next() % 2 == 0 ? RouteLunch(duration: 3_600, opens: 41_400, closes: 48_600) : nil
  }

  private mutating func visit(at place: Int, tight: Double) -> RouteVisit {
    var visit = RouteVisit(
      place: place, service: Double(600 + random.next() % 1_200), opens: 32_400, closes: 64_800)
    if Double.random(in: 0..<1, using: &random) < tight {
      visit.opens = Double(32_400 + random.next() % 25_000)
      visit.closes = visit.opens + Double(3_600 + random.next() % 7_200)
    }
    if random.next() % 3 == 0 { visit.penalty = Double(2_000 + random.next() % 8_000) }
    return visit
  }

  /// Places in a square of twenty kilometres, eight metres a second.
  private mutating func travel(places: Int) -> TravelMatrix {
    let points = (0..<places).map { _ in
      (Double(random.next() % 20_000), Double(random.next() % 20_000))
    }
    let metres = points.flatMap { a in
      points.map { b in
        ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot().rounded()
      }
    }
    return TravelMatrix(count: places, seconds: metres.map { ($0 / 8).rounded() }, metres: metres)
  }
}
