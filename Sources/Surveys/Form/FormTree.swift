import PCRMModel

/// The items of a questionnaire as a tree with numbers, and how names lead to them.
struct FormTree: Sendable {
  private(set) var definitions: [FormDefinition] = []
  /// By path.
  private(set) var byPath: [String: Int] = [:]
  /// By bare name: all that have it.
  private(set) var byName: [String: [Int]] = [:]
  /// Lists by name; files also without their ending.
  private(set) var lists: [String: Int] = [:]
  /// What pulldata() calls lists: the files that they came from, with and without their ending, and
  /// where there is no such file, as above.
  private(set) var tables: [String: Int] = [:]
  private(set) var faults: [FormFault] = []
  let root: String

  init(_ questionnaire: Questionnaire) {
    root = questionnaire.root.isEmpty ? "data" : questionnaire.root
    for (place, list) in questionnaire.choiceLists.enumerated() {
      if lists[list.name] != nil {
        faults.append(
          FormFault(
            "DUPLICATE_NAME", "choice_lists[\(list.name)]", "there is another list of that name"))
      }
      lists[list.name] = place
    }
    for (place, list) in questionnaire.choiceLists.enumerated() {
      for ending in [".csv", ".xml", ".geojson"] where list.name.hasSuffix(ending) {
        let stem = String(list.name.dropLast(ending.count))
        if lists[stem] == nil { lists[stem] = place }
      }
    }
    tables = lists
    for (place, list) in questionnaire.choiceLists.enumerated()
    where list.file.lowercased().hasSuffix(".csv") {
      tables[list.file] = place
      tables[String(list.file.dropLast(4))] = place
    }
    var top = FormItem()
    top.type = .group
    definitions.append(
      FormDefinition(
        index: 0, item: top, shape: .group, path: "", parent: -1, slot: 0, depth: 0,
        nearestRepeat: 0))
    for item in questionnaire.items { add(item, to: 0) }
  }

  private mutating func add(_ item: FormItem, to parent: Int) {
    if definitions.count > FormLimits.itemsMax {
      if faults.last?.reason != "TOO_MANY_ITEMS" {
        faults.append(
          FormFault("TOO_MANY_ITEMS", "items", "at most \(FormLimits.itemsMax) are allowed"))
      }
      return
    }
    let shape: FormDefinition.Shape =
      switch item.type {
      case .group, .grid: .group
      case .repeat: .repeat
      default: .leaf
      }
    let index = append(item, shape, to: parent)
    if let name = item.choiceListName {
      definitions[index].list = lists[name]
      if lists[name] == nil {
        faults.append(
          FormFault(
            "UNKNOWN_LIST", "\(definitions[index].path).choice_list",
            "there is no list of choices \"\(name)\"; declare it, or name one that there is"))
      }
    }
    if item.type == .grid {
      for row in item.rows {
        let place = append(row.item(of: item), .leaf, to: index)
        definitions[place].grid = index
        definitions[place].list = definitions[index].list
      }
    } else {
      for inner in item.items { add(inner, to: index) }
    }
  }

  private mutating func append(
    _ item: FormItem, _ shape: FormDefinition.Shape, to parent: Int
  ) -> Int {
    let index = definitions.count
    let above = definitions[parent]
    let path = above.path.isEmpty ? item.name : "\(above.path)/\(item.name)"
    definitions.append(
      FormDefinition(
        index: index, item: item, shape: shape, path: path, parent: parent,
        slot: above.children.count, depth: above.depth + 1,
        nearestRepeat: shape == .repeat ? index : above.nearestRepeat))
    definitions[parent].children.append(index)
    if byPath[path] != nil {
      faults.append(FormFault("DUPLICATE_NAME", path, "a neighbour has the same name"))
    }
    byPath[path] = index
    byName[item.name, default: []].append(index)
    return index
  }

  subscript(index: Int) -> FormDefinition { definitions[index] }

  /// Changes a definition in place.
  mutating func change(_ index: Int, _ body: (inout FormDefinition) -> Void) {
    body(&definitions[index])
  }

  /// The child of that name.
  func child(_ name: String, of index: Int) -> Int? {
    definitions[index].children.first { definitions[$0].item.name == name }
  }

  /// Whether `ancestor` is above `index`, or is it.
  func isAncestor(_ ancestor: Int, of index: Int) -> Bool {
    var current = index
    while current > ancestor { current = definitions[current].parent }
    return current == ancestor
  }

  /// From below `ancestor` down to `index`.
  func line(from ancestor: Int, to index: Int) -> [Int] {
    var line: [Int] = []
    var current = index
    while current != ancestor, current > 0 {
      line.append(current)
      current = definitions[current].parent
    }
    return line.reversed()
  }

  /// The definition that is fixed for a formula at `context` which names `target`: the deepest repeat around both, in
  /// which the formula stays, or the form.
  func commonAncestor(_ target: Int, _ context: Int) -> Int {
    var repeated = definitions[definitions[target].parent].nearestRepeat
    while repeated != 0, !isAncestor(repeated, of: context) {
      repeated = definitions[definitions[repeated].parent].nearestRepeat
    }
    return repeated
  }
}

extension FormItem {
  /// The list that it takes its choices from.
  fileprivate var choiceListName: String? {
    switch type {
    case .selectOne, .selectMany, .rank, .grid: choiceList
    default: nil
    }
  }
}

extension GridRow {
  /// The row as a question of its own.
  fileprivate func item(of grid: FormItem) -> FormItem {
    var item = FormItem()
    item.name = name
    item.type = .selectOne
    item.relevance = relevance
    item.choiceList = grid.choiceList
    item.label = label
    item.requiredMessage = grid.requiredMessage
    return item
  }
}
