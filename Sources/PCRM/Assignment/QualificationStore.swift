import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// What a member of staff is qualified by.
  func qualifications(of staff: Staff) throws(Status) -> StaffQualifications {
    var found = StaffQualifications()
    found.staffID = staff.id
    found.version = staff.version
    found.jobGroup = staff.jobGroup
    found.trainings = try all(
      """
      SELECT module, valid_from, valid_to FROM staff_training
      WHERE staff = $1 ORDER BY module, valid_from
      """, .id(staff.id)
    ) { row in
      var training = Training()
      training.module = row.text(0)
      training.validFrom = row.day(1)
      training.validTo = row.day(2)
      return training
    }
    found.roles = try all(
      """
      SELECT role, valid_from, valid_to FROM staff_role
      WHERE staff = $1 ORDER BY role, valid_from
      """, .id(staff.id)
    ) { row in
      var role = StaffRole()
      role.role = row.text(0)
      role.validFrom = row.day(1)
      role.validTo = row.day(2)
      return role
    }
    return found
  }

  /// The roles that a member of staff has on a day.
  func staffRoles(_ staff: StaffID, on day: CivilDate) throws(Status) -> [String] {
    try all(
      """
      SELECT role FROM staff_role
      WHERE staff = $1 AND valid_from <= $2 AND $2 < valid_to ORDER BY role
      """, .id(staff), .integer(day.number)
    ) { $0.text(0) }
  }

  /// Refuses somebody who cannot be the case worker of a case from today on: who is not at work, or lacks something.
  ///
  /// - Returns: the member of staff.
  @discardableResult
  func checkWorker(_ id: StaffID, of document: Case, _ field: String) throws(Status) -> Staff {
    if id.isEmpty { throw .required(field) }
    guard try hasStaff(id) else { throw .referenceMissing(field, "member of staff") }
    let staff = try staff(id, field: field)
    let day = BusinessDay.today(now)
    guard Period.holds(staff.activeFrom, staff.activeTo, on: day) else {
      throw .precondition(
        "REFERENCE_MISSING", field, "there is no such member of staff at work on that day")
    }
    let missing = try missing(staff, for: document, on: day)
    if !missing.isEmpty {
      let list = missing.joined(separator: ", ")
      throw Status.precondition(
        "QUALIFICATION_MISSING", field, "the member of staff lacks \(list) for this case"
      ).with("missing", missing.joined(separator: ","))
    }
    return staff
  }

  /// What somebody lacks for a case on a day.
  func missing(
    _ staff: Staff, for document: Case, on day: CivilDate
  ) throws(Status) -> [String] {
    let rules = try rules(.qualification)
    if rules.requirements.isEmpty { return [] }
    return rules.missing(
      try qualifications(of: staff), caseType: document.type, stage: document.stage, on: day)
  }
}

extension Writer {
  /// Stores trainings in the place of all before.
  func replace(_ trainings: [Training], of staff: StaffID) throws(Status) {
    try execute("DELETE FROM staff_training WHERE staff = $1", .id(staff))
    for training in trainings {
      try execute(
        "INSERT INTO staff_training VALUES ($1, $2, $3, $4)", .id(staff), .text(training.module),
        .first(training.validFrom), .end(training.validTo))
    }
  }

  /// Stores roles in the place of all before.
  func replace(_ roles: [StaffRole], of staff: StaffID) throws(Status) {
    try execute("DELETE FROM staff_role WHERE staff = $1", .id(staff))
    for role in roles {
      try execute(
        "INSERT INTO staff_role VALUES ($1, $2, $3, $4)", .id(staff), .text(role.role),
        .first(role.validFrom), .end(role.validTo))
    }
  }
}
