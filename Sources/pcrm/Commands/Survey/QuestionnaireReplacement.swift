import PCRMModel

/// A questionnaire that an import would put in the place of one with another title.
struct QuestionnaireReplacement {
  let stored: Questionnaire
  let next: Questionnaire

  /// nil when both have a title in common.
  init?(of stored: Questionnaire, by next: Questionnaire) {
    let titles = Set(stored.title.map(\.text))
    if next.title.contains(where: { titles.contains($0.text) }) { return nil }
    self.stored = stored
    self.next = next
  }

  /// Whether it looks like another questionnaire, not the same one with a new title: fewer than half of
  /// the questions that are stored are in it.
  var isOther: Bool {
    let before = Self.questions(stored.items)
    return before.intersection(Self.questions(next.items)).count * 2 < before.count
  }

  /// What is said before it is asked whether to go on.
  func told(_ language: Language) -> String {
    language(
      "\(next.name) is \(Self.quoted(stored)) on the server, version \(stored.version); "
        + "\(Self.quoted(next)) would take its place",
      "서버의 \(next.name)은(는) \(Self.quoted(stored)) 버전 \(stored.version)이며 "
        + "\(Self.quoted(next))(으)로 바뀝니다.")
  }

  /// Why it is not done where nobody is asked.
  func refusal(_ language: Language) -> CommandFailure {
    .usage(
      language(
        "\(next.name) is another questionnaire on the server, \(Self.quoted(stored)), version "
          + "\(stored.version): give this one, \(Self.quoted(next)), another code with --name, or "
          + "--name \(next.name) to put it in the place of that",
        "서버의 \(next.name)은(는) 다른 설문지 \(Self.quoted(stored)) 버전 \(stored.version)입니다. "
          + "\(Self.quoted(next))에는 --name 으로 다른 코드를 주거나, 바꾸려면 --name \(next.name)을(를) "
          + "주십시오."))
  }

  private static func quoted(_ form: Questionnaire) -> String {
    let title =
      form.title.first { $0.language == form.defaultLanguage } ?? form.title.first ?? LocalText()
    return "\"\(DisplayWidth.cut(DisplayWidth.harmless(title.text), to: 60))\""
  }

  private static func questions(_ items: [FormItem]) -> Set<String> {
    items.reduce(into: []) { names, item in
      names.formUnion(item.items.isEmpty ? [item.name] : questions(item.items))
    }
  }
}
