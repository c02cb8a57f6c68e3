import PCRMCore
import Storage

extension Caller {
  /// Who does what time alone brings about: a principal that no token opens.
  static let clock = Caller(
    principal: PrincipalID(high: 0x7000, low: 0x8000_0000_0000_0000), permissions: .all,
    scope: .all)
}

extension Writer {
  /// Writes down what a timer's step changed, as the dispatcher does after a call: the audit line of the clock and the
  /// lines of the feed. Called once, at the end of the step; a step that changed nothing leaves nothing.
  ///
  /// - Parameters:
  ///   - method: what was done ("timer/override_end"), in the place of a method's name.
  ///   - subjects: the customers whom it is about.
  mutating func recordStep(
    _ method: String, subjects: [CustomerID] = [], reason: String = ""
  ) throws(Status) {
    try appendJournal(
      AuditLine(
        principal: Caller.clock.principal, method: method, peer: "clock", subjects: subjects,
        reason: reason))
  }
}
