/// Plans the routes of a day: exact for one person's twenty visits, near the best known for many people's.
public struct RoutePlanner: Sendable {
  /// The same problem, seed and rounds give the same plan.
  public var seed: UInt64
  /// How often the search ruins and rebuilds; five to ten microseconds each for a hundred visits.
  public var rounds: Int
  /// Partial days that the exact method may look at.
  public var labelsMax: Int

  public init(seed: UInt64 = 1, rounds: Int = 200_000, labelsMax: Int = 2_000_000) {
    self.seed = seed
    self.rounds = rounds
    self.labelsMax = labelsMax
  }

  /// A plan, and whether it is proven that there is no better one.
  public struct Answer: Sendable {
    public let plan: RoutePlan
    public let isProven: Bool
  }

  /// - Parameter isStopped: asked now and then; when it says yes the best plan so far is the answer.
  public func plan(
    _ problem: RouteProblem, isStopped: () -> Bool = { false }
  ) -> Answer {
    let table = RouteTable(problem)
    var search = RouteSearch(table, seed: seed)
    let isOneDay = problem.shifts.count == 1 && problem.visits.count <= DayOptimum.visitsMax
    let days = search.run(rounds: isOneDay ? min(rounds, 4_000) : rounds, isStopped: isStopped)
    guard isOneDay else { return Answer(plan: RoutePlan(table, days), isProven: false) }
    let nodes = problem.visits.indices.filter { table.allowed[$0] }
    let forbidden = problem.visits.indices.reduce(0.0) {
      table.allowed[$1] ? $0 : $0 + table.penalty[$1]
    }
    let found = DayOptimum.solve(
      table, shift: 0, nodes: nodes, known: search.cost - forbidden + 1e-6, labelsMax: labelsMax,
      isStopped: isStopped)
    let best = found.day.map { [$0.sequence] } ?? days
    return Answer(plan: RoutePlan(table, best), isProven: found.isProven)
  }
}

extension RoutePlan {
  /// The times and distances of routes that the search found.
  init(_ table: RouteTable, _ sequences: [[Int32]]) {
    let state = RouteState(table)
    state.restore(sequences.enumerated().map { (shift: $0, nodes: $1) })
    days = (0..<table.shiftCount).map { state.day($0) }
    left = (0..<table.visitCount).filter { state.routeOf($0) < 0 }
  }
}
