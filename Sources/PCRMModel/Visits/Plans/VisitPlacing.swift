public import PCRMCore

/// A visit that is due, and who could make it.
public struct VisitDemand: Sendable {
  public var customer: CustomerID
  /// Which of the customer's: 0, 1, 2, …
  public var number: Int
  /// The first and the last day on which it may be, counted from the first day of the horizon.
  public var days: ClosedRange<Int>?
  /// The day on which it should be.
  public var wanted: Int
  /// Who could make it, as places in the list of staff; the first is preferred.
  public var visitors: [Int]

  public init(
    customer: CustomerID, number: Int = 0, days: ClosedRange<Int>?, wanted: Int, visitors: [Int]
  ) {
    self.customer = customer
    self.number = number
    self.days = days
    self.wanted = wanted
    self.visitors = visitors
  }
}

/// Where a visit goes.
public struct VisitSlot: Sendable, Hashable {
  public var visitor: Int
  public var day: Int

  public init(visitor: Int, day: Int) {
    self.visitor = visitor
    self.day = day
  }
}

/// Gives visits that are due to days of staff: as many as there is room for, each near the day on which it should be.
///
/// Visits, days and weeks are a network, and what is placed is a greatest flow through it, found by paths that make room:
/// nobody is left out for whom others could move. Where there is not room for all, those whose last day comes first go
/// before others. The answer depends on the input and the seed alone.
public struct VisitPlacing {
  /// A week of a member of staff holds no more than this in total.
  public struct Room: Sendable {
    /// Visits for which there is room, day by day of the horizon.
    public var days: [Int]
    /// Visits for which there is room, week by week.
    public var weeks: [Int]

    public init(days: [Int], weeks: [Int]) {
      self.days = days
      self.weeks = weeks
    }
  }

  private let demands: [VisitDemand]
  private let dayCount: Int
  private let weekCount: Int
  /// The week of the first day begins so many days before it.
  private let weekOffset: Int
  private var dayRoom: [Int]
  private var weekRoom: [Int]
  /// Who is in a slot.
  private var guests: [[Int32]]
  private var slots: [Int]
  private let seed: UInt64
  private var search: PathSearch

  /// - Parameters:
  ///   - rooms: what each member of staff has room for; all of the same length.
  ///   - weekOffset: days between the Monday before the horizon and its first day.
  public init(_ demands: [VisitDemand], rooms: [Room], weekOffset: Int, seed: Int64) {
    self.demands = demands
    dayCount = rooms.first?.days.count ?? 0
    weekCount = rooms.first?.weeks.count ?? 0
    self.weekOffset = weekOffset
    dayRoom = rooms.flatMap(\.days)
    weekRoom = rooms.flatMap(\.weeks)
    guests = [[Int32]](repeating: [], count: dayRoom.count)
    slots = [Int](repeating: -1, count: demands.count)
    self.seed = UInt64(bitPattern: seed)
    search = PathSearch(slots: dayRoom.count, weeks: weekRoom.count, demands: demands.count)
  }

  /// Weeks, from Monday on, that a horizon touches.
  public static func weekCount(days: Int, offset: Int) -> Int { (days + offset + 6) / 7 }

  /// Places what can be placed.
  ///
  /// - Returns: a slot for each demand, or nil.
  public mutating func solve() -> [VisitSlot?] {
    let order = demands.indices.map { (index: $0, key: rank(of: demands[$0])) }
      .sorted {
        let (a, b) = (demands[$0.index], demands[$1.index])
        return (a.days?.upperBound ?? .max, $0.key, a.number, $0.index)
          < (b.days?.upperBound ?? .max, $1.key, b.number, $1.index)
      }
    for (index, _) in order where !place(index) { makeRoom(for: index) }
    for (index, _) in order where slots[index] >= 0 { moveNearer(index) }
    return slots.map {
      $0 < 0 ? nil : VisitSlot(visitor: $0 / dayCount, day: $0 % dayCount)
    }
  }

