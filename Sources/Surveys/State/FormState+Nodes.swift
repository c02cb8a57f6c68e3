import PCRMCore
import PCRMModel
import ProtobufCodec

/// The tree of nodes: making it, and finding the way in it.
extension FormState {
  /// Makes a node with everything in it; nothing of it is relevant before it has been worked out.
  mutating func build(_ index: Int, under parent: Int, position: Int) -> Int {
    let definition = form.tree[index]
    let node = nodes.count
    nodes.append(FormNode(definition: index, parent: parent, position: position))
    alive += 1
    if definition.shape == .leaf {
      if !isLoading, !definition.isCalculated { preset(node, definition) }
    } else {
      for child in definition.children {
        let isRepeat = form.tree[child].shape == .repeat
        let slot = FormNode.Slot(
          nodes: isRepeat ? [] : [build(child, under: node, position: 1)],
          limit: isRepeat && form.tree[child].repeatCount != nil ? 0 : Int.max)
        nodes[node].slots.append(slot)
        if isRepeat { enqueue(.count, node, child) }
      }
    }
    enqueue(.relevance, node)
    if definition.shape == .repeat {
      changes.append(FormChange(path: path(of: node), kind: .added))
    }
    return node
  }

  /// What a new node begins with.
  private mutating func preset(_ node: Int, _ definition: FormDefinition) {
    let item = definition.item
    if !item.defaultValue.isEmpty { nodes[node].text = item.defaultValue }
    if definition.defaultExpression != nil { unset.append(node) }
    switch item.metadata {
    case .start: nodes[node].text = DateText.text(context.now, offset: context.offset)
    case .today: nodes[node].text = DateText.text(CivilDate(context.now, offset: context.offset))
    case .deviceID: nodes[node].text = context.deviceID
    case .username: nodes[node].text = context.username
    case .email: nodes[node].text = context.email
    case .phoneNumber: nodes[node].text = context.phoneNumber
    case .instanceID:
      if !context.instance.isEmpty { nodes[node].text = "uuid:\(context.instance)" }
    default: break
    }
  }

  /// The path of a node, with the numbers of repeats.
  func path(of node: Int) -> String {
    var parts: [String] = []
    var current = node
    while current > 0 {
      let definition = form.tree[nodes[current].definition]
      let isRepeat = definition.shape == .repeat
      parts.append(
        isRepeat ? "\(definition.item.name)[\(nodes[current].position)]" : definition.item.name)
      current = nodes[current].parent
    }
    return parts.reversed().joined(separator: "/")
  }

  /// One step of a written path.
  private static func step(_ part: Substring) -> (name: String, number: Int?)? {
    guard let open = part.firstIndex(of: "[") else { return (String(part), nil) }
    guard part.last == "]",
      let number = Int(part[part.index(after: open)...].dropLast()), number > 0
    else { return nil }
    return (String(part[..<open]), number)
  }

  /// The node at a path.
  func find(_ path: String) throws(FormFault) -> Int {
    var node = 0
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      guard let (name, number) = Self.step(part),
        let child = form.tree.child(name, of: nodes[node].definition)
      else { throw Self.unknown(path) }
      let slot = nodes[node].slots[form.tree[child].slot]
      let isRepeat = form.tree[child].shape == .repeat
      guard isRepeat == (number != nil), (number ?? 1) <= slot.nodes.count else {
        throw Self.unknown(path)
      }
      node = slot.nodes[(number ?? 1) - 1]
    }
    return node
  }

  static func unknown(_ path: String) -> FormFault {
    FormFault(
      "UNKNOWN_QUESTION", path.count > 300 ? "" : path,
      "the form has no such item; a path is written as \"household[2]/age\"")
  }

  /// A repeat by its path without a number at the end: its parent's node, its place there, its definition.
  func findRepeat(_ path: String) throws(FormFault) -> (parent: Int, slot: Int, definition: Int) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last else { throw Self.unknown(path) }
    let above = parts.dropLast().joined(separator: "/")
    let parent = above.isEmpty ? 0 : try find(above)
    guard let child = form.tree.child(String(last), of: nodes[parent].definition),
      form.tree[child].shape == .repeat
    else { throw Self.unknown(path) }
    return (parent, form.tree[child].slot, child)
  }

  /// Takes answers over.
  mutating func load(_ answers: Answers) throws(FormFault) {
    if answers.values.count > FormLimits.answerValuesMax {
      throw FormFault(
        "TOO_MANY", "", "at most \(FormLimits.answerValuesMax) answers are allowed")
    }
    if answers.binary().count > FormLimits.answerBytesMax {
      throw FormFault(
        "TOO_LONG", "", "all answers together have at most \(FormLimits.answerBytesMax) bytes")
    }
    var taken: Set<String> = []
    for answer in answers.values {
      if !taken.insert(answer.path).inserted {
        throw FormFault("DUPLICATE_ANSWER", answer.path, "it is answered twice")
      }
      if case .repeats(let count)? = answer.value {
        let (parent, _, definition) = try findRepeat(answer.path)
        try extend(definition, of: parent, to: Int(count), answer.path)
        continue
      }
      let node = try reach(answer.path)
      let definition = form.tree[nodes[node].definition]
      if definition.shape != .leaf {
        throw FormFault("WRONG_TYPE", answer.path, "answers are given to the items inside")
      }
      guard let value = answer.value else {
        throw FormFault("WRONG_TYPE", answer.path, "a value is required")
      }
      if definition.isCalculated {
        // Only a text is taken for what is worked out; anything else cannot be what it comes to.
        let text = (try? text(value, for: definition, answer.path)) ?? (try? anyText(value)) ?? ""
        nodes[node].text = text
        given[node] = text
      } else {
        nodes[node].text = try text(value, for: definition, answer.path)
      }
    }
  }

  private func anyText(_ value: AnswerValue.Value) throws(FormFault) -> String {
    if case .text(let text) = value { return String(text.prefix(FormLimits.textCharactersMax)) }
    throw FormFault("WRONG_TYPE", "", "a text")
  }

  /// The node at a path, with the instances of repeats that it needs.
  private mutating func reach(_ path: String) throws(FormFault) -> Int {
    var node = 0
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      guard let (name, number) = Self.step(part),
        let child = form.tree.child(name, of: nodes[node].definition),
        (form.tree[child].shape == .repeat) == (number != nil)
      else { throw Self.unknown(path) }
      if let number { try extend(child, of: node, to: number, path) }
      node = nodes[node].slots[form.tree[child].slot].nodes[(number ?? 1) - 1]
    }
    return node
  }

  /// Makes instances until there are `count`.
  private mutating func extend(
    _ definition: Int, of parent: Int, to count: Int, _ path: String
  ) throws(FormFault) {
    let slot = form.tree[definition].slot
    if count > FormLimits.repeatsMax || count < 0 {
      throw FormFault("TOO_MANY", path, "at most \(FormLimits.repeatsMax) repeats are allowed")
    }
    while nodes[parent].slots[slot].nodes.count < count {
      if alive >= FormLimits.nodesMax {
        throw FormFault("TOO_MANY", path, "at most \(FormLimits.nodesMax) fields are allowed")
      }
      let position = nodes[parent].slots[slot].nodes.count + 1
      let node = build(definition, under: parent, position: position)
      nodes[parent].slots[slot].nodes.append(node)
    }
  }
}
