public import ProtobufCodec

extension Rule {
  /// What the rule says of a customer at an instant.
  public func truth<S: FactSource>(of source: S, at moment: RuleMoment) -> Truth {
    var evaluation = RuleEvaluation(source, at: moment)
    return evaluation.truth(root)
  }

  /// What the rule says of a customer at an instant.
  public func truth<S: FactSource>(of source: S, at now: Timestamp) -> Truth {
    truth(of: source, at: RuleMoment(now))
  }
}
