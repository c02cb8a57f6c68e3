import PCRMModel

/// One item of a questionnaire in the tree that expressions walk, with its logic looked up.
struct FormDefinition: Sendable {
  /// What its nodes hold.
  enum Shape: Sendable, Equatable {
    /// Other nodes, once: the form itself, groups and grids.
    case group
    /// Other nodes, several times.
    case `repeat`
    /// A value.
    case leaf
  }

  /// Place in the list of definitions, in the order of the form; 0 is the form itself.
  let index: Int
  /// The item as it was written; a row of a grid is a choice of its own.
  let item: FormItem
  let shape: Shape
  /// Names from the form down, for example "household/age"; empty for the form itself.
  let path: String
  /// -1 for the form itself.
  let parent: Int
  /// Its place among the parent's children.
  let slot: Int
  let depth: Int
  /// The repeat that it stands in, or is; 0 when it stands in none.
  let nearestRepeat: Int
  var children: [Int] = []
  /// Place of its list of choices.
  var list: Int?
  /// For the row of a grid: its grid, which has what the rows share.
  var grid: Int?

  var relevance: Formula?
  var required: Formula?
  var constraint: Formula?
  var calculation: Formula?
  var defaultExpression: Formula?
  var readOnly: Formula?
  var choiceFilter: Formula?
  var repeatCount: Formula?
  var randomizeSeed: Formula?

  init(
    index: Int, item: FormItem, shape: Shape, path: String, parent: Int, slot: Int, depth: Int,
    nearestRepeat: Int
  ) {
    self.index = index
    self.item = item
    self.shape = shape
    self.path = path
    self.parent = parent
    self.slot = slot
    self.depth = depth
    self.nearestRepeat = nearestRepeat
  }

  /// Whether its value is worked out: nobody may set it.
  var isCalculated: Bool { calculation != nil }

  /// Whether what was worked out stays while the item is not relevant: what is worked out once only.
  var keepsValue: Bool { calculation?.holdsOnce ?? false }

  /// Whether its value is a number.
  var isNumber: Bool { [.integer, .decimal, .scale].contains(item.type) }
}
