/// The best day of one person there is, for up to twenty visits.
///
/// Partial days are labels (where, what was visited, whether lunch is over, when ready, at what cost); of two with the same
/// visits and place the one that is neither earlier nor cheaper is dropped. What remains must cost at least as much as
/// the cheapest walk of as many steps, which may come back to a place, with prices on the places that make coming back not
/// worth its while; a label that cannot beat the best day known is dropped too. So the answer is exact, and most days
/// need few labels.
struct DayOptimum {
  /// The most visits of a day; a set of them is one word.
  static let visitsMax = 20

  /// The nodes in their order, lunch among them.
  let sequence: [Int32]
  /// Metres and penalties.
  let cost: Double

  private struct Label {
    var visited: UInt32
    var last: Int8
    var hasEaten: Bool
    var time: Double
    var cost: Double
    var load: Double
    var parent: Int32
  }

  private struct Key: Hashable {
    var visited: UInt32
    var last: Int8
    var hasEaten: Bool
  }

  /// - Parameters:
  ///   - nodes: the visits that may be made, at most ``visitsMax``.
  ///   - known: a cost that is known to be possible; only better days are looked for.
  ///   - labelsMax: when to give up the proof.
  ///   - isStopped: asked now and then; when it says yes the proof is given up.
  /// - Returns: nil when no day is better than the known one, which is then the best, or the proof was given up.
  static func solve(
    _ table: RouteTable, shift: Int, nodes: [Int], known: Double, labelsMax: Int,
    isStopped: () -> Bool
  ) -> (day: DayOptimum?, isProven: Bool) {
    precondition(nodes.count <= visitsMax)
    if nodes.isEmpty { return (nil, true) }
    var search = Search(table, shift, nodes, known, labelsMax)
    return search.run(isStopped)
  }

  private struct Search {
    let table: RouteTable
    let shift: Int
    let nodes: [Int]
    let labelsMax: Int
    let lunch: Int
    let bound: WalkBound
    var labels: [Label] = []
    var bestCost: Double
    var best: Int32 = -1

    init(
      _ table: RouteTable, _ shift: Int, _ nodes: [Int], _ known: Double, _ labelsMax: Int
    ) {
      self.table = table
      self.shift = shift
      self.nodes = nodes
      self.labelsMax = labelsMax
      lunch = table.visitCount + shift
      bestCost = known
      bound = WalkBound(table, shift, nodes, known)
    }

    mutating func run(_ isStopped: () -> Bool) -> (day: DayOptimum?, isProven: Bool) {
      let all = nodes.reduce(0) { $0 + table.penalty[$1] }
      if all < bestCost - 1e-9 {
        bestCost = all
        best = 0
      }
      let root = Label(
        visited: 0, last: -1, hasEaten: !table.hasLunch[shift], time: table.from[shift], cost: 0,
        load: 0,
        parent: -1)
      labels.append(root)
      var layer = 0..<1
      while !layer.isEmpty {
        var index: [Key: [Int32]] = [:]
        let start = labels.count
        for label in layer where labels[label].parent != -2 {
          expand(label, &index)
          if labels.count > labelsMax || label & 1023 == 1023 && isStopped() {
            return (day(), false)
          }
        }
        layer = start..<labels.count
      }
      return (day(), true)
    }

    private func day() -> DayOptimum? {
      guard best >= 0 else { return nil }
      var sequence: [Int32] = []
      if best == 0 { return DayOptimum(sequence: [], cost: bestCost) }
      var label = labels[Int(best)]
      // The lunch that the end alone needed stands after the last visit.
      if !label.hasEaten { sequence.append(Int32(lunch)) }
      while label.last >= 0 {
        sequence.append(Int32(nodes[Int(label.last)]))
        let parent = labels[Int(label.parent)]
        if label.hasEaten, !parent.hasEaten { sequence.append(Int32(lunch)) }
        label = parent
      }
      return DayOptimum(sequence: sequence.reversed(), cost: bestCost)
    }

    private mutating func expand(_ index: Int, _ keys: inout [Key: [Int32]]) {
      let label = labels[index]
      let from = label.last < 0 ? table.start[shift] : table.place[nodes[Int(label.last)]]
      if label.last >= 0 { finish(index, label, from) }
      for (next, node) in nodes.enumerated() where label.visited & (1 << UInt32(next)) == 0 {
        if label.load + table.demand[node] > table.capacity[shift] { continue }
        let leg = from * table.placeCount + table.place[node]
        let arrives = label.time + table.seconds[leg]
        let cost = label.cost + table.metres[leg]
        add(index, label, next, arrives, cost, label.hasEaten, &keys)
        if !label.hasEaten, label.time <= table.closes[lunch] {
          let after = max(arrives, table.opens[lunch]) + table.service[lunch]
          add(index, label, next, after, cost, true, &keys)
        }
      }
    }

