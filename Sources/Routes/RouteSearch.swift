import Glibc
import PCRMCore

/// Looks for good routes: ruins a few neighbouring stretches, builds them up again greedily, and keeps what is better
/// or, as long as it is warm, not much worse.
///
/// The same problem, seed and number of rounds give the same plan. Source: Christiaens, Vanden Berghe,
/// "Slack induction by string removals for vehicle routing problems", Transportation Science 54 (2020).
struct RouteSearch {
  /// Visits that a ruin takes out, on average.
  private static let ruinMean = 10.0
  /// Longest stretch taken out of one route.
  private static let stretchMax = 10.0

  private let table: RouteTable
  private let state: RouteState
  private var random: SplitMix64
  private var blink: Blink
  private var best: [[Int32]]
  private var bestCost: Double
  /// Nodes that are in no route.
  private var bank: [Int]
  /// Routes that this round changed, as they were.
  private var saved: [(shift: Int, nodes: [Int32])] = []
  private var isSaved: [Bool]
  private var isRuined: [Bool]
  private var keys: [Double]

  init(_ table: RouteTable, seed: UInt64) {
    self.table = table
    state = RouteState(table)
    random = SplitMix64(seed: seed)
    blink = Blink(seed: seed ^ 0xb11c)
    bank = (0..<table.nodeCount).filter {
      $0 < table.visitCount || table.hasLunch[$0 - table.visitCount]
    }
    isSaved = [Bool](repeating: false, count: table.shiftCount)
    isRuined = isSaved
    keys = [Double](repeating: 0, count: table.nodeCount)
    best = []
    bestCost = .infinity
    // Lunches first: a day keeps its own from the beginning.
    let lunches = bank.filter { $0 >= table.visitCount }
    bank.removeAll { $0 >= table.visitCount }
    recreate(order: lunches)
    recreate(order: bank.sorted { (table.closes[$0], $0) < (table.closes[$1], $1) })
    bank = unplaced()
    saved = []
    isSaved = [Bool](repeating: false, count: table.shiftCount)
    keep()
  }

  /// - Parameter isStopped: asked now and then; a search that is stopped depends on the machine's speed.
  /// - Returns: the nodes of each shift in their order.
  mutating func run(rounds: Int, isStopped: () -> Bool = { false }) -> [[Int32]] {
    guard table.visitCount > 1, table.shiftCount > 0 else { return best }
    let scale = typicalStep()
    let first = scale * 0.6
    let last = scale * 0.006
    var temperature = first
    let cooling = pow(last / first, 1 / Double(max(1, rounds)))
    for round in 0..<rounds {
      if round & 1023 == 1023, isStopped() { break }
      turn(temperature)
      temperature *= cooling
    }
    return best
  }

  var cost: Double { bestCost }

  /// One ruin and its rebuilding.
  private mutating func turn(_ temperature: Double) {
    let before = state.cost
    let bankBefore = bank
    ruin()
    recreate(order: ordered())
    let after = state.cost
    if after < before - temperature * log(unit()) {
      bank = unplacedOfBank()
      if after < bestCost - 1e-7 { keep() }
    } else {
      state.restore(saved)
      state.resetCost(before)
      bank = bankBefore
    }
    for (shift, _) in saved { isSaved[shift] = false }
    saved.removeAll(keepingCapacity: true)
  }

  private mutating func keep() {
    state.recount()
    bestCost = state.cost
    best = (0..<table.shiftCount).map { state.sequence($0) }
  }

  /// Metres of a usual leg: what the temperature is measured by.
  private func typicalStep() -> Double {
    let metres = (0..<table.shiftCount).reduce(0.0) { $0 + state.metres(of: $1) }
    return max(1e-9, metres / Double(table.visitCount))
  }

  // MARK: Ruin

  private mutating func ruin() {
    var used = 0
    var nodes = 0
    for shift in 0..<table.shiftCount where state.visitCount(shift) > 0 {
      used += 1
      nodes += state.count(shift)
    }
    let mean = used == 0 ? 1 : Double(nodes) / Double(used)
    let stretch = max(1, min(Self.stretchMax, mean))
    let routesMax = 4 * Self.ruinMean / (1 + stretch) - 1
    let routes = Int(1 + unit() * routesMax)
    let seed = Int(random.next() % UInt64(table.visitCount))
    var ruined: [Int] = []
    for other in table.neighbours[seed] {
      if ruined.count >= routes { break }
      let node = Int(other)
      let shift = state.routeOf(node)
      if shift < 0 || isRuined[shift] { continue }
      let longest = min(Double(state.count(shift)), stretch)
      takeOut(node, of: shift, length: Int(1 + unit() * longest))
      isRuined[shift] = true
      ruined.append(shift)
    }
    for shift in ruined { isRuined[shift] = false }
  }

  /// Takes a stretch around a node out, now and then with some nodes in its middle left standing.
  private mutating func takeOut(_ node: Int, of shift: Int, length wanted: Int) {
    save(shift)
    let count = state.count(shift)
    let length = min(wanted, count)
    let position = state.position(node)
    var left = 0
    if length > 1, length < count, random.next() & 1 == 0 {
      left = 1
      while length + left < count, unit() < 0.01 { left += 1 }
    }
    let span = length + left
    let lowest = max(0, position - span + 1)
    let highest = min(position, count - span)
    let first = lowest + Int(random.next() % UInt64(highest - lowest + 1))
    if left == 0 {
      take(first..<first + span, of: shift)
    } else {
      let gap = first + 1 + Int(random.next() % UInt64(length - 1))
      take(gap + left..<first + span, of: shift)
      take(first..<gap, of: shift)
    }
  }

  private mutating func take(_ positions: Range<Int>, of shift: Int) {
    for position in positions { bank.append(state.node(shift, position)) }
    state.remove(positions, of: shift)
  }

  private mutating func save(_ shift: Int) {
    if isSaved[shift] { return }
    isSaved[shift] = true
    saved.append((shift, state.sequence(shift)))
  }

  // MARK: Rebuilding

  /// What is in no route, in one of several orders.
  private mutating func ordered() -> [Int] {
    let draw = random.next() % 16
    for node in bank {
      keys[node] =
        switch draw {
        case 0..<4: unit()
        case 4..<6: -table.demand[node]
        case 6..<8: -homeDistance(node)
        case 8..<9: homeDistance(node)
        case 9..<12: table.closes[node] - table.opens[node]
        case 12..<14: table.opens[node]
        default: -table.closes[node]
        }
      // A lunch that comes last finds no room.
      if node >= table.visitCount { keys[node] = -.infinity }
    }
    return bank.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  private func homeDistance(_ node: Int) -> Double {
    node < table.visitCount
      ? table.metres[table.start[0] * table.placeCount + table.place[node]] : 0
  }

  private mutating func recreate(order: [Int]) {
    for node in order {
      guard let spot = state.bestSpot(for: node, &blink) else { continue }
      save(spot.route)
      state.insert(node, at: spot)
    }
  }

  private func unplacedOfBank() -> [Int] { bank.filter { state.routeOf($0) < 0 } }

  private func unplaced() -> [Int] {
    (0..<table.nodeCount).filter {
      state.routeOf($0) < 0
        && ($0 < table.visitCount || table.hasLunch[$0 - table.visitCount])
    }
  }

  private mutating func unit() -> Double {
    Double(random.next() >> 11) * 0x1p-53
  }
}
