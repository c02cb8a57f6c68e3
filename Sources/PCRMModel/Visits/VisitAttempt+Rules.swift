public import PCRMCore

extension VisitAttempt {
  /// How many tries a visit may have.
  public static let perVisitMax: Int32 = 200

  /// Refuses a try of which a field that people write breaks its rule.
  public func check() throws(Status) {
    try outcome.checkRequired("outcome")
    try relationship.checkKnown("relationship")
    try channel.checkKnown("channel")
    try coordinates?.check("coordinates")
    try TextRules.check(note, "note", max: 1000)
    if evidence.count > 20 { throw .tooMany("evidence", max: 20) }
    for (index, text) in evidence.enumerated() {
      try TextRules.checkRequired(text, "evidence[\(index)]", max: 200)
    }
  }
}

extension AttemptOutcome {
  /// Whether somebody was spoken to whom the visit is for.
  public var isMeeting: Bool { [.met, .inside, .doorstep, .doorAjar].contains(self) }
}

extension CheckIn {
  /// Refuses a check-in of which a field breaks its rule.
  public func check(_ field: String) throws(Status) {
    try coordinates?.check("\(field).coordinates")
    if !(0...100_000).contains(accuracyMetres) {
      throw .outOfRange("\(field).accuracy_metres", min: 0, max: 100_000)
    }
  }
}

extension Resource {
  /// Fields that an update does not change.
  public static let readOnlyFields: Set<String> = [
    "id", "version", "kind", "office_id", "create_time", "update_time",
  ]

  /// Refuses a resource of which a field that people write breaks its rule.
  public func check() throws(Status) {
    try kind.checkRequired("kind")
    try TextRules.checkRequired(name, "name", max: 200)
    if officeID.isEmpty { throw .required("office_id") }
    if !(0...1000).contains(seats) { throw .outOfRange("seats", min: 0, max: 1000) }
  }
}
