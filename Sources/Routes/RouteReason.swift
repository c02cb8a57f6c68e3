/// Why a visit is in nobody's day.
public enum RouteReason: Sendable, Equatable {
  /// No shift may make it: skills, territory or a promise rule all out.
  case nobodyMay
  /// Nobody can be there before the window closes, even going there first.
  case outOfReach
  /// Whoever goes there cannot be back in time.
  case tooFarFromTheEnd
  /// It alone takes more than any day's capacity.
  case tooMuch
  /// Each day that could have it is full: nothing can be moved to make room.
  case noRoom
  /// There is room, but the way costs more than leaving it out, by so many metres.
  case notWorthIt(metres: Double)
}

extension RoutePlan {
  /// Why each visit that was left out does not fit, in the order of `left`.
  public func reasons(_ problem: RouteProblem) -> [RouteReason] {
    let table = RouteTable(problem)
    let state = RouteState(table)
    state.restore(
      days.enumerated().map { shift, day in (shift: shift, nodes: day.nodes(shift, table)) })
    return left.map { Self.reason($0, problem, table, state) }
  }

  private static func reason(
    _ number: Int, _ problem: RouteProblem, _ table: RouteTable, _ state: RouteState
  ) -> RouteReason {
    let visit = problem.visits[number]
    let able = problem.shifts.indices.filter { visit.shifts?.contains($0) ?? true }
    if able.isEmpty { return .nobodyMay }
    let strong = able.filter { visit.demand <= problem.shifts[$0].capacity }
    if strong.isEmpty { return .tooMuch }
    let there = strong.filter {
      problem.shifts[$0].from + problem.travel.seconds(problem.shifts[$0].start, visit.place)
        <= visit.closes
    }
    if there.isEmpty { return .outOfReach }
    let back = there.filter {
      let shift = problem.shifts[$0]
      let arrives = shift.from + problem.travel.seconds(shift.start, visit.place)
      let done = max(arrives, visit.opens) + visit.service
      return done + (shift.end.map { problem.travel.seconds(visit.place, $0) } ?? 0) <= shift.to
    }
    if back.isEmpty { return .tooFarFromTheEnd }
    if let spot = state.cheapestSpot(for: number) {
      return .notWorthIt(metres: spot.delta - table.penalty[number])
    }
    return .noRoom
  }
}
