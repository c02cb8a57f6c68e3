import PCRMCore

/// A set of routes under change: whether and at what price a node fits somewhere takes constant time to say.
///
/// For each stop it keeps the earliest start that what stands before allows, and the latest that what comes
/// after allows. All of it lies in flat memory that only this type touches: the search does little else than read it,
/// and array accesses that check and retain would double its time.
final class RouteState {
  let table: RouteTable
  /// Room of a route: all nodes, its beginning and its end.
  private let stride: Int
  private let nodes: UnsafeMutablePointer<Int32>
  private let places: UnsafeMutablePointer<Int32>
  private let early: UnsafeMutablePointer<Double>
  private let late: UnsafeMutablePointer<Double>
  private let counts: UnsafeMutablePointer<Int>
  private let visitCounts: UnsafeMutablePointer<Int>
  private let loads: UnsafeMutablePointer<Double>
  private let route: UnsafeMutablePointer<Int32>
  private let seconds: UnsafeMutablePointer<Double>
  private let metres: UnsafeMutablePointer<Double>
  private let service: UnsafeMutablePointer<Double>
  private let opens: UnsafeMutablePointer<Double>
  private let closes: UnsafeMutablePointer<Double>
  private let width: Int
  /// Metres driven, and penalties of what is left out.
  private(set) var cost: Double

  /// Where a node may be inserted.
  struct Spot {
    var route: Int
    /// The position that the node will have.
    var position: Int
    var delta: Double
  }

  init(_ table: RouteTable) {
    self.table = table
    width = table.placeCount
    stride = table.nodeCount + 2
    let cells = max(1, stride * table.shiftCount)
    nodes = .allocate(capacity: cells)
    places = .allocate(capacity: cells)
    early = .allocate(capacity: cells)
    late = .allocate(capacity: cells)
    counts = .allocate(capacity: max(1, table.shiftCount))
    visitCounts = .allocate(capacity: max(1, table.shiftCount))
    loads = .allocate(capacity: max(1, table.shiftCount))
    route = .allocate(capacity: max(1, table.nodeCount))
    seconds = Self.copy(table.seconds)
    metres = Self.copy(table.metres)
    service = Self.copy(table.service)
    opens = Self.copy(table.opens)
    closes = Self.copy(table.closes)
    cost = 0
    for node in 0..<table.nodeCount {
      route[node] = -1
      let isLunch = node >= table.visitCount
      if !isLunch || table.hasLunch[node - table.visitCount] { cost += table.penalty[node] }
    }
    for shift in 0..<table.shiftCount { clear(shift) }
  }

  deinit {
    for pointer in [early, late, loads, seconds, metres, service, opens, closes] {
      pointer.deallocate()
    }
    for pointer in [nodes, places, route] { pointer.deallocate() }
    counts.deallocate()
    visitCounts.deallocate()
  }