    /// Lets the day end at this label.
    private mutating func finish(_ index: Int, _ label: Label, _ from: Int) {
      let leg = from * table.placeCount + table.end[shift]
      var arrives = label.time + table.seconds[leg]
      if !label.hasEaten {
        if label.time > table.closes[lunch] { return }
        arrives = max(arrives, table.opens[lunch]) + table.service[lunch]
      }
      if arrives > table.to[shift] { return }
      var cost = label.cost + table.metres[leg]
      for (position, node) in nodes.enumerated()
      where label.visited & (1 << UInt32(position)) == 0 {
        cost += table.penalty[node]
      }
      if cost < bestCost - 1e-9 {
        bestCost = cost
        best = Int32(index)
      }
    }

    private mutating func add(
      _ parent: Int, _ label: Label, _ next: Int, _ arrives: Double, _ cost: Double,
      _ hasEaten: Bool, _ keys: inout [Key: [Int32]]
    ) {
      let node = nodes[next]
      if arrives > table.closes[node] { return }
      let time = max(arrives, table.opens[node]) + table.service[node]
      let home = table.place[node] * table.placeCount + table.end[shift]
      if time + table.seconds[home] > table.to[shift] { return }
      if !hasEaten, time > table.closes[lunch] { return }
      let visited = label.visited | 1 << UInt32(next)
      if cost + bound.completion(visited, next, time, hasEaten) >= bestCost - 1e-9 { return }
      let key = Key(visited: visited, last: Int8(next), hasEaten: hasEaten)
      var kept: [Int32] = []
      for other in keys[key] ?? [] {
        let rival = labels[Int(other)]
        if rival.time <= time, rival.cost <= cost { return }
        if time <= rival.time, cost <= rival.cost {
          labels[Int(other)].parent = -2
        } else {
          kept.append(other)
        }
      }
      kept.append(Int32(labels.count))
      keys[key] = kept
      labels.append(
        Label(
          visited: visited, last: Int8(next), hasEaten: hasEaten, time: time, cost: cost,
          load: label.load + table.demand[node], parent: Int32(parent)))
    }
  }
}

/// What the rest of a day must cost at least.
///
/// A walk of `k` steps that ends where the day ends, and does not turn straight back, is cheaper than any day of `k`
/// more visits. Each place gets a price that the walk is paid back per call and that the sum over the unvisited
/// takes again; prices are moved until the walk calls everywhere about once. How many more visits there can be follows
/// from the quickest walk; the others cost their penalties.
struct WalkBound {
  private let count: Int
  /// By steps left and position: metres of the cheapest walk, prices taken off.
  private let walk: [Double]
  /// By steps left and position: seconds of the quickest walk, services included.
  private let quickest: [Double]
  /// By position and position: seconds.
  private let seconds: [Double]
  private let closes: [Double]
  private let price: [Double]
  private let penalty: [Double]
  /// Positions by what leaving them out adds to their price, least first.
  private let cheapest: [Int]
  private let dayEnds: Double
  private let lunch: Double

  init(_ table: RouteTable, _ shift: Int, _ nodes: [Int], _ known: Double) {
    count = nodes.count
    let penalty = nodes.map { table.penalty[$0] }
    self.penalty = penalty
    var graph = WalkGraph(table, shift, nodes)
    var bestPrice = [Double](repeating: 0, count: nodes.count)
    var bestValue = -Double.infinity
    var bestWalk: [Double] = []
    var price = bestPrice
    let reference = known < RouteTable.mustPenalty ? known : 0
    for round in 0..<60 {
      let (walk, value, calls) = graph.walk(price, penalty)
      if value > bestValue {
        bestValue = value
        bestPrice = price
        bestWalk = walk
      }
      let off = calls.reduce(0.0) { $0 + (1 - $1) * (1 - $1) }
      if off < 1e-9 { break }
      let step = max(reference - value, 0.001 * abs(value)) / off * (round < 30 ? 1 : 0.5)
      for node in price.indices { price[node] += step * (1 - calls[node]) }
    }
    price = bestPrice
    self.price = price
    walk = bestWalk
    quickest = graph.quickest(table, shift, nodes)
    seconds = nodes.flatMap { a in
      nodes.map { table.seconds[table.place[a] * table.placeCount + table.place[$0]] }
    }
    closes = nodes.map { table.closes[$0] }
    cheapest = nodes.indices.sorted { penalty[$0] - price[$0] < penalty[$1] - price[$1] }
    dayEnds = table.to[shift]
    lunch = table.service[table.visitCount + shift]
  }

