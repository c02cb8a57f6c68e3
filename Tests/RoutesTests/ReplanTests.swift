import PCRMCore
import Routes
import Testing

/// Days that people know already, planned anew.
struct ReplanTests {
  private static let planner = RoutePlanner(rounds: 500, labelsMax: 20_000)

  /// The promises that a plan gives, in the order of the visits.
  private static func promises(_ plan: RoutePlan, price: Double) -> [RoutePromise] {
    plan.days.enumerated().flatMap { shift, day in
      day.stops.compactMap { stop -> RoutePromise? in
        guard case .visit(let visit) = stop.what else { return nil }
        return RoutePromise(visit: visit, shift: shift, starts: stop.starts, price: price)
      }
    }
  }

  private static func starts(_ plan: RoutePlan, _ count: Int) -> [Double?] {
    var starts = [Double?](repeating: nil, count: count)
    for promise in promises(plan, price: 0) { starts[promise.visit] = promise.starts }
    return starts
  }

  /// Would catch a settled beginning outside of its window, or one that makes a later stop or the lunch too late.
  @Test func settledPlansKeepTheirPromises() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var days = DayProblems(seed: seed)
    var random = SplitMix64(seed: seed)
    for number in 0..<40 {
      let problem = days.team(visits: 4 + number % 20, staff: 1 + number % 4)
      let plan = RoutePlanner(seed: seed, rounds: 200).plan(problem).plan
      let wanted = problem.visits.map { visit in
        random.next() % 2 == 0 ? visit.opens + Double(random.next() % 9_000) : nil
      }
      let settled = plan.settled(problem, wanted: wanted, grid: 300)
      #expect(RouteCheck.faults(settled, problem) == [], "seed \(seed), day \(number)")
      #expect(settled.days.map(\.visits) == plan.days.map(\.visits))
      for stop in settled.days.flatMap(\.stops) {
        guard case .visit(let visit) = stop.what else { continue }
        let isKept = wanted[visit].map { abs($0 - stop.starts) < 1e-6 } ?? false
        let isRound = stop.starts.truncatingRemainder(dividingBy: 300) == 0
        let isTight = stop.slack < 300
        #expect(isKept || isRound || isTight, "seed \(seed), day \(number): \(stop)")
      }
    }
  }

  /// Would catch visits that wander although nothing is gained by it.
  @Test func aGoodPlanStaysAsItIs() {
    var days = DayProblems(seed: 3)
    for number in 0..<20 {
      let problem = days.day(visits: 8, tight: 0.5)
      let first = Self.planner.replan(
        problem, promises: [], wanted: problem.visits.map { _ in nil })
      let again = Self.planner.replan(
        problem, promises: [], wanted: Self.starts(first.plan, problem.visits.count))
      #expect(
        again.plan.days.map(\.stops).map { $0.map(\.starts) }
          == first.plan.days.map(\.stops).map { $0.map(\.starts) }, "day \(number)")
    }
  }

  /// Would catch a promise that is broken for less than its price, and one that is kept whatever that costs.
  @Test func aPromiseIsBrokenOnlyForItsPrice() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var days = DayProblems(seed: seed)
    var broken = 0
    for number in 0..<30 {
      let problem = days.day(visits: 7, tight: 0.3)
      // People were promised the times of a day that was planned without looking at the way.
      var blind = problem
      blind.travel = TravelMatrix(
        count: problem.travel.count, seconds: problem.travel.seconds,
        metres: problem.travel.metres.map { 20_000 - $0 })
      let poor = Self.planner.plan(blind).plan.settled(
        problem, wanted: problem.visits.map { _ in nil }, grid: 300)
      let wanted = Self.starts(poor, problem.visits.count)
      var costs: [Double] = []
      for price in [0.0, 2_000, 1e7] {
        let promises = Self.promises(poor, price: price)
        let found = Self.planner.replan(problem, promises: promises, wanted: wanted)
        #expect(RouteCheck.faults(found.plan, problem) == [], "seed \(seed), day \(number)")
        let moved = promises.count { !$0.isKept(in: found.plan) }
        let cost = found.plan.cost(problem) + Double(moved) * price
        #expect(abs(cost - found.cost) < 1e-6)
        // To leave all as it is would cost so much.
        let stays = poor.cost(problem)
        #expect(cost <= stays + 1e-6, "seed \(seed), day \(number), price \(price)")
        if price == 1e7 { #expect(moved == 0, "seed \(seed), day \(number)") }
        if price == 0 { broken += moved }
        costs.append(cost)
      }
      #expect(costs[0] <= costs[1] + 1e-6 && costs[1] <= costs[2] + 1e-6)
    }
    #expect(broken > 0, "no day gained anything: the test tests nothing; seed \(seed)")
  }

  /// Would catch an order of a hash table that finds its way into the plan.
  @Test func theSameDayIsPlannedTheSameWay() {
    var days = DayProblems(seed: 9)
    let problem = days.team(visits: 24, staff: 3)
    let poor = RoutePlanner(seed: 1, rounds: 50).plan(problem).plan
    let promises = Self.promises(poor, price: 500)
    let wanted = Self.starts(poor, problem.visits.count)
    let first = Self.planner.replan(problem, promises: promises, wanted: wanted)
    let second = Self.planner.replan(problem, promises: promises, wanted: wanted)
    #expect(first.plan == second.plan)
  }
}
