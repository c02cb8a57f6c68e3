/// Counts of answers by two things, with their sums: rows, columns, the whole.
///
/// Where one person may have answered several times, as once for each unit that is rated, each count is made of parts in
/// which nobody is twice: the same person may be in all of them, so there are at least as many people as in the largest.
/// A table with one column is a list of groups.
public struct GroupTable: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row after row.
  public let counts: [Int]
  /// What each count is made of, by any numbers that name the parts; empty where nobody is twice in the table.
  private let parts: [[Int: Int]]
  private let rowSums: [Int]
  private let columnSums: [Int]

  /// A table of people, each of whom is in one cell.
  public init(rows: Int, columns: Int, counts: [Int]) {
    self.init(rows, columns, counts, [])
  }

  /// A table of answers, with the parts of each cell.
  public init(rows: Int, columns: Int, parts: [[Int: Int]]) {
    self.init(
      rows, columns, parts.map { $0.values.reduce(0, +) },
      Set(parts.flatMap(\.keys)).count > 1 ? parts : [])
  }

  private init(_ rows: Int, _ columns: Int, _ counts: [Int], _ parts: [[Int: Int]]) {
    precondition(counts.count == rows * columns, "a table has a count for each row and column")
    self.rows = rows
    self.columns = columns
    self.counts = counts
    self.parts = parts
    rowSums = (0..<rows).map { row in
      counts[row * columns..<(row + 1) * columns].reduce(0, +)
    }
    columnSums = (0..<columns).map { column in
      (0..<rows).reduce(0) { $0 + counts[$1 * columns + column] }
    }
  }

  /// A cell, or a sum where one of the two is the number of rows or columns.
  public struct Place: Hashable, Sendable, Comparable {
    public let row: Int
    public let column: Int

    public init(_ row: Int, _ column: Int) {
      self.row = row
      self.column = column
    }

    public static func < (a: Place, b: Place) -> Bool {
      (a.row, a.column) < (b.row, b.column)
    }
  }

  /// The count at a place; a sum in the last row and column.
  public subscript(_ place: Place) -> Int {
    switch (place.row == rows, place.column == columns) {
    case (false, false): counts[place.row * columns + place.column]
    case (false, true): rowSums[place.row]
    case (true, false): columnSums[place.column]
    case (true, true): rowSums.reduce(0, +)
    }
  }

  /// How many people at least stand behind some places together.
  public func people(_ places: some Sequence<Place>) -> Int {
    if parts.isEmpty { return places.reduce(0) { $0 + self[$1] } }
    var sums: [Int: Int] = [:]
    for cell in Set(places.flatMap(cells)) { sums.merge(parts[cell], uniquingKeysWith: +) }
    return sums.values.max() ?? 0
  }

  /// The cells that a place is made of.
  private func cells(of place: Place) -> [Int] {
    let rowRange = place.row == rows ? 0..<rows : place.row..<place.row + 1
    let columnRange = place.column == columns ? 0..<columns : place.column..<place.column + 1
    return rowRange.flatMap { row in columnRange.map { row * columns + $0 } }
  }

  /// Every place, the sums too.
  public var places: [Place] {
    (0...rows).flatMap { row in (0...columns).map { Place(row, $0) } }
  }
}
