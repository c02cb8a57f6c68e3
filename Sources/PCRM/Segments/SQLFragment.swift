import PCRMModel

/// A piece of a statement that has the value of an expression of a rule, NULL where that is missing or unknown.
struct SQLFragment {
  /// What no statement may exceed: SQLite's parser keeps a hundred symbols, of which the frame around a rule takes some.
  static let depthMax = 80
  /// Past it a rule is looked at in memory: texts stand twice where a value is needed twice.
  static let lengthMax = 100_000

  let text: String
  /// How many symbols a parser has to keep while it reads it.
  let depth: Int
  /// Bounds of an int, an instant, a length of time or a day.
  let range: ClosedRange<Int64>
  /// Whether it may stand several times where its value is needed several times.
  let isSimple: Bool

  static let all = Int64.min...Int64.max

  init(
    _ text: String, depth: Int = 1, range: ClosedRange<Int64> = SQLFragment.all,
    isSimple: Bool = false
  ) {
    self.text = text
    self.depth = depth
    self.range = range
    self.isSimple = isSimple
  }

  /// A piece around others.
  ///
  /// - Parameter adding: symbols that the frame keeps while the inner pieces are read.
  init(
    _ text: String, adding: Int, around parts: SQLFragment...,
    range: ClosedRange<Int64> = SQLFragment.all
  ) {
    self.init(text, depth: adding + (parts.map(\.depth).max() ?? 0), range: range)
  }

  /// Whether a store can be expected to read it.
  var isReadable: Bool { depth <= Self.depthMax && text.utf8.count <= Self.lengthMax }
}
