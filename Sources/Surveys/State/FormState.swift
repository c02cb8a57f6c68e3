public import PCRMModel
public import ProtobufCodec

/// A form that is being filled in.
///
/// It is a value: it reads no clock and keeps no secrets. What may be asked now hangs on the answers alone, never on
/// the way that led to them: going back and answering otherwise comes to the same as having answered so at once.
public struct FormState: Sendable {
  public let form: CompiledForm
  public internal(set) var context: FormContext
  var nodes: [FormNode] = []
  var alive = 0
  var pending: PendingWork
  var changes: [FormChange] = []
  /// Nodes whose default_expression is still to be worked out.
  var unset: [Int] = []
  /// Whether answers are being taken over as they are, without defaults.
  var isLoading = false
  /// Bytes of all texts that are worked out now.
  var workedBytes = 0
  /// Nodes that come to more than there is room for.
  var overlong: Set<Int> = []
  /// Whether room was made since they were worked out last.
  var hasNewRoom = false
  /// Values that came from outside for what is worked out here.
  var given: [Int: String] = [:]
  /// What the change that is under way may still take.
  var budget: StepBudget
  let stepsMax: Int
  /// Why it could not be worked out to its end: it takes too many steps. Such a form cannot be handed in; as long as it
  /// is so, each change has all of it worked out again, so that it can be cut down.
  public internal(set) var fault: FormFault?

  /// Begins a form with its defaults.
  public init(_ form: CompiledForm, context: FormContext) {
    self.init(form, context: context, stepsMax: FormLimits.stepsMax)
  }

  init(_ form: CompiledForm, context: FormContext, stepsMax: Int) {
    self.stepsMax = stepsMax
    budget = StepBudget(stepsMax)
    self.form = form
    self.context = context
    pending = PendingWork(form.graph.order.count)
    _ = build(0, under: -1, position: 1)
    settle()
    changes = []
    fault = budget.fault
  }

  /// Goes on with a form as it was left, or as it came from elsewhere: nothing but these answers stands in it. Where they
  /// take too many steps, ``fault`` says so.
  ///
  /// - Throws: which answer does not fit the form, and why.
  public init(
    _ form: CompiledForm, answers: Answers, context: FormContext
  ) throws(FormFault) {
    try self.init(form, answers: answers, context: context, budget: StepBudget())
  }

  init(
    _ form: CompiledForm, answers: Answers, context: FormContext, budget: StepBudget
  ) throws(FormFault) {
    stepsMax = budget.limit
    self.budget = budget
    self.form = form
    self.context = context
    pending = PendingWork(form.graph.order.count)
    isLoading = true
    _ = build(0, under: -1, position: 1)
    try load(answers)
    isLoading = false
    settle()
    changes = []
    fault = budget.fault
    if fault == nil { forgetAgreed() }
  }

  /// Answers one item; nil takes its answer away.
  ///
  /// - Parameter path: names separated by "/", numbers of repeats in brackets: "household[2]/age".
  /// - Returns: what is asked or worked out otherwise now.
  /// - Throws: why the answer does not fit, or that it takes too many steps with it and did not without it; the form
  ///   stays as it was.
  @discardableResult
  public mutating func set(
    _ path: String, _ value: AnswerValue.Value?
  ) throws(FormFault) -> [FormChange] {
    let node = try find(path)
    let definition = form.tree[nodes[node].definition]
    if definition.shape != .leaf {
      throw FormFault("WRONG_TYPE", path, "answers are given to the items inside")
    }
    if definition.isCalculated {
      throw FormFault("CALCULATED", path, "its value is worked out; it takes no answer")
    }
    let text = try text(value, for: definition, path)
    let before = self
    renew()
    keepWorked("", at: node)
    nodes[node].text = text
    unset.removeAll { $0 == node }
    enqueue(.value, node)
    return try settled(or: before)
  }

  /// Adds an instance to a repeat, at its end.
  ///
  /// - Parameter path: of the repeat, with the numbers of those around it: "household" or "plot[1]/tree".
  /// - Returns: its path, and what changed.
  /// - Throws: when the number is worked out, or there are too many.
  public mutating func addRepeat(
    _ path: String
  ) throws(FormFault) -> (path: String, changes: [FormChange]) {
    let (parent, slot, definition) = try findRepeat(path)
    if form.tree[definition].repeatCount != nil {
      throw FormFault("CALCULATED", path, "the number of repeats is worked out")
    }
    let count = nodes[parent].slots[slot].nodes.count
    if count >= FormLimits.repeatsMax || alive >= FormLimits.nodesMax {
      throw FormFault("TOO_MANY", path, "at most \(FormLimits.repeatsMax) repeats are allowed")
    }
    let before = self
    renew()
    let node = build(definition, under: parent, position: count + 1)
    nodes[parent].slots[slot].nodes.append(node)
    notify(.count, definition, from: parent)
    return (self.path(of: node), try settled(or: before))
  }

