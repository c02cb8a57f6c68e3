import PCRMModel

extension XFormWriter {
  mutating func controls(_ items: [FormItem], _ parent: String) -> [XMLOutput] {
    var controls: [XMLOutput] = []
    for item in items {
      if let control = control(item, "\(parent)/\(item.name)") { controls.append(control) }
    }
    return controls
  }

  private mutating func control(_ item: FormItem, _ path: String) -> XMLOutput? {
    switch item.type {
    case .calculated, .hidden, .metadata: return nil
    case .group: return group(item, path)
    case .repeat: return again(item, path)
    case .grid: return grid(item, path)
    default: break
    }
    var attributes: [(String, String)] = [("ref", path)]
    attributes += given("appearance", item.appearance)
    if let mediaType = Self.mediaType(item.type) { attributes.append(("mediatype", mediaType)) }
    if let scale = item.scale, item.type == .scale {
      attributes += [
        ("start", scale.from), ("end", scale.to),
        ("step", scale.step.isEmpty ? "1" : scale.step),
      ]
      attributes += end("pcrm:from-label", scale.fromLabel, "\(path):from")
      attributes += end("pcrm:to-label", scale.toLabel, "\(path):to")
    }
    attributes += parameters(item)
    var control = XMLOutput(Self.name(item.type), attributes)
    addLabel(item, path, to: &control)
    if !item.choiceList.isEmpty { control.add(itemset(item)) }
    return control
  }

  private static func name(_ type: FormItemType) -> String {
    switch type {
    case .selectOne: "select1"
    case .selectMany: "select"
    case .rank: "odk:rank"
    case .scale: "range"
    case .consent: "trigger"
    case .photo, .audio, .video, .file: "upload"
    default: "input"
    }
  }

  private static func mediaType(_ type: FormItemType) -> String? {
    switch type {
    case .photo: "image/*"
    case .audio: "audio/*"
    case .video: "video/*"
    case .file: "application/*"
    default: nil
    }
  }

  private mutating func end(
    _ name: String, _ texts: [LocalText], _ id: String
  ) -> [(String, String)] {
    itext.add(id, texts) ? [(name, "jr:itext('\(id)')")] : []
  }

  private func parameters(_ item: FormItem) -> [(String, String)] {
    item.parameters.compactMap { parameter in
      guard FormNames.isName(parameter.name) else { return nil }
      let plain = ["rows", "autoplay", "intent"].contains(parameter.name)
      let prefix = plain ? "" : parameter.name == "max-pixels" ? "orx:" : "pcrm:"
      return (prefix + parameter.name, parameter.value)
    }
  }

  // MARK: Groups

  private mutating func group(_ item: FormItem, _ path: String) -> XMLOutput? {
    var group = XMLOutput(
      "group", [("ref", path)] + given("appearance", item.appearance) + parameters(item))
    addLabel(item, path, to: &group)
    for control in controls(item.items, path) { group.add(control) }
    // A group of which nothing is shown is an element of the instance and no more.
    return group.children.isEmpty && group.attributes.count == 1 ? nil : group
  }

  private mutating func again(_ item: FormItem, _ path: String) -> XMLOutput {
    var group = XMLOutput("group", [("ref", path)] + parameters(item))
    addLabel(item, path, to: &group)
    var attributes = [("nodeset", path)] + given("appearance", item.appearance)
    if let count = generatedCount(item) {
      let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
      attributes += [
        ("jr:count", "\(parent)/\(count)"), ("pcrm:count", paths.withPaths(item.repeatCount)),
      ]
    } else if !item.repeatCount.isEmpty {
      attributes.append(("jr:count", paths.withPaths(item.repeatCount)))
    }
    group.add(XMLOutput("repeat", attributes, controls(item.items, path)))
    return group
  }

  private mutating func grid(_ item: FormItem, _ path: String) -> XMLOutput {
    var group = XMLOutput(
      "group",
      [("ref", path), ("appearance", "field-list"), ("pcrm:grid", item.choiceList)]
        + given("pcrm:grid-appearance", item.appearance) + parameters(item))
    addLabel(item, path, to: &group)
    for row in item.rows {
      var one = FormItem()
      one.type = .selectOne
      one.label = row.label
      one.choiceList = item.choiceList
      one.choiceFilter = item.choiceFilter
      one.appearance = "likert"
      if let control = control(one, "\(path)/\(row.name)") { group.add(control) }
    }
    return group
  }

  // MARK: Labels

  private mutating func addLabel(_ item: FormItem, _ path: String, to element: inout XMLOutput) {
    if let label = text("label", item.label, item.media, [], "\(path):label") {
      element.add(label)
    }
    if let hint = text("hint", item.hint, [], item.guidance, "\(path):hint") { element.add(hint) }
  }

  private mutating func text(
    _ name: String, _ texts: [LocalText], _ media: [LocalMedia], _ guidance: [LocalText],
    _ id: String
  ) -> XMLOutput? {
    if texts.isEmpty && media.isEmpty && guidance.isEmpty { return nil }
    let needsTexts =
      !media.isEmpty || !guidance.isEmpty || texts.count > 1
      || texts.contains { !$0.language.isEmpty }
    guard needsTexts else { return itext.content(name, texts.first?.text ?? "") }
    itext.add(id, texts, media: media, guidance: guidance)
    return XMLOutput(name, [("ref", "jr:itext('\(id)')")])
  }

  // MARK: Choices

  private func itemset(_ item: FormItem) -> XMLOutput {
    var nodeset = "instance('\(item.choiceList)')/root/item"
    if !item.choiceFilter.isEmpty { nodeset += "[\(paths.withPaths(item.choiceFilter))]" }
    if item.randomize {
      let seed = item.randomizeSeed.isEmpty ? "" : ", \(paths.withPaths(item.randomizeSeed))"
      nodeset = "randomize(\(nodeset)\(seed))"
    }
    let inTexts = lists[item.choiceList].map(isInTexts) ?? false
    return XMLOutput(
      "itemset", [("nodeset", nodeset)],
      [
        XMLOutput("value", [("ref", "name")]),
        XMLOutput("label", [("ref", inTexts ? "jr:itext(itextId)" : "label")]),
      ])
  }
}
