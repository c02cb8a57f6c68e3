import PCRMModel

extension XFormItems {
  /// What a control makes of the item that it is for.
  mutating func takeControl(
    _ item: inout FormItem, _ control: XMLNode, _ bind: XMLNode?, _ path: String
  ) {
    takeLabel(&item, control)
    item.appearance = control["appearance"]?.trimmed ?? ""
    switch control.name {
    case "select1":
      item.type = .selectOne
      takeChoices(&item, control)
    case "select":
      item.type = .selectMany
      takeChoices(&item, control)
    case "rank":
      item.type = .rank
      takeChoices(&item, control)
    case "trigger": item.type = .consent
    case "range":
      item.type = .scale
      item.scale = scale(control)
    case "upload": item.type = Self.upload(control["mediatype"] ?? "")
    default:
      item.type = Self.input(bind?["type"] ?? "", control)
      if item.type == .text, item.readOnly == "true()", item.isOnlyShown {
        item.type = .note
        item.readOnly = ""
      }
    }
    if item.type == .note { item.required = "" }
  }

  private static func input(_ type: String, _ control: XMLNode) -> FormItemType {
    // The prefix of xsd:int says nothing that is not known.
    let local = type.split(separator: ":").last.map { $0.lowercased() } ?? ""
    return switch local {
    case "int", "integer", "long", "short": .integer
    case "decimal", "double", "float": .decimal
    case "date": .date
    case "time": .time
    case "datetime": .dateTime
    case "geopoint": .location
    case "geotrace": .line
    case "geoshape": .area
    case "barcode": .barcode
    case "boolean": .consent
    default: .text
    }
  }

  private static func upload(_ mediaType: String) -> FormItemType {
    switch mediaType.split(separator: "/").first {
    case "image": .photo
    case "audio": .audio
    case "video": .video
    default: .file
    }
  }

  private mutating func scale(_ control: XMLNode) -> ScaleRange {
    var scale = ScaleRange()
    scale.from = control["start"] ?? "1"
    scale.to = control["end"] ?? "10"
    scale.step = control["step"].map { $0 == "1" ? "" : $0 } ?? ""
    scale.fromLabel = values(reference: control["from-label"])
    scale.toLabel = values(reference: control["to-label"])
    return scale
  }

  private mutating func values(reference: String?) -> [LocalText] {
    guard let reference else { return [] }
    return texts.referred(reference)?.texts() ?? []
  }

  // MARK: Choices

  private mutating func takeChoices(_ item: inout FormItem, _ control: XMLNode) {
    guard let itemset = control.first("itemset") else {
      item.choiceList = inlineList(item.name, control)
      return
    }
    let written = itemset["nodeset"] ?? ""
    guard let nodeset = XFormLists.Nodeset(written) else {
      findings.add(
        .error, "REPEAT_CHOICES", row: itemset.line, column: item.name, value: written,
        "Choices that come from elsewhere than a list are not read; use an instance with items.")
      item.choiceList = missingList(item.name)
      return
    }
    lists.use(
      nodeset.list, value: itemset.first("value")?["ref"] ?? "name",
      label: itemset.first("label")?["ref"] ?? "label")
    item.choiceFilter = expression(nodeset.filter)
    item.randomize = nodeset.randomize
    item.randomizeSeed = expression(nodeset.seed)
    item.choiceList = nodeset.list
    if !lists.has(nodeset.list) {
      findings.add(
        .error, "UNKNOWN_LIST", row: itemset.line, column: item.name, value: nodeset.list,
        "There is no instance \"\(Findings.short(nodeset.list))\"; add it, or name another one.")
      item.choiceList = missingList(nodeset.list)
    }
  }

  private mutating func missingList(_ name: String) -> String {
    if !lists.has(name) {
      var list = ChoiceList()
      list.name = name
      list.missing = true
      lists.add(list)
    }
    return name
  }

  /// Choices that stand in the question itself; the list is called as the question is.
  private mutating func inlineList(_ name: String, _ control: XMLNode) -> String {
    var list = ChoiceList()
    list.name = name
    var number = 2
    while lists.has(list.name) {
      list.name = "\(name)_\(number)"
      number += 1
    }
    for node in control.all("item") {
      let value = node.first("value")?.text.trimmed ?? ""
      if value.isEmpty {
        findings.add(
          .error, "NO_CHOICE_NAME", row: node.line, column: name,
          "The choice has no value; give it a short one, which is what answers keep.")
        continue
      }
      var choice = FormChoice()
      choice.value = value.split(whereSeparator: \.isWhitespace).joined(separator: "_")
      let label = values(node.first("label"))
      choice.label = label.texts()
      choice.media = label.media
      list.choices.append(choice)
    }
    list.duplicates = Set(list.choices.map(\.value)).count < list.choices.count
    lists.add(list)
    return list.name
  }

  // MARK: Grids

  /// A grid comes as a group of questions with the same choices, marked as one.
  mutating func takeGrid(
    _ item: inout FormItem, _ node: XMLNode, _ group: XMLNode, _ list: String, _ path: String
  ) {
    item.type = .grid
    takeLabel(&item, group)
    item.choiceList = list
    item.appearance = group["grid-appearance"] ?? ""
    for child in node.elements {
      let rowPath = "\(path)/\(child.name)"
      var row = GridRow()
      row.name = child.name
      row.relevance = expression(binds[rowPath]?["relevant"])
      if let control = body.controls[rowPath]?.node {
        row.label = values(control.first("label")).texts()
        if let nodeset = control.first("itemset")?["nodeset"].flatMap(XFormLists.Nodeset.init) {
          item.choiceFilter = expression(nodeset.filter)
        }
      }
      if item.rows.isEmpty {
        item.required = ExpressionText.condition(expression(binds[rowPath]?["required"]))
      }
      item.rows.append(row)
    }
  }
}
