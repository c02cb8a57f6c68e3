import PCRMModel

/// The lists of choices of an XForm: its instances beside the first one.
struct XFormLists {
  private(set) var lists: [ChoiceList] = []
  private var nodes: [String: XMLNode] = [:]
  /// Which child of an item is its value, and which its label, by list; as the first to use it says.
  private var refs: [String: (value: String, label: String)] = [:]

  /// The choices of an itemset's nodeset: instance('regions')/root/item[filter].
  struct Nodeset {
    var list = ""
    var filter = ""
    var randomize = false
    var seed = ""

    /// nil when choices come from elsewhere than an instance.
    init?(_ text: String) {
      var rest = text.trimmed
      if rest.hasPrefix("randomize("), rest.hasSuffix(")") {
        rest = String(rest.dropFirst(10).dropLast())
        randomize = true
        if let comma = Self.lastComma(rest) {
          // One blank is the comma's own; others may belong to a reference.
          seed = String(rest[rest.index(after: comma)...].dropFirst())
          rest = rest[..<comma].trimmed
        }
      }
      guard rest.hasPrefix("instance("), let close = rest.firstIndex(of: ")") else { return nil }
      list = rest[rest.index(rest.startIndex, offsetBy: 9)..<close].trimmed
        .filter { $0 != "'" && $0 != "\"" }
      guard let open = rest[close...].firstIndex(of: "[") else { return }
      guard rest.hasSuffix("]") else { return nil }
      filter = String(rest[rest.index(after: open)...].dropLast())
    }

    /// The comma that is in no bracket.
    private static func lastComma(_ text: String) -> String.Index? {
      var depth = 0
      var found: String.Index?
      for index in text.indices {
        switch text[index] {
        case "(", "[": depth += 1
        case ")", "]": depth -= 1
        case "," where depth == 0: found = index
        default: break
        }
      }
      return found
    }
  }

  init(_ instances: [XMLNode]) {
    for instance in instances {
      guard let id = instance["id"], nodes[id] == nil else { continue }
      nodes[id] = instance
      var list = ChoiceList()
      list.name = id
      lists.append(list)
    }
  }

  mutating func use(_ list: String, value: String, label: String) {
    if refs[list] == nil { refs[list] = (value, label) }
  }

  /// A list of choices that stand in a question itself.
  mutating func add(_ list: ChoiceList) { lists.append(list) }

  func has(_ list: String) -> Bool { lists.contains { $0.name == list } }

  /// Fills the lists, when all that use them are known.
  mutating func read(
    _ texts: inout XFormTexts, _ languages: inout FormLanguages, files: FormFiles,
    limits: FormFileLimits, _ findings: inout Findings
  ) {
    for place in lists.indices {
      let name = lists[place].name
      guard let node = nodes[name] else { continue }
      if let source = node["src"] {
        let file = String(source.split(separator: "/").last ?? "")
        let at = "line \(node.line)"
        if let refs = refs[name] {
          lists[place] = FileChoices.list(
            name, file: file, value: refs.value, label: refs.label, files: files, limits: limits,
            at: at, &languages, &findings)
        } else {
          lists[place] = FileChoices.table(
            name, file: file, files: files, limits: limits, at: at, &languages, &findings)
        }
        continue
      }
      // Rows of a table are numbered, and have their names and labels as any other column.
      let refs = node["pcrm:table"] == nil ? refs[name] ?? ("name", "label") : ("", "")
      let items = node.elements.first?.elements ?? []
      var choices: [FormChoice] = []
      for (number, item) in items.enumerated() {
        choices.append(Self.choice(item, number, refs, &texts, languages))
      }
      if let file = node["file"] { lists[place].file = file }
      lists[place].choices = choices
      lists[place].duplicates = Set(choices.map(\.value)).count < choices.count
    }
  }

  private static func choice(
    _ item: XMLNode, _ number: Int, _ refs: (value: String, label: String),
    _ texts: inout XFormTexts, _ languages: FormLanguages
  ) -> FormChoice {
    var choice = FormChoice()
    let label =
      refs.label.hasPrefix("jr:itext(")
      ? refs.label.dropFirst(9).prefix { $0 != ")" }.trimmed : refs.label
    for child in item.elements {
      let text = child.text.trimmed
      if child.name == refs.value, choice.value.isEmpty {
        choice.value = text.split(whereSeparator: \.isWhitespace).joined(separator: "_")
      }
      switch child.name {
      case "itextId":
        let values = texts.byID(text)
        choice.label = values.texts()
        choice.media = values.media
      case label:
        if refs.label.hasPrefix("jr:itext(") {
          let values = texts.byID(text)
          choice.label = values.texts()
          choice.media = values.media
        } else if !text.isEmpty {
          var local = LocalText()
          local.language = languages.standard
          local.text = text
          choice.label = [local]
        }
      case "exclusive": choice.exclusive = ExpressionText.isYes(text)
      case "name" where refs.value == "name": break
      default:
        if text.isEmpty { continue }
        var column = FormParameter()
        column.name = child.name
        column.value = text
        choice.columns.append(column)
      }
    }
    // Tables to look things up in may have no column for values.
    if choice.value.isEmpty { choice.value = String(number + 1) }
    return choice
  }
}
