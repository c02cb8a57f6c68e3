public import PCRMCore

/// How somebody stands at an instant: what decides whether they can be in charge.
public struct Standing: Sendable, Equatable {
  public var outcome: InChargeOutcome
  /// Who stands in, in order; empty when the person is at work.
  public var deputies: [StaffID]

  public init(_ outcome: InChargeOutcome, deputies: [StaffID] = []) {
    self.outcome = outcome
    self.deputies = deputies
  }
}

/// Finds who is in charge when people are away.
public enum Charge {
  /// Asked at most; a longer chain of deputies ends with the case worker.
  public static let askedMax = 200

  /// The case worker, or the first who stands in.
  ///
  /// The case worker's own deputies are asked in their order first; only when all of them are away too come those
  /// who stand in for them. When nobody is there the case worker stays in charge: somebody always is.
  ///
  /// - Parameter standing: how a person stands; asked once each.
  public static func resolve(
    _ worker: StaffID, standing: (StaffID) throws(Status) -> Standing
  ) throws(Status) -> (staff: StaffID, isUncovered: Bool, steps: [InChargeStep]) {
    var steps: [InChargeStep] = []
    var waiting = [worker]
    var next = 0
    var seen: Set<StaffID> = [worker]
    while next < waiting.count && next < askedMax {
      let staff = waiting[next]
      next += 1
      let found = try standing(staff)
      var step = InChargeStep()
      step.staffID = staff
      step.outcome = found.outcome
      steps.append(step)
      if found.outcome == .present { return (staff, false, steps) }
      for deputy in found.deputies where seen.insert(deputy).inserted { waiting.append(deputy) }
    }
    return (worker, true, steps)
  }
}
