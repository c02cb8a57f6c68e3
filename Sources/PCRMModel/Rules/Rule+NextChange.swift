import PCRMCore
public import ProtobufCodec

extension Rule {
  /// The first instant after now at which time alone may change what the rule says: never too late, perhaps too early;
  /// nil when never.
  public func nextChange<S: FactSource>(of source: S, at now: Timestamp) -> Timestamp? {
    if !usesTime { return nil }
    var forecast = RuleForecast(source, at: RuleMoment(now))
    let next = forecast.condition(root).next
    return next > RuleTime.timestampMax ? nil : Timestamp(microseconds: next)
  }
}
