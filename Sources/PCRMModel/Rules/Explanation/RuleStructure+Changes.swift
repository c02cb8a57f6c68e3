/// What would have to change for the other result.
extension RuleStructure {
  /// Conditions with the truth that each would have to take.
  typealias Changes = [Int: Truth]

  private static var alternativesMax: Int { 5 }
  private static var triedMax: Int { 10 }

  /// The smallest sets of changes that make a member of none, or none of a member, and whether fewer are known not to do.
  func changes(_ truths: [Truth]) -> (alternatives: [Changes], isLeast: Bool) {
    let goal: Truth = truth(truths) == .true ? .false : .true
    if !isReadOnce, conditions.count <= Self.triedMax { return (tried(goal, truths), true) }
    let found = ways(goal, truths).filter { changes in
      var changed = truths
      for (number, truth) in changes { changed[number] = truth }
      return truth(changed) == goal
    }
    return (found, isReadOnce)
  }

  /// From the leaves up: the cheapest ways to make each node true, and to make it false.
  private func ways(_ goal: Truth, _ truths: [Truth]) -> [Changes] {
    var table: [(yes: [Changes], no: [Changes])] = []
    for node in nodes {
      switch node {
      case .condition(let number):
        let now = truths[number]
        table.append(
          (now == .true ? [[:]] : [[number: .true]], now == .false ? [[:]] : [[number: .false]]))
      case .constant(let truth):
        table.append((truth == .true ? [[:]] : [], truth == .false ? [[:]] : []))
      case .not(let operand): table.append((table[operand].no, table[operand].yes))
      case .and(let items):
        table.append((every(items.map { table[$0].yes }), cheapest(items.map { table[$0].no })))
      case .or(let items):
        table.append((cheapest(items.map { table[$0].yes }), every(items.map { table[$0].no })))
      case .choice(let asked, let then, let otherwise):
        let (if_, so, not) = (table[asked], table[then], table[otherwise])
        table.append(
          (
            cheapest([every([if_.yes, so.yes]), every([if_.no, not.yes])]),
            cheapest([every([if_.yes, so.no]), every([if_.no, not.no])])
          ))
      }
    }
    let last = table[nodes.count - 1]
    return goal == .true ? last.yes : last.no
  }

  /// One of each: changes that contradict each other are left out.
  private func every(_ parts: [[Changes]]) -> [Changes] {
    var result: [Changes] = [[:]]
    for part in parts {
      var longer: [Changes] = []
      for before in result {
        for more in part where longer.count < Self.alternativesMax {
          if more.contains(where: { before[$0.key] ?? $0.value != $0.value }) { continue }
          longer.append(before.merging(more) { $1 })
        }
      }
      result = longer
    }
    return result
  }

  /// Those of all that change the fewest conditions.
  private func cheapest(_ parts: [[Changes]]) -> [Changes] {
    let all = parts.flatMap { $0 }
    guard let least = all.map(\.count).min() else { return [] }
    var result: [Changes] = []
    for changes in all where changes.count == least && !result.contains(changes) {
      result.append(changes)
    }
    return Array(result.prefix(Self.alternativesMax))
  }

  /// All sets of changes in turn, the small ones first.
  private func tried(_ goal: Truth, _ truths: [Truth]) -> [Changes] {
    for size in 1..<max(1, conditions.count + 1) {
      var found: [Changes] = []
      for set in subsets(of: size) where found.count < Self.alternativesMax {
        found += assignments(set[...], truths).filter { changes in
          var changed = truths
          for (number, truth) in changes { changed[number] = truth }
          return truth(changed) == goal
        }
      }
      if !found.isEmpty { return Array(found.prefix(Self.alternativesMax)) }
    }
    return []
  }

  /// Every way to change all conditions of a set to true or false.
  private func assignments(_ set: ArraySlice<Int>, _ truths: [Truth]) -> [Changes] {
    guard let first = set.first else { return [[:]] }
    return assignments(set.dropFirst(), truths).flatMap { rest in
      [Truth.true, .false].filter { $0 != truths[first] }.map { truth in
        rest.merging([first: truth]) { $1 }
      }
    }
  }
}
