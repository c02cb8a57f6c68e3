public import ProtobufCodec

extension CompiledScheme {
  /// Decides about a case, and writes the result with its rule, reasons and trace into a decision.
  ///
  /// - Returns: whether the scheme applies to the case.
  @discardableResult
  public func decide<Source: FactSource>(
    _ facts: RecordedFacts<Source>, at now: Timestamp, into decision: inout Classification
  ) -> Bool {
    let made = decide(facts, at: now)
    guard let outcome = made.outcome else { return false }
    decision.scheme = scheme.name
    decision.schemeVersion = scheme.version
    decision.result = outcome.result
    decision.rule = made.rule
    decision.reasonKo = outcome.reasonKo
    decision.reasonEn = outcome.reasonEn
    decision.trace = made.trace
    for index in decision.trace.indices where decision.trace[index].truth == .unknown {
      decision.trace[index].missing = facts.missing(
        of: self.facts(ofRule: decision.trace[index].rule))
    }
    return true
  }
}

extension CompiledNeeds {
  /// Counts the needs of a case into a decision. The needs that were recorded are among the facts that are kept, so
  /// that the score can be made again.
  public func count<Source: FactSource>(
    _ facts: RecordedFacts<Source>, at now: Timestamp, into decision: inout Classification
  ) {
    var recorded: [String] = []
    if case .list(let values)? = facts.value(of: CaseFact.needs.ruleFact) {
      recorded = values.compactMap { if case .string(let code) = $0 { code } else { nil } }
    }
    let score = self.score(recorded: recorded, facts, at: now)
    decision.needScore = score.total
    decision.weightsVersion = score.version
    decision.needs = score.parts
  }
}
