/// The fewest conditions that decide, whatever the others were.
extension RuleStructure {
  /// The largest rule with a condition that stands twice for which all sets are tried.
  private static var triedMax: Int { 8 }

  /// Numbers of conditions, and whether fewer are known not to do.
  ///
  /// Where each condition stands once, sums and least choices from the leaves up are exact. Where one stands twice, all
  /// sets are tried if they are few; else the sum is an upper bound, from which is dropped what it does not need.
  func deciding(_ truths: [Truth]) -> (conditions: [Int], isLeast: Bool) {
    let truth = truth(truths)
    // That a customer is no member is decided without knowing whether the rest is false or unknown.
    let goal: TruthSet = truth == .unknown ? .notTrue : TruthSet(truth)
    let bound = fewest(truths, goal)
    if isReadOnce || bound.isEmpty { return (bound.sorted(), true) }
    if conditions.count <= Self.triedMax {
      for size in 0..<bound.count {
        for set in subsets(of: size) where decides(set, truths, goal, from: 0) {
          return (set, true)
        }
      }
      return (bound.sorted(), true)
    }
    var kept = bound
    for number in bound.sorted() where isEnough(kept.subtracting([number]), truths, goal) {
      kept.remove(number)
    }
    return (kept.sorted(), kept.isEmpty)
  }

  /// Sets of conditions that bring each node into each goal, from the leaves up.
  private func fewest(_ truths: [Truth], _ goal: TruthSet) -> Set<Int> {
    var table: [[Set<Int>?]] = []
    for node in nodes {
      let row = (0...TruthSet.all.rawValue).map { raw -> Set<Int>? in
        let goal = TruthSet(rawValue: raw)
        if goal == .all { return [] }
        if goal.isEmpty { return nil }
        return fewest(node, goal, truths, table)
      }
      table.append(row)
    }
    return table[nodes.count - 1][Int(goal.rawValue)] ?? Set(conditions.indices)
  }

  private func fewest(
    _ node: Node, _ goal: TruthSet, _ truths: [Truth], _ table: [[Set<Int>?]]
  ) -> Set<Int>? {
    func of(_ operand: Int, _ goal: TruthSet) -> Set<Int>? { table[operand][Int(goal.rawValue)] }
    switch node {
    case .condition(let number):
      return goal.contains(TruthSet(truths[number])) ? [number] : nil
    case .constant(let truth): return goal.contains(TruthSet(truth)) ? [] : nil
    case .not(let operand): return of(operand, goal.negated)
    case .and(let items): return joined(items, goal) { of($0, $1) }
    case .or(let items): return joined(items, goal.negated) { of($0, $1.negated) }
    case .choice(let asked, let then, let otherwise):
      let (yes, no) = (of(then, goal), of(otherwise, goal))
      var ways = [
        union(of(asked, .true), yes), union(of(asked, .false), no),
        union(of(asked, .known), union(yes, no)),
      ]
      if goal.contains(.unknown) {
        ways += [
          of(asked, .unknown), union(of(asked, .notFalse), yes), union(of(asked, .notTrue), no),
          union(yes, no),
        ]
      }
      return least(ways)
    }
  }

  /// What brings an `&&` into the goal.
  private func joined(
    _ items: [Int], _ goal: TruthSet, _ of: (Int, TruthSet) -> Set<Int>?
  ) -> Set<Int>? {
    func every(_ goal: TruthSet, but left: Int? = nil) -> Set<Int>? {
      items.filter { $0 != left }.reduce(Set()) { union($0, of($1, goal)) }
    }
    func one(_ goal: TruthSet) -> Set<Int>? { least(items.map { of($0, goal) }) }
    switch goal {
    case .true, .notFalse: return every(goal)
    case .false, .notTrue: return one(goal)
    case .known: return least([one(.false), every(.known)])
    default: return least(items.map { union(of($0, .unknown), every(.notFalse, but: $0)) })
    }
  }

  private func union(_ a: Set<Int>?, _ b: Set<Int>?) -> Set<Int>? {
    guard let a, let b else { return nil }
    return a.union(b)
  }

  private func least(_ ways: [Set<Int>?]) -> Set<Int>? {
    ways.compactMap { $0 }.min { $0.count < $1.count }
  }

  // MARK: where a condition stands twice

  /// Whether all ways in which the others may turn out lie in the goal, one by one.
  private func decides(
    _ set: [Int], _ truths: [Truth], _ goal: TruthSet, from number: Int
  ) -> Bool {
    guard number < conditions.count else { return goal.contains(TruthSet(truth(truths))) }
    if set.contains(number) { return decides(set, truths, goal, from: number + 1) }
    var changed = truths
    for truth in [Truth.unknown, .false, .true] {
      changed[number] = truth
      if !decides(set, changed, goal, from: number + 1) { return false }
    }
    return true
  }

  /// Whether the set is enough when each place of a condition is taken for itself: never wrongly yes.
  private func isEnough(_ set: Set<Int>, _ truths: [Truth], _ goal: TruthSet) -> Bool {
    var possible: [TruthSet] = []
    for node in nodes {
      let result: TruthSet =
        switch node {
        case .condition(let number): set.contains(number) ? TruthSet(truths[number]) : .all
        case .constant(let truth): TruthSet(truth)
        case .not(let operand): possible[operand].negated
        case .and(let items): Self.both(items.map { possible[$0] })
        case .or(let items): Self.both(items.map { possible[$0].negated }).negated
        case .choice(let asked, let then, let otherwise):
          Self.chosen(possible[asked], possible[then], possible[otherwise])
        }
      possible.append(result)
    }
    return goal.isSuperset(of: possible[nodes.count - 1])
  }

  private static func both(_ items: [TruthSet]) -> TruthSet {
    var result: TruthSet = []
    if items.contains(where: { $0.contains(.false) }) { result.insert(.false) }
    if items.allSatisfy({ $0.contains(.true) }) { result.insert(.true) }
    let canAvoidFalse = items.allSatisfy { !$0.isDisjoint(with: .notFalse) }
    if canAvoidFalse, items.contains(where: { $0.contains(.unknown) }) { result.insert(.unknown) }
    return result
  }

  private static func chosen(_ asked: TruthSet, _ yes: TruthSet, _ no: TruthSet) -> TruthSet {
    var result = asked.intersection(.unknown)
    if asked.contains(.true) { result.formUnion(yes) }
    if asked.contains(.false) { result.formUnion(no) }
    return result
  }

  /// All sets of so many conditions.
  func subsets(of size: Int, from first: Int = 0) -> [[Int]] {
    if size == 0 { return [[]] }
    var result: [[Int]] = []
    for number in first..<max(first, conditions.count) {
      for rest in subsets(of: size - 1, from: number + 1) { result.append([number] + rest) }
    }
    return result
  }
}
