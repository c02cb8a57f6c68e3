import PCRMModel

/// Walks over all that is written in a questionnaire.
enum FormWords {
  /// Every expression, and every text that may have one in it.
  static func expressions(_ items: [FormItem]) -> [String] { places(items).flatMap(\.texts) }

  /// The same, by the path of the item that it stands at.
  static func places(
    _ items: [FormItem], in parent: String = ""
  ) -> [(path: String, texts: [String])] {
    items.flatMap { item -> [(path: String, texts: [String])] in
      let path = parent.isEmpty ? item.name : "\(parent)/\(item.name)"
      let texts =
        item.label + item.hint + item.guidance + item.requiredMessage
        + item.constraintMessage + item.rows.flatMap(\.label)
      let own =
        [
          item.relevance, item.required, item.constraint, item.calculation, item.defaultExpression,
          item.readOnly, item.choiceFilter, item.repeatCount, item.randomizeSeed,
        ].filter { !$0.isEmpty } + texts.map(\.text).filter { $0.contains("${") }
        + item.rows.map(\.relevance)
      return [(path, own)] + places(item.items, in: path)
    }
  }
}
