import Routes

/// The best day by trying every order of every choice of visits, with lunch on every leg.
struct EveryDay {
  private let problem: RouteProblem
  private let shift: RouteShift
  private(set) var best: Double

  init(_ problem: RouteProblem) {
    self.problem = problem
    shift = problem.shifts[0]
    best = problem.visits.reduce(0) { $0 + ($1.penalty ?? 1e9) }
    go(0, shift.start, shift.from, 0, shift.lunch == nil)
  }

  private mutating func go(
    _ made: UInt32, _ place: Int, _ ready: Double, _ metres: Double, _ hasEaten: Bool
  ) {
    if Double(made.nonzeroBitCount) > shift.capacity { return }
    if made != 0 { finish(made, place, ready, metres, hasEaten) }
    for (number, visit) in problem.visits.enumerated() where made & (1 << UInt32(number)) == 0 {
      let arrives = ready + problem.travel.seconds(place, visit.place)
      let total = metres + problem.travel.metres(place, visit.place)
      let after = made | 1 << UInt32(number)
      if arrives <= visit.closes {
        go(after, visit.place, max(arrives, visit.opens) + visit.service, total, hasEaten)
      }
      guard !hasEaten, let lunch = shift.lunch, ready <= lunch.closes else { continue }
      let fed = max(arrives, lunch.opens) + lunch.duration
      if fed <= visit.closes {
        go(after, visit.place, max(fed, visit.opens) + visit.service, total, true)
      }
    }
  }

  private mutating func finish(
    _ made: UInt32, _ place: Int, _ ready: Double, _ metres: Double, _ hasEaten: Bool
  ) {
    var ends = ready
    var total = metres
    if let end = shift.end {
      ends += problem.travel.seconds(place, end)
      total += problem.travel.metres(place, end)
    }
    if !hasEaten, let lunch = shift.lunch {
      if ready > lunch.closes { return }
      ends = max(ends, lunch.opens) + lunch.duration
    }
    if ends > shift.to { return }
    for (number, visit) in problem.visits.enumerated() where made & (1 << UInt32(number)) == 0 {
      total += visit.penalty ?? 1e9
    }
    best = min(best, total)
  }
}

/// The best day by dynamic programming over sets of visits, without bounds: another exact way, for days too long to try
/// every order.
///
/// For each set and last visit it keeps every pair of (ready, metres) that no other pair beats in both.
func bestDayBySets(_ problem: RouteProblem) -> Double {
  let shift = problem.shifts[0]
  let count = problem.visits.count
  typealias Pair = (ready: Double, metres: Double)
  // By set, by last visit and whether lunch is over.
  var states: [[[Pair]]] = Array(
    repeating: Array(repeating: [], count: 2 * count), count: 1 << count)
  func add(_ pair: Pair, _ set: Int, _ slot: Int) {
    if states[set][slot].contains(where: { $0.ready <= pair.ready && $0.metres <= pair.metres }) {
      return
    }
    states[set][slot].removeAll { pair.ready <= $0.ready && pair.metres <= $0.metres }
    states[set][slot].append(pair)
  }
  func extend(_ from: Int, _ pair: Pair, _ set: Int, _ hasEaten: Bool) {
    for (number, visit) in problem.visits.enumerated() where set & (1 << number) == 0 {
      let arrives = pair.ready + problem.travel.seconds(from, visit.place)
      let metres = pair.metres + problem.travel.metres(from, visit.place)
      if arrives <= visit.closes {
        let ready = max(arrives, visit.opens) + visit.service
        add((ready, metres), set | 1 << number, 2 * number + (hasEaten ? 1 : 0))
      }
      guard !hasEaten, let lunch = shift.lunch, pair.ready <= lunch.closes else { continue }
      let fed = max(arrives, lunch.opens) + lunch.duration
      if fed <= visit.closes {
        let ready = max(fed, visit.opens) + visit.service
        add((ready, metres), set | 1 << number, 2 * number + 1)
      }
    }
  }
  var best = problem.visits.reduce(0) { $0 + ($1.penalty ?? 1e9) }
  extend(shift.start, (shift.from, 0), 0, shift.lunch == nil)
  for set in 1..<(1 << count) where Double(set.nonzeroBitCount) <= shift.capacity {
    let left = (0..<count).reduce(0.0) {
      set & (1 << $1) == 0 ? $0 + (problem.visits[$1].penalty ?? 1e9) : $0
    }
    for slot in states[set].indices {
      let place = problem.visits[slot / 2].place
      for pair in states[set][slot] {
        extend(place, pair, set, slot % 2 == 1)
        var ends = pair.ready + (shift.end.map { problem.travel.seconds(place, $0) } ?? 0)
        if slot % 2 == 0, let lunch = shift.lunch {
          if pair.ready > lunch.closes { continue }
          ends = max(ends, lunch.opens) + lunch.duration
        }
        if ends > shift.to { continue }
        let home = shift.end.map { problem.travel.metres(place, $0) } ?? 0
        best = min(best, pair.metres + home + left)
      }
    }
    states[set] = []
  }
  return best
}
