/// Places customers one after the other along shortest paths, over the candidates it is given.
///
/// The method of successive shortest paths for the transportation problem, on a graph whose nodes are the staff: a
/// customer enters at one of its candidates, and whoever is displaced there moves on, until somebody has room. Prices
/// on the places keep all steps at nought or more (Dijkstra), and prove at the end that nothing is better. One more
/// node stands for "nobody": it costs much and always has room.
///
/// Source: Ahuja, Magnanti, Orlin, "Network Flows", 1993, section 9.7; Jonker, Volgenant, Computing 38, 1987.
struct MatchingSearch {
  private let problem: MatchingProblem
  let candidates: MatchingCandidates
  /// The node for nobody: the one after all staff.
  private let nobody: Int
  let costOfNobody: Int64
  /// What a place at each member of staff costs beside the way.
  private(set) var prices: [Int64]
  /// Where each customer is; −1 before it was placed.
  private(set) var places: [Int]
  private var ways: [Int64]
  private var customersOf: [[Int32]]
  private var steps: [[Step]]
  private var isStale: [Bool]
  /// Steps looked at so far: the measure of work, so that a bound on it means the same on every machine.
  private(set) var work = 0

  /// The cheapest way to move one customer on from a member of staff to another.
  private struct Step {
    let to: Int32
    let customer: Int32
    /// How much longer the customer's way becomes.
    let delta: Int64
  }

  // What one search uses, kept between searches: the distance of each node, from where it was reached, and by whom.
  private var distance: [Int64]
  private var cameFrom: [Int32]
  private var broughtBy: [Int32]
  private var reached: [Int32] = []
  private var done: [Bool]
  private var heap = NodeHeap()

  init(_ problem: MatchingProblem, _ candidates: MatchingCandidates) {
    self.problem = problem
    self.candidates = candidates
    nobody = problem.staff.count
    costOfNobody = problem.costOfNobody(longest: candidates.longest)
    let nodes = nobody + 1
    prices = problem.staff.indices.map { problem.price(of: $0, after: 0) } + [0]
    places = [Int](repeating: -1, count: problem.customers.count)
    ways = [Int64](repeating: 0, count: problem.customers.count)
    customersOf = [[Int32]](repeating: [], count: nodes)
    steps = [[Step]](repeating: [], count: nodes)
    isStale = [Bool](repeating: true, count: nodes)
    distance = [Int64](repeating: .max, count: nodes)
    cameFrom = [Int32](repeating: -1, count: nodes)
    broughtBy = [Int32](repeating: -1, count: nodes)
    done = [Bool](repeating: false, count: nodes)
  }

  /// Places everybody.
  ///
  /// - Parameters:
  ///   - workMax: past it those who are left are placed where there is room, without moving anybody.
  ///   - check: asked again and again; what it throws ends the work.
  mutating func run<Over: Error>(
    workMax: Int, _ check: () throws(Over) -> Void
  ) throws(Over) {
    for customer in places.indices {
      if customer % MatchingProblem.customersBetweenChecks == 0 { try check() }
      if work > workMax {
        placeSimply(customer)
      } else {
        place(customer)
      }
    }
  }

  /// What the next place at a node costs; nil when there is none.
  private func nextPrice(_ node: Int) -> Int64? {
    if node == nobody { return 0 }
    let count = customersOf[node].count
    return count < problem.staff[node].places ? problem.price(of: node, after: count) : nil
  }

  private mutating func place(_ customer: Int) {
    var best = Int64.max
    var end = -1
    func offer(_ node: Int, at distance: Int64) {
      guard let price = nextPrice(node) else { return }
      let total = distance + price - prices[node]
      if total < best || total == best && node < end {
        best = total
        end = node
      }
    }
    for place in candidates.starts[customer]..<candidates.starts[customer + 1] {
      let node = Int(candidates.members[place])
      reach(node, at: Int64(candidates.costs[place]) + prices[node], from: -1, by: customer)
    }
    reach(nobody, at: costOfNobody, from: -1, by: customer)
    while let (at, node) = heap.popLeast() {
      if at >= best { break }
      if done[node] { continue }
      done[node] = true
      offer(node, at: at)
      if node == nobody { continue }
      if isStale[node] { refresh(node) }
      let base = at - prices[node]
      work += steps[node].count
      for step in steps[node] where !done[Int(step.to)] {
        let next = Int(step.to)
        reach(next, at: base + step.delta + prices[next], from: node, by: Int(step.customer))
      }
    }
    for node in reached {
      let node = Int(node)
      if done[node] && distance[node] < best { prices[node] += best - distance[node] }
    }
    move(to: end)
    forget()
  }

