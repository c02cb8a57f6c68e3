import PCRMModel

/// Working out one formula over the nodes of a form.
struct Evaluation {
  let state: FormState
  /// The node that the whole expression stands at.
  let current: Int
  /// The node that "." means: another one within a predicate.
  var node: Int
  /// In a predicate: the number of the node or row among those that are looked at, and how many there are.
  var position = 1
  var size = 1
  /// In a predicate or filter over a list: the list and the row.
  var row: (list: Int, choice: Int)?

  init(_ state: FormState, at node: Int) {
    self.state = state
    current = node
    self.node = node
  }

  /// What the formula gives; nothing once the form's steps are spent.
  func value(_ formula: Formula) -> ExpressionValue {
    guard state.budget.take() else { return .text("") }
    let value = worked(formula)
    if case .text(let text) = value { state.budget.take(text.steps) }
    return value
  }

  private func worked(_ formula: Formula) -> ExpressionValue {
    switch formula {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .negative(let inner): return .number(-value(inner).number)
    case .infix(let infix, let left, let right): return value(infix, left, right)
    case .nodes(let path): return .nodes(self.nodes(path).map(found))
    case .cells(let path): return .nodes(cells(path))
    case .column(let name):
      guard let row else { return .text("") }
      return .text(cell(row.list, row.choice, name))
    case .matches(let text, let pattern):
      return .boolean(pattern.matches(value(text).text, state.budget))
    case .choiceName(let choice, let definition):
      return .text(choiceName(value(choice).text, definition))
    case .indexed(let definition, let numbers):
      return .nodes(indexed(definition, numbers).map(found))
    case .call(let function, let arguments): return call(function, arguments)
    }
  }

  private func value(_ infix: InfixOperator, _ left: Formula, _ right: Formula) -> ExpressionValue {
    switch infix {
    case .or: return .boolean(value(left).boolean || value(right).boolean)
    case .and: return .boolean(value(left).boolean && value(right).boolean)
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual:
      let (one, other) = (value(left), value(right))
      let isQuick = one.count == 1 && other.count == 1
      guard isQuick || state.budget.take(one.steps * other.count + other.steps * one.count) else {
        return .boolean(false)
      }
      return .boolean(ExpressionValue.compare(infix, one, other))
    case .union:
      if case .nodes(let one) = value(left), case .nodes(let other) = value(right),
        state.budget.take(one.count * other.count)
      {
        return .nodes(one + other.filter { new in !one.contains { $0.node == new.node } })
      }
      return .nodes([])
    case .plus: return .number(value(left).number + value(right).number)
    case .minus: return .number(value(left).number - value(right).number)
    case .times: return .number(value(left).number * value(right).number)
    case .divide: return .number(value(left).number / value(right).number)
    case .modulo:
      return .number(value(left).number.truncatingRemainder(dividingBy: value(right).number))
    }
  }

  // MARK: Nodes

  private func found(_ node: Int) -> ExpressionValue.FoundNode {
    let definition = state.form.tree[state.nodes[node].definition]
    state.budget.take(state.nodes[node].text.steps)
    return ExpressionValue.FoundNode(
      node: node, text: state.nodes[node].text, isGroup: definition.shape != .leaf,
      isNumber: definition.isNumber, isCalculated: definition.isCalculated)
  }

  /// The relevant nodes that a path leads to.
  func nodes(_ path: NodePath) -> [Int] {
    guard let start = state.climb(path.fromCurrent ? current : node, to: path.ancestor) else {
      return []
    }
    var found = [start]
    for step in path.steps {
      var next: [Int] = []
      for parent in found {
        for definition in step.definitions {
          let children = state.nodes[parent].slots[state.form.tree[definition].slot].nodes
          guard state.budget.take(1 + children.count) else { return [] }
          next += filtered(children.filter { state.nodes[$0].isRelevant }, step.predicates)
        }
      }
      found = next
    }
    return found
  }

