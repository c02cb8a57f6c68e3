import PCRMCore
import PCRMModel
import Storage

extension Caller {
  /// Refuses to plan or change a visit of somebody else without the right to.
  func checkGoes(_ staff: StaffID, _ field: String = "staff_id") throws(Status) {
    if !self.staff.isEmpty && self.staff == staff { return }
    if permissions.contains(.bookForOthers) { return }
    throw Status(
      .permissionDenied,
      "\(field): to book others needs the permission \(Permission.bookForOthers.name)",
      ErrorInfo(reason: "PERMISSION_MISSING", field: field)
    ).with("permission", Permission.bookForOthers.name)
  }
}

extension Reader {
  /// The visit that a request changes, checked for reach, version and the right to change it.
  func visitToChange(
    _ id: VisitID, version: Int64, field: String = "id", _ caller: Caller
  ) throws(Status) -> Visit {
    let stored = try visit(id, field: field, caller)
    try caller.checkGoes(stored.staffID)
    try Status.check(version: version, stored: stored.version)
    return stored
  }

  /// Refuses somebody who is to go and does not exist, is out of the caller's scope, or not at work on the day.
  func checkGoer(_ visit: Visit, _ caller: Caller) throws(Status) {
    if visit.staffID.isEmpty { throw .required("staff_id") }
    try caller.checkGoes(visit.staffID)
    try checkAtWork(visit.staffID, at: visit, "staff_id")
    if visit.staffID != caller.staff { try checkStaffReach(visit.staffID, caller, "staff_id") }
  }

  /// Refuses a member of staff who does not exist, or is not employed on the day of the visit.
  private func checkAtWork(
    _ staff: StaffID, at visit: Visit, _ field: String
  ) throws(Status) {
    guard let start = visit.startTime else { throw .required("start_time") }
    let day = BusinessDay.today(start).number
    let isAtWork = try first(
      "SELECT active_from <= $2 AND $2 < active_to FROM staff WHERE id = $1", .id(staff),
      .integer(day)
    ) { $0.bool(0) }
    if isAtWork != true { throw .referenceMissing(field, "member of staff at work on that day") }
  }

  /// Refuses participants and resources that cannot be booked with a visit.
  ///
  /// - Parameter stored: the visit as it is; what it has already is not asked about again.
  func checkCompany(_ visit: Visit, besides stored: Visit?, _ caller: Caller) throws(Status) {
    for (index, participant) in visit.participants.enumerated() {
      if stored?.participants.contains(participant) == true { continue }
      let field = "participants[\(index)]"
      if !participant.staffID.isEmpty {
        try caller.checkGoes(participant.staffID, "\(field).staff_id")
        try checkAtWork(participant.staffID, at: visit, "\(field).staff_id")
        if participant.staffID != caller.staff {
          try checkStaffReach(participant.staffID, caller, "\(field).staff_id")
        }
      }
      if !participant.customerID.isEmpty, try !hasCustomer(participant.customerID) {
        throw .referenceMissing("\(field).customer_id", "customer")
      }
    }
    for (index, id) in visit.resourceIDs.enumerated() {
      if stored?.resourceIDs.contains(id) == true { continue }
      let field = "resource_ids[\(index)]"
      guard let resource = try resource(id) else { throw .referenceMissing(field, "resource") }
      if resource.retired {
        throw .precondition("RESOURCE_RETIRED", field, "can no longer be booked")
      }
      // Which office a visit counts for is the caller's to say, so it proves nothing.
      if try resource.officeID != office(of: visit.staffID) {
        try checkOffice(resource.officeID, caller, field)
      }
    }
  }

  /// Refuses an office that is not within the caller's scope, nor the caller's own.
  func checkOffice(_ office: UnitID, _ caller: Caller, _ field: String) throws(Status) {
    if caller.reaches(office: office, worker: StaffID()) { return }
    if !caller.staff.isEmpty, try self.office(of: caller.staff) == office { return }
    throw .outOfScope(field)
  }

  /// The office in which somebody works; the empty key where there is none.
  func office(of staff: StaffID) throws(Status) -> UnitID {
    try first("SELECT office FROM staff WHERE id = $1", .id(staff)) { $0.id(0) } ?? UnitID()
  }

  /// Refuses a case that is not the customer's or is closed, and a touchpoint that is not the case's or has ended.
  func checkMatter(_ visit: Visit) throws(Status) {
    if visit.caseID.isEmpty { return }
    let found = try first(
      "SELECT customer, status FROM customer_case WHERE id = $1", .id(visit.caseID)
    ) { (row) throws(Status) in
      (customer: row.id(0, of: CustomerID.self), status: row.enumeration(1, of: CaseStatus.self))
    }
    guard let found, found.customer == visit.customerID else {
      throw .referenceMissing("case_id", "case of this customer")
    }
    if found.status == .closed {
      throw .precondition("CASE_CLOSED", "case_id", "the case is closed; reopen it first")
    }
    if visit.touchpointID.isEmpty { return }
    guard let touchpoint = try touchpoint(visit.touchpointID), touchpoint.caseID == visit.caseID
    else { throw .referenceMissing("touchpoint_id", "touchpoint of this case") }
    if ![.planned, .paused].contains(touchpoint.state) {
      throw .precondition(
        "TOUCHPOINT_ENDED", "touchpoint_id", "the touchpoint was done or dropped already")
    }
  }
}
