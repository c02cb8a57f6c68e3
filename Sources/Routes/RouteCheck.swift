/// Whether a plan keeps every promise of its problem, worked out anew from the orders alone.
public enum RouteCheck {
  /// - Returns: what is wrong, in words; empty when nothing is.
  public static func faults(_ plan: RoutePlan, _ problem: RouteProblem) -> [String] {
    var faults: [String] = []
    var seen: [Int: Int] = [:]
    for visit in plan.left + plan.days.flatMap(\.visits) { seen[visit, default: 0] += 1 }
    for visit in problem.visits.indices where seen[visit] != 1 {
      faults.append("visit \(visit) stands \(seen[visit] ?? 0) times in the plan")
    }
    if plan.days.count != problem.shifts.count { faults.append("days and shifts differ in number") }
    for (index, (day, shift)) in zip(plan.days, problem.shifts).enumerated() {
      faults += Self.faults(day, shift, index, problem).map { "shift \(index): \($0)" }
    }
    return faults
  }

  private static func faults(
    _ day: RouteDay, _ shift: RouteShift, _ index: Int, _ problem: RouteProblem
  ) -> [String] {
    if day.stops.isEmpty { return [] }
    var faults: [String] = []
    let travel = problem.travel
    var place = shift.start
    var clock = shift.from
    var metres = 0.0
    var load = 0.0
    var lunches = 0
    var pending: RouteLunch?
    for stop in day.stops {
      guard case .visit(let number) = stop.what else {
        lunches += 1
        pending = shift.lunch
        if clock > (shift.lunch?.closes ?? 0) + 1e-6 { faults.append("lunch is too late") }
        continue
      }
      let visit = problem.visits[number]
      clock += travel.seconds(place, visit.place)
      if let lunch = pending { clock = max(clock, lunch.opens) + lunch.duration }
      pending = nil
      metres += travel.metres(place, visit.place)
      load += visit.demand
      if clock > visit.closes + 1e-6 { faults.append("visit \(number) is too late") }
      if visit.shifts.map({ !$0.contains(index) }) ?? false {
        faults.append("visit \(number) is not this shift's")
      }
      clock = max(clock, visit.opens)
      if stop.starts < clock - 1e-6 || stop.starts > visit.closes + 1e-6 {
        faults.append("visit \(number) cannot start at \(stop.starts)")
      }
      clock = stop.starts + visit.service
      place = visit.place
    }
    if let end = shift.end {
      clock += travel.seconds(place, end)
      metres += travel.metres(place, end)
    }
    if let lunch = pending { clock = max(clock, lunch.opens) + lunch.duration }
    if clock > shift.to + 1e-6 { faults.append("ends too late") }
    if load > shift.capacity + 1e-9 { faults.append("carries too much") }
    if lunches != (shift.lunch == nil ? 0 : 1) { faults.append("has \(lunches) lunches") }
    if abs(metres - day.metres) > 1e-3 { faults.append("is not \(day.metres) m long") }
    return faults
  }
}
