import PCRMModel

/// Looks up the names of one expression: what it stands at is its context.
struct FormulaMaker {
  let tree: FormTree
  let questionnaire: Questionnaire
  /// The definition that the expression belongs to.
  let context: Int
  /// What it looks at, without doubles.
  private(set) var dependencies: Set<Dependency> = []
  /// It asks for the time.
  private(set) var readsClock = false
  /// It tells labels.
  private(set) var readsLanguage = false

  init(_ tree: FormTree, _ questionnaire: Questionnaire, at context: Int) {
    self.tree = tree
    self.questionnaire = questionnaire
    self.context = context
  }

  /// What bare names mean at one place of an expression.
  private enum Surroundings {
    /// Children of the expression's own definition.
    case own
    /// In a predicate over a path: children of that path's definition.
    case definition(Int)
    /// In a filter or in a predicate over a list: its columns.
    case table(Int)
  }

  /// The formula of an expression.
  mutating func formula(_ text: String) throws(ExpressionFault) -> Formula {
    try make(try ExpressionParser.expression(text), .own)
  }

  /// The formula of a choice filter: bare names are columns of the list.
  mutating func filter(_ text: String, list: Int) throws(ExpressionFault) -> Formula {
    try make(try ExpressionParser.expression(text), .table(list))
  }

  private mutating func make(
    _ expression: Expression, _ around: Surroundings
  ) throws(ExpressionFault) -> Formula {
    switch expression {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .negative(let inner): return .negative(try make(inner, around))
    case .infix(let infix, let left, let right):
      return .infix(infix, try make(left, around), try make(right, around))
    case .call(let name, let arguments): return try call(name, arguments, around)
    case .path(let path): return try self.path(path, around)
    }
  }

  private mutating func make(
    all expressions: [Expression], _ around: Surroundings
  ) throws(ExpressionFault) -> [Formula] {
    var made: [Formula] = []
    for expression in expressions { made.append(try make(expression, around)) }
    return made
  }

  // MARK: Paths

  private mutating func path(
    _ path: ExpressionPath, _ around: Surroundings
  ) throws(ExpressionFault) -> Formula {
    switch path.start {
    case .instance(let name): return try cells(name, path)
    case .context:
      switch around {
      case .table(let list): return try column(path, of: list)
      case .own:
        return .nodes(try walk(path.steps, from: context, isCurrent: true, path.predicates))
      case .definition(let place):
        return .nodes(try walk(path.steps, from: place, isCurrent: false, path.predicates))
      }
    case .current:
      return .nodes(try walk(path.steps, from: context, isCurrent: true, path.predicates))
    case .variable(let name):
      let target = try named(name)
      return .nodes(try lead(to: target, path.predicates, then: path.steps))
    case .root: return .nodes(try fromRoot(path.steps))
    }
  }

