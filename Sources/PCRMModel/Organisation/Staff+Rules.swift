public import PCRMCore

extension Staff {
  /// Fields that neither a create nor an update sets.
  public static let readOnlyFields: Set<String> = ["id", "version", "create_time", "update_time"]

  /// Refuses a member of staff that breaks a rule of its fields.
  public func check(_ field: String = "staff") throws(Status) {
    try TextRules.checkRequired(name, "\(field).name", max: 200)
    try TextRules.check(employeeNumber, "\(field).employee_number", max: 32)
    try jobGroup.checkKnown("\(field).job_group")
    try homeCoordinates?.check("\(field).home_coordinates")
    try TextRules.check(email, "\(field).email", max: 320)
    if !email.isEmpty && !email.isMailAddress {
      throw .malformed("\(field).email", "an e-mail address such as name@example.kr")
    }
    try Period.check(activeFrom, "\(field).active_from", activeTo, "\(field).active_to")
    if skills.count > 50 { throw .tooMany("\(field).skills", max: 50) }
    var seen: Set<String> = []
    for (index, skill) in skills.enumerated() {
      let place = "\(field).skills[\(index)]"
      try TextRules.checkCode(skill, place, max: 64, others: "_-.")
      if !seen.insert(skill).inserted { throw .duplicate(place, "names a skill a second time") }
    }
  }
}
