/// Finds, exactly, the hidden counts of a table that whoever sees the rest can work out.
///
/// The table is a flow: from a source to the rows (their sums), from rows to columns (the cells), from columns to a
/// sink (their sums) and back to the source (the whole). What is shown is fixed. A hidden count can have another
/// value if and only if the true flow can be changed along a ring through it, by one up or by one down, with no
/// hidden count below 1: flows in whole numbers are sums of such rings. A count with no such ring is determined, by
/// the equations of the sums or by those together with the bounds.
public struct RecoveryAudit: Sendable {
  /// In the order of their places.
  public let recoverable: [GroupTable.Place]

  public init(_ table: GroupTable, hidden: Set<GroupTable.Place>) {
    let arcs = hidden.sorted().map { Arc($0, table) }
    var leaving: [[(arc: Int, to: Int)]] = Array(
      repeating: [], count: table.rows + table.columns + 2)
    for (number, arc) in arcs.enumerated() {
      leaving[arc.from].append((number, arc.to))
      if arc.count > 1 { leaving[arc.to].append((number, arc.from)) }
    }
    recoverable = arcs.indices.filter { number in
      let arc = arcs[number]
      // One more along it, and back another way; or one less, and round the other way.
      let more = Self.reaches(arc.from, from: arc.to, leaving, without: number)
      return !more
        && !(arc.count > 1 && Self.reaches(arc.to, from: arc.from, leaving, without: number))
    }.map { arcs[$0].place }
  }

  private struct Arc {
    let place: GroupTable.Place
    let count: Int
    let from: Int
    let to: Int

    init(_ place: GroupTable.Place, _ table: GroupTable) {
      self.place = place
      count = table[place]
      let (source, sink) = (table.rows + table.columns, table.rows + table.columns + 1)
      let row = place.row
      let column = table.rows + place.column
      switch (place.row == table.rows, place.column == table.columns) {
      case (false, false): (from, to) = (row, column)
      case (false, true): (from, to) = (source, row)
      case (true, false): (from, to) = (column, sink)
      case (true, true): (from, to) = (sink, source)
      }
    }
  }

  private static func reaches(
    _ goal: Int, from start: Int, _ leaving: [[(arc: Int, to: Int)]], without: Int
  ) -> Bool {
    var seen = Set([start])
    var waiting = [start]
    while let node = waiting.popLast() {
      if node == goal { return true }
      for (arc, to) in leaving[node] where arc != without && seen.insert(to).inserted {
        waiting.append(to)
      }
    }
    return false
  }
}
