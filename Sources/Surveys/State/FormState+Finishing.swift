public import PCRMModel
import ProtobufCodec

/// A form as it is handed in.
public struct FinishedForm: Sendable, Equatable {
  /// What is kept, in the order of the form, worked-out values among it.
  public var answers: Answers
  /// What was answered and is not kept, and why.
  public var dropped: [DroppedAnswer]
  /// What keeps it from being complete; empty when it may be handed in.
  public var problems: [AnswerProblem]
  /// Where it was given up, because working it out takes too many steps: then the rest of this cannot be relied on.
  public var fault: FormFault?

  /// Whether nothing keeps it from being handed in.
  public var isComplete: Bool { problems.isEmpty && fault == nil }
}

extension FormState {
  /// Ends the filling in: what is not relevant with the answers as they are is dropped, and said so.
  ///
  /// Finishing what was kept once more keeps the same and drops nothing.
  public mutating func finish() -> FinishedForm { finish(within: StepBudget(stepsMax)) }

  /// Ends the filling in to hand the form in: also looks whether whoever takes it can work it out anew from the answers
  /// alone. What came to be change by change may take too many steps all at once.
  ///
  /// - Parameter taker: what may be taken there by all that is handed in together.
  public mutating func handIn(within taker: StepBudget = StepBudget()) -> FinishedForm {
    var finished = finish()
    if !finished.isComplete { return finished }
    do throws(FormFault) {
      finished.fault = try form.finished(finished.answers, context: context, within: taker).fault
    } catch {
      finished.fault = error
    }
    return finished
  }

  mutating func finish(within budget: StepBudget) -> FinishedForm {
    self.budget = budget
    for definition in form.tree.definitions where definition.item.metadata == .end {
      enterEnd(definition.index)
    }
    settle()
    changes = []
    fault = fault ?? budget.fault
    let found = foundProblems()
    return FinishedForm(
      answers: answers(), dropped: dropped(), problems: found, fault: fault ?? budget.fault)
  }

  private mutating func enterEnd(_ definition: Int) {
    for node in nodes.indices
    where nodes[node].definition == definition && nodes[node].isAlive && nodes[node].text.isEmpty {
      nodes[node].text = DateText.text(context.now, offset: context.offset)
      enqueue(.value, node)
    }
  }

  /// The answers that count now, with what was worked out; of repeats also how many there are.
  public func answers() -> Answers { collected { nodes[$0].isRelevant } }

  /// Everything that was answered, also what does not count now: what a draft keeps.
  public func draft() -> Answers { collected { _ in true } }

  private func collected(_ isKept: (Int) -> Bool) -> Answers {
    var answers = Answers()
    visit(0) { node, definition in
      if !isKept(node) { return false }
      for child in definition.children where form.tree[child].shape == .repeat {
        let slot = nodes[node].slots[form.tree[child].slot]
        let kept = slot.nodes.filter(isKept).count
        if kept > 0 { answers.values.append(repeats(kept, child, under: node)) }
      }
      if definition.shape == .leaf, !nodes[node].text.isEmpty {
        var value = AnswerValue()
        value.path = path(of: node)
        value.value = AnswerText.value(nodes[node].text, for: definition.item)
        answers.values.append(value)
      }
      return true
    }
    return answers
  }

  private func repeats(_ count: Int, _ definition: Int, under node: Int) -> AnswerValue {
    let above = path(of: node)
    let name = form.tree[definition].item.name
    var value = AnswerValue()
    value.path = above.isEmpty ? name : "\(above)/\(name)"
    value.value = .repeats(Int32(clamping: count))
    return value
  }

  /// Goes through the nodes in the order of the form; below those for which `body` says so.
  private func visit(_ node: Int, _ body: (Int, FormDefinition) -> Bool) {
    if !body(node, form.tree[nodes[node].definition]) { return }
    for slot in nodes[node].slots { for child in slot.nodes { visit(child, body) } }
  }

  /// What was answered and does not count now.
  public func dropped() -> [DroppedAnswer] {
    var found: [DroppedAnswer] = []
    visit(0) { node, definition in
      guard definition.shape == .leaf else { return true }
      var drop = DroppedAnswer()
      drop.path = path(of: node)
      if definition.isCalculated {
        if given[node] != nil, nodes[node].isRelevant {
          drop.reason = .calculated
          found.append(drop)
        }
      } else if !nodes[node].isRelevant, !nodes[node].text.isEmpty {
        drop.reason = isPastRepeats(node) ? .pastRepeats : .notRelevant
        found.append(drop)
      }
      return true
    }
    return found
  }

  private func isPastRepeats(_ node: Int) -> Bool {
    var current = node
    while current > 0 {
      let definition = form.tree[nodes[current].definition]
      let parent = nodes[current].parent
      if definition.shape == .repeat,
        nodes[current].position > nodes[parent].slots[definition.slot].limit
      {
        return true
      }
      current = parent
    }
    return false
  }
}

extension CompiledForm {
  /// Where working out the form takes too many steps before anything is answered; nil when it does not.
  public func faultUnanswered() -> FormFault? {
    let context = FormContext(now: Timestamp(seconds: 0, nanos: 0))
    var state = FormState(self, context: context)
    return state.fault ?? state.finish(within: state.budget).fault
  }

  /// Works answers out anew from their beginning to their end, as whoever takes them on no trust does.
  ///
  /// - Parameter budget: what this may take, and all that shares it with this.
  /// - Throws: which answer does not fit the form, and why.
  public func finished(
    _ answers: Answers, context: FormContext, within budget: StepBudget
  ) throws(FormFault) -> FinishedForm {
    var state = try FormState(self, answers: answers, context: context, budget: budget)
    return state.finish(within: budget)
  }
}
