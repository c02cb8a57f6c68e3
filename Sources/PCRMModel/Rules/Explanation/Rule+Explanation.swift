public import ProtobufCodec

extension Rule {
  /// Each condition with its values, the fewest that decide, and what would have to change.
  public func explain<S: FactSource>(of source: S, at now: Timestamp) -> RuleExplanation {
    let structure = RuleStructure(root)
    var explainer = ConditionExplainer(source, at: RuleMoment(now))
    var conditions: [RuleExplanation.Condition] = []
    for expression in structure.conditions { conditions.append(explainer.condition(expression)) }
    let truths = conditions.map(\.truth)
    let deciding = structure.deciding(truths)
    let changes = structure.changes(truths)
    return RuleExplanation(
      truth: structure.truth(truths), conditions: conditions, deciding: deciding.conditions,
      decidingIsLeast: deciding.isLeast,
      changes: changes.alternatives.map { alternative in
        alternative.sorted { $0.key < $1.key }.map { number, truth in
          explainer.change(conditions[number], structure.conditions[number], number, to: truth)
        }
      },
      changesAreLeast: changes.isLeast)
  }
}
