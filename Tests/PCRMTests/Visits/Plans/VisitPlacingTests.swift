import PCRMCore
import PCRMModel
import PCRMTesting
import Testing

struct VisitPlacingTests {
  /// Would catch a visit on a day on which it may not be, by somebody who may not make it, or above a day's or week's
  /// capacity; a customer left out for whom others could move; and an answer that depends on the order of the input.
  @Test func asManyArePlacedAsThereIsRoomFor() {
    for seed in UInt64(1)...600 {
      let problem = PlacingProblem(seed: seed)
      var placing = problem.placing
      let slots = placing.solve()
      problem.checkFeasible(slots)
      let most = problem.greatestFlow(problem.demands.indices.map { $0 })
      #expect(slots.count { $0 != nil } == most, "seed \(seed)")
      var again = problem.placing
      #expect(again.solve() == slots, "seed \(seed): the same input has the same answer")
      var random = SeededRandom(seed: seed)
      let order = problem.demands.indices.shuffled(using: &random)
      var shuffled = problem
      shuffled.demands = order.map { problem.demands[$0] }
      var other = shuffled.placing
      #expect(other.solve() == order.map { slots[$0] }, "seed \(seed): the order does not count")
    }
  }

  /// Would catch somebody who waits longer going before somebody whose last day comes first.
  @Test func whoseLastDayComesFirstGoesFirst() {
    for seed in UInt64(1)...300 {
      let problem = PlacingProblem(seed: seed, capacityMax: 1)
      var placing = problem.placing
      let slots = placing.solve()
      for left in problem.demands.indices where slots[left] == nil {
        let last = problem.demands[left].days?.upperBound ?? .max
        let before = problem.demands.indices.filter {
          slots[$0] != nil && (problem.demands[$0].days?.upperBound ?? .max) <= last
        }
        #expect(
          problem.greatestFlow(before + [left]) == before.count,
          "seed \(seed): there was room beside those who had to come first")
      }
    }
  }

  /// Would catch visits far from their day where that day has room.
  @Test func aVisitGoesWhereItShouldBe() {
    var demands: [VisitDemand] = []
    for place in 0..<40 {
      let day = place % 20
      demands.append(
        VisitDemand(
          customer: CustomerID(high: 7, low: UInt64(place)), days: max(0, day - 3)...day + 3,
          wanted: day, visitors: [place % 2, (place + 1) % 2]))
    }
    let room = VisitPlacing.Room(
      days: [Int](repeating: 1, count: 20), weeks: [Int](repeating: 9, count: 4))
    var placing = VisitPlacing(demands, rooms: [room, room], weekOffset: 1, seed: 3)
    let slots = placing.solve()
    #expect(slots.allSatisfy { $0 != nil })
    #expect(zip(slots, demands).allSatisfy { $0.0?.day == $0.1.wanted })
  }

  /// Would catch a search that is begun anew for each of thousands whom nobody can visit.
  @Test func tooFewStaffForManyIsFoundOutQuickly() {
    var demands: [VisitDemand] = []
    for place in 0..<20_000 {
      demands.append(
        VisitDemand(
          customer: CustomerID(high: UInt64(place), low: 1), days: 0...27, wanted: place % 28,
          visitors: Array(0..<20)))
    }
    let room = VisitPlacing.Room(
      days: [Int](repeating: 4, count: 28), weeks: [Int](repeating: 15, count: 5))
    var placing = VisitPlacing(
      demands, rooms: [VisitPlacing.Room](repeating: room, count: 20), weekOffset: 0, seed: 1)
    let start = Instant.now()
    let placed = placing.solve().count { $0 != nil }
    let milliseconds = Instant.now().since(start) / 1_000_000
    #expect(placed == 20 * 15 * 4)
    #expect(milliseconds < 20_000, "took \(milliseconds) ms")
  }
}

/// A small random problem, with a slow way to find out how many can be placed.
private struct PlacingProblem {
  var demands: [VisitDemand] = []
  let rooms: [VisitPlacing.Room]
  let offset: Int
  let days: Int
  let seed: UInt64