  private static func copy(_ values: [Double]) -> UnsafeMutablePointer<Double> {
    let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, values.count))
    pointer.initialize(from: values, count: values.count)
    return pointer
  }

  private func clear(_ shift: Int) {
    let base = shift * stride
    nodes[base] = -1
    nodes[base + 1] = -1
    places[base] = Int32(table.start[shift])
    places[base + 1] = Int32(table.end[shift])
    counts[shift] = 0
    visitCounts[shift] = 0
    loads[shift] = 0
    early[base] = table.from[shift]
    late[base + 1] = table.to[shift]
    refresh(shift)
  }

  // MARK: Reading

  /// The node's route, or -1.
  func routeOf(_ node: Int) -> Int { Int(route[node]) }

  /// How many nodes the route has, lunch included.
  func count(_ shift: Int) -> Int { counts[shift] }

  func visitCount(_ shift: Int) -> Int { visitCounts[shift] }

  /// The node at a position from 0 on.
  func node(_ shift: Int, _ position: Int) -> Int { Int(nodes[shift * stride + 1 + position]) }

  func sequence(_ shift: Int) -> [Int32] {
    (0..<counts[shift]).map { nodes[shift * stride + 1 + $0] }
  }

  func position(_ node: Int) -> Int {
    let base = Int(route[node]) * stride + 1
    var position = 0
    while Int(nodes[base + position]) != node { position += 1 }
    return position
  }

  /// Metres of one route; nothing for a day without visits.
  func metres(of shift: Int) -> Double {
    if visitCounts[shift] == 0 { return 0 }
    let base = shift * stride
    var sum = 0.0
    for index in base..<base + counts[shift] + 1 {
      sum += metres[Int(places[index]) * width + Int(places[index + 1])]
    }
    return sum
  }

  // MARK: Changing

  /// Takes nodes out of one route; they cost their penalties until they are put back.
  func remove(_ positions: Range<Int>, of shift: Int) {
    let base = shift * stride + 1
    let first = base + positions.lowerBound
    var visits = 0
    for index in first..<base + positions.upperBound {
      let node = Int(nodes[index])
      route[node] = -1
      loads[shift] -= table.demand[node]
      if node < table.visitCount { visits += 1 }
      cost += table.penalty[node]
    }
    visitCounts[shift] -= visits
    cost += shortening(positions, of: shift, hadVisits: visits > 0)
    shiftDown(from: base + positions.upperBound, to: base + counts[shift] + 1, by: positions.count)
    counts[shift] -= positions.count
    refresh(shift, from: first, upTo: first - 1)
  }

  /// By how many metres a route changes that loses nodes; its visits are counted off already.
  private func shortening(_ positions: Range<Int>, of shift: Int, hadVisits: Bool) -> Double {
    let base = shift * stride
    let last = base + counts[shift] + 1
    // A day without visits drives nowhere.
    if visitCounts[shift] == 0 { return hadVisits ? -length(base, last) : 0 }
    let before = base + positions.lowerBound
    var after = base + 1 + positions.upperBound
    // What follows a lunch follows the stop before it then.
    while after < last, Int(nodes[after]) >= table.visitCount { after += 1 }
    return metres[Int(places[before]) * width + Int(places[after])] - length(before, after)
  }

  /// Metres from one stop of a route to a later one.
  private func length(_ first: Int, _ last: Int) -> Double {
    var sum = 0.0
    for index in first..<last { sum += metres[Int(places[index]) * width + Int(places[index + 1])] }
    return sum
  }

  private func shiftDown(from first: Int, to last: Int, by count: Int) {
    for index in first...last {
      nodes[index - count] = nodes[index]
      places[index - count] = places[index]
      early[index - count] = early[index]
      late[index - count] = late[index]
    }
  }

  /// Puts a node where ``bestSpot(for:random:)`` found room.
  func insert(_ node: Int, at spot: Spot) {
    let first = spot.route * stride + 1 + spot.position
    var index = spot.route * stride + 1 + counts[spot.route] + 1
    while index > first {
      nodes[index] = nodes[index - 1]
      places[index] = places[index - 1]
      early[index] = early[index - 1]
      late[index] = late[index - 1]
      index -= 1
    }
    nodes[first] = Int32(node)
    places[first] = Int32(table.place[node])
    counts[spot.route] += 1
    if node < table.visitCount { visitCounts[spot.route] += 1 }
    loads[spot.route] += table.demand[node]
    route[node] = Int32(spot.route)
    cost += spot.delta - table.penalty[node]
    early[first] = .nan
    refresh(spot.route, from: first, upTo: first)
  }

  /// Puts routes back as they were; what they held then is in one of them now, or nowhere.
  func restore(_ sequences: [(shift: Int, nodes: [Int32])]) {
    for (shift, _) in sequences {
      for position in 0..<counts[shift] { route[Int(nodes[shift * stride + 1 + position])] = -1 }
    }
    for (shift, sequence) in sequences { fill(shift, sequence) }
  }

  private func fill(_ shift: Int, _ sequence: [Int32]) {
    let base = shift * stride + 1
    var load = 0.0
    var visits = 0
    for (position, node) in sequence.enumerated() {
      nodes[base + position] = node
      places[base + position] = Int32(table.place[Int(node)])
      route[Int(node)] = Int32(shift)
      load += table.demand[Int(node)]
      if Int(node) < table.visitCount { visits += 1 }
    }
    nodes[base + sequence.count] = -1
    places[base + sequence.count] = Int32(table.end[shift])
    counts[shift] = sequence.count
    visitCounts[shift] = visits
    loads[shift] = load
    refresh(shift)
  }

  /// Takes the cost that belongs to a state that was put back.
  func resetCost(_ cost: Double) { self.cost = cost }

  /// The cost counted anew, without the rounding that many small changes leave.
  func recount() {
    var sum = 0.0
    for shift in 0..<table.shiftCount { sum += metres(of: shift) }
    for node in 0..<table.nodeCount where route[node] < 0 {
      let isLunch = node >= table.visitCount
      if !isLunch || table.hasLunch[node - table.visitCount] { sum += table.penalty[node] }
    }
    cost = sum
  }

  /// Earliest starts from the beginning on, latest from the end back. A lunch's are those of leaving for the next stop.
  private func refresh(_ shift: Int) {
    let base = shift * stride
    let last = base + counts[shift] + 1
    early[base] = table.from[shift]
    for index in Swift.stride(from: base + 1, through: last, by: 1) {
      refreshEarly(index, base, last)
    }
    late[last] = table.to[shift]
    for index in Swift.stride(from: last - 1, through: base, by: -1) { refreshLate(index, base) }
  }

  /// The same after a change in the middle: earliest starts from the first stop that changed on, latest from the last
  /// one back, each until nothing changes any more.
  private func refresh(_ shift: Int, from first: Int, upTo lastChanged: Int) {
    let base = shift * stride
    let last = base + counts[shift] + 1
    var index = first
    while index <= last {
      let before = early[index]
      refreshEarly(index, base, last)
      // A lunch is where the stop before it is: what follows it must be looked at.
      let isLunch = index < last && Int(nodes[index]) >= table.visitCount
      if early[index] == before, !isLunch { break }
      index += 1
    }
    // A lunch that follows the change is at another place now.
    index = lastChanged
    while index + 1 < last, Int(nodes[index + 1]) >= table.visitCount { index += 1 }
    while index >= base {
      let before = late[index]
      refreshLate(index, base)
      if late[index] == before, index < lastChanged { break }
      index -= 1
    }
  }

  @inline(__always)
  private func refreshEarly(_ index: Int, _ base: Int, _ last: Int) {
    let node = Int(nodes[index])
    if node >= table.visitCount {
      places[index] = places[index - 1]
      early[index] = leaving(index - 1, isFirst: index - 1 == base)
    } else {
      let arrives = arrival(index - 1, isFirst: index - 1 == base, at: Int(places[index]))
      early[index] = index == last ? arrives : max(arrives, opens[node])
    }
  }

  @inline(__always)
  private func refreshLate(_ index: Int, _ base: Int) {
    let node = Int(nodes[index])
    let travel = seconds[Int(places[index]) * width + Int(places[index + 1])]
    let next = late[index + 1]
    if index == base {
      late[index] = next - travel
    } else if node >= table.visitCount {
      let fits = opens[node] + service[node] <= next
      late[index] = fits ? min(closes[node], next - travel - service[node]) : -.infinity
    } else {
      late[index] = min(closes[node], next - travel - service[node])
    }
  }

  /// When the person can leave the stop.
  @inline(__always)
  private func leaving(_ index: Int, isFirst: Bool) -> Double {
    isFirst ? early[index] : early[index] + service[Int(nodes[index])]
  }

  /// When the person arrives at a place from the stop; a lunch is eaten on the way, before it or after it.
  @inline(__always)
  private func arrival(_ index: Int, isFirst: Bool, at place: Int) -> Double {
    let travel = seconds[Int(places[index]) * width + place]
    if isFirst { return early[index] + travel }
    let node = Int(nodes[index])
    if node >= table.visitCount {
      return max(early[index] + travel, opens[node]) + service[node]
    }
    return early[index] + service[node] + travel
  }
}

