import PCRMCore
public import PCRMModel

/// One item of a form as it is shown now.
public struct ShownItem: Sendable, Equatable {
  /// Path with the numbers of repeats; of a repeat as a whole without its own.
  public let path: String
  /// The item as it was written; a row of a grid is a choice of its own.
  public let item: FormItem
  /// 1 for the items of the form itself.
  public let depth: Int
  /// What is asked, with answers in their places.
  public let label: String
  public let hint: String
  public let guidance: String
  /// The choices that are offered, in the order in which they are shown.
  public let choices: [ShownChoice]
  /// The answer so far.
  public let value: AnswerValue.Value?
  public let isRequired: Bool
  public let isReadOnly: Bool
  /// In a repeat as a whole: how many there are.
  public let repeats: Int
  /// In a repeat as a whole: whether more may be added.
  public let canAdd: Bool
  /// Labels of a scale's ends.
  public let scaleLabels: [String]
}

/// One choice as it is shown.
public struct ShownChoice: Sendable, Equatable {
  public let value: String
  public let label: String
  /// Whether it excludes all others.
  public let isExclusive: Bool
  public let media: [LocalMedia]
}

extension FormState {
  /// The title in the form's language.
  public var title: String {
    Evaluation(rested, at: 0).text(form.title) ?? form.questionnaire.name
  }

  /// What the questionnaire's instance_name gives; empty when it has none.
  public var instanceName: String {
    form.instanceName.map { rested.evaluate($0, at: 0).written } ?? ""
  }

  /// Everything that is shown now, in order: groups, repeats, instances, questions and notes; nothing hidden.
  public func items() -> [ShownItem] {
    var found: [ShownItem] = []
    show(0, &found)
    return found
  }

  /// The item at a path as it is shown now; nil when it is not.
  public func shown(at path: String) throws(FormFault) -> ShownItem? {
    let node = try find(path)
    return nodes[node].isRelevant ? rested.shown(node) : nil
  }

  /// Each item has steps of its own, so that none takes another's choices away.
  private func show(_ node: Int, _ found: inout [ShownItem]) {
    let definition = form.tree[nodes[node].definition]
    if !nodes[node].isRelevant { return }
    if node > 0, definition.isShown { found.append(rested.shown(node)) }
    for child in definition.children {
      let slot = nodes[node].slots[form.tree[child].slot]
      if form.tree[child].shape == .repeat, rested.isOpen(child, under: node) {
        found.append(rested.shownRepeat(child, under: node))
      }
      for inner in slot.nodes { show(inner, &found) }
    }
  }

  /// Whether a repeat is asked at all: one that has no instances yet has no node to ask.
  private func isOpen(_ definition: Int, under node: Int) -> Bool {
    let slot = nodes[node].slots[form.tree[definition].slot]
    if slot.nodes.contains(where: { nodes[$0].isRelevant }) { return true }
    guard let formula = form.tree[definition].relevance else { return true }
    return evaluate(formula, at: node).boolean
  }

  private func shown(_ node: Int) -> ShownItem {
    let definition = form.tree[nodes[node].definition]
    let texts = form.texts[definition.index]
    let evaluation = Evaluation(self, at: node)
    let text = nodes[node].text
    let isFixed = definition.readOnly.map { evaluation.value($0).boolean } ?? false
    return ShownItem(
      path: path(of: node), item: definition.item, depth: definition.depth,
      label: evaluation.text(texts.label) ?? "", hint: evaluation.text(texts.hint) ?? "",
      guidance: evaluation.text(texts.guidance) ?? "",
      choices: definition.shape == .leaf ? shownChoices(node) : [],
      value: definition.shape == .leaf && !text.isEmpty
        ? AnswerText.value(text, for: definition.item) : nil,
      isRequired: definition.shape == .leaf && isRequired(node),
      isReadOnly: definition.isCalculated || definition.item.type == .note || isFixed,
      repeats: 0, canAdd: false,
      scaleLabels: definition.item.type == .scale
        ? [evaluation.text(texts.fromLabel) ?? "", evaluation.text(texts.toLabel) ?? ""] : [])
  }

  private func shownRepeat(_ index: Int, under node: Int) -> ShownItem {
    let definition = form.tree[index]
    let above = path(of: node)
    let count = nodes[node].slots[definition.slot].nodes.filter { nodes[$0].isRelevant }.count
    let evaluation = Evaluation(self, at: node)
    return ShownItem(
      path: above.isEmpty ? definition.item.name : "\(above)/\(definition.item.name)",
      item: definition.item, depth: definition.depth,
      label: evaluation.text(form.texts[index].label) ?? "", hint: "", guidance: "", choices: [],
      value: nil, isRequired: false, isReadOnly: definition.repeatCount != nil, repeats: count,
      canAdd: definition.repeatCount == nil && count < FormLimits.repeatsMax, scaleLabels: [])
  }

  private func shownChoices(_ node: Int) -> [ShownChoice] {
    let definition = form.tree[nodes[node].definition]
    guard let list = definition.list else { return [] }
    let evaluation = Evaluation(self, at: node)
    return ordered(offeredChoices(node), node, definition).map { place in
      let choice = form.questionnaire.choiceLists[list].choices[place]
      let label = evaluation.text(form.choiceLabels[list][place]) ?? ""
      return ShownChoice(
        value: choice.value, label: label.isEmpty ? choice.value : label,
        isExclusive: choice.exclusive, media: choice.media)
    }
  }

  /// In an order of chance where the item wants that: always the same for the same form and place.
  private func ordered(_ places: [Int], _ node: Int, _ definition: FormDefinition) -> [Int] {
    let owner = definition.grid.map { form.tree[$0] } ?? definition
    if !owner.item.randomize { return places }
    var seed = context.instance.high ^ context.instance.low ^ UInt64(owner.index)
    if let formula = owner.randomizeSeed {
      seed = evaluate(formula, at: node).number.bitPattern
    }
    var shuffled = places
    for place in shuffled.indices.dropFirst().reversed() {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      shuffled.swapAt(place, Int((seed >> 33) % UInt64(place + 1)))
    }
    return shuffled
  }
}

extension FormDefinition {
  /// Whether a form shows it at all.
  fileprivate var isShown: Bool {
    switch item.type {
    case .calculated, .hidden, .metadata: false
    default: true
    }
  }
}
