public import PCRMModel

/// A questionnaire that can be filled in: every name is known, every expression read, nothing goes round in a circle.
///
/// It is made once for a version and shared by all who fill it in.
public struct CompiledForm: Sendable {
  public let questionnaire: Questionnaire
  let tree: FormTree
  let graph: DependencyGraph
  /// Texts of items, by definition.
  let texts: [ItemTexts]
  /// Labels of choices, by list and choice.
  let choiceLabels: [[TranslatedText]]
  /// Texts of jr:itext(), by id.
  let itexts: [String: TranslatedText]
  let title: TranslatedText
  let instanceName: Formula?
  /// What asks for the time, and what for the language.
  let clockVertices: [Int]
  let languageVertices: [Int]
  /// Places of choices by their values, by list.
  let choicePlaces: [[String: [Int]]]

  /// Checks and looks up everything.
  ///
  /// - Throws: all that is wrong, with place and expression.
  public init(_ questionnaire: Questionnaire) throws(FormFaults) {
    var compiler = FormCompiler(questionnaire)
    compiler.compile()
    let built = try compiler.graph()
    self.questionnaire = questionnaire
    tree = compiler.tree
    graph = built
    texts = compiler.texts
    choiceLabels = compiler.choiceLabels
    itexts = compiler.itexts
    title = compiler.title
    instanceName = compiler.instanceName
    clockVertices = compiler.clockVertices
    languageVertices = compiler.languageVertices
    choicePlaces = questionnaire.choiceLists.map { list in
      Dictionary(grouping: list.choices.indices, by: { list.choices[$0].value })
    }
  }

  /// The paths of all items without numbers, in the order of the form, rows of grids among them.
  public var paths: [String] { tree.definitions.dropFirst().map(\.path) }

  /// The item at a path without numbers, for example "household/age"; a row of a grid as a choice of its own.
  public func item(at path: String) -> FormItem? { tree.byPath[path].map { tree[$0].item } }

  /// The path of the item that "${name}" means in the form's own expressions; nil when there is none, or several.
  public func path(named name: String) -> String? {
    guard let found = tree.byName[name], found.count == 1 else { return nil }
    return tree[found[0]].path
  }
}

/// The texts of one item.
struct ItemTexts: Sendable {
  var label = TranslatedText()
  var hint = TranslatedText()
  var guidance = TranslatedText()
  var requiredMessage = TranslatedText()
  var constraintMessage = TranslatedText()
  var fromLabel = TranslatedText()
  var toLabel = TranslatedText()
}
