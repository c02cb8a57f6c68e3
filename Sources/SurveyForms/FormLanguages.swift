import PCRMModel

/// The languages of a form's texts.
struct FormLanguages {
  /// Tags in the order in which they were met.
  private(set) var tags: [String] = []
  /// The one that texts without a language are in; empty when the form names none.
  let standard: String

  init(standard: String) {
    self.standard = LanguageNames.tag(standard)
    if !self.standard.isEmpty { tags = [self.standard] }
  }

  /// The tag of a language as a form writes it.
  mutating func tag(_ name: String) -> String {
    let tag = LanguageNames.tag(name)
    guard !tag.isEmpty else { return standard }
    if !tags.contains(tag) { tags.append(tag) }
    return tag
  }

  mutating func texts(_ pairs: [(language: String, text: String)]) -> [LocalText] {
    var texts: [LocalText] = []
    for pair in pairs where !pair.text.isEmpty {
      let tag = tag(pair.language)
      // Of two columns in one language the first one is taken.
      if texts.contains(where: { $0.language == tag }) { continue }
      var text = LocalText()
      text.language = tag
      text.text = pair.text
      texts.append(text)
    }
    return texts
  }
}

extension SheetTable.Row {
  func localTexts(_ name: String, _ languages: inout FormLanguages) -> [LocalText] {
    languages.texts(texts(name).map { ($0.field.meaning.language, $0.text) })
  }

  func media(_ languages: inout FormLanguages) -> [LocalMedia] {
    let kinds: [(String, FormMediaKind)] = [
      ("image", .image), ("big_image", .bigImage), ("audio", .audio), ("video", .video),
    ]
    var media: [LocalMedia] = []
    for (name, kind) in kinds {
      for cell in texts(name) {
        let plain = cell.field.meaning.language.isEmpty
        var one = LocalMedia()
        // A file in a column without a language is shown in all of them.
        one.language = plain ? "" : languages.tag(cell.field.meaning.language)
        one.kind = kind
        one.file = cell.text
        media.append(one)
      }
    }
    return media
  }
}
