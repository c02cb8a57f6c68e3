import PCRMModel

/// Working out anew what hangs on what changed, and nothing else.
extension FormState {
  /// Notes that something of a node, or the number of a repeat in it, is to be worked out.
  mutating func enqueue(_ what: Dependency.What, _ node: Int, _ definition: Int? = nil) {
    let vertex = DependencyGraph.vertex(what, of: definition ?? nodes[node].definition)
    pending.add(node, rank: form.graph.ranks[vertex])
  }

  /// Notes all nodes of some vertices.
  mutating func enqueueAll(_ vertices: [Int]) {
    for vertex in vertices where !budget.isSpent {
      let definition = DependencyGraph.definition(of: vertex)
      let isCount = DependencyGraph.what(of: vertex) == .count
      let place = isCount ? form.tree[definition].parent : definition
      let slots = form.tree.line(from: 0, to: place).map { form.tree[$0].slot }
      for node in descendants(of: 0, slots) { pending.add(node, rank: form.graph.ranks[vertex]) }
    }
  }

  /// Notes all that there is: the work was given up somewhere.
  mutating func enqueueEverything() {
    enqueueAll(
      form.graph.order.filter { vertex in
        let shape = form.tree[DependencyGraph.definition(of: vertex)].shape
        switch DependencyGraph.what(of: vertex) {
        case .relevance: return true
        case .count: return shape == .repeat
        case .value: return shape == .leaf
        }
      })
  }

  /// Nodes below one, along places among children.
  private func descendants(of node: Int, _ slots: [Int]) -> [Int] {
    var found = [node]
    for slot in slots {
      if found.count == 1 {
        found = nodes[found[0]].slots[slot].nodes
      } else {
        found = found.flatMap { nodes[$0].slots[slot].nodes }
      }
    }
    return found
  }

  /// Has everything worked out again that looks at this of a node: what lies below the ancestor that they share.
  mutating func notify(_ what: Dependency.What, _ definition: Int, from node: Int) {
    for edge in form.graph.edges[DependencyGraph.vertex(what, of: definition)]
    where edge.ancestor >= 0 {
      // An event of a parent, above the ancestor: all ancestors below it are meant.
      guard let start = climb(node, to: edge.ancestor) else {
        let between = form.tree.line(from: nodes[node].definition, to: edge.ancestor)
        for ancestor in descendants(of: node, between.map { form.tree[$0].slot }) {
          wake(edge, below: ancestor)
        }
        continue
      }
      wake(edge, below: start)
    }
  }

  private mutating func wake(_ edge: DependencyGraph.Edge, below ancestor: Int) {
    let rank = form.graph.ranks[edge.target]
    let woken = descendants(of: ancestor, edge.slots)
    let vertex = DependencyGraph.definition(of: edge.target)
    guard budget.take(1 + woken.count) else {
      return budget.note(part(of: edge.target), of: form.tree[vertex])
    }
    for node in woken { pending.add(node, rank: rank) }
  }

  /// The node of a definition at or above a node; nil when there is none.
  func climb(_ node: Int, to definition: Int) -> Int? {
    var current = node
    while current >= 0, nodes[current].definition > definition { current = nodes[current].parent }
    return current >= 0 && nodes[current].definition == definition ? current : nil
  }

  /// Works until nothing is left to be worked out.
  mutating func settle() {
    while true {
      drain()
      if hasNewRoom, !overlong.isEmpty {
        hasNewRoom = false
        for node in overlong where form.tree[nodes[node].definition].isCalculated {
          enqueue(.value, node)
        }
        drain()
      }
      if unset.isEmpty || budget.isSpent { return }
      let waiting = unset
      unset = []
      for node in waiting where nodes[node].isAlive {
        let definition = form.tree[nodes[node].definition]
        guard let formula = definition.defaultExpression else { continue }
        let worked = evaluate(formula, at: node, .defaultExpression, of: definition).written
        if budget.isSpent {
          unset.append(node)
        } else {
          keepWorked(worked, at: node)
          enqueue(.value, node)
        }
      }
    }
  }

