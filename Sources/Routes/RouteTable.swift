/// A problem laid out for the search: nodes are the visits first, then one lunch a shift.
///
/// A lunch has no place of its own: it is taken where the person is. A shift that ends anywhere ends at a place that is
/// no distance from any other.
struct RouteTable {
  /// A lunch's place: that of the stop before.
  static let floating = -1
  /// What leaving out costs where it is not allowed.
  static let mustPenalty = 1e9

  let visitCount: Int
  let shiftCount: Int
  let nodeCount: Int
  /// Places, and one more that is everywhere.
  let placeCount: Int
  let seconds: [Double]
  let metres: [Double]
  // By node.
  let place: [Int]
  let service: [Double]
  let opens: [Double]
  let closes: [Double]
  let demand: [Double]
  let penalty: [Double]
  // By shift.
  let start: [Int]
  let end: [Int]
  let from: [Double]
  let to: [Double]
  let capacity: [Double]
  let hasLunch: [Bool]
  /// The first shift that is the same in everything; a node is tried on one empty shift of each sort only.
  let sort: [Int]
  /// By node and shift.
  let allowed: [Bool]
  /// For each visit the others, nearest first.
  let neighbours: [[Int32]]

  init(_ problem: RouteProblem) {
    let visits = problem.visits
    let shifts = problem.shifts
    visitCount = visits.count
    shiftCount = shifts.count
    nodeCount = visits.count + shifts.count
    let count = problem.travel.count
    placeCount = count + 1
    seconds = Self.widened(problem.travel.seconds, count)
    metres = Self.widened(problem.travel.metres, count)
    let lunches = shifts.map { $0.lunch ?? RouteLunch(duration: 0, opens: 0, closes: 0) }
    place = visits.map(\.place) + shifts.map { _ in Self.floating }
    service = visits.map(\.service) + lunches.map(\.duration)
    opens = visits.map(\.opens) + lunches.map(\.opens)
    closes = visits.map(\.closes) + lunches.map(\.closes)
    demand = visits.map(\.demand) + shifts.map { _ in 0 }
    penalty =
      visits.map { $0.penalty ?? Self.mustPenalty } + shifts.map { _ in 2 * Self.mustPenalty }
    start = shifts.map(\.start)
    end = shifts.map { $0.end ?? count }
    from = shifts.map(\.from)
    to = shifts.map(\.to)
    capacity = shifts.map(\.capacity)
    hasLunch = shifts.map { $0.lunch != nil }
    let permitted = { (shift: Int) in visits.map { $0.shifts?.contains(shift) ?? true } }
    let all = shifts.indices.map(permitted)
    sort = shifts.indices.map { shift in
      (0..<shift).first { shifts[$0] == shifts[shift] && all[$0] == all[shift] } ?? shift
    }
    var allowed: [Bool] = []
    for visit in visits.indices {
      for shift in shifts.indices { allowed.append(all[shift][visit]) }
    }
    for lunch in shifts.indices {
      for shift in shifts.indices { allowed.append(lunch == shift) }
    }
    self.allowed = allowed
    let metres = metres
    let placeCount = placeCount
    neighbours = visits.indices.map { a in
      let distance = visits.indices.map { b in
        metres[visits[a].place * placeCount + visits[b].place]
          + metres[visits[b].place * placeCount + visits[a].place]
      }
      return visits.indices.sorted { (distance[$0], $0) < (distance[$1], $1) }.map(Int32.init)
    }
  }

  private static func widened(_ values: [Double], _ count: Int) -> [Double] {
    var wide: [Double] = []
    wide.reserveCapacity((count + 1) * (count + 1))
    for row in 0..<count {
      wide += values[row * count..<(row + 1) * count]
      wide.append(0)
    }
    return wide + [Double](repeating: 0, count: count + 1)
  }
}
