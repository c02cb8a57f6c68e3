import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension AssignmentService {
  @Sendable
  func recordAbsence(
    _ request: RecordAbsenceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Absence {
    guard var absence = request.absence?.normalised() else { throw .required("absence") }
    try absence.check()
    let reader = writer.reader
    if absence.id.isEmpty {
      absence.id = writer.newID()
    } else {
      try absence.id.checkClientMade("absence.id")
      if try reader.absence(absence.id) != nil { throw .idTaken("absence.id") }
    }
    guard try reader.hasStaff(absence.staffID) else {
      throw .referenceMissing("absence.staff_id", "member of staff")
    }
    try reader.checkMayChange(absence.staffID, caller, "absence.staff_id")
    try reader.checkDeputies(of: absence)
    try writer.lock(.staff(absence.staffID))
    try reader.checkAlone(absence, "absence.start_time")
    absence.version = 1
    absence.createTime = Timestamp(microseconds: writer.now.microseconds)
    absence.updateTime = absence.createTime
    try writer.insert(absence)
    // Who stands in for somebody sees what that one sees.
    context.access.changed()
    writer.changed(FeedEntity.absence, absence.id, version: 1)
    return absence
  }

  @Sendable
  func updateAbsence(
    _ request: UpdateAbsenceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Absence {
    guard let patch = request.absence?.normalised() else { throw .required("absence") }
    let stored = try writer.reader.absence(patch.id, "absence.id", caller)
    try Status.check(version: patch.version, stored: stored.version)
    let update = try FieldUpdate(
      patch, mask: request.updateMask, to: stored, readOnly: Absence.readOnlyFields)
    guard !update.changed.isEmpty else { return stored }
    var absence = update.result
    try absence.check()
    let reader = writer.reader
    try reader.checkDeputies(of: absence)
    try writer.lock(.staff(absence.staffID))
    try reader.checkAlone(absence, "absence.start_time")
    absence.version = stored.version + 1
    absence.updateTime = Timestamp(microseconds: writer.now.microseconds)
    try writer.update(absence)
    context.access.changed()
    writer.changed(
      FeedEntity.absence, absence.id, version: absence.version, fields: update.names)
    return absence
  }

  @Sendable
  func deleteAbsence(
    _ request: DeleteAbsenceRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> Absence {
    let stored = try writer.reader.absence(request.id, "id", caller)
    try Status.check(version: request.version, stored: stored.version)
    try writer.delete(stored)
    context.access.changed()
    writer.changed(FeedEntity.absence, stored.id, version: stored.version + 1)
    return stored
  }

  @Sendable
  func listAbsences(
    _ request: ListAbsencesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListAbsencesResponse {
    let page = try context.pages.page(request, caller)
    var rows = PageBuilder<Absence>(page)
    try reader.absences(request, after: page.afterID()) {
      (absence, office) throws(Status) in
      let isMine = !caller.staff.isEmpty && absence.deputyIDs.contains(caller.staff)
      let isOwn = !caller.staff.isEmpty && absence.staffID == caller.staff
      guard isMine || isOwn || caller.reaches(office: office, worker: absence.staffID) else {
        return rows.pass(at: absence.id.position)
      }
      return rows.add(absence, at: absence.id.position)
    }
    var response = ListAbsencesResponse()
    response.absences = rows.items
    response.nextPageToken = context.pages.next(after: rows, of: request, caller)
    return response
  }
}

extension Absence {
  /// The absence with its times as they are stored, in microseconds.
  fileprivate func normalised() -> Absence {
    var copy = self
    copy.startTime = startTime.map { Timestamp(microseconds: $0.microseconds) }
    copy.endTime = endTime.map { Timestamp(microseconds: $0.microseconds) }
    return copy
  }
}

extension Reader {
  /// The absence, if the caller may change it.
  fileprivate func absence(
    _ id: AbsenceID, _ field: String, _ caller: Caller
  ) throws(Status) -> Absence {
    if id.isEmpty { throw .required(field) }
    guard let stored = try absence(id) else {
      throw Status.notFound(field, "there is no such absence").with("entity", "absence")
    }
    try checkMayChange(stored.staffID, caller, field)
    return stored
  }

  /// Refuses deputies who do not exist.
  fileprivate func checkDeputies(of absence: Absence) throws(Status) {
    for (index, deputy) in absence.deputyIDs.enumerated() where try !hasStaff(deputy) {
      throw .referenceMissing("absence.deputy_ids[\(index)]", "member of staff")
    }
  }

  /// Refuses to change something of a member of staff who is not the caller, unless the caller may assign and the
  /// member works where the caller sees.
  func checkMayChange(_ id: StaffID, _ caller: Caller, _ field: String) throws(Status) {
    if !caller.staff.isEmpty && caller.staff == id { return }
    guard caller.permissions.contains(.assign) else {
      throw .staffOutOfScope(field)
    }
    try checkStaffReach(id, caller, field)
  }

  /// Refuses a member of staff who does not work where the caller sees.
  func checkStaffReach(_ id: StaffID, _ caller: Caller, _ field: String) throws(Status) {
    let office = try first("SELECT office FROM staff WHERE id = $1", .id(id)) {
      $0.id(0, of: UnitID.self)
    }
    guard caller.reaches(office: office ?? UnitID(), worker: id) else {
      throw .staffOutOfScope(field)
    }
  }
}

extension Status {
  /// The caller may do this, but not for this member of staff.
  static func staffOutOfScope(_ field: String) -> Status {
    Status(
      .permissionDenied, "\(field): the member of staff is not within your scope",
      ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
  }
}
