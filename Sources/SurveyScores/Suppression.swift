/// Which counts of a table are hidden so that none of a group smaller than k can be seen, nor worked out from the others.
///
/// First every count of 1 to k−1 people is hidden, sums too. Then, to a fixpoint, further counts are hidden until
/// - no line (row, column, the sums) has a single hidden count, and what a shown sum leaves for a line's hidden counts
///   is no less than k, for a line gives that away as if it were one group;
/// - the audit finds no hidden count that all of what is shown determines.
/// Counts of nought are never hidden: the audit grants a reader that he knows this, and that hidden means 1 or more.
public struct Suppression: Sendable {
  public let table: GroupTable
  public let rule: DisclosureRule
  public private(set) var hidden: Set<GroupTable.Place>
  private let lines: [Line]

  public init(_ table: GroupTable, rule: DisclosureRule) {
    self.table = table
    self.rule = rule
    lines = Self.lines(of: table)
    hidden = Set(table.places.filter { !rule.shows(group: table.people([$0])) })
    guard !hidden.isEmpty else { return }
    while let place = next() { hidden.insert(place) }
  }

  /// The count where it may be shown.
  public func shown(_ place: GroupTable.Place) -> Int? {
    hidden.contains(place) ? nil : table[place]
  }

  /// One more that has to be hidden, or nothing when all is well.
  private func next() -> GroupTable.Place? {
    for line in lines where !isSafe(line) {
      if let place = cheapest(line.places) { return place }
    }
    let audit = RecoveryAudit(table, hidden: hidden)
    for place in audit.recoverable {
      let near = lines.filter { $0.places.contains(place) }.flatMap(\.places)
      if let next = cheapest(near) ?? cheapest(table.places) { return next }
    }
    return nil
  }

  /// The parts of a sum, and the sum.
  private struct Line: Hashable {
    var parts: [GroupTable.Place]
    var sum: GroupTable.Place
    var places: [GroupTable.Place] { parts + [sum] }
  }

  private static func lines(of table: GroupTable) -> [Line] {
    let rows = (0...table.rows).map { row in
      Line(
        parts: (0..<table.columns).map { GroupTable.Place(row, $0) },
        sum: GroupTable.Place(row, table.columns))
    }
    let columns = (0...table.columns).map { column in
      Line(
        parts: (0..<table.rows).map { GroupTable.Place($0, column) },
        sum: GroupTable.Place(table.rows, column))
    }
    return rows + columns
  }

  private func isSafe(_ line: Line) -> Bool {
    let parts = line.parts.filter(hidden.contains)
    if hidden.contains(line.sum) { return !parts.isEmpty }
    return parts.isEmpty
      || parts.count > 1 && table.people(parts) >= rule.groupMin
  }

  /// Of those that are shown and not nought: parts before sums, then where the other line has something hidden already,
  /// then the smallest, then the first.
  private func cheapest(_ places: [GroupTable.Place]) -> GroupTable.Place? {
    places.filter { !hidden.contains($0) && table[$0] > 0 }.min { a, b in
      let (first, second) = (cost(a), cost(b))
      return first == second ? a < b : first.lexicographicallyPrecedes(second)
    }
  }

  private func cost(_ place: GroupTable.Place) -> [Int] {
    let isSum = place.row == table.rows || place.column == table.columns
    let alone = (0...table.columns).allSatisfy { !hidden.contains(.init(place.row, $0)) }
    let aside = (0...table.rows).allSatisfy { !hidden.contains(.init($0, place.column)) }
    return [isSum ? 1 : 0, (alone ? 1 : 0) + (aside ? 1 : 0), table[place]]
  }
}
