import PCRMModel

/// Makes the parts of a form that can be filled in, and gathers what is wrong on the way.
struct FormCompiler {
  let questionnaire: Questionnaire
  private(set) var tree: FormTree
  private(set) var faults: [FormFault]
  private(set) var texts: [ItemTexts] = []
  private(set) var choiceLabels: [[TranslatedText]] = []
  private(set) var itexts: [String: TranslatedText] = [:]
  private(set) var title = TranslatedText()
  private(set) var instanceName: Formula?
  private(set) var clockVertices: [Int] = []
  private(set) var languageVertices: [Int] = []
  private var reasons: [Int: Set<Dependency>] = [:]

  init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
    tree = FormTree(questionnaire)
    faults = FormCheck.faults(of: questionnaire) + tree.faults
  }

  /// Goes through everything.
  mutating func compile() {
    for index in tree.definitions.indices.dropFirst() {
      formulas(of: index)
    }
    texts = tree.definitions.map { _ in ItemTexts() }
    for index in tree.definitions.indices.dropFirst() { texts[index] = itemTexts(of: index) }
    title = translated(questionnaire.title, "title", at: 0)
    choiceLabels = questionnaire.choiceLists.map { list in
      list.choices.map {
        translated($0.label, "choice_lists[\(list.name)].choices[\($0.value)].label", at: 0)
      }
    }
    for text in questionnaire.texts {
      itexts[text.id] = translated(text.texts, "texts[\(text.id)]", at: 0)
    }
    instanceName = formula(questionnaire.instanceName, "instance_name", at: 0, vertex: nil)
  }

  /// The order in which things are worked out; all faults when there are any.
  func graph() throws(FormFaults) -> DependencyGraph {
    var found = faults
    do throws(DependencyGraph.Cycle) {
      let graph = try DependencyGraph(tree, reasons)
      if found.isEmpty { return graph }
    } catch {
      found.append(cycleFault(error))
    }
    throw FormFaults(found)
  }

  private func cycleFault(_ cycle: DependencyGraph.Cycle) -> FormFault {
    let places = cycle.vertices.filter { reasons[$0] != nil }.map { place(of: $0) }
    let first = cycle.vertices.first { reasons[$0] != nil } ?? 0
    let item = tree[DependencyGraph.definition(of: first)].item
    let expression =
      switch DependencyGraph.what(of: first) {
      case .relevance: item.relevance
      case .value: item.calculation
      case .count: item.repeatCount
      }
    return FormFault(
      "CYCLE", places.first ?? "", expression: expression,
      "it hangs on itself: \((places + places.prefix(1)).joined(separator: " → "))")
  }

  private func place(of vertex: Int) -> String {
    let path = tree[DependencyGraph.definition(of: vertex)].path
    return switch DependencyGraph.what(of: vertex) {
    case .relevance: path + ".relevance"
    case .value: path + ".calculation"
    case .count: path + ".repeat_count"
    }
  }

  // MARK: Formulas

  private mutating func formulas(of index: Int) {
    let definition = tree[index]
    let item = definition.item
    let path = definition.path
    let relevance = DependencyGraph.vertex(.relevance, of: index)
    let value = DependencyGraph.vertex(.value, of: index)
    let count = DependencyGraph.vertex(.count, of: index)
    let relevanceFormula = formula(
      item.relevance, path + ".relevance", at: index, vertex: relevance)
    let written =
      item.metadata == .instanceName ? questionnaire.instanceName : item.calculation
    let calculation = formula(written, path + ".calculation", at: index, vertex: value)
    let repeatCount = formula(item.repeatCount, path + ".repeat_count", at: index, vertex: count)
    let required = formula(item.required, path + ".required", at: index, vertex: nil)
    let constraint = formula(item.constraint, path + ".constraint", at: index, vertex: nil)
    let readOnly = formula(item.readOnly, path + ".read_only", at: index, vertex: nil)
    let preset = formula(
      item.defaultExpression, path + ".default_expression", at: index, vertex: nil)
    let seed = formula(item.randomizeSeed, path + ".randomize_seed", at: index, vertex: nil)
    var filter: Formula?
    if let list = definition.list, !item.choiceFilter.isEmpty {
      filter =
        made(item.choiceFilter, path + ".choice_filter", at: index) {
          (maker) throws(ExpressionFault) in try maker.filter(item.choiceFilter, list: list)
        }?.0
    }
    tree.change(index) {
      $0.relevance = relevanceFormula
      $0.calculation = calculation
      $0.repeatCount = repeatCount
      $0.required = required
      $0.constraint = constraint
      $0.readOnly = readOnly
      $0.defaultExpression = preset
      $0.randomizeSeed = seed
      $0.choiceFilter = filter
    }
  }

  /// Looks up one expression; what it looks at is noted under its vertex.
  private mutating func formula(
    _ text: String, _ place: String, at context: Int, vertex: Int?
  ) -> Formula? {
    if text.isEmpty { return nil }
    guard
      let (formula, maker) = made(
        text, place, at: context,
        { (maker) throws(ExpressionFault) in try maker.formula(text) })
    else { return nil }
    if let vertex {
      reasons[vertex] = maker.dependencies
      if maker.readsClock { clockVertices.append(vertex) }
      if maker.readsLanguage { languageVertices.append(vertex) }
    }
    return formula
  }

  private mutating func made(
    _ text: String, _ place: String, at context: Int,
    _ make: (inout FormulaMaker) throws(ExpressionFault) -> Formula
  ) -> (Formula, FormulaMaker)? {
    var maker = FormulaMaker(tree, questionnaire, at: context)
    do throws(ExpressionFault) {
      return (try make(&maker), maker)
    } catch {
      faults.append(FormFault(error.reason, place, expression: text, error.message))
      return nil
    }
  }

  // MARK: Texts

  private mutating func itemTexts(of index: Int) -> ItemTexts {
    let item = tree[index].item
    let path = tree[index].path
    var texts = ItemTexts()
    texts.label = translated(item.label, path + ".label", at: index)
    texts.hint = translated(item.hint, path + ".hint", at: index)
    texts.guidance = translated(item.guidance, path + ".guidance", at: index)
    texts.requiredMessage = translated(item.requiredMessage, path + ".required_message", at: index)
    texts.constraintMessage = translated(
      item.constraintMessage, path + ".constraint_message", at: index)
    if let scale = item.scale {
      texts.fromLabel = translated(scale.fromLabel, path + ".scale.from_label", at: index)
      texts.toLabel = translated(scale.toLabel, path + ".scale.to_label", at: index)
    }
    return texts
  }

  private mutating func translated(
    _ texts: [LocalText], _ place: String, at context: Int
  ) -> TranslatedText {
    var found = TranslatedText()
    for text in texts {
      var maker = FormulaMaker(tree, questionnaire, at: context)
      do throws(ExpressionFault) {
        found.add(try TextTemplate(text.text, &maker), text.language)
      } catch {
        faults.append(FormFault(error.reason, place, expression: text.text, error.message))
      }
    }
    return found
  }
}
