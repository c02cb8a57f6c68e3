extension MatchingProblem {
  /// Work of one search at most: some seconds. Larger problems end above the bound, and say by how much.
  public static let workMax = 3_000_000_000
  /// How often the candidates are widened at most.
  private static let roundsMax = 12

  /// Customers that are gone through without asking whether to go on: some milliseconds of work.
  static let customersBetweenChecks = 16

  /// The best matching, or one near it with a bound on how far.
  ///
  /// The same problem has the same answer on every machine.
  public func solved(workMax: Int = MatchingProblem.workMax) -> Matching {
    solved(workMax: workMax, while: { () throws(Never) in })
  }

  /// The same, as long as somebody waits for it.
  ///
  /// - Parameter check: asked every few milliseconds; what it throws ends the work.
  public func solved<Over: Error>(
    workMax: Int = MatchingProblem.workMax, while check: () throws(Over) -> Void
  ) throws(Over) -> Matching {
    var candidates = try MatchingCandidates(self, check)
    var best: Matching?
    var bound = Int64.min
    var work = 0
    for round in 1...Self.roundsMax {
      var search = MatchingSearch(self, candidates)
      try search.run(workMax: workMax - work, check)
      work += search.work
      let audit = try audit(search.prices, search, slack: round, check)
      // Every set of prices bounds the best from below; the highest of them counts.
      bound = max(bound, audit.bound)
      let matching = matching(search, bound: bound, round)
      if best.map({ total(matching, search) <= total($0, search) }) ?? true { best = matching }
      if audit.pairs.isEmpty || work > workMax { break }
      candidates.add(audit.pairs)
    }
    guard var best else {
      return Matching(adopters: [], unplacedCount: 0, cost: 0, bound: 0, rounds: 0)
    }
    let nobody = costOfNobody(longest: candidates.longest)
    best.bound = max(0, bound - nobody * Int64(best.unplacedCount))
    return best
  }

  private func total(_ matching: Matching, _ search: MatchingSearch) -> Int64 {
    matching.cost + search.costOfNobody * Int64(matching.unplacedCount)
  }

  private func matching(_ search: MatchingSearch, bound: Int64, _ round: Int) -> Matching {
    var counts = [Int](repeating: 0, count: staff.count)
    var matching = Matching(adopters: [], unplacedCount: 0, cost: 0, bound: bound, rounds: round)
    for (customer, place) in search.places.enumerated() {
      guard place < staff.count, let way = cost(customer, place) else {
        matching.adopters.append(nil)
        matching.unplacedCount += 1
        continue
      }
      matching.adopters.append(place)
      matching.cost += Int64(way) + price(of: place, after: counts[place])
      counts[place] += 1
    }
    return matching
  }

  /// What prices say of all pairs, those too that no list has.
  private struct Audit {
    /// No solution costs less, nobody's cost included.
    var bound: Int64 = 0
    /// Pairs that could make the matching better, and some that nearly could; empty when none could.
    var pairs: [[(member: Int32, cost: Int32)]] = []
  }

  /// Holds prices against every pair.
  ///
  /// For any prices p ≥ 0, a solution costs at least Σ min(nobody, min over staff of way + p) over the customers, and
  /// over the staff what they pay for the places beyond that (the Lagrangian dual).
  private func audit<Over: Error>(
    _ prices: [Int64], _ search: MatchingSearch, slack round: Int,
    _ check: () throws(Over) -> Void
  ) throws(Over) -> Audit {
    var audit = Audit()
    var isBetter = false
    var pairs = [[(member: Int32, cost: Int32)]](repeating: [], count: customers.count)
    for customer in customers.indices {
      if customer % Self.customersBetweenChecks == 0 { try check() }
      let listed = search.least(customer)
      // A margin spares rounds: prices shift a little when pairs are added.
      let margin = min(listed / 16, 20_000) * Int64(round)
      var least = listed
      for member in staff.indices where staff[member].places > 0 {
        let room = listed + margin - prices[member]
        guard room > 0, isNearer(customer, member, than: room),
          let way = cost(customer, member), Int64(way) < room,
          !search.lists(customer, member)
        else { continue }
        least = min(least, Int64(way) + prices[member])
        pairs[customer].append((Int32(member), way))
      }
      if least < listed { isBetter = true }
      audit.bound += least
    }
    for member in staff.indices {
      var part: Int64 = 0
      var lowest: Int64 = 0
      for count in 0..<staff[member].places {
        part += price(of: member, after: count) - prices[member]
        lowest = min(lowest, part)
      }
      audit.bound += lowest
    }
    if isBetter { audit.pairs = pairs }
    return audit
  }

  /// Whether a way may be shorter than so many metres: quick, and never wrong when it says no.
  private func isNearer(_ customer: Int, _ member: Int, than metres: Int64) -> Bool {
    let chord = Double(metres + 1) * 1000 / Double(ways.detourPermille) / SpherePoint.earthRadius
    return customers[customer].chordSquared(to: staff[member].home) <= chord * chord
  }
}

extension MatchingSearch {
  /// The least that the listed pairs of a customer, or nobody, cost at these prices.
  fileprivate func least(_ customer: Int) -> Int64 {
    var least = costOfNobody
    for place in candidates.starts[customer]..<candidates.starts[customer + 1] {
      least = min(
        least, Int64(candidates.costs[place]) + prices[Int(candidates.members[place])])
    }
    return least
  }

  /// Whether a pair is among the candidates.
  fileprivate func lists(_ customer: Int, _ member: Int) -> Bool {
    candidates.members[candidates.starts[customer]..<candidates.starts[customer + 1]]
      .contains(Int32(member))
  }
}
