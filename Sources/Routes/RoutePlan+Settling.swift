extension RoutePlan {
  /// The same orders, with beginnings that people can live with: what can begin when it was meant to does, the rest begins
  /// on the grid as early as possible.
  ///
  /// The slack of a stop stays what it was: later stops may slip, too.
  ///
  /// - Parameters:
  ///   - wanted: when each visit was meant to begin; nil where nothing was said.
  ///   - grid: beginnings are rounded up to multiples of so many seconds, where there is room.
  public func settled(
    _ problem: RouteProblem, wanted: [Double?], grid: Double
  ) -> RoutePlan {
    let table = RouteTable(problem)
    let state = RouteState(table)
    state.restore(
      days.enumerated().map { shift, day in (shift: shift, nodes: day.nodes(shift, table)) })
    var plan = self
    plan.days = days.indices.map { shift in
      state.day(shift) { node, earliest, latest in
        if let time = wanted[node], time >= earliest - 1e-6, time <= latest + 1e-6 {
          return max(time, earliest)
        }
        let rounded = (earliest / grid).rounded(.up) * grid
        if rounded <= latest { return rounded }
        let second = earliest.rounded(.up)
        return second <= latest ? second : earliest
      }
    }
    return plan
  }
}

extension RouteDay {
  /// The stops as the search counts them: visits first, then the lunch of each shift.
  func nodes(_ shift: Int, _ table: RouteTable) -> [Int32] {
    stops.map { stop in
      if case .visit(let visit) = stop.what {
        Int32(visit)
      } else {
        Int32(table.visitCount + shift)
      }
    }
  }
}