// MARK: Searching a spot

extension RouteState {
  /// The cheapest place for a node among all routes; now and then a place is overlooked, so that the same ruin is not
  /// always rebuilt the same way.
  func bestSpot(for node: Int, _ blink: inout Blink) -> Spot? {
    if node >= table.visitCount { return lunchSpot(node) }
    return spot(for: node, cheaperThan: table.penalty[node], &blink)
  }

  /// The cheapest place for a visit, whatever it costs.
  func cheapestSpot(for visit: Int) -> Spot? {
    var blink = Blink.never
    return spot(for: visit, cheaperThan: .infinity, &blink)
  }

  private func spot(
    for node: Int, cheaperThan limit: Double, _ blink: inout Blink
  ) -> Spot? {
    var best: Spot?
    var bestDelta = limit
    for shift in 0..<table.shiftCount {
      guard table.allowed[node * table.shiftCount + shift] else { continue }
      guard loads[shift] + table.demand[node] <= table.capacity[shift] else { continue }
      if visitCounts[shift] == 0, hasEarlierEmpty(like: shift) { continue }
      scan(node, shift, &blink, &bestDelta, &best)
    }
    return best
  }

  /// Whether an earlier shift of the same sort is empty too.
  private func hasEarlierEmpty(like shift: Int) -> Bool {
    var other = table.sort[shift]
    while other < shift {
      if table.sort[other] == table.sort[shift], visitCounts[other] == 0 { return true }
      other += 1
    }
    return false
  }