  /// Keeps a text that was worked out, if there is room for it: in one answer, and in all that the form works out.
  mutating func keepWorked(_ written: String, at node: Int) {
    var text = written.boundedAnswer
    var isTooLong = text.utf8.count < written.utf8.count
    let others = workedBytes - nodes[node].workedBytes
    if others + text.utf8.count > FormLimits.workedBytesMax {
      text = ""
      isTooLong = true
    }
    if text.utf8.count < nodes[node].workedBytes { hasNewRoom = true }
    workedBytes = others + text.utf8.count
    nodes[node].workedBytes = text.utf8.count
    nodes[node].text = text
    if isTooLong { overlong.insert(node) } else { overlong.remove(node) }
  }

  private mutating func drain() {
    while let (rank, waiting) = pending.next() {
      let vertex = form.graph.order[rank]
      let definition = DependencyGraph.definition(of: vertex)
      for node in waiting where nodes[node].isAlive {
        guard budget.take() else {
          budget.note(part(of: vertex), of: form.tree[definition])
          return pending.forget()
        }
        switch DependencyGraph.what(of: vertex) {
        case .count: settleCount(of: definition, in: node)
        case .relevance: settleRelevance(node)
        case .value: settleValue(node)
        }
      }
    }
  }

  private func part(of vertex: Int) -> FormPart {
    switch DependencyGraph.what(of: vertex) {
    case .count: .repeatCount
    case .relevance: .relevance
    case .value: .calculation
    }
  }

  private mutating func settleCount(of definition: Int, in parent: Int) {
    let slot = form.tree[definition].slot
    guard let formula = form.tree[definition].repeatCount else { return }
    let number = evaluate(formula, at: parent, .repeatCount, of: form.tree[definition]).number
    if budget.isSpent { return }
    let count = number.isNaN ? 0 : Int(max(0, min(number, Double(FormLimits.repeatsMax))))
    let before = nodes[parent].slots[slot].limit
    if count == before { return }
    nodes[parent].slots[slot].limit = count
    while nodes[parent].slots[slot].nodes.count < count, alive < FormLimits.nodesMax {
      let position = nodes[parent].slots[slot].nodes.count + 1
      let node = build(definition, under: parent, position: position)
      nodes[parent].slots[slot].nodes.append(node)
    }
    for node in nodes[parent].slots[slot].nodes { enqueue(.relevance, node) }
    notify(.count, definition, from: parent)
  }

  private mutating func settleRelevance(_ node: Int) {
    let definition = form.tree[nodes[node].definition]
    let isRelevant = relevance(of: node, definition)
    // What was given up is worked out once more when there are steps again; until then it stays as it was.
    if budget.isSpent { return }
    if isRelevant == nodes[node].isRelevant { return }
    nodes[node].isRelevant = isRelevant
    if node > 0, definition.item.type != .calculated, definition.item.type != .hidden {
      changes.append(FormChange(path: path(of: node), kind: isRelevant ? .shown : .hidden))
    }
    for slot in nodes[node].slots { for child in slot.nodes { enqueue(.relevance, child) } }
    notify(.relevance, definition.index, from: node)
    if definition.shape == .leaf { enqueue(.value, node) }
  }

  private func relevance(of node: Int, _ definition: FormDefinition) -> Bool {
    let parent = nodes[node].parent
    if parent < 0 { return true }
    guard nodes[parent].isRelevant else { return false }
    if definition.shape == .repeat,
      nodes[node].position > nodes[parent].slots[definition.slot].limit
    {
      return false
    }
    guard let formula = definition.relevance else { return true }
    return evaluate(formula, at: node, .relevance, of: definition).boolean
  }

  private mutating func settleValue(_ node: Int) {
    let definition = form.tree[nodes[node].definition]
    if nodes[node].isRelevant, let formula = definition.calculation {
      let before = nodes[node].text
      let worked = evaluate(formula, at: node, .calculation, of: definition).written
      if budget.isSpent { return }
      keepWorked(worked, at: node)
      let text = nodes[node].text
      if text != before {
        changes.append(FormChange(path: path(of: node), kind: .calculated(text)))
      }
    }
    if !nodes[node].isRelevant, definition.isCalculated, !definition.keepsValue {
      keepWorked("", at: node)
    }
    let seen = nodes[node].isRelevant ? nodes[node].text : nil
    if seen == nodes[node].seen { return }
    nodes[node].seen = seen
    notify(.value, definition.index, from: node)
  }
}
