/// Rows in columns that line up on a terminal, whatever the script.
struct TextTable {
  private static let cellColumnsMax = 60

  private let titles: [String]
  private var rows: [[String]] = []

  init(_ titles: [String]) {
    self.titles = titles
  }

  mutating func add(_ row: [String]) {
    rows.append(
      row.map { DisplayWidth.cut(DisplayWidth.harmless($0), to: Self.cellColumnsMax) })
  }

  /// The table with a line end after each row; the last column is not padded.
  func text() -> String {
    let all = [titles] + rows
    let widths = titles.indices.map { column in
      all.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return all.map { Self.line($0, widths) + "\n" }.joined()
  }

  private static func line(_ row: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in row.enumerated() {
      line += cell
      if column + 1 < row.count {
        line += String(repeating: " ", count: widths[column] - DisplayWidth.of(cell) + 2)
      }
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  /// Names and values of one thing, one pair a line, both whole.
  static func pairs(_ pairs: [(String, String)]) -> String {
    let width = pairs.map { DisplayWidth.of($0.0) }.max() ?? 0
    return pairs.filter { !$0.1.isEmpty }.map { name, value in
      let gap = String(repeating: " ", count: width - DisplayWidth.of(name) + 2)
      return name + gap + DisplayWidth.harmless(value) + "\n"
    }.joined()
  }
}
