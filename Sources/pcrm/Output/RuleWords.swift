import PCRMModel

/// Sentences about conditions of rules: English ones as the server made them, Korean ones made here from reason and
/// params.
enum RuleWords {
  static func condition(_ condition: ExplainedCondition, _ language: Language) -> String {
    condition.words
  }

  static func change(_ change: ExplainedChange, _ language: Language) -> String {
    change.words
  }
}
