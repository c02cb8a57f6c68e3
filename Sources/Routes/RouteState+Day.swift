extension RouteState {
  /// The route with its times, the person leaving as late as the first stop allows.
  func day(_ shift: Int) -> RouteDay {
    guard visitCount(shift) > 0 else { return RouteDay() }
    var day = RouteDay()
    var place = table.start[shift]
    var clock = table.from[shift]
    var lunch: Int?
    for position in 0..<count(shift) {
      let node = node(shift, position)
      if node >= table.visitCount {
        lunch = node
        continue
      }
      let to = table.place[node]
      let leg = place * table.placeCount + to
      let (early, late) = window(shift, position)
      if day.stops.isEmpty {
        // Whoever would wait at the first door leaves later instead.
        day.leaves =
          lunch == nil ? max(clock, early - table.seconds[leg]) : clock
        clock = day.leaves
      }
      if let eaten = lunch {
        day.stops.append(lunchStop(eaten, clock, table.seconds[leg]))
        clock = max(clock + table.seconds[leg], table.opens[eaten]) + table.service[eaten]
        lunch = nil
      } else {
        clock += table.seconds[leg]
      }
      let starts = max(clock, table.opens[node])
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
