import PCRMModel

/// Reads the elements of an XForm's instance into items.
struct XFormItems {
  let root: XMLNode
  private let rootPath: String
  let binds: [String: XMLNode]
  let body: XFormBody
  private let paths: XFormPaths
  private let files: FormFiles
  private let limits: FormFileLimits
  private var defaults: [String: String] = [:]
  private var captures: [String: String] = [:]
  private(set) var languages: FormLanguages
  var texts: XFormTexts
  var lists: XFormLists
  private(set) var lines: [String: Int] = [:]
  var findings: Findings

  init(
    model: XMLNode, root: XMLNode, body: XMLNode?, lists: XFormLists, files: FormFiles,
    limits: FormFileLimits
  ) {
    self.root = root
    self.lists = lists
    self.files = files
    self.limits = limits
    findings = Findings(limits)
    rootPath = "/\(root.name)"
    var binds: [String: XMLNode] = [:]
    var bindPaths: [String: String] = [:]
    for bind in model.all("bind") {
      guard let nodeset = bind["nodeset"] ?? bind["ref"] else { continue }
      let path = XFormBody.absolute(nodeset.trimmed, context: rootPath)
      binds[path] = bind
      if let id = bind["id"] { bindPaths[id] = path }
    }
    self.binds = binds
    self.body = XFormBody(body, root: rootPath, bindPaths: bindPaths)
    paths = XFormPaths(Self.paths(root, "/\(root.name)"))
    let itext = model.first("itext")
    let translations = itext?.all("translation") ?? []
    let standard = translations.first { $0["default"] != nil }?["lang"] ?? ""
    var languages = FormLanguages(standard: standard)
    let paths = paths
    texts = XFormTexts(itext, &languages) { Self.content($0, paths) }
    self.languages = languages
    takeActions(model)
  }

  private static func paths(_ node: XMLNode, _ path: String) -> [String] {
    var paths: [String] = []
    var seen: Set<String> = []
    for child in node.elements where seen.insert(child.name).inserted {
      paths.append("\(path)/\(child.name)")
      paths += Self.paths(child, "\(path)/\(child.name)")
    }
    return paths
  }

  /// Values that are set when a form is opened, and what is captured then.
  private mutating func takeActions(_ model: XMLNode) {
    var actions = body.setValues
    for node in model.elements {
      guard let ref = node["ref"] else { continue }
      let path = XFormBody.absolute(ref.trimmed, context: rootPath)
      switch node.name {
      case "setvalue": actions.append((path, node))
      case "setgeopoint": captures[path] = "start-geopoint"
      case "recordaudio": captures[path] = "background-audio"
      default: break
      }
    }
    for (path, node) in actions {
      let event = node["event"] ?? ""
      guard event.contains("first-load") || event.contains("new-repeat") || event.contains("ready")
      else {
        findings.add(
          .note, "ACTION_NOT_USED", row: node.line, column: node.name, value: event,
          "A value that is set on \(Findings.short(event)) is not set here.")
        continue
      }
      let literal = node.text.trimmed
      defaults[path] = node["value"] ?? (literal.isEmpty ? "''" : "'\(literal)'")
    }
  }

  // MARK: Reading

  mutating func read() -> Questionnaire {
    var questionnaire = Questionnaire()
    questionnaire.items = items(of: root, path: rootPath)
    for group in body.unboundGroups where group.first("label") != nil {
      findings.add(
        .note, "GROUP_ONLY_FOR_SHOW", row: group.line, column: "group",
        "The group is bound to no element; what is in it is read, its label is not shown.")
    }
    takeMeta(&questionnaire)
    lists.read(&texts, &languages, files: files, limits: limits, &findings)
    questionnaire.choiceLists = lists.lists
    let lines = lines
    PulledTables.add(
      to: &questionnaire, files: files, limits: limits, &languages, &findings
    ) { path in lines[path].map { "line \($0)" } ?? "the form" }
    for place in questionnaire.choiceLists.indices {
      for choice in questionnaire.choiceLists[place].choices.indices {
        let media = questionnaire.choiceLists[place].choices[choice].media
        questionnaire.choiceLists[place].choices[choice].media = checked(
          media, at: "list \(questionnaire.choiceLists[place].name)")
      }
    }
    questionnaire.languages = languages.tags
    questionnaire.defaultLanguage = languages.standard
    return questionnaire
  }

  var unusedTexts: [FormText] { texts.unused }

  mutating func title(_ node: XMLNode?, fallback: String) -> [LocalText] {
    if let ref = node?["titles"], let values = texts.referred(ref) { return values.texts() }
    let text = node?.text.trimmed ?? ""
    return plain(text.isEmpty ? fallback : text)
  }