  private mutating func reach(_ node: Int, at new: Int64, from: Int, by customer: Int) {
    if new >= distance[node] { return }
    if distance[node] == .max { reached.append(Int32(node)) }
    distance[node] = new
    cameFrom[node] = Int32(from)
    broughtBy[node] = Int32(customer)
    heap.push(new, node)
  }

  /// Moves everybody along the path that ends at a node.
  private mutating func move(to end: Int) {
    var node = end
    while node >= 0 {
      let customer = Int(broughtBy[node])
      let from = Int(cameFrom[node])
      if from >= 0 {
        customersOf[from].removeAll { $0 == Int32(customer) }
        isStale[from] = true
      }
      put(customer, at: node)
      node = from
    }
  }

  private mutating func put(_ customer: Int, at node: Int) {
    customersOf[node].append(Int32(customer))
    isStale[node] = true
    places[customer] = node
    ways[customer] = way(customer, node)
  }

  private func way(_ customer: Int, _ node: Int) -> Int64 {
    if node == nobody { return costOfNobody }
    let range = candidates.starts[customer]..<candidates.starts[customer + 1]
    let place = candidates.members[range].firstIndex(of: Int32(node))
    // Outside of the list only where a customer was placed simply.
    return place.map { Int64(candidates.costs[$0]) }
      ?? problem.cost(customer, node).map(Int64.init) ?? costOfNobody
  }

  private mutating func forget() {
    for node in reached {
      distance[Int(node)] = .max
      done[Int(node)] = false
    }
    reached.removeAll(keepingCapacity: true)
    heap.removeAll()
  }

  // What `refresh` uses: for each node the place of its step in the list under way, plus one.
  private var slots: [Int32] = []

  /// Makes a node's steps anew: for each other node the customer who goes there with the least loss.
  private mutating func refresh(_ node: Int) {
    if slots.isEmpty { slots = [Int32](repeating: 0, count: nobody + 1) }
    var list = steps[node]
    list.removeAll(keepingCapacity: true)
    var farthest: (way: Int64, customer: Int32)?
    for customer in customersOf[node] {
      let now = ways[Int(customer)]
      if farthest.map({ now > $0.way }) ?? true { farthest = (now, customer) }
      for place in candidates.starts[Int(customer)]..<candidates.starts[Int(customer) + 1] {
        let to = candidates.members[place]
        if Int(to) == node { continue }
        let step = Step(to: to, customer: customer, delta: Int64(candidates.costs[place]) - now)
        let slot = Int(slots[Int(to)])
        if slot == 0 {
          list.append(step)
          slots[Int(to)] = Int32(list.count)
        } else if step.delta < list[slot - 1].delta {
          list[slot - 1] = step
        }
      }
    }
    for step in list { slots[Int(step.to)] = 0 }
    if let farthest {
      list.append(
        Step(
          to: Int32(nobody), customer: farthest.customer, delta: costOfNobody - farthest.way))
    }
    work += list.count
    steps[node] = list
    isStale[node] = false
  }

  /// Places a customer at the nearest with room, or at nobody.
  private mutating func placeSimply(_ customer: Int) {
    var best = costOfNobody
    var end = nobody
    for node in problem.staff.indices {
      guard let price = nextPrice(node), let way = problem.cost(customer, node) else { continue }
      if Int64(way) + price < best {
        best = Int64(way) + price
        end = node
      }
    }
    work += problem.staff.count
    put(customer, at: end)
  }
}

/// Nodes by their distance, and by their number where that is the same, so that every run goes the same way.
private struct NodeHeap {
  private var items: [(at: Int64, node: Int)] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(_ at: Int64, _ node: Int) {
    items.append((at, node))
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if !(items[child] < items[parent]) { break }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func popLeast() -> (at: Int64, node: Int)? {
    guard let least = items.first, let last = items.popLast() else { return nil }
    if items.isEmpty { return least }
    items[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= items.count { break }
      if child + 1 < items.count && items[child + 1] < items[child] { child += 1 }
      if !(items[child] < items[parent]) { break }
      items.swapAt(child, parent)
      parent = child
    }
    return least
  }
}
