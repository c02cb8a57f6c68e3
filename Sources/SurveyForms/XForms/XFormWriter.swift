public import PCRMModel

/// Writes questionnaires as ODK XForms.
///
/// What XForms have no word for (grids, limits of choices, lengths of texts) is written in a way
/// that other programs understand, and marked with attributes of the namespace `pcrm`, by which
/// ``FormImporter`` reads it back as it was.
public struct XFormWriter {
  let questionnaire: Questionnaire
  let rootName: String
  let paths: XFormPaths
  let lists: [String: ChoiceList]
  /// Names of lists that questions take their choices from.
  private let asked: Set<String>
  var itext = XFormTextWriter()
  var binds: [XMLOutput] = []
  var actions: [XMLOutput] = []

  /// The form as XML in UTF-8.
  public static func write(_ questionnaire: Questionnaire) -> String {
    var writer = XFormWriter(questionnaire)
    return writer.write()
  }

  private init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
    let rootName = questionnaire.root.isEmpty ? "data" : questionnaire.root
    self.rootName = rootName
    let own = Self.paths(questionnaire.items, "/\(rootName)")
    let meta = ["instanceID", "instanceName"].map { "/\(rootName)/meta/\($0)" }
    paths = XFormPaths(own + meta.filter { !own.contains($0) })
    lists = Dictionary(questionnaire.choiceLists.map { ($0.name, $0) }) { first, _ in first }
    asked = Self.asked(questionnaire.items)
    itext.languages =
      questionnaire.languages.isEmpty ? [""] : questionnaire.languages
    itext.standard = questionnaire.defaultLanguage
    itext.paths = paths
  }

  private static func asked(_ items: [FormItem]) -> Set<String> {
    items.reduce(into: []) { $0.formUnion(asked($1.items).union([$1.choiceList])) }
  }

  static func paths(_ items: [FormItem], _ parent: String) -> [String] {
    items.flatMap { item -> [String] in
      let path = "\(parent)/\(item.name)"
      return [path] + item.rows.map { "\(path)/\($0.name)" } + paths(item.items, path)
    }
  }

  private mutating func write() -> String {
    let root = "/\(rootName)"
    var instance = XMLOutput(
      rootName, [("id", questionnaire.name)] + given("version", questionnaire.authorVersion))
    let body = XMLOutput("h:body", [], controls(questionnaire.items, root))
    instance.children = nodes(questionnaire.items, root).map(XMLOutput.Child.element)
    for item in questionnaire.items { bind(item, "\(root)/\(item.name)") }
    addMeta(&instance)
    var secondary: [XMLOutput] = []
    for list in questionnaire.choiceLists { secondary.append(self.instance(list)) }
    let title = title
    for text in questionnaire.texts { itext.add(text.id, text.texts) }
    var model = XMLOutput("model", [("odk:xforms-version", "1.0.0")])
    if let texts = itext.element { model.add(texts) }
    model.add(XMLOutput("instance", [], [instance]))
    for element in secondary + binds + actions { model.add(element) }
    let html = XMLOutput(
      "h:html",
      [
        ("xmlns", "http://www.w3.org/2002/xforms"), ("xmlns:h", "http://www.w3.org/1999/xhtml"),
        ("xmlns:jr", "http://openrosa.org/javarosa"),
        ("xmlns:odk", "http://www.opendatakit.org/xforms"),
        ("xmlns:orx", "http://openrosa.org/xforms"), ("xmlns:pcrm", "urn:pcrm:xforms"),
        ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
      ], [XMLOutput("h:head", [], [title, model]), body])
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    html.write(to: &text)
    return text
  }

  private var title: XMLOutput {
    mutating get {
      let titles = questionnaire.title
      let plain =
        titles.first { $0.language == questionnaire.defaultLanguage } ?? titles.first
        ?? LocalText()
      guard titles.count > 1 else { return XMLOutput("h:title", text: plain.text) }
      itext.add("/\(rootName):title", titles)
      return XMLOutput(
        "h:title", [("pcrm:titles", "jr:itext('/\(rootName):title')")], text: plain.text)
    }
  }

  private mutating func addMeta(_ instance: inout XMLOutput) {
    let metaItems = questionnaire.items.first { $0.name == "meta" }?.items ?? []
    var meta = XMLOutput("meta")
    let path = "/\(rootName)/meta"
    if !metaItems.contains(where: { $0.name == "instanceID" }) {
      meta.add(XMLOutput("instanceID"))
      binds.append(
        XMLOutput(
          "bind",
          [
            ("nodeset", "\(path)/instanceID"), ("type", "string"), ("readonly", "true()"),
            ("jr:preload", "uid"),
          ]))
    }
    if !questionnaire.instanceName.isEmpty,
      !metaItems.contains(where: { $0.name == "instanceName" })
    {
      meta.add(XMLOutput("instanceName"))
      binds.append(
        XMLOutput(
          "bind",
          [
            ("nodeset", "\(path)/instanceName"), ("type", "string"),
            ("calculate", paths.withPaths(questionnaire.instanceName)),
          ]))
    }
    for place in instance.children.indices {
      guard case .element(var element) = instance.children[place], element.name == "meta" else {
        continue
      }
      element.children += meta.children
      instance.children[place] = .element(element)
      return
    }
    if !meta.children.isEmpty { instance.add(meta) }
  }

  // MARK: Instance

  private func nodes(_ items: [FormItem], _ parent: String) -> [XMLOutput] {
    items.flatMap { item -> [XMLOutput] in
      let inside =
        item.rows.map { XMLOutput($0.name) } + nodes(item.items, "\(parent)/\(item.name)")
      switch item.type {
      case .group, .grid: return [XMLOutput(item.name, [], inside)]
      case .repeat:
        let count = generatedCount(item).map { [XMLOutput($0)] } ?? []
        return count + [XMLOutput(item.name, [("jr:template", "")], inside)]
      default: return [XMLOutput(item.name, text: item.defaultValue)]
      }
    }
  }

  /// ODK takes the number of repeats from an answer only: an expression gets a hidden item.
  func generatedCount(_ item: FormItem) -> String? {
    let count = item.repeatCount.trimmed
    if count.isEmpty { return nil }
    if count.hasPrefix("${"), count.hasSuffix("}"),
      paths.path(String(count.dropFirst(2).dropLast()).trimmed) != nil
    {
      return nil
    }
    if count.hasPrefix("/"), paths.name(count) != nil { return nil }
    return "\(item.name)_count_"
  }

  private mutating func instance(_ list: ChoiceList) -> XMLOutput {
    if list.missing, !list.file.isEmpty {
      let kind = list.file.lowercased().hasSuffix(".csv") ? "file-csv" : "file"
      return XMLOutput("instance", [("id", list.name), ("src", "jr://\(kind)/\(list.file)")])
    }
    let inTexts = isInTexts(list)
    let isTable = isTable(list)
    var root = XMLOutput("root")
    for (number, choice) in list.choices.enumerated() {
      var item = XMLOutput("item")
      if inTexts {
        let id = "\(list.name)-\(number)"
        if itext.add(id, choice.label, media: choice.media) {
          item.add(XMLOutput("itextId", text: id))
        }
      } else if let label = choice.label.first {
        item.add(XMLOutput("label", text: label.text))
      }
      if !isTable { item.add(XMLOutput("name", text: choice.value)) }
      if choice.exclusive { item.add(XMLOutput("exclusive", text: "true")) }
      for column in choice.columns where FormNames.isName(column.name) {
        item.add(XMLOutput(column.name, text: column.value))
      }
      root.add(item)
    }
    return XMLOutput(
      "instance",
      [("id", list.name)] + given("pcrm:file", list.file)
        + given("pcrm:table", isTable ? "true()" : ""), [root])
  }

  /// Rows out of a file that have names and labels of their own beside the row's number.
  private func isTable(_ list: ChoiceList) -> Bool {
    !list.file.isEmpty && !asked.contains(list.name)
      && list.choices.enumerated().allSatisfy { $0.element.value == String($0.offset + 1) }
      && list.choices.contains { choice in
        choice.columns.contains { $0.name == "name" || $0.name == "label" }
      }
  }

  func isInTexts(_ list: ChoiceList) -> Bool {
    list.choices.contains { XFormTextWriter.isNeeded($0.label, $0.media) }
  }

  func given(_ name: String, _ value: String) -> [(String, String)] {
    value.isEmpty ? [] : [(name, value)]
  }
}