  /// A number that depends on seed and customer alone.
  public static func rank(_ customer: CustomerID, seed: Int64) -> UInt64 {
    var z = UInt64(bitPattern: seed) &* 0x9e37_79b9_7f4a_7c15 ^ customer.high ^ customer.low
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private func rank(of demand: VisitDemand) -> UInt64 {
    Self.rank(demand.customer, seed: Int64(bitPattern: seed))
  }

  private func week(of slot: Int) -> Int {
    slot / dayCount * weekCount + (slot % dayCount + weekOffset) / 7
  }

  private func hasRoom(_ slot: Int) -> Bool { dayRoom[slot] > 0 && weekRoom[week(of: slot)] > 0 }

  /// The days of a demand that lie in the horizon.
  private func days(of demand: VisitDemand) -> Range<Int> {
    guard let days = demand.days else { return 0..<0 }
    let low = max(0, days.lowerBound)
    return low..<max(low, min(dayCount, days.upperBound + 1))
  }

  /// Puts a demand into the best slot with room; false when there is none.
  private mutating func place(_ index: Int) -> Bool {
    let demand = demands[index]
    var best: (slot: Int, cost: Int)?
    for (preference, visitor) in demand.visitors.enumerated() {
      for day in days(of: demand) where hasRoom(visitor * dayCount + day) {
        let slot = visitor * dayCount + day
        // Nearness first; then whoever has most room left, so that nobody's week fills up alone.
        let cost =
          abs(day - demand.wanted) << 32 - min(weekRoom[week(of: slot)], 1 << 15) << 12
          + min(preference, 4095)
        if best.map({ cost < $0.cost }) ?? true { best = (slot, cost) }
      }
    }
    guard let best else { return false }
    put(index, best.slot)
    return true
  }

  private mutating func put(_ index: Int, _ slot: Int) {
    slots[index] = slot
    guests[slot].append(Int32(index))
    dayRoom[slot] -= 1
    weekRoom[week(of: slot)] -= 1
  }

  private mutating func take(_ index: Int) {
    let slot = slots[index]
    slots[index] = -1
    guests[slot].removeAll { $0 == Int32(index) }
    dayRoom[slot] += 1
    weekRoom[week(of: slot)] += 1
  }

  /// Moves a demand to a day nearer to the one wanted, where there is room.
  private mutating func moveNearer(_ index: Int) {
    let now = slots[index]
    let distance = abs(now % dayCount - demands[index].wanted)
    if distance == 0 { return }
    take(index)
    if !place(index) || abs(slots[index] % dayCount - demands[index].wanted) > distance {
      if slots[index] >= 0 { take(index) }
      put(index, now)
    }
  }

  /// Looks for a chain of moves that ends where there is room, and carries it out.
  private mutating func makeRoom(for root: Int) {
    search.begin(root)
    while let demand = search.next() {
      for visitor in demands[demand].visitors {
        for day in days(of: demands[demand]) {
          let slot = visitor * dayCount + day
          guard search.enter(slot, by: demand) else { continue }
          if hasRoom(slot) {
            carryOut(endingAt: slot, root)
            search.forget()
            return
          }
          if dayRoom[slot] > 0 {
            // The day has room and the week has none: anybody in that week could leave.
            let week = week(of: slot)
            guard search.enter(week: week) else { continue }
            let first = slot / dayCount * dayCount
            for other in first..<first + dayCount where self.week(of: other) == week {
              for guest in guests[other] { search.reach(Int(guest), for: slot) }
            }
          } else {
            for guest in guests[slot] { search.reach(Int(guest), for: slot) }
          }
        }
      }
    }
    // Nothing that was visited leads to room, now or ever: it stays marked.
    search.bury()
  }

  private mutating func carryOut(endingAt last: Int, _ root: Int) {
    var slot = last
    while true {
      let demand = search.enteredBy(slot)
      let isRoot = demand == root
      if !isRoot { take(demand) }
      put(demand, slot)
      if isRoot { return }
      slot = search.wanted(by: demand)
    }
  }
}

/// What a search for a chain of moves has seen.
private struct PathSearch {
  private var slotMark: [Int32]
  private var weekMark: [Int32]
  private var demandMark: [Int32]
  private var entered: [Int32]
  /// The slot for whose sake a demand would move.
  private var target: [Int32]
  private var queue: [Int32] = []
  private var head = 0
  private var stamp: Int32 = 1

  init(slots: Int, weeks: Int, demands: Int) {
    slotMark = [Int32](repeating: 0, count: slots)
    weekMark = [Int32](repeating: 0, count: weeks)
    demandMark = [Int32](repeating: 0, count: demands)
    entered = [Int32](repeating: -1, count: slots)
    target = [Int32](repeating: -1, count: demands)
  }

  private static let buried = Int32.max
  private var seenSlots: [Int32] = []
  private var seenWeeks: [Int32] = []

  mutating func begin(_ root: Int) {
    queue = [Int32(root)]
    head = 0
    seenSlots = []
    seenWeeks = []
    demandMark[root] = stamp
  }

  mutating func next() -> Int? {
    if head == queue.count { return nil }
    head += 1
    return Int(queue[head - 1])
  }

  mutating func enter(_ slot: Int, by demand: Int) -> Bool {
    if slotMark[slot] == stamp || slotMark[slot] == Self.buried { return false }
    slotMark[slot] = stamp
    entered[slot] = Int32(demand)
    seenSlots.append(Int32(slot))
    return true
  }

  mutating func enter(week: Int) -> Bool {
    if weekMark[week] == stamp || weekMark[week] == Self.buried { return false }
    weekMark[week] = stamp
    seenWeeks.append(Int32(week))
    return true
  }

  mutating func reach(_ demand: Int, for slot: Int) {
    if demandMark[demand] == stamp { return }
    demandMark[demand] = stamp
    target[demand] = Int32(slot)
    queue.append(Int32(demand))
  }

  func enteredBy(_ slot: Int) -> Int { Int(entered[slot]) }

  func wanted(by demand: Int) -> Int { Int(target[demand]) }

  mutating func forget() { stamp += 1 }

  mutating func bury() {
    for slot in seenSlots { slotMark[Int(slot)] = Self.buried }
    for week in seenWeeks { weekMark[Int(week)] = Self.buried }
    stamp += 1
  }
}
