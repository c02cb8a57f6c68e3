import PCRMModel

/// Gathers the texts of an XForm by language.
struct XFormTextWriter {
  var languages: [String] = []
  var standard = ""
  var paths = XFormPaths([])
  private var texts: [String: [XMLOutput]] = [:]

  /// Whether texts have to stand apart: there are several languages, or media with them.
  static func isNeeded(_ texts: [LocalText], _ media: [LocalMedia] = []) -> Bool {
    !media.isEmpty || texts.count > 1
      || texts.contains { !$0.language.isEmpty || $0.text.contains("${") }
  }

  /// Adds texts under an id; false when there are none.
  @discardableResult
  mutating func add(
    _ id: String, _ local: [LocalText], media: [LocalMedia] = [], guidance: [LocalText] = []
  ) -> Bool {
    let tags = Set((local + guidance).map(\.language) + media.map(\.language))
    if tags.isEmpty { return false }
    for tag in tags where !tag.isEmpty && !languages.contains(tag) { languages.append(tag) }
    let plain = (local + guidance).contains { $0.language.isEmpty }
    if plain && !languages.contains("") { languages.append("") }
    for tag in languages {
      var text = XMLOutput("text", [("id", id)])
      for one in local where one.language == tag {
        text.add(content("value", one.text))
      }
      for one in guidance where one.language == tag {
        var value = content("value", one.text)
        value.attributes = [("form", "guidance")]
        text.add(value)
      }
      for one in media where one.language == tag || one.language.isEmpty {
        let (form, folder) = Self.form(one.kind)
        text.add(XMLOutput("value", [("form", form)], text: "jr://\(folder)/\(one.file)"))
      }
      if !text.children.isEmpty { texts[tag, default: []].append(text) }
    }
    return true
  }

  private static func form(_ kind: FormMediaKind) -> (String, String) {
    switch kind {
    case .bigImage: ("big-image", "images")
    case .audio: ("audio", "audio")
    case .video: ("video", "video")
    default: ("image", "images")
    }
  }

  var element: XMLOutput? {
    if texts.isEmpty && languages.allSatisfy(\.isEmpty) { return nil }
    return XMLOutput(
      "itext", [],
      languages.map { tag in
        let isStandard = !standard.isEmpty && tag == standard || standard.isEmpty && tag.isEmpty
        return XMLOutput(
          "translation",
          [("lang", tag.isEmpty ? "default" : tag)]
            + (isStandard ? [("default", "true()")] : []), texts[tag] ?? [])
      })
  }

  /// An element with a text in it, and an output for each reference of the text.
  func content(_ name: String, _ text: String) -> XMLOutput {
    var element = XMLOutput(name)
    var rest = text[...]
    while let open = rest.firstRange(of: "${"),
      let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      let inside = rest[open.upperBound..<close].trimmed
      if open.lowerBound > rest.startIndex {
        element.children.append(.text(String(rest[..<open.lowerBound])))
      }
      let value = paths.path(inside).map { " \($0) " } ?? paths.withPaths(inside)
      element.add(XMLOutput("output", [("value", value)]))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { element.children.append(.text(String(rest))) }
    return element
  }
}
