/// What is to be worked out again, in the order of the graph.
struct PendingWork: Sendable, Equatable {
  /// Nodes by rank of their vertex.
  private var nodes: [[Int]]
  /// One bit a rank that has nodes.
  private var bits: [UInt64]

  init(_ count: Int) {
    nodes = Array(repeating: [], count: count)
    bits = Array(repeating: 0, count: (count + 63) / 64)
  }

  mutating func add(_ node: Int, rank: Int) {
    // Neighbours of one event come in a row: the cheap test catches nearly all doubles.
    if nodes[rank].last == node { return }
    nodes[rank].append(node)
    bits[rank >> 6] |= 1 << UInt64(rank & 63)
  }

  /// Forgets all of it.
  mutating func forget() {
    self = PendingWork(nodes.count)
  }

  /// Takes the first rank with its nodes.
  mutating func next() -> (rank: Int, nodes: [Int])? {
    for word in bits.indices where bits[word] != 0 {
      let rank = word << 6 + bits[word].trailingZeroBitCount
      bits[word] &= bits[word] - 1
      let found = nodes[rank]
      nodes[rank] = []
      // Where each instance of a repeat looks at all others, each is there as often as there are instances.
      if found.count < 16 { return (rank, found) }
      var seen: Set<Int> = []
      return (rank, found.filter { seen.insert($0).inserted })
    }
    return nil
  }
}
