/// For each customer the staff that a search looks at: the nearest, and some at every scale beyond.
///
/// Matching along short ways needs the nearest only; but customers of a crowded place have to push each other outwards
/// to where there is room, and for that the lists must hang together over long distances.
struct MatchingCandidates {
  /// How many of the nearest a list begins with.
  static let nearest = 16
  /// With no more staff than this, every list has all of them.
  static let denseMax = 64

  /// Where each customer's list begins in the two below; one more than there are customers.
  private(set) var starts: [Int] = [0]
  private(set) var members: [Int32] = []
  private(set) var costs: [Int32] = []
  /// The longest way of any pair that is allowed.
  private(set) var longest: Int32 = 0

  /// - Parameter check: asked again and again; what it throws ends the work.
  init<Over: Error>(
    _ problem: MatchingProblem, _ check: () throws(Over) -> Void
  ) throws(Over) {
    starts.reserveCapacity(problem.customers.count + 1)
    var row: [UInt64] = []
    row.reserveCapacity(problem.staff.count)
    for customer in problem.customers.indices {
      if customer % MatchingProblem.customersBetweenChecks == 0 { try check() }
      row.removeAll(keepingCapacity: true)
      for member in problem.staff.indices where problem.staff[member].places > 0 {
        guard let cost = problem.cost(customer, member) else { continue }
        row.append(UInt64(cost) << 32 | UInt64(member))
        longest = max(longest, cost)
      }
      row.sort()
      Self.ranks(row.count) { rank in
        members.append(Int32(truncatingIfNeeded: row[rank] & 0xffff_ffff))
        costs.append(Int32(truncatingIfNeeded: row[rank] >> 32))
      }
      starts.append(members.count)
    }
  }

  /// The ranks by distance that a list takes: all the first, and then at growing steps.
  private static func ranks(_ count: Int, _ take: (Int) -> Void) {
    if count <= denseMax {
      for rank in 0..<count { take(rank) }
      return
    }
    for rank in 0..<nearest { take(rank) }
    var rank = nearest
    while rank < count {
      take(rank)
      rank += max(1, rank / 3)
    }
  }

  /// Adds pairs that turned out to matter; each is new.
  mutating func add(_ pairs: [[(member: Int32, cost: Int32)]]) {
    var newStarts = [0]
    var newMembers: [Int32] = []
    var newCosts: [Int32] = []
    let total = members.count + pairs.reduce(0) { $0 + $1.count }
    newStarts.reserveCapacity(starts.count)
    newMembers.reserveCapacity(total)
    newCosts.reserveCapacity(total)
    for customer in pairs.indices {
      let range = starts[customer]..<starts[customer + 1]
      newMembers += members[range]
      newCosts += costs[range]
      for pair in pairs[customer] {
        newMembers.append(pair.member)
        newCosts.append(pair.cost)
      }
      newStarts.append(newMembers.count)
    }
    starts = newStarts
    members = newMembers
    costs = newCosts
  }
}
