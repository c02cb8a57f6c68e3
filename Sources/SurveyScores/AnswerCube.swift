/// How many answers there are for each combination of what they can be filtered by.
///
/// It says how the groups of filters differ without looking at an answer again.
public struct AnswerCube: Hashable, Sendable {
  public let dimensions: [String]
  /// Where those dimensions stand in which one person may be several times: a unit that is rated, a wave.
  private let repeated: [Int]
  private var counts: [[String]: Int] = [:]
  /// Of how many people something must be to be told, where some answers are under a stricter rule than others.
  private var leasts: [[String]: Int] = [:]

  /// - Parameter repeated: dimensions in which one person may be several times, though once at each value.
  public init(dimensions: [String], repeated: Set<String> = []) {
    self.dimensions = dimensions
    self.repeated = dimensions.indices.filter { repeated.contains(dimensions[$0]) }
  }

  /// Answers with these values, in the order of the dimensions.
  ///
  /// - Parameter least: of how many people something must be to be told where these are among them.
  public mutating func add(_ values: [String], count: Int = 1, least: Int = 0) {
    precondition(values.count == dimensions.count, "a cell has a value for each dimension")
    counts[values, default: 0] += count
    if count > 0, least > 0 { leasts[values] = max(leasts[values] ?? 0, least) }
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

  /// How many people at least gave the answers that a filter chooses: the most at any value of the repeated dimensions,
  /// for the others may be the same people.
  public func people(_ filter: Filter) -> Int {
    people { holds(filter, $0) }
  }

  /// How many people at least gave answers that the first chooses and the second does not.
  public func people(_ first: Filter, without second: Filter) -> Int {
    people { holds(first, $0) && !holds(second, $0) }
  }

  /// Whether figures of those that the first chooses and the second does not may be shown: by the rule, and by the
  /// strictest of those that they are under.
  public func shows(
    _ first: Filter, without second: Filter, by rule: DisclosureRule
  ) -> Bool {
    let people = people(first, without: second)
    guard rule.shows(group: people) else { return false }
    return !leasts.contains { values, least in
      people > 0 && people < least && holds(first, values) && !holds(second, values)
    }
  }

  private func people(where chosen: ([String]) -> Bool) -> Int {
    var parts: [[String]: Int] = [:]
    for (values, count) in counts where chosen(values) {
      parts[repeated.map { values[$0] }, default: 0] += count
    }
    return parts.values.max() ?? 0
  }

  func holds(_ filter: Filter, _ values: [String]) -> Bool {
    zip(dimensions, values).allSatisfy { filter.values[$0]?.contains($1) ?? true }
  }

  /// Those who are the same to all of some filters.
  struct Alike {
    /// What they are to each: 1 chosen, 0 not.
    let chosen: [Int]
    /// How many answers, by the values of the repeated dimensions.
    let parts: [[String]: Int]
    /// The values that they have.
    let cells: [[String]]
    /// Of how many people something must be to be told where these are among them.
    let least: Int

    /// How many people they are at least.
    var count: Int { parts.values.max() ?? 0 }
  }

  func groups(_ filters: [Filter]) -> [Alike] {
    var groups: [[Int]: [[String]]] = [:]
    for values in counts.keys {
      groups[filters.map { holds($0, values) ? 1 : 0 }, default: []].append(values)
    }
    return groups.map { chosen, cells in
      var parts: [[String]: Int] = [:]
      for values in cells {
        parts[repeated.map { values[$0] }, default: 0] += counts[values] ?? 0
      }
      let least = cells.reduce(0) { max($0, leasts[$1] ?? 0) }
      return Alike(chosen: chosen, parts: parts, cells: cells, least: least)
    }.sorted { $0.chosen.lexicographicallyPrecedes($1.chosen) }
  }
}
