/// A visit that somebody was told to expect: when, and from whom.
public struct RoutePromise: Sendable, Equatable {
  /// The visit's index in the problem.
  public var visit: Int
  /// The shift that was to make it.
  public var shift: Int
  /// When it was to begin.
  public var starts: Double
  /// What breaking the promise costs, in metres.
  public var price: Double

  public init(visit: Int, shift: Int, starts: Double, price: Double) {
    self.visit = visit
    self.shift = shift
    self.starts = starts
    self.price = price
  }

  /// Whether a plan keeps it.
  public func isKept(in plan: RoutePlan) -> Bool {
    plan.days[shift].stops.contains {
      $0.what == .visit(visit) && abs($0.starts - starts) < 1e-6
    }
  }
}

extension RoutePlan {
  /// Metres, and penalties of what is left out.
  public func cost(_ problem: RouteProblem) -> Double {
    left.reduce(metres) { $0 + (problem.visits[$1].penalty ?? RouteTable.mustPenalty) }
  }
}

extension RoutePlanner {
  /// A plan for a day that people know already.
  public struct Replan: Sendable {
    /// Its beginnings are settled.
    public var plan: RoutePlan
    /// Metres, penalties of what is left out, and prices of the promises that it breaks.
    public var cost: Double
    /// It is proven that no plan that keeps the same promises is better.
    public var isProven: Bool
  }

  /// Plans anew what was planned before: breaks a promise only when that saves more than its price.
  ///
  /// First with all promises kept, then with none; from the better one on it tries to break, or to keep, each of
  /// them alone. The promises kept are not proven to be the best choice; the plan around them is.
  ///
  /// - Parameters:
  ///   - wanted: when each visit begins now, or nil: where it makes no difference, it stays so.
  ///   - grid: other beginnings are multiples of so many seconds, where there is room.
  ///   - triesMax: promises that are looked at alone, the first ones.
  ///   - isStopped: asked now and then; when it says yes the best plan so far is the answer.
  public func replan(
    _ problem: RouteProblem, promises: [RoutePromise], wanted: [Double?], grid: Double = 300,
    triesMax: Int = 20, isStopped: () -> Bool = { false }
  ) -> Replan {
    let all = Set(promises.indices)
    if promises.isEmpty {
      return attempt(problem, promises, keeping: all, wanted, grid, isStopped)
    }
    var quick = self
    quick.labelsMax = min(labelsMax, Self.quickLabelsMax)
    var best = quick.attempt(problem, promises, keeping: all, wanted, grid, isStopped)
    let free = quick.attempt(problem, promises, keeping: [], wanted, grid, isStopped)
    var kept = all
    if free.cost < best.cost - 1e-6 {
      best = free
      kept = []
    }
    for number in promises.indices.prefix(triesMax) {
      if isStopped() { break }
      var other = kept
      if other.remove(number) == nil { other.insert(number) }
      if !kept.contains(number), promises[number].isKept(in: best.plan) { continue }
      let candidate = quick.attempt(
        problem, promises, keeping: other, wanted, grid, isStopped)
      guard candidate.cost < best.cost - 1e-6 else { continue }
      best = candidate
      kept = other
    }
    // What was not proven in a hurry is tried once more in full.
    if best.isProven || quick.labelsMax == labelsMax || isStopped() { return best }
    let full = attempt(problem, promises, keeping: kept, wanted, grid, isStopped)
    return full.cost <= best.cost ? full : best
  }

  /// Partial days that the exact method may look at while promises are tried out.
  private static let quickLabelsMax = 200_000

  private func attempt(
    _ problem: RouteProblem, _ promises: [RoutePromise], keeping kept: Set<Int>,
    _ wanted: [Double?], _ grid: Double, _ isStopped: () -> Bool
  ) -> Replan {
    var held = problem
    for (number, promise) in promises.enumerated() where kept.contains(number) {
      held.visits[promise.visit].opens = promise.starts
      held.visits[promise.visit].closes = promise.starts
      held.visits[promise.visit].shifts = [promise.shift]
      // To leave it out breaks the promise, too.
      let penalty = held.visits[promise.visit].penalty ?? RouteTable.mustPenalty
      held.visits[promise.visit].penalty = penalty + promise.price
    }
    let answer = plan(held, isStopped: isStopped)
    let settled = answer.plan.settled(held, wanted: wanted, grid: grid)
    let broken = promises.reduce(0) { $1.isKept(in: settled) ? $0 : $0 + $1.price }
    return Replan(plan: settled, cost: settled.cost(problem) + broken, isProven: answer.isProven)
  }
}
