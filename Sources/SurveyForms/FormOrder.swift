import PCRMModel

/// One order of texts and media, whatever the file's order was: that of the languages.
enum FormOrder {
  static func order(_ questionnaire: inout Questionnaire, _ languages: FormLanguages) {
    questionnaire.title = texts(questionnaire.title, languages)
    questionnaire.items = items(questionnaire.items, languages)
    for list in questionnaire.choiceLists.indices {
      for place in questionnaire.choiceLists[list].choices.indices {
        let choice = questionnaire.choiceLists[list].choices[place]
        questionnaire.choiceLists[list].choices[place].label = texts(choice.label, languages)
        questionnaire.choiceLists[list].choices[place].media = media(choice.media, languages)
      }
    }
    for place in questionnaire.texts.indices {
      questionnaire.texts[place].texts = texts(questionnaire.texts[place].texts, languages)
    }
  }

  private static func items(_ items: [FormItem], _ languages: FormLanguages) -> [FormItem] {
    items.map { item in
      var item = item
      item.label = texts(item.label, languages)
      item.hint = texts(item.hint, languages)
      item.guidance = texts(item.guidance, languages)
      item.requiredMessage = texts(item.requiredMessage, languages)
      item.constraintMessage = texts(item.constraintMessage, languages)
      item.media = media(item.media, languages)
      item.items = self.items(item.items, languages)
      return item
    }
  }

  /// The language without a name comes last.
  static func texts(_ texts: [LocalText], _ languages: FormLanguages) -> [LocalText] {
    if texts.count < 2 { return texts }
    let known = languages.tags.compactMap { tag in texts.first { $0.language == tag } }
    return known + texts.filter { $0.language.isEmpty }.prefix(1)
  }

  /// By kind, then by language; what is the same in every language stands once, without one.
  static func media(_ media: [LocalMedia], _ languages: FormLanguages) -> [LocalMedia] {
    if media.isEmpty { return [] }
    var result: [LocalMedia] = []
    for kind in [FormMediaKind.image, .bigImage, .audio, .video] {
      let same = media.filter { $0.kind == kind }
      let tags = Set(same.map(\.language))
      if Set(same.map(\.file)).count == 1, var one = same.first,
        tags.contains("") || languages.tags.allSatisfy(tags.contains)
      {
        one.language = ""
        result.append(one)
        continue
      }
      for tag in languages.tags + [""] {
        if let one = same.first(where: { $0.language == tag }) { result.append(one) }
      }
    }
    return result
  }
}