  /// The one item that a bare name means.
  private func named(_ name: String) throws(ExpressionFault) -> Int {
    let found = tree.byName[name] ?? []
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw ExpressionFault("UNKNOWN_QUESTION", "there is no question \"\(name)\"")
    }
    // A neighbour is nearer than a name elsewhere.
    let parent = context == 0 ? 0 : tree[context].parent
    if let near = found.first(where: { tree[$0].parent == parent }) { return near }
    throw ExpressionFault(
      "AMBIGUOUS_QUESTION", "\"\(name)\" is the name of \(found.count) questions; write its path")
  }

  /// A path to an item by its name, which stays in the repeats that both stand in.
  private mutating func lead(
    to target: Int, _ predicates: [Expression], then steps: [ExpressionPath.Step]
  ) throws(ExpressionFault) -> NodePath {
    let ancestor = tree.commonAncestor(target, context)
    var path = NodePath(fromCurrent: true, ancestor: ancestor, steps: [])
    for place in tree.line(from: ancestor, to: target) {
      path.steps.append(NodePath.Step(definitions: [place]))
    }
    if !predicates.isEmpty {
      guard let last = path.steps.indices.last else {
        throw ExpressionFault("BAD_PATH", "the form itself has no numbers")
      }
      path.steps[last].predicates = try make(all: predicates, .definition(target))
    }
    return try descend(path, from: target, steps)
  }

  /// "/data/group/name": a path from the top, which stays in the repeats that both stand in as long as no step has a
  /// predicate.
  private mutating func fromRoot(
    _ steps: [ExpressionPath.Step]
  ) throws(ExpressionFault) -> NodePath {
    guard case .child(let top)? = steps.first?.kind, top == tree.root || top == "data" else {
      throw ExpressionFault(
        "BAD_PATH", "a path from the top begins with \"/\(tree.root)\"")
    }
    var place = 0
    var ancestor = 0
    var used = 1
    for (number, step) in steps.enumerated().dropFirst() {
      guard case .child(let name) = step.kind, step.predicates.isEmpty else { break }
      guard let child = tree.child(name, of: place) else { throw unknown(name, in: place) }
      place = child
      let isLast = number == steps.count - 1
      if tree[place].shape == .repeat, !isLast, tree.isAncestor(place, of: context) {
        ancestor = place
        used = number + 1
      }
    }
    let path = NodePath(fromCurrent: true, ancestor: ancestor, steps: [])
    return try descend(path, from: ancestor, Array(steps.dropFirst(used)))
  }

  /// A path from a place: first up, then down.
  private mutating func walk(
    _ steps: [ExpressionPath.Step], from start: Int, isCurrent: Bool, _ predicates: [Expression]
  ) throws(ExpressionFault) -> NodePath {
    if !predicates.isEmpty {
      throw ExpressionFault("BAD_PATH", "\".\" and current() have no numbers")
    }
    var place = start
    var used = 0
    climbing: for step in steps {
      switch step.kind {
      case .itself: break
      case .parent:
        if place == 0 { throw ExpressionFault("BAD_PATH", "\"..\" leads out of the form") }
        place = tree[place].parent
      default: break climbing
      }
      if !step.predicates.isEmpty {
        throw ExpressionFault("BAD_PATH", "\".\" and \"..\" have no numbers")
      }
      used += 1
    }
    let path = NodePath(fromCurrent: isCurrent, ancestor: place, steps: [])
    return try descend(path, from: place, Array(steps.dropFirst(used)))
  }

  /// Goes on downwards, and notes what the path looks at.
  private mutating func descend(
    _ start: NodePath, from place: Int, _ steps: [ExpressionPath.Step]
  ) throws(ExpressionFault) -> NodePath {
    var path = start
    var place = place
    for (number, step) in steps.enumerated() {
      switch step.kind {
      case .itself:
        if step.predicates.isEmpty { continue }
        throw ExpressionFault("BAD_PATH", "\".\" has no numbers")
      case .parent:
        throw ExpressionFault("BAD_PATH", "\"..\" stands at the beginning of a path only")
      case .anyChild:
        if number != steps.count - 1 {
          throw ExpressionFault("BAD_PATH", "\"*\" is the last step of a path")
        }
        path.steps.append(NodePath.Step(definitions: tree[place].children))
      case .child(let name):
        guard let child = tree.child(name, of: place) else { throw unknown(name, in: place) }
        place = child
        path.steps.append(
          NodePath.Step(
            definitions: [child], predicates: try make(all: step.predicates, .definition(child))))
      }
    }
    note(path)
    return path
  }

  private func unknown(_ name: String, in place: Int) -> ExpressionFault {
    let where_ = tree[place].path
    return ExpressionFault(
      "UNKNOWN_QUESTION",
      "there is no \"\(name)\" in \(where_.isEmpty ? "the form" : "\"\(where_)\"")")
  }

  private mutating func note(_ path: NodePath) {
    // Within a predicate the ancestor is not the formula's own: then everything of that kind counts.
    let ancestor = path.fromCurrent ? path.ancestor : 0
    for place in path.targets {
      let shape = tree[place].shape
      dependencies.insert(
        Dependency(
          what: shape == .leaf ? .value : .relevance, definition: place, ancestor: ancestor))
    }
    for step in path.steps {
      for place in step.definitions where tree[place].shape == .repeat {
        dependencies.insert(Dependency(what: .count, definition: place, ancestor: ancestor))
      }
    }
  }

  // MARK: Lists

  private mutating func cells(
    _ name: String, _ path: ExpressionPath
  ) throws(ExpressionFault) -> Formula {
    guard let list = tree.lists[name] else {
      throw ExpressionFault("UNKNOWN_LIST", "there is no list \"\(name)\" for instance()")
    }
    guard path.predicates.isEmpty, (2...3).contains(path.steps.count),
      path.steps[0].predicates.isEmpty, case .child(let item) = path.steps[1].kind, item == "item",
      case .child = path.steps[0].kind
    else {
      throw ExpressionFault(
        "BAD_PATH", "a list is read as instance('\(name)')/root/item[…]/column")
    }
    var column: String?
    if path.steps.count == 3 {
      guard case .child(let name) = path.steps[2].kind, path.steps[2].predicates.isEmpty else {
        throw ExpressionFault("BAD_PATH", "after item[…] stands the name of a column")
      }
      try check(column: name, of: list)
      column = name
    }
    let predicates = try make(all: path.steps[1].predicates, .table(list))
    return .cells(TablePath(list: list, predicates: predicates, column: column))
  }

  private mutating func column(
    _ path: ExpressionPath, of list: Int
  ) throws(ExpressionFault) -> Formula {
    guard path.steps.count == 1, case .child(let name) = path.steps[0].kind,
      path.steps[0].predicates.isEmpty
    else {
      throw ExpressionFault(
        "BAD_PATH",
        "over a list, a bare name is a column; questions are written ${name} or current()/../name")
    }
    try check(column: name, of: list)
    return .column(name)
  }

  private mutating func check(column: String, of list: Int) throws(ExpressionFault) {
    if column == "label" { readsLanguage = true }
    if ["name", "value", "label", "itextId"].contains(column) { return }
    let choices = questionnaire.choiceLists[list]
    if choices.missing
      || choices.choices.contains(where: { $0.columns.contains { $0.name == column } })
    {
      return
    }
    throw ExpressionFault(
      "UNKNOWN_COLUMN", "the list \"\(choices.name)\" has no column \"\(column)\"")
  }

  // MARK: Functions

  private mutating func call(
    _ name: String, _ arguments: [Expression], _ around: Surroundings
  ) throws(ExpressionFault) -> Formula {
    guard let function = ExpressionFunction(rawValue: name) else {
      throw ExpressionFault("UNKNOWN_FUNCTION", "there is no function \(name)()")
    }
    if !function.arguments.contains(arguments.count) {
      let range = function.arguments
      let wanted =
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw ExpressionFault(
        "WRONG_ARGUMENTS", "\(name)() takes \(wanted) values, not \(arguments.count)")
    }
    switch function {
    case .indexedRepeat: return try indexed(arguments, around)
    case .once:
      // What stood there is kept: to look at itself is not a reason to work it out again.
      let own = Dependency(what: .value, definition: context, ancestor: context)
      let before = dependencies
      let inner = try make(arguments[0], around)
      if !before.contains(own) { dependencies.remove(own) }
      return .call(.once, [inner])
    case .choiceName:
      readsLanguage = true
      return .choiceName(try make(arguments[0], around), definition: try question(arguments[1]))
    case .regex:
      let text = try make(arguments[0], around)
      if case .text(let pattern) = arguments[1] { return .matches(text, try Pattern(pattern)) }
      return .call(.regex, [text, try make(arguments[1], around)])
    case .position where arguments.isEmpty, .last:
      guard case .own = around else { break }
      throw ExpressionFault(
        "WRONG_ARGUMENTS", "\(name)() stands in a predicate; outside of one write position(..)")
    case .lookUp:
      guard case .text(let table) = arguments[0] else {
        throw ExpressionFault(
          "UNKNOWN_LIST", "pulldata() begins with the name of a CSV file, or of a list, in quotes")
      }
      if tree.tables[table] == nil {
        throw ExpressionFault(
          "UNKNOWN_LIST", "there is no CSV file or list \"\(table)\" for pulldata()")
      }
    case .now, .today: readsClock = true
    case .itext: readsLanguage = true
    case .uuid, .random: noteRepeats()
    default: break
    }
    let made = try make(all: arguments, around)
    if function == .position, case .nodes(let path)? = made.first { notePosition(path) }
    return .call(function, made)
  }

  /// What differs from repeat to repeat hangs on the repeat's number.
  private mutating func noteRepeats() {
    var place = tree[context].nearestRepeat
    while place != 0 {
      dependencies.insert(Dependency(what: .count, definition: place, ancestor: place))
      place = tree[tree[place].parent].nearestRepeat
    }
  }

  private mutating func notePosition(_ path: NodePath) {
    if path.steps.isEmpty, tree[path.ancestor].shape == .repeat {
      dependencies.insert(
        Dependency(what: .count, definition: path.ancestor, ancestor: path.ancestor))
    }
  }

  /// The question whose choices jr:choice-name() names: in quotes, as XForms have it, or as it is.
  private func question(_ argument: Expression) throws(ExpressionFault) -> Int {
    var path = argument
    if case .text(let text) = argument { path = try ExpressionParser.expression(text) }
    var maker = FormulaMaker(tree, questionnaire, at: context)
    guard case .nodes(let nodes) = try maker.make(path, .own),
      let target = nodes.targets.first, nodes.targets.count == 1, tree[target].list != nil
    else {
      throw ExpressionFault(
        "WRONG_ARGUMENTS", "jr:choice-name() ends with the path of a question with choices")
    }
    return target
  }

  private mutating func indexed(
    _ arguments: [Expression], _ around: Surroundings
  ) throws(ExpressionFault) -> Formula {
    guard arguments.count % 2 == 1 else {
      throw ExpressionFault(
        "WRONG_ARGUMENTS", "indexed-repeat() takes a question, then pairs of a repeat and a number")
    }
    let target = try bare(arguments[0])
    var numbers: [(repeat: Int, number: Formula)] = []
    for place in stride(from: 1, to: arguments.count, by: 2) {
      let group = try bare(arguments[place])
      guard tree[group].shape == .repeat, tree.isAncestor(group, of: target) else {
        throw ExpressionFault(
          "WRONG_ARGUMENTS", "indexed-repeat() wants repeats that its question stands in")
      }
      numbers.append((group, try make(arguments[place + 1], around)))
    }
    let shape = tree[target].shape
    dependencies.insert(
      Dependency(what: shape == .leaf ? .value : .relevance, definition: target, ancestor: 0))
    for place in tree.line(from: 0, to: target) where tree[place].shape == .repeat {
      dependencies.insert(Dependency(what: .count, definition: place, ancestor: 0))
    }
    return .indexed(definition: target, numbers: numbers)
  }

  /// The item that an argument names, without looking at its value.
  private func bare(_ argument: Expression) throws(ExpressionFault) -> Int {
    var maker = FormulaMaker(tree, questionnaire, at: context)
    guard case .nodes(let path) = try maker.make(argument, .own),
      path.targets.count == 1
    else {
      throw ExpressionFault(
        "WRONG_ARGUMENTS", "indexed-repeat() wants names of a question and repeats")
    }
    return path.targets[0]
  }
}