  private mutating func items(of parent: XMLNode, path: String) -> [FormItem] {
    let templates = Set(parent.elements.filter { $0["template"] != nil }.map(\.name))
    var seen: Set<String> = []
    var items: [(item: FormItem, order: Int?)] = []
    for node in parent.elements {
      // Of a repeat's template and its first filled-in form the template is read.
      if templates.contains(node.name), node["template"] == nil { continue }
      guard seen.insert(node.name).inserted else { continue }
      let itemPath = "\(path)/\(node.name)"
      guard binds[itemPath]?["generated"] == nil else { continue }
      let relative = String(itemPath.dropFirst(rootPath.count + 1))
      lines[relative] = binds[itemPath]?.line ?? node.line
      if let item = item(node, itemPath) {
        items.append((item, (body.controls[itemPath] ?? body.groups[itemPath])?.order))
      }
    }
    return Self.ordered(items)
  }

  /// In the order in which they are shown; what is not shown keeps its place.
  private static func ordered(_ items: [(item: FormItem, order: Int?)]) -> [FormItem] {
    let shown = items.filter { $0.order != nil }.sorted { $0.order ?? 0 < $1.order ?? 0 }
    var next = shown.makeIterator()
    return items.map { $0.order == nil ? $0.item : next.next()?.item ?? $0.item }
  }

  private mutating func item(_ node: XMLNode, _ path: String) -> FormItem? {
    var item = FormItem()
    item.name = node.name
    let bind = binds[path]
    if let bind {
      item.relevance = expression(bind["relevant"])
      item.required = ExpressionText.condition(expression(bind["required"]))
      item.readOnly = ExpressionText.condition(expression(bind["readonly"]))
      item.constraint = expression(bind["pcrm:constraint"] ?? bind["constraint"])
      item.calculation = expression(bind["calculate"])
      item.constraintMessage = message(bind["constraintMsg"])
      item.requiredMessage = message(bind["requiredMsg"])
      item.textLengthMax = bind["text-length-max"].flatMap(Int32.init) ?? 0
      if bind["choices-min"] != nil || bind["choices-max"] != nil {
        var choices = ChoiceLimits()
        choices.min = bind["choices-min"].flatMap(Int32.init) ?? 0
        choices.max = bind["choices-max"].flatMap(Int32.init) ?? 0
        item.choiceLimits = choices
      }
    }
    if let group = body.groups[path]?.node, let list = group["grid"] {
      takeGrid(&item, node, group, list, path)
      return item
    }
    if body.groups[path] != nil || body.repeats[path] != nil || !node.elements.isEmpty {
      return group(item, node, path)
    }
    if let expression = defaults[path] {
      item.defaultExpression = self.expression(expression)
    } else {
      item.defaultValue = node.text.trimmed
    }
    if let control = body.controls[path]?.node {
      takeControl(&item, control, bind, path)
    } else {
      takeUnshown(&item, bind, path)
    }
    item.parameters += Self.parameters(bind, body.controls[path]?.node)
    return item
  }

  private mutating func group(_ item: FormItem, _ node: XMLNode, _ path: String) -> FormItem? {
    var item = item
    let shown = body.groups[path]?.node
    let again = body.repeats[path]
    item.type = again == nil ? .group : .repeat
    item.readOnly = ""
    item.required = ""
    if let shown {
      takeLabel(&item, shown)
      item.appearance = again?["appearance"] ?? shown["appearance"] ?? ""
      item.parameters = Self.parameters(nil, shown)
    }
    item.repeatCount = expression(again?["pcrm:count"] ?? again?["count"])
    item.items = items(of: node, path: path)
    if item.items.isEmpty {
      if item.name != "meta" {
        findings.add(
          .warning, "EMPTY_GROUP", row: node.line, column: node.name, value: node.name,
          "The group has nothing in it and is left out.")
      }
      return nil
    }
    return item
  }

  // MARK: meta

  /// Every form has an id of its own; it is an item only where something refers to it.
  private mutating func takeMeta(_ questionnaire: inout Questionnaire) {
    guard let place = questionnaire.items.firstIndex(where: { $0.name == "meta" }) else { return }
    var meta = questionnaire.items[place]
    if let name = meta.items.first(where: { $0.name == "instanceName" }) {
      questionnaire.instanceName = name.calculation
    }
    let others = FormWords.expressions(questionnaire.items.filter { $0.name != "meta" })
    for name in ["instanceID", "instanceName"]
    where !others.contains(where: { $0.contains(name) }) {
      meta.items.removeAll { $0.name == name }
    }
    if meta.items.isEmpty {
      questionnaire.items.remove(at: place)
    } else {
      questionnaire.items[place] = meta
    }
  }

