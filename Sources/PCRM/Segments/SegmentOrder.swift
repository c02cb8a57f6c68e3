/// The order in which segments that name each other are evaluated.
enum SegmentOrder {
  /// What the order comes to.
  enum Outcome: Equatable {
    /// Each name after those that it uses.
    case sorted([String])
    /// There is none: each name uses the next, and the last is the first again.
    case cycle([String])
  }

  /// Sorts names, in the order of the alphabet where they are free.
  ///
  /// - Parameter uses: the names that each one uses; those that are no keys are passed over.
  static func order(_ uses: [String: Set<String>]) -> Outcome {
    var sorted: [String] = []
    var done: Set<String> = []
    for name in uses.keys.sorted() {
      if let cycle = visit(name, uses, &done, &sorted) { return .cycle(cycle) }
    }
    return .sorted(sorted)
  }

  /// A step of the way down: a name, and what of its uses is still to be looked at.
  private struct Step {
    let name: String
    var left: [String]
  }

  /// - Returns: a cycle that the name leads to.
  private static func visit(
    _ name: String, _ uses: [String: Set<String>], _ done: inout Set<String>,
    _ sorted: inout [String]
  ) -> [String]? {
    if done.contains(name) { return nil }
    func step(_ name: String) -> Step {
      Step(name: name, left: (uses[name] ?? []).filter { uses[$0] != nil }.sorted(by: >))
    }
    var way = [step(name)]
    while let last = way.indices.last {
      guard let next = way[last].left.popLast() else {
        done.insert(way[last].name)
        sorted.append(way.removeLast().name)
        continue
      }
      if done.contains(next) { continue }
      if let start = way.firstIndex(where: { $0.name == next }) {
        return way[start...].map(\.name) + [next]
      }
      way.append(step(next))
    }
    return nil
  }
}
