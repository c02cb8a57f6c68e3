import PCRMModel

/// The texts of an XForm by id: for each language the text itself, and media with it.
struct XFormTexts {
  struct Value {
    let language: String
    /// "" for the text, else "image", "audio", "guidance" and so on.
    let form: String
    let text: String
  }

  private var values: [String: [Value]] = [:]
  private var order: [String] = []
  private var used: Set<String> = []

  init() {}

  init(
    _ itext: XMLNode?, _ languages: inout FormLanguages, _ content: (XMLNode) -> String
  ) {
    for translation in itext?.all("translation") ?? [] {
      let tag = languages.tag(translation["lang"] ?? "")
      for text in translation.all("text") {
        guard let id = text["id"] else { continue }
        if values[id] == nil { order.append(id) }
        for value in text.all("value") {
          let text = content(value)
          if text.isEmpty { continue }
          values[id, default: []].append(
            Value(language: tag, form: value["form"] ?? "", text: text))
        }
      }
    }
  }

  /// The values of a reference as jr:itext('id'); nil when it is none.
  mutating func referred(_ text: String) -> [Value]? {
    let text = text.trimmed
    guard text.hasPrefix("jr:itext("), text.hasSuffix(")") else { return nil }
    let id = text.dropFirst(9).dropLast().trimmed
    guard id.count >= 2, let quote = id.first, quote == "'" || quote == "\"", id.last == quote
    else { return nil }
    return byID(String(id.dropFirst().dropLast()))
  }

  mutating func byID(_ id: String) -> [Value] {
    used.insert(id)
    return values[id] ?? []
  }

  /// What no label, hint or message uses: texts that expressions may ask for.
  var unused: [FormText] {
    order.filter { !used.contains($0) }.compactMap { id in
      let texts = (values[id] ?? []).filter { $0.form.isEmpty || $0.form == "long" }.map(\.local)
      guard !texts.isEmpty else { return nil }
      var text = FormText()
      text.id = id
      text.texts = texts
      return text
    }
  }
}

extension XFormTexts.Value {
  var local: LocalText {
    var local = LocalText()
    local.language = language
    local.text = text
    return local
  }

  /// A file that is shown with the text: jr://images/a.jpg is a.jpg.
  var media: LocalMedia? {
    let kind: FormMediaKind
    switch form {
    case "image": kind = .image
    case "big-image": kind = .bigImage
    case "audio": kind = .audio
    case "video": kind = .video
    default: return nil
    }
    var media = LocalMedia()
    media.language = language
    media.kind = kind
    media.file = String(text[text.index(after: text.lastIndex(of: "/") ?? text.startIndex)...])
    if !text.contains("/") { media.file = text }
    return media
  }
}

extension Array where Element == XFormTexts.Value {
  /// The texts without media; a language counts once.
  func texts(form: String = "") -> [LocalText] {
    var texts: [LocalText] = []
    for value in self where value.form == form || form.isEmpty && value.form == "long" {
      if !texts.contains(where: { $0.language == value.language }) { texts.append(value.local) }
    }
    return texts
  }

  var media: [LocalMedia] { compactMap(\.media) }
}