  // MARK: Words

  func expression(_ text: String?) -> String {
    // References first: the blanks at both ends may belong to them.
    ExpressionText.cleaned(paths.withReferences(text ?? "")).text
  }

  private func plain(_ text: String) -> [LocalText] {
    if text.isEmpty { return [] }
    var local = LocalText()
    local.language = languages.standard
    local.text = text
    return [local]
  }

  private mutating func message(_ text: String?) -> [LocalText] {
    guard let text else { return [] }
    return texts.referred(text)?.texts() ?? plain(text.trimmed)
  }

  /// The text of a label with references for what it puts out.
  private static func content(_ node: XMLNode, _ paths: XFormPaths) -> String {
    var text = ""
    for child in node.children {
      switch child {
      case .text(let piece): text += piece
      case .element(let element):
        guard element.name == "output", let value = element["value"] ?? element["ref"] else {
          text += content(element, paths)
          continue
        }
        let name = paths.name(value.trimmed)
        text += "${\(name ?? value.trimmed)}"
      }
    }
    return text.trimmed
  }

  mutating func values(_ node: XMLNode?) -> [XFormTexts.Value] {
    guard let node else { return [] }
    if let ref = node["ref"], let values = texts.referred(ref) { return values }
    let text = Self.content(node, paths)
    if text.isEmpty { return [] }
    return [XFormTexts.Value(language: languages.standard, form: "", text: text)]
  }

  mutating func takeLabel(_ item: inout FormItem, _ node: XMLNode) {
    let label = values(node.first("label"))
    item.label = label.texts()
    item.media = checked(label.media, at: "line \(node.line)")
    let hint = values(node.first("hint"))
    item.hint = hint.texts()
    item.guidance = hint.texts(form: "guidance")
  }

  private mutating func checked(_ media: [LocalMedia], at place: String) -> [LocalMedia] {
    var media = FormOrder.media(media, languages)
    for place_ in media.indices where !files.has(media[place_].file) {
      media[place_].missing = true
      findings.addMissing(media[place_].file, media[place_].kind.missingKind, at: place)
    }
    return media
  }

  // MARK: What is not shown

  private mutating func takeUnshown(_ item: inout FormItem, _ bind: XMLNode?, _ path: String) {
    let preload = bind?["preload"] ?? ""
    let parameter = bind?["preloadParams"] ?? ""
    let record = captures[path] ?? bind?["record"]
    let isMeta = path.hasPrefix("\(rootPath)/meta/")
    let metadata: FormMetadata? =
      switch (preload, parameter) {
      case _ where isMeta && item.name == "instanceID": .instanceID
      case _ where isMeta && item.name == "instanceName": .instanceName
      case ("timestamp", "start"): .start
      case ("timestamp", "end"): .end
      case ("date", _): .today
      case ("property", "deviceid"): .deviceID
      case ("property", "username"): .username
      case ("property", "email"): .email
      case ("property", "phonenumber"): .phoneNumber
      case ("", _): record == nil ? nil : .other
      default: .other
      }
    guard let metadata else {
      item.type = item.calculation.isEmpty ? .hidden : .calculated
      return
    }
    item.type = .metadata
    item.metadata = metadata
    item.readOnly = ""
    if metadata != .instanceName { item.calculation = "" }
    if metadata == .other {
      var parameter_ = FormParameter()
      parameter_.name = "record"
      parameter_.value = record ?? (parameter.isEmpty ? preload : parameter)
      item.parameters = [parameter_]
      findings.add(
        .note, "NOT_RECORDED", row: bind?.line ?? 0, column: item.name, value: parameter_.value,
        "\(Findings.short(parameter_.value)) is not recorded here; it stays empty.")
    }
  }

  /// What the form keeps with an element and nothing here reads.
  private static func parameters(_ bind: XMLNode?, _ control: XMLNode?) -> [FormParameter] {
    let known: Set = [
      "nodeset", "ref", "id", "type", "relevant", "required", "readonly", "constraint",
      "calculate", "constraintMsg", "requiredMsg", "preload", "preloadParams", "bind",
      "appearance", "mediatype", "start", "end", "step", "choices-min", "choices-max",
      "text-length-max", "record", "generated", "saveIncomplete", "saveInstance", "xmlns", "grid",
      "from-label", "to-label", "count", "noAddRemove", "query", "exclusive",
    ]
    var parameters: [FormParameter] = []
    for node in [bind, control].compactMap({ $0 }) {
      for (name, value) in node.attributes where !name.contains(":") && !known.contains(name) {
        var parameter = FormParameter()
        parameter.name = name
        parameter.value = value
        parameters.append(parameter)
      }
    }
    return parameters.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }
}
