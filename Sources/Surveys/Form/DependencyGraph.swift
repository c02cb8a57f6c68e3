/// What has to be worked out again after what: one vertex for the relevance, the value and the number of each
/// definition.
struct DependencyGraph: Sendable {
  /// A reason: whatever lies below the common ancestor is worked out again.
  struct Edge: Sendable {
    var target: Int
    /// The definition below which source and target belong together.
    var ancestor: Int
    /// The places among children that lead from the ancestor down to the target's nodes.
    var slots: [Int]
  }

  /// By vertex.
  private(set) var edges: [[Edge]]
  /// The vertices in an order in which each comes after its reasons.
  private(set) var order: [Int] = []
  /// The place of each vertex in that order.
  private(set) var ranks: [Int]

  static func vertex(_ what: Dependency.What, of definition: Int) -> Int {
    definition * 3 + what.rawValue
  }

  static func definition(of vertex: Int) -> Int { vertex / 3 }

  static func what(of vertex: Int) -> Dependency.What {
    Dependency.What(rawValue: vertex % 3) ?? .value
  }

  /// - Parameter reasons: what the formula behind each vertex looks at.
  /// - Throws: the vertices of a cycle.
  init(_ tree: FormTree, _ reasons: [Int: Set<Dependency>]) throws(Cycle) {
    let count = tree.definitions.count * 3
    edges = Array(repeating: [], count: count)
    ranks = Array(repeating: 0, count: count)
    for definition in tree.definitions.dropFirst() {
      let relevance = Self.vertex(.relevance, of: definition.index)
      let above = Self.vertex(.relevance, of: definition.parent)
      // The order only: relevance goes down the tree by itself.
      edges[above].append(Edge(target: relevance, ancestor: -1, slots: []))
      if definition.shape == .leaf {
        edges[relevance].append(
          Edge(target: Self.vertex(.value, of: definition.index), ancestor: -1, slots: []))
      }
      if definition.shape == .repeat {
        edges[Self.vertex(.count, of: definition.index)].append(
          Edge(target: relevance, ancestor: -1, slots: []))
      }
    }
    for (target, dependencies) in reasons {
      let definition = Self.definition(of: target)
      for dependency in dependencies {
        let source = Self.vertex(dependency.what, of: dependency.definition)
        // A number belongs to the parent of the repeat.
        let below = Self.what(of: target) == .count ? tree[definition].parent : definition
        let slots = tree.line(from: dependency.ancestor, to: below).map { tree[$0].slot }
        edges[source].append(Edge(target: target, ancestor: dependency.ancestor, slots: slots))
      }
    }
    try sort()
  }

  /// Vertices that are reasons of each other, in a ring.
  struct Cycle: Error {
    var vertices: [Int]
  }

  private mutating func sort() throws(Cycle) {
    var reasons = Array(repeating: 0, count: edges.count)
    for edge in edges.joined() { reasons[edge.target] += 1 }
    order = edges.indices.filter { reasons[$0] == 0 }
    var next = 0
    while next < order.count {
      for edge in edges[order[next]] {
        reasons[edge.target] -= 1
        if reasons[edge.target] == 0 { order.append(edge.target) }
      }
      next += 1
    }
    if order.count < edges.count { throw Cycle(vertices: ring(among: reasons.map { $0 > 0 })) }
    for (rank, vertex) in order.enumerated() { ranks[vertex] = rank }
  }

  /// A ring among vertices that each have a reason among them: going back from any, one comes round.
  private func ring(among isLeft: [Bool]) -> [Int] {
    var before = Array(repeating: -1, count: edges.count)
    for (source, list) in edges.enumerated() where isLeft[source] {
      for edge in list where isLeft[edge.target] { before[edge.target] = source }
    }
    guard var vertex = isLeft.firstIndex(of: true) else { return [] }
    var seen: [Int: Int] = [:]
    var walked: [Int] = []
    while vertex >= 0, seen[vertex] == nil {
      seen[vertex] = walked.count
      walked.append(vertex)
      vertex = before[vertex]
    }
    guard vertex >= 0, let start = seen[vertex] else { return walked }
    return walked[start...].reversed()
  }
}