  private func filtered(_ nodes: [Int], _ predicates: [Formula]) -> [Int] {
    var left = nodes
    for predicate in predicates {
      let size = left.count
      left = left.enumerated().compactMap { place, node in
        if state.budget.isSpent { return nil }
        var inner = self
        inner.node = node
        inner.position = place + 1
        inner.size = size
        inner.row = nil
        return inner.holds(predicate) ? node : nil
      }
    }
    return left
  }

  /// A predicate that gives a number means that position.
  private func holds(_ predicate: Formula) -> Bool {
    let value = value(predicate)
    if case .number(let number) = value { return number == Double(position) }
    return value.boolean
  }

  private func indexed(
    _ definition: Int, _ numbers: [(repeat: Int, number: Formula)]
  ) -> [Int] {
    var found = [0]
    for place in state.form.tree.line(from: 0, to: definition) {
      let slot = state.form.tree[place].slot
      let wanted = numbers.first { $0.repeat == place }.map { value($0.number).number }
      // A repeat without a number is the one that the expression stands in, if it does.
      let own = wanted == nil ? state.climb(current, to: place) : nil
      found = found.flatMap { parent -> [Int] in
        let all = state.nodes[parent].slots[slot].nodes
        guard state.budget.take(1 + all.count) else { return [] }
        let children = all.filter { state.nodes[$0].isRelevant }
        if let wanted {
          guard wanted >= 1, wanted < Double(children.count + 1) else { return [] }
          return [children[Int(wanted) - 1]]
        }
        if state.form.tree[place].shape == .repeat, let own { return children.filter { $0 == own } }
        return children
      }
    }
    return found
  }

  // MARK: Lists

  private func cells(_ path: TablePath) -> [ExpressionValue.FoundNode] {
    let places = state.form.questionnaire.choiceLists[path.list].choices.indices
    guard state.budget.take(places.count) else { return [] }
    var rows = Array(places)
    for predicate in path.predicates {
      let size = rows.count
      rows = rows.enumerated().compactMap { place, choice in
        if state.budget.isSpent { return nil }
        var inner = self
        inner.row = (path.list, choice)
        inner.position = place + 1
        inner.size = size
        return inner.holds(predicate) ? choice : nil
      }
    }
    return rows.map { choice in
      ExpressionValue.FoundNode(
        node: nil, text: path.column.map { cell(path.list, choice, $0) } ?? "",
        isGroup: path.column == nil)
    }
  }

  /// What a row of a list has in a column.
  func cell(_ list: Int, _ choice: Int, _ column: String) -> String {
    let row = state.form.questionnaire.choiceLists[list].choices[choice]
    state.budget.take(row.columns.count >> 3)
    if let own = row.columns.first(where: { $0.name == column }) { return own.value }
    switch column {
    case "name", "value": return row.value
    case "label": return label(list, choice)
    default: return ""
    }
  }

  private func label(_ list: Int, _ choice: Int) -> String {
    text(state.form.choiceLabels[list][choice]) ?? ""
  }

  /// A choice as it is shown in the form's language.
  private func choiceName(_ value: String, _ definition: Int) -> String {
    guard let list = state.form.tree[definition].list,
      let choice = state.form.choicePlaces[list][value]?.first
    else { return value }
    let label = label(list, choice)
    return label.isEmpty ? value : label
  }

  /// A text in the form's language, with answers in their places.
  func text(_ translated: TranslatedText) -> String? {
    guard let template = translated.template(state.languages) else { return nil }
    switch template {
    case .plain(let text): return text
    case .parts(let parts):
      var shown = ""
      for part in parts {
        switch part {
        case .text(let text): shown += text
        case .formula(let formula): shown += value(formula).text
        }
        if shown.utf8.count > FormLimits.shownBytesMax { return shown.shown }
      }
      return shown
    }
  }
}

extension FormState {
  /// What a formula gives at a node.
  func evaluate(_ formula: Formula, at node: Int) -> ExpressionValue {
    Evaluation(self, at: node).value(formula)
  }

  /// What a part of an item gives at a node; where the form is given up in it, that is noted.
  func evaluate(
    _ formula: Formula, at node: Int, _ part: FormPart, of definition: FormDefinition
  ) -> ExpressionValue {
    let value = evaluate(formula, at: node)
    budget.note(part, of: definition)
    return value
  }
}
