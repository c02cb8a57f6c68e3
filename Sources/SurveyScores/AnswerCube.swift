/// How many answers there are for each combination of what they can be filtered by.
///
/// It says how the groups of filters differ without looking at an answer again.
public struct AnswerCube: Hashable, Sendable {
  public let dimensions: [String]
  private var counts: [[String]: Int] = [:]

  public init(dimensions: [String]) {
    self.dimensions = dimensions
  }

  /// Answers with these values, in the order of the dimensions.
  public mutating func add(_ values: [String], count: Int = 1) {
    precondition(values.count == dimensions.count, "a cell has a value for each dimension")
    counts[values, default: 0] += count
  }

  /// A choice of answers: for each dimension that it names, those with one of the values.
  public struct Filter: Hashable, Sendable {
    public var values: [String: Set<String>]

    public init(_ values: [String: Set<String>] = [:]) {
      self.values = values
    }
  }

  /// How many answers a filter chooses.
  public func count(_ filter: Filter) -> Int {
    counts.reduce(0) { $0 + (holds(filter, $1.key) ? $1.value : 0) }
  }

  /// How many answers the first chooses and the second does not.
  public func count(_ first: Filter, without second: Filter) -> Int {
    counts.reduce(0) { sum, cell in
      sum + (holds(first, cell.key) && !holds(second, cell.key) ? cell.value : 0)
    }
  }

  func holds(_ filter: Filter, _ values: [String]) -> Bool {
    zip(dimensions, values).allSatisfy { filter.values[$0]?.contains($1) ?? true }
  }

  /// The counts of those who are the same to all of some filters, with what they are to each (1 chosen, 0 not).
  func groups(_ filters: [Filter]) -> [(chosen: [Int], count: Int)] {
    var groups: [[Int]: Int] = [:]
    for (values, count) in counts {
      groups[filters.map { holds($0, values) ? 1 : 0 }, default: 0] += count
    }
    return groups.map { ($0.key, $0.value) }.sorted {
      $0.chosen.lexicographicallyPrecedes($1.chosen)
    }
  }
}
