public import PCRMCore

extension [Training] {
  /// Refuses trainings that break a rule.
  public func check(_ field: String = "trainings") throws(Status) {
    if count > 100 { throw .tooMany(field, max: 100) }
    for (index, training) in enumerated() {
      let place = "\(field)[\(index)]"
      try TextRules.checkCode(training.module, "\(place).module", max: 64, others: "_-.")
      try Period.check(
        training.validFrom, "\(place).valid_from", training.validTo, "\(place).valid_to")
      for other in self[..<index]
      where other.module == training.module
        && Period.overlap(training.validFrom, training.validTo, other.validFrom, other.validTo)
      {
        throw .duplicate(place, "has the same module at the same time as another")
      }
    }
  }
}

extension [StaffRole] {
  /// Refuses roles that break a rule.
  public func check(_ field: String = "roles") throws(Status) {
    if count > 100 { throw .tooMany(field, max: 100) }
    for (index, role) in enumerated() {
      let place = "\(field)[\(index)]"
      try TextRules.checkCode(role.role, "\(place).role", max: 64, others: "_-.")
      // Who gives roles to staff must not be able to give them what only principals have.
      if Role.authorityNames.contains(role.role) {
        throw .malformed("\(place).role", "a role of staff; \(role.role) is one of principals")
      }
      try Period.check(role.validFrom, "\(place).valid_from", role.validTo, "\(place).valid_to")
      for other in self[..<index]
      where other.role == role.role
        && Period.overlap(role.validFrom, role.validTo, other.validFrom, other.validTo)
      {
        throw .duplicate(place, "has the same role at the same time as another")
      }
    }
  }
}