  /// The least that is still to come once `visited` is done and the person is ready at `last`.
  func completion(_ visited: UInt32, _ last: Int, _ time: Double, _ hasEaten: Bool) -> Double {
    var sum = 0.0
    var open: UInt32 = 0
    var left = 0
    for node in 0..<count where visited & (1 << UInt32(node)) == 0 {
      if time + seconds[last * count + node] > closes[node] {
        sum += penalty[node]
      } else {
        sum += price[node]
        open |= 1 << UInt32(node)
        left += 1
      }
    }
    let rest = dayEnds - time - (hasEaten ? 0 : lunch)
    var least = Double.infinity
    var steps = left
    var next = 0
    while true {
      if quickest[steps * count + last] <= rest {
        least = min(least, sum + walk[steps * count + last])
      }
      if steps == 0 { return least }
      steps -= 1
      while open & (1 << UInt32(cheapest[next])) == 0 { next += 1 }
      sum += penalty[cheapest[next]] - price[cheapest[next]]
      next += 1
    }
  }
}

/// The legs between a day's visits that time allows, and the cheapest walks over them.
private struct WalkGraph {
  let count: Int
  /// From row to column; infinite when the windows forbid it.
  var legs: [Double]
  var toEnd: [Double]
  var fromStart: [Double]

  init(_ table: RouteTable, _ shift: Int, _ nodes: [Int]) {
    count = nodes.count
    legs = []
    for a in nodes {
      for b in nodes {
        let leg = table.place[a] * table.placeCount + table.place[b]
        let arrives = table.opens[a] + table.service[a] + table.seconds[leg]
        legs.append(a == b || arrives > table.closes[b] ? .infinity : table.metres[leg])
      }
    }
    toEnd = nodes.map { table.metres[table.place[$0] * table.placeCount + table.end[shift]] }
    fromStart = nodes.map {
      table.metres[table.start[shift] * table.placeCount + table.place[$0]]
    }
  }

  /// By steps left and position: seconds to the end of the day, if the calls in between are the quickest.
  func quickest(_ table: RouteTable, _ shift: Int, _ nodes: [Int]) -> [Double] {
    var quickest = [Double](repeating: .infinity, count: (count + 1) * max(1, count))
    for (here, a) in nodes.enumerated() {
      quickest[here] = table.seconds[table.place[a] * table.placeCount + table.end[shift]]
    }
    for left in 1..<max(2, count) {
      for (here, a) in nodes.enumerated() {
        for (next, b) in nodes.enumerated() where legs[here * count + next] != .infinity {
          let leg = table.seconds[table.place[a] * table.placeCount + table.place[b]]
          let total = leg + table.service[b] + quickest[(left - 1) * count + next]
          quickest[left * count + here] = min(quickest[left * count + here], total)
        }
      }
    }
    return quickest
  }

  /// The walks' costs by steps left, the bound that they give on the whole day, and how often each place is called at.
  mutating func walk(
    _ price: [Double], _ penalty: [Double]
  ) -> (walk: [Double], value: Double, calls: [Double]) {
    var first = [Double](repeating: .infinity, count: (count + 1) * count)
    var second = first
    var step = [Int](repeating: -1, count: (count + 1) * count)
    var stepOfSecond = step
    for node in 0..<count { first[node] = toEnd[node] }
    for left in 1..<max(2, count) {
      for node in 0..<count {
        let here = left * count + node
        for next in 0..<count {
          let leg = legs[node * count + next]
          if leg == .infinity { continue }
          let there = (left - 1) * count + next
          // Straight back is not allowed: then the walk goes on the second way from there.
          let rest = step[there] == node ? second[there] : first[there]
          let cost = leg - price[next] + rest
          if cost < first[here] {
            if step[here] != next {
              second[here] = first[here]
              stepOfSecond[here] = step[here]
            }
            first[here] = cost
            step[here] = next
          } else if cost < second[here], next != step[here] {
            second[here] = cost
            stepOfSecond[here] = next
          }
        }
      }
    }
    let sum = zip(price, penalty).reduce(0) { $0 + min($1.0, $1.1) }
    var value = Double.infinity
    var from = 0
    var left = count - 1
    let isOptional = penalty.contains { $0 < RouteTable.mustPenalty }
    for steps in (isOptional ? 0 : count - 1)..<max(1, count) {
      for node in 0..<count {
        let cost = fromStart[node] - price[node] + first[steps * count + node] + sum
        if cost < value {
          value = cost
          from = node
          left = steps
        }
      }
    }
    var calls = [Double](repeating: 0, count: count)
    var previous = -1
    var node = from
    while node >= 0 {
      calls[node] += 1
      if left == 0 { break }
      let here = left * count + node
      let next = step[here] == previous && previous >= 0 ? stepOfSecond[here] : step[here]
      previous = node
      node = next
      left -= 1
    }
    if isOptional {
      for node in calls.indices where calls[node] == 0 && price[node] >= penalty[node] {
        calls[node] = 1
      }
    }
    return (first, value, calls)
  }
}
