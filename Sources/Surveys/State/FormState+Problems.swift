public import PCRMModel

extension FormState {
  /// What keeps the form from being complete now, in the order of the items; none of it is remembered from before.
  public func problems() -> [AnswerProblem] { rested.foundProblems() }

  /// The problems, as far as there are steps for them.
  func foundProblems() -> [AnswerProblem] {
    var found: [AnswerProblem] = []
    for node in leaves() {
      if let problem = problem(of: node) { found.append(problem) }
      if budget.isSpent { break }
    }
    return found
  }

  /// What is wrong with the answer at a path now.
  public func problem(at path: String) throws(FormFault) -> AnswerProblem? {
    let node = try find(path)
    return nodes[node].isRelevant ? rested.problem(of: node) : nil
  }

  /// The relevant leaves, in the order of the form.
  func leaves() -> [Int] {
    var found: [Int] = []
    func visit(_ node: Int) {
      if !nodes[node].isRelevant { return }
      if form.tree[nodes[node].definition].shape == .leaf { found.append(node) }
      for slot in nodes[node].slots { for child in slot.nodes { visit(child) } }
    }
    visit(0)
    return found
  }

  func problem(of node: Int) -> AnswerProblem? {
    let definition = form.tree[nodes[node].definition]
    guard definition.shape == .leaf, definition.item.type != .note else { return nil }
    let text = nodes[node].text
    let texts = form.texts[definition.index]
    if overlong.contains(node) { return problem(node, .tooLong, nil) }
    if text.isEmpty {
      if !isRequired(node) { return nil }
      return problem(node, .missing, texts.requiredMessage)
    }
    if let kind = kindOfProblem(text, node, definition) { return problem(node, kind, nil) }
    if let constraint = definition.constraint,
      !evaluate(constraint, at: node, .constraint, of: definition).boolean
    {
      return problem(node, .constraint, texts.constraintMessage)
    }
    return nil
  }

  /// Whether an answer is required now.
  func isRequired(_ node: Int) -> Bool {
    let definition = form.tree[nodes[node].definition]
    if let grid = definition.grid {
      guard let formula = form.tree[grid].required else { return false }
      return evaluate(formula, at: nodes[node].parent, .required, of: form.tree[grid]).boolean
    }
    guard let formula = definition.required, definition.calculation == nil else { return false }
    return evaluate(formula, at: node, .required, of: definition).boolean
  }

  private func problem(
    _ node: Int, _ kind: AnswerProblemKind, _ message: TranslatedText?
  ) -> AnswerProblem {
    var problem = AnswerProblem()
    problem.path = path(of: node)
    problem.kind = kind
    problem.message = message.flatMap { Evaluation(self, at: node).text($0) } ?? ""
    budget.note(
      kind == .missing ? .requiredMessage : .constraintMessage,
      of: form.tree[nodes[node].definition])
    return problem
  }

  private func kindOfProblem(
    _ text: String, _ node: Int, _ definition: FormDefinition
  ) -> AnswerProblemKind? {
    let item = definition.item
    switch item.type {
    case .text:
      let most =
        item.textLengthMax == 0 ? FormLimits.textCharactersDefault : Int(item.textLengthMax)
      return text.unicodeScalars.count > most ? .tooLong : nil
    case .scale: return isOnScale(text, item) ? nil : .offScale
    case .selectOne, .selectMany, .rank: return choiceProblem(text, node, definition)
    default: return nil
    }
  }

  private func isOnScale(_ text: String, _ item: FormItem) -> Bool {
    guard let scale = item.scale, let number = NumberText.plain(text),
      let from = NumberText.plain(scale.from), let to = NumberText.plain(scale.to),
      let step = NumberText.plain(scale.step.isEmpty ? "1" : scale.step)
    else { return false }
    let steps = (number - from) / step
    return number >= from && number <= to && abs(steps - steps.rounded()) < 1e-6
  }

  private func choiceProblem(
    _ text: String, _ node: Int, _ definition: FormDefinition
  ) -> AnswerProblemKind? {
    guard let list = definition.list, !form.questionnaire.choiceLists[list].missing else {
      return nil
    }
    let item = definition.item
    let chosen = text.split(separator: " ").map(String.init)
    // What was not chosen matters only where all have to be put in order.
    let asked = item.type == .rank ? nil : chosen.flatMap { form.choicePlaces[list][$0] ?? [] }
    let offered = offeredChoices(node, of: asked)
    let values = Set(offered.map { form.questionnaire.choiceLists[list].choices[$0].value })
    if !chosen.allSatisfy(values.contains) { return .notOffered }
    if item.type == .rank, chosen.count < values.count { return .incomplete }
    if item.type == .selectMany {
      let limits = item.choiceLimits ?? ChoiceLimits()
      let excludes = offered.contains {
        let choice = form.questionnaire.choiceLists[list].choices[$0]
        return choice.exclusive && chosen.contains(choice.value)
      }
      // "None of these" alone is an answer, whatever the least number is.
      if excludes { return chosen.count > 1 ? .exclusive : nil }
      if limits.min > 0, chosen.count < Int(limits.min) { return .tooFew }
      if limits.max > 0, chosen.count > Int(limits.max) { return .tooMany }
    }
    return nil
  }

  /// Places of the choices that the filter lets through now, in the order of the list.
  ///
  /// - Parameter asked: those that are looked at; without it, all.
  func offeredChoices(_ node: Int, of asked: [Int]? = nil) -> [Int] {
    let definition = form.tree[nodes[node].definition]
    let owner = definition.grid.map { form.tree[$0] } ?? definition
    guard let list = owner.list else { return [] }
    let size = form.questionnaire.choiceLists[list].choices.count
    let choices = asked ?? Array(0..<size)
    guard budget.take(choices.count) else {
      budget.note(.choiceFilter, of: owner)
      return []
    }
    guard let filter = owner.choiceFilter else { return choices }
    var evaluation = Evaluation(self, at: definition.grid == nil ? node : nodes[node].parent)
    evaluation.size = size
    defer { budget.note(.choiceFilter, of: owner) }
    return choices.filter { choice in
      if budget.isSpent { return false }
      evaluation.row = (list, choice)
      evaluation.position = choice + 1
      return evaluation.value(filter).boolean
    }
  }
}
