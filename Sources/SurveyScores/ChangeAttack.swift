/// Whether somebody who was shown figures of the same people at two times can work out what a few of them changed.
///
/// A group's figures need not have been shown themselves: with the whole and all others, they follow.
public struct ChangeAttack: Sendable {
  public let rule: DisclosureRule
  /// The dimension that says when something was answered.
  public let dimension: String
  /// Those of its values at which the same people were asked.
  public let times: Set<String>

  public init(rule: DisclosureRule, dimension: String, times: Set<String>) {
    self.rule = rule
    self.dimension = dimension
    self.times = times
  }

  /// How many people at least answered otherwise, where these are their cells at the one time and at the other.
  public typealias Movers = (_ earlier: [[String]], _ later: [[String]]) -> Int

  /// Whether with the groups of `filters` the change of some follows that did not follow from `shown` alone.
  public func exposes(
    _ filters: [AnswerCube.Filter], after shown: [AnswerCube.Filter], in cube: AnswerCube,
    movers: Movers
  ) -> Bool {
    guard let place = cube.dimensions.firstIndex(of: dimension) else { return false }
    let figures = ShownFigures(filters, after: shown, in: cube, place)
    let spoken = times.intersection(figures.cells.keys).sorted()
    let touched = reach(of: filters, among: shown)
    for (number, earlier) in spoken.enumerated() {
      for later in spoken.dropFirst(number + 1)
      where touched.contains(earlier) || touched.contains(later) {
        if exposes(figures, earlier, later, movers) { return true }
      }
    }
    return false
  }

  /// The times of some filters, and those that filters for several times tie to them: of others they say nothing new.
  private func reach(
    of filters: [AnswerCube.Filter], among shown: [AnswerCube.Filter]
  ) -> Set<String> {
    func spoken(_ filter: AnswerCube.Filter) -> Set<String> { filter.values[dimension] ?? times }
    var reach = filters.reduce(into: Set()) { $0.formUnion(spoken($1)) }
    var count = -1
    while reach.count > count {
      count = reach.count
      for filter in shown where !reach.isDisjoint(with: spoken(filter)) {
        reach.formUnion(spoken(filter))
      }
    }
    return reach
  }

  /// Whether of two times sums of groups of which few changed, and at least one person, follow now.
  private func exposes(
    _ figures: ShownFigures, _ earlier: String, _ later: String, _ movers: Movers
  ) -> Bool {
    var still: [PeopleTwice] = []
    var moved: [PeopleTwice] = []
    for people in figures.people(earlier, later) {
      let cells = [people.earlier, people.later].map { columns in
        columns.flatMap { figures.groups[$0].cells }
      }
      let least = (people.earlier + people.later).reduce(rule.groupMin) {
        max($0, figures.groups[$1].least)
      }
      switch movers(cells[0], cells[1]) {
      case 0: still.append(people)
      case let count where count < least: moved.append(people)
      default: continue
      }
    }
    if moved.isEmpty { return false }
    let found = figures.span.changes(of: moved, beside: still, columns: figures.groups.count)
    if found == 0 { return false }
    return found > figures.known.changes(of: moved, beside: still, columns: figures.groups.count)
  }
}

/// What some filters show, as rows over the groups that they tell apart.
private struct ShownFigures {
  let groups: [AnswerCube.Alike]
  /// What follows from those that were shown before.
  let known: LinearSpan
  /// What follows from all.
  let span: LinearSpan
  /// By the time: cells without it, each with its group.
  private(set) var cells: [String: [(values: [String], column: Int)]] = [:]
  /// A group's time; nil where it is of several, none of which is told of by itself.
  private let times: [String?]

  init(
    _ filters: [AnswerCube.Filter], after shown: [AnswerCube.Filter], in cube: AnswerCube,
    _ place: Int
  ) {
    groups = cube.groups(shown + filters)
    var span = LinearSpan()
    for number in shown.indices { span.add(groups.map { $0.chosen[number] }) }
    known = span
    for number in filters.indices { span.add(groups.map { $0.chosen[shown.count + number] }) }
    self.span = span
    times = groups.map { group in
      let times = Set(group.cells.map { $0[place] })
      return times.count == 1 ? times.first : nil
    }
    for (column, group) in groups.enumerated() {
      for cell in group.cells {
        var values = cell
        values[place] = ""
        cells[cell[place], default: []].append((values, column))
      }
    }
  }

  /// The smallest sets of people of whom figures of both times can be: at each they are whole groups.
  func people(_ earlier: String, _ later: String) -> [PeopleTwice] {
    let both = (cells[earlier] ?? []) + (cells[later] ?? [])
    var labels = Array(groups.indices)
    var columns: [[String]: Int] = [:]
    for (values, column) in both {
      guard let other = columns.updateValue(column, forKey: values) else { continue }
      let (old, new) = (labels[other], labels[column])
      for place in labels.indices where labels[place] == old { labels[place] = new }
    }
    let sets = Dictionary(grouping: Set(both.map(\.column)).sorted()) { labels[$0] }
    return sets.values.compactMap { set in
      if set.contains(where: { times[$0] == nil }) { return nil }
      return PeopleTwice(
        earlier: set.filter { times[$0] == earlier }, later: set.filter { times[$0] == later })
    }
  }
}

/// The same people at two times: the groups that they are.
private struct PeopleTwice {
  let earlier: [Int]
  let later: [Int]
}

extension LinearSpan {
  /// How many changes of some that moved, with any of those that did not, follow from the rows.
  ///
  /// A sum of sets follows at both times if nothing is left of it at either; so they are counted that add nothing to what
  /// is left of those before them.
  fileprivate func changes(
    of moved: [PeopleTwice], beside still: [PeopleTwice], columns: Int
  ) -> Int {
    func left(_ set: [Int]) -> [UInt64] {
      var row = Array(repeating: 0, count: columns)
      for column in set { row[column] = 1 }
      return rest(of: row)
    }
    func left(_ people: PeopleTwice) -> [UInt64] { left(people.earlier) + left(people.later) }
    var others = LinearSpan()
    for people in still { others.add(left(people)) }
    return moved.count { people in
      let rest = left(people)
      if others.holds(rest) { return true }
      others.add(rest)
      return false
    }
  }
}
