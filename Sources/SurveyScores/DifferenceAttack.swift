/// Whether somebody who was shown figures of several groups can work out those of a few people from them.
public struct DifferenceAttack: Sendable {
  public let rule: DisclosureRule
  /// Sets of small groups that are looked at; past it the answer is that they can.
  public var trialsMax = 20_000

  public init(rule: DisclosureRule) {
    self.rule = rule
  }

  /// What is wrong with showing one more group.
  public enum Finding: Hashable, Sendable {
    /// The group differs by fewer than k from that of a filter that was shown before.
    case pair(AnswerCube.Filter)
    /// Sums and differences of several groups come to one of fewer than k.
    case combination
  }

  /// Nothing where the groups of `filters`, such as those of one table, may be shown to somebody who has seen those of
  /// `shown`. In pairs among themselves the new ones are not looked at: a table's differ by what it hides.
  public func finding(
    _ filters: [AnswerCube.Filter], after shown: [AnswerCube.Filter], in cube: AnswerCube
  ) -> Finding? {
    // Groups that have nobody in common differ by all they have, and that is enough to be shown.
    for filter in filters {
      let pair = shown.first { earlier in
        !cube.shows(filter, without: earlier, by: rule)
          || !cube.shows(earlier, without: filter, by: rule)
      }
      if let pair { return .pair(pair) }
    }
    return exposes(filters, after: shown, in: cube) ? .combination : nil
  }

  /// Whether some set of fewer than k people is a sum of what the filters show: whole minus one office minus the other.
  ///
  /// What follows already from those that were shown, as answers came in since, is not for the new ones to answer for:
  /// whoever knows it would never be told of anything again.
  private func exposes(
    _ filters: [AnswerCube.Filter], after shown: [AnswerCube.Filter], in cube: AnswerCube
  ) -> Bool {
    let groups = cube.groups(shown + filters)
    var known = LinearSpan()
    for number in shown.indices { known.add(groups.map { $0.chosen[number] }) }
    var span = known
    for number in filters.indices { span.add(groups.map { $0.chosen[shown.count + number] }) }
    let most = groups.reduce(rule.groupMin) { max($0, $1.least) }
    let small = groups.indices.filter { (1..<max(1, most)).contains(groups[$0].count) }
    var trials = 0
    /// Tries every set that goes on from `set` with groups from `next` on and stays below the strictest k.
    func tries(_ set: [Int], _ parts: [[String]: Int], from next: Int) -> Bool {
      for position in small.indices.dropFirst(next) {
        let total = parts.merging(groups[small[position]].parts, uniquingKeysWith: +)
        let people = total.values.max() ?? 0
        guard people < most else { continue }
        trials += 1
        if trials > trialsMax { return true }
        let chosen = set + [small[position]]
        let least = chosen.reduce(rule.groupMin) { max($0, groups[$1].least) }
        var row = Array(repeating: 0, count: groups.count)
        for number in chosen { row[number] = 1 }
        let isFound = people < least && span.holds(row) && !known.holds(row)
        if isFound || tries(chosen, total, from: position + 1) { return true }
      }
      return false
    }
    return tries([], [:], from: 0)
  }
}
