/// Counts of people by two things, with their sums: rows, columns, the whole.
///
/// A table with one column is a list of groups.
public struct GroupTable: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row after row.
  public let counts: [Int]

  public init(rows: Int, columns: Int, counts: [Int]) {
    precondition(counts.count == rows * columns, "a table has a count for each row and column")
    self.rows = rows
    self.columns = columns
    self.counts = counts
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
    let rowRange = place.row == rows ? 0..<rows : place.row..<place.row + 1
    let columnRange = place.column == columns ? 0..<columns : place.column..<place.column + 1
    var sum = 0
    for row in rowRange {
      for column in columnRange { sum += counts[row * columns + column] }
    }
    return sum
  }

  /// Every place, the sums too.
  public var places: [Place] {
    (0...rows).flatMap { row in (0...columns).map { Place(row, $0) } }
  }
}
