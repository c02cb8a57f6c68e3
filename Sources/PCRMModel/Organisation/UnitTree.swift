public import PCRMCore

/// Puts the units of one day into the order of their tree.
public enum UnitTree {
  /// The nodes, parents before their children, brothers by name; `depth` filled in.
  ///
  /// A unit whose parent is not among the nodes stands at the top.
  /// - Parameter root: only this unit and what is below it; empty for all.
  public static func ordered(_ nodes: [TreeNode], root: UnitID = UnitID()) -> [TreeNode] {
    let known = Set(nodes.map(\.id))
    var children: [UnitID: [TreeNode]] = [:]
    for node in nodes {
      var node = node
      if !known.contains(node.parentID) { node.parentID = UnitID() }
      children[node.parentID, default: []].append(node)
    }
    for parent in children.keys {
      children[parent]?.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    }
    var ordered: [TreeNode] = []
    var inRoot = root.isEmpty
    // A stack of nodes still to visit: the last brother goes in first. Each node is entered once, so
    // that even a tree with a cycle comes to an end: a cycle hangs below no top.
    var waiting = (children[UnitID()] ?? []).reversed().map { ($0, Int32(0)) }
    var rootDepth: Int32 = 0
    while let (node, depth) = waiting.popLast() {
      if !root.isEmpty {
        if inRoot && depth <= rootDepth { break }
        if node.id == root {
          inRoot = true
          rootDepth = depth
        }
      }
      var placed = node
      placed.depth = depth
      if inRoot { ordered.append(placed) }
      for child in (children[node.id] ?? []).reversed() { waiting.append((child, depth + 1)) }
    }
    return ordered
  }
}