  private func scan(
    _ node: Int, _ shift: Int, _ blink: inout Blink, _ bestDelta: inout Double, _ best: inout Spot?
  ) {
    let base = shift * stride
    let place = table.place[node]
    let row = place * width
    let last = counts[shift] + 1
    let visitCount = table.visitCount
    // A day without visits drives nowhere, not even from its beginning to its end.
    let first =
      visitCounts[shift] == 0
      ? metres[table.start[shift] * width + table.end[shift]] : 0
    let leavesFirst = opens[node] + service[node]
    var index = 0
    while index < last {
      defer { index += 1 }
      let here = base + index
      let isBeforeLunch = index + 1 < last && Int(nodes[here + 1]) >= visitCount
      // What must begin before this visit can be over does not come after it.
      if late[here + 1] < leavesFirst, !isBeforeLunch { continue }
      let from = Int(places[here])
      let arrives = arrival(here, isFirst: index == 0, at: place)
      // What comes later starts later still.
      if arrives > closes[node] { return }
      if blink.happens() { continue }
      let starts = max(arrives, opens[node])
      var next = here + 1
      let leaves = starts + service[node]
      if isBeforeLunch {
        // The lunch after it will be eaten on the way from this visit.
        let lunch = Int(nodes[next])
        next += 1
        let reaches =
          max(leaves + seconds[row + Int(places[next])], opens[lunch]) + service[lunch]
        if leaves > closes[lunch] || reaches > late[next] { continue }
      } else if leaves + seconds[row + Int(places[next])] > late[next] {
        continue
      }
      let to = Int(places[next])
      let delta =
        first + metres[from * width + place] + metres[row + to] - metres[from * width + to]
      if delta < bestDelta {
        bestDelta = delta
        best = Spot(route: shift, position: index, delta: delta)
      }
    }
  }

  /// A lunch costs nothing wherever it fits: the first place that does.
  private func lunchSpot(_ node: Int) -> Spot? {
    let shift = node - table.visitCount
    let base = shift * stride
    for index in 0..<counts[shift] + 1 {
      let here = base + index
      let leaves = leaving(here, isFirst: index == 0)
      if leaves > closes[node] { return nil }
      let travel = seconds[Int(places[here]) * width + Int(places[here + 1])]
      if max(leaves + travel, opens[node]) + service[node] <= late[here + 1] {
        return Spot(route: shift, position: index, delta: 0)
      }
    }
    return nil
  }

  /// When the stop at a position starts at the earliest and at the latest.
  func window(_ shift: Int, _ position: Int) -> (early: Double, late: Double) {
    (early[shift * stride + 1 + position], late[shift * stride + 1 + position])
  }
}

/// Overlooks one place in a hundred.
struct Blink {
  private var random: SplitMix64
  private var left = 0

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    draw()
  }

  /// Overlooks nothing.
  static var never: Blink {
    var blink = Blink(seed: 0)
    blink.left = .max
    return blink
  }

  private mutating func draw() {
    left = Int(random.next() % 200)
  }

  @inline(__always)
  mutating func happens() -> Bool {
    if left == 0 {
      draw()
      return true
    }
    left -= 1
    return false
  }
}
