import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AssignmentService {
  @Sendable
  func qualifications(
    _ request: GetStaffQualificationsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> StaffQualifications {
    try reader.qualifications(of: try reader.staff(request.staffID, field: "staff_id"))
  }

  @Sendable
  func setTrainings(
    _ request: SetTrainingsRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> StaffQualifications {
    let staff = try writer.reader.staff(request.staffID, field: "staff_id")
    try Status.check(version: request.version, stored: staff.version)
    try writer.reader.checkStaffReach(staff.id, caller, "staff_id")
    try request.trainings.check()
    let known = try writer.reader.rules(.qualification).modules.map(\.code)
    for (index, training) in request.trainings.enumerated()
    where !known.isEmpty && !known.contains(training.module) {
      throw .referenceMissing("trainings[\(index)].module", "module")
    }
    let before = try writer.reader.qualifications(of: staff)
    try writer.replace(request.trainings, of: staff.id)
    return try writer.qualified(staff, since: before, "trainings")
  }

  @Sendable
  func setStaffRoles(
    _ request: SetStaffRolesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> StaffQualifications {
    let staff = try writer.reader.staff(request.staffID, field: "staff_id")
    try Status.check(version: request.version, stored: staff.version)
    try writer.reader.checkStaffReach(staff.id, caller, "staff_id")
    // Roles carry authority: who gives it out must not take it.
    if staff.id == caller.staff {
      throw .notYours("staff_id", "somebody else must give you roles")
    }
    try request.roles.check()
    let before = try writer.reader.qualifications(of: staff)
    try writer.replace(request.roles, of: staff.id)
    return try writer.qualified(staff, since: before, "roles")
  }

  @Sendable
  func checkQualification(
    _ request: CheckQualificationRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> QualificationCheck {
    try request.on?.checkDay("on")
    let staff = try reader.staff(request.staffID, field: "staff_id")
    let document = try reader.caseRecord(request.caseID, field: "case_id", caller)
    var answer = QualificationCheck()
    answer.missing = try reader.missing(
      staff, for: document, on: request.on ?? BusinessDay.today(reader.now))
    answer.qualified = answer.missing.isEmpty
    return answer
  }

  @Sendable
  func applyQualification(
    _ request: ApplyQualificationRulesRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ApplyRulesResponse {
    try writer.apply(
      request.rules, .qualification, field: "rules", isDryRun: request.dryRun,
      base: request.baseVersion, by: caller)
  }

  @Sendable
  func qualificationRules(
    _ request: GetQualificationRulesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> QualificationRules {
    try reader.rules(.qualification, version: request.version)
  }
}

extension Writer {
  /// Makes a new version of a member of staff whose qualifications changed.
  fileprivate mutating func qualified(
    _ staff: Staff, since before: StaffQualifications, _ field: String
  ) throws(Status) -> StaffQualifications {
    var after = try reader.qualifications(of: staff)
    if after == before { return before }
    var next = staff
    next.version += 1
    next.updateTime = now
    try update(next)
    changed(FeedEntity.staff, staff.id, version: next.version, fields: field)
    after.version = next.version
    return after
  }
}