  /// Takes an instance of a repeat away, with all that was answered in it; those behind it move up.
  ///
  /// - Parameter path: of the instance: "household[2]".
  @discardableResult
  public mutating func removeRepeat(_ path: String) throws(FormFault) -> [FormChange] {
    let node = try find(path)
    let definition = form.tree[nodes[node].definition]
    guard definition.shape == .repeat else {
      throw FormFault("NO_REPEAT", path, "only an instance of a repeat can be taken away")
    }
    if definition.repeatCount != nil {
      throw FormFault("CALCULATED", path, "the number of repeats is worked out")
    }
    renew()
    let parent = nodes[node].parent
    nodes[parent].slots[definition.slot].nodes.removeAll { $0 == node }
    for (place, left) in nodes[parent].slots[definition.slot].nodes.enumerated() {
      nodes[left].position = place + 1
    }
    bury(node)
    notify(.count, definition.index, from: parent)
    // Whoever looked at something in it looks again.
    for below in form.tree.definitions where form.tree.isAncestor(definition.index, of: below.index)
    {
      notify(.relevance, below.index, from: parent)
      notify(.value, below.index, from: parent)
    }
    return settled()
  }

  /// Lets time pass: what asks for now() or today() is worked out again.
  @discardableResult
  public mutating func advance(to now: Timestamp) -> [FormChange] {
    renew()
    context.now = now
    enqueueAll(form.clockVertices)
    return settled()
  }

  /// Tells labels in another language from now on.
  @discardableResult
  public mutating func setLanguage(_ language: String) -> [FormChange] {
    renew()
    context.language = language
    enqueueAll(form.languageVertices)
    return settled()
  }

  /// The languages in which a text is looked for, best first.
  var languages: [String] {
    let own = form.questionnaire.defaultLanguage
    return [context.language, own.isEmpty ? form.questionnaire.languages.first ?? "" : own, ""]
  }

  /// What a change may take is its own, from its first step on.
  private mutating func renew() { budget = StepBudget(stepsMax) }

  private mutating func settled() -> [FormChange] {
    let wasGivenUp = fault != nil
    if wasGivenUp { enqueueEverything() }
    settle()
    defer { changes = [] }
    fault = budget.fault
    // They were worked out of answers that are no longer all there: that they differ now is no loss.
    if wasGivenUp, fault == nil { given = [:] }
    return changes
  }

  /// Values from outside that are what they come to here say nothing.
  private mutating func forgetAgreed() {
    given = given.filter { nodes[$0.key].isRelevant && nodes[$0.key].text != $0.value }
  }

  /// Works out what a change brings with it; where that takes too many steps and did not before, all is as it was.
  private mutating func settled(or before: FormState) throws(FormFault) -> [FormChange] {
    let changes = settled()
    guard before.fault == nil, let fault else { return changes }
    self = before
    throw fault
  }

  /// The same with all its steps: what is asked of it takes nothing from what is asked next.
  var rested: FormState {
    var state = self
    state.budget = StepBudget(stepsMax)
    return state
  }

  private mutating func bury(_ node: Int) {
    nodes[node].isAlive = false
    alive -= 1
    keepWorked("", at: node)
    for slot in nodes[node].slots { for child in slot.nodes { bury(child) } }
  }

  func text(
    _ value: AnswerValue.Value?, for definition: FormDefinition, _ path: String
  ) throws(FormFault) -> String {
    guard let value else { return "" }
    do throws(ExpressionFault) {
      let text = try AnswerText.text(value, for: definition.item)
      try checkChoices(text, definition)
      return text
    } catch {
      throw FormFault(error.reason, path, error.message)
    }
  }

  /// Refuses values that the list has never had; which of them are offered now is asked later.
  private func checkChoices(
    _ text: String, _ definition: FormDefinition
  ) throws(ExpressionFault) {
    guard let list = definition.list, !form.questionnaire.choiceLists[list].missing else { return }
    for value in text.split(separator: " ") where form.choicePlaces[list][String(value)] == nil {
      throw ExpressionFault(
        "UNKNOWN_CHOICE",
        "the list \"\(form.questionnaire.choiceLists[list].name)\" has no such choice")
    }
  }
}
