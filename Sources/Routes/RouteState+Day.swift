extension RouteState {
  /// The route with its times, the person leaving as late as the first stop allows.
  func day(_ shift: Int) -> RouteDay {
    day(shift) { _, earliest, _ in earliest }
  }

  /// The route with times that are chosen stop by stop.
  ///
  /// - Parameter start: says when a visit begins, not before the first of the times and not after the second.
  func day(
    _ shift: Int, start: (_ visit: Int, _ earliest: Double, _ latest: Double) -> Double
  ) -> RouteDay {
    guard visitCount(shift) > 0 else { return RouteDay() }
    var day = RouteDay()
    var place = table.start[shift]
    var clock = table.from[shift]
    var lunch: Int?
    var isFirst = true
    for position in 0..<count(shift) {
      let node = node(shift, position)
      if node >= table.visitCount {
        lunch = node
        continue
      }
      let to = table.place[node]
      let leg = place * table.placeCount + to
      let late = window(shift, position).late
      let leaves = clock
      clock += table.seconds[leg]
      if let eaten = lunch { clock = max(clock, table.opens[eaten]) + table.service[eaten] }
      let starts = start(node, max(clock, table.opens[node]), late)
      if isFirst {
        // Whoever would wait at the first door leaves later instead.
        day.leaves = lunch == nil ? max(leaves, starts - table.seconds[leg]) : leaves
        if lunch == nil { clock = day.leaves + table.seconds[leg] }
        isFirst = false
      }
      if let eaten = lunch {
        day.stops.append(lunchStop(eaten, leaves, table.seconds[leg]))
        lunch = nil
      }
      day.stops.append(
        RouteStop(
          what: .visit(node), arrives: clock, starts: starts, slack: max(0, late - starts),
          metres: table.metres[leg]))
      day.metres += table.metres[leg]
      clock = starts + table.service[node]
      place = to
    }
    let leg = place * table.placeCount + table.end[shift]
    if let eaten = lunch {
      day.stops.append(lunchStop(eaten, clock, table.seconds[leg]))
      clock = max(clock + table.seconds[leg], table.opens[eaten]) + table.service[eaten]
    } else {
      clock += table.seconds[leg]
    }
    day.metres += table.metres[leg]
    day.ends = clock
    return day
  }

  /// Lunch begins when the person may eat: before, during or after the way to the next stop.
  private func lunchStop(_ node: Int, _ leaves: Double, _ travel: Double) -> RouteStop {
    let starts = max(leaves, table.opens[node])
    return RouteStop(
      what: .lunch, arrives: min(starts, leaves + travel), starts: starts,
      slack: max(0, table.closes[node] - starts), metres: 0)
  }
}