  init(seed: UInt64, capacityMax: UInt64 = 2) {
    var random = SeededRandom(seed: seed)
    self.seed = seed
    let days = 1 + Int(random.next() % 12)
    let offset = Int(random.next() % 7)
    let staff = 1 + Int(random.next() % 3)
    let weeks = VisitPlacing.weekCount(days: days, offset: offset)
    rooms = (0..<staff).map { _ in
      VisitPlacing.Room(
        days: (0..<days).map { _ in Int(random.next() % (capacityMax + 1)) },
        weeks: (0..<weeks).map { _ in Int(random.next() % 5) })
    }
    self.days = days
    self.offset = offset
    for place in 0..<Int(random.next() % 16) {
      let first = Int(random.next() % UInt64(days + 2)) - 1
      let range = first...first + Int(random.next() % 5)
      let visitors = (0..<staff).filter { _ in random.next() % 3 > 0 }
      demands.append(
        VisitDemand(
          customer: CustomerID(high: random.next(), low: UInt64(place)),
          days: random.once(in: 20) ? nil : range, wanted: first, visitors: visitors))
    }
  }

  var placing: VisitPlacing {
    VisitPlacing(demands, rooms: rooms, weekOffset: offset, seed: Int64(bitPattern: seed))
  }

  func checkFeasible(_ slots: [VisitSlot?]) {
    var perDay: [VisitSlot: Int] = [:]
    var perWeek: [VisitSlot: Int] = [:]
    for (demand, slot) in zip(demands, slots) {
      guard let slot else { continue }
      #expect(demand.visitors.contains(slot.visitor), "seed \(seed)")
      #expect(
        demand.days?.contains(slot.day) == true && (0..<days).contains(slot.day), "seed \(seed)")
      perDay[slot, default: 0] += 1
      perWeek[VisitSlot(visitor: slot.visitor, day: (slot.day + offset) / 7), default: 0] += 1
    }
    #expect(
      perDay.allSatisfy { rooms[$0.key.visitor].days[$0.key.day] >= $0.value }, "seed \(seed)")
    #expect(
      perWeek.allSatisfy { rooms[$0.key.visitor].weeks[$0.key.day] >= $0.value }, "seed \(seed)")
  }

  /// How many of some demands can be placed: Ford and Fulkerson's way on a matrix of capacities.
  func greatestFlow(_ chosen: [Int]) -> Int {
    let weeks = rooms[0].weeks.count
    let slotBase = 1 + chosen.count
    let weekBase = slotBase + rooms.count * days
    let sink = weekBase + rooms.count * weeks
    var capacity = [[Int]](repeating: [Int](repeating: 0, count: sink + 1), count: sink + 1)
    for (place, index) in chosen.enumerated() {
      capacity[0][1 + place] = 1
      guard let window = demands[index].days else { continue }
      for visitor in demands[index].visitors {
        for day in window where (0..<days).contains(day) {
          capacity[1 + place][slotBase + visitor * days + day] = 1
        }
      }
    }
    for (visitor, room) in rooms.enumerated() {
      for day in 0..<days {
        let slot = slotBase + visitor * days + day
        capacity[slot][weekBase + visitor * weeks + (day + offset) / 7] = room.days[day]
      }
      for week in 0..<weeks { capacity[weekBase + visitor * weeks + week][sink] = room.weeks[week] }
    }
    var flow = 0
    while let path = Self.path(from: 0, to: sink, capacity) {
      for (a, b) in zip(path, path.dropFirst()) {
        capacity[a][b] -= 1
        capacity[b][a] += 1
      }
      flow += 1
    }
    return flow
  }

  private static func path(from: Int, to: Int, _ capacity: [[Int]]) -> [Int]? {
    var before = [Int](repeating: -1, count: capacity.count)
    before[from] = from
    var queue = [from]
    var head = 0
    while head < queue.count, before[to] < 0 {
      let node = queue[head]
      head += 1
      for next in capacity.indices where before[next] < 0 && capacity[node][next] > 0 {
        before[next] = node
        queue.append(next)
      }
    }
    if before[to] < 0 { return nil }
    var path = [to]
    while let node = path.last, node != from { path.append(before[node]) }
    return path.reversed()
  }
}
