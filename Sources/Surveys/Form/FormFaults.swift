/// Everything that is wrong with a questionnaire: one reading tells it all.
public struct FormFaults: Error, Hashable, Sendable {
  /// The faults, in the order of the items; at least one.
  public let faults: [FormFault]

  public init(_ faults: [FormFault]) {
    self.faults = faults
  }
}
