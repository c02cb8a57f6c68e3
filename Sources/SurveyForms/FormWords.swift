import PCRMModel

/// Walks over all that is written in a questionnaire.
enum FormWords {
  /// Every expression, and every text that may have one in it.
  static func expressions(_ items: [FormItem]) -> [String] {
    items.flatMap { item -> [String] in
      let texts =
        item.label + item.hint + item.guidance + item.requiredMessage
        + item.constraintMessage + item.rows.flatMap(\.label)
      return [
        item.relevance, item.required, item.constraint, item.calculation, item.defaultExpression,
        item.readOnly, item.choiceFilter, item.repeatCount, item.randomizeSeed,
      ].filter { !$0.isEmpty } + texts.map(\.text).filter { $0.contains("${") }
        + item.rows.map(\.relevance) + expressions(item.items)
    }
  }
}
