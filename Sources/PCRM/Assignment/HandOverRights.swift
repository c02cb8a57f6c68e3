import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Who may see, propose and decide a hand-over.
extension Reader {
  /// How far ahead a proposal may expire at most.
  private static let expirySecondsMax: Int64 = 366 * 86_400

  /// The hand-over, when its customer is within the caller's reach or it is addressed to the caller.
  func handOver(
    _ id: HandOverID, _ field: String, _ caller: Caller
  ) throws(Status) -> HandOver {
    if id.isEmpty { throw .required(field) }
    if let found = try handOver(id) {
      if found.concerns(caller.staff, of: try team(of: caller)) { return found }
      if let customer = try customer(found.customerID), caller.reaches(customer) {
        return found
      }
    }
    throw Status.notFound(field, "there is no such hand-over").with("entity", "hand_over")
  }

  /// The hand-over, while it waits for an answer.
  func handOver(
    _ id: HandOverID, version: Int64, openTo caller: Caller
  ) throws(Status) -> HandOver {
    let found = try handOver(id, "id", caller)
    try Status.check(version: version, stored: found.version)
    let state = state(of: found)
    guard state == .proposed else {
      throw Status.precondition(
        "HAND_OVER_DECIDED", "id", "the hand-over is no longer open; propose another"
      ).with("state", state.name ?? "")
    }
    return found
  }

  /// The state of a hand-over now: one whose time is over may wait a moment for its timer.
  private func state(of handOver: HandOver) -> HandOverState {
    let isLate = handOver.expireTime.map { $0.microseconds <= now.microseconds } ?? false
    return handOver.state == .proposed && isLate ? .expired : handOver.state
  }

  /// The case that somebody is asked to take over, as long as an answer is waited for: it is seen without its customer.
  func caseOffered(_ id: CaseID, to caller: Caller) throws(Status) -> Case? {
    guard !caller.staff.isEmpty, !id.isEmpty, let pending = try pendingHandOver(of: id),
      state(of: pending) == .proposed, try isAddressee(of: pending, caller)
    else { return nil }
    // Whoever is to take a case over need not reach its customer yet.
    var wide = caller
    wide.scope = .all
    return try caseRecord(id, field: "id", wide)
  }

  /// The team of the caller's member of staff now; empty = none.
  func team(of caller: Caller) throws(Status) -> UnitID {
    if caller.staff.isEmpty { return UnitID() }
    return try first("SELECT team FROM staff WHERE id = $1", .id(caller.staff)) { $0.id(0) }
      ?? UnitID()
  }

  /// Refuses whoever may not hand this case over.
  ///
  /// - Returns: its case worker.
  func checkMayPropose(_ document: Case, _ caller: Caller) throws(Status) -> StaffID {
    let charge = try inCharge(of: document, at: nil)
    guard let duty = charge.duty else {
      throw .precondition("NO_DUTY", "case_id", "nobody is in charge of the case yet")
    }
    if duty.staffID.isEmpty {
      throw .precondition("CASE_CLOSED", "case_id", "the case is closed; reopen it first")
    }
    let isInCharge =
      !caller.staff.isEmpty && (caller.staff == duty.staffID || caller.staff == charge.staffID)
    guard isInCharge || caller.permissions.contains(.assign) else {
      throw .notYours("case_id", "only who is in charge of the case may hand it over")
    }
    return duty.staffID
  }

  /// Refuses a hand-over to nobody, to the worker it has, or to who could not take it.
  ///
  /// - Returns: where the case would go.
  func checkAddressee(
    _ request: ProposeHandOverRequest, of document: Case, worker: StaffID
  ) throws(Status) -> Receiver {
    if request.toTeamID.isEmpty {
      if request.toStaffID == worker {
        throw .malformed("to_staff_id", "somebody else than the case worker")
      }
      let staff = try checkWorker(request.toStaffID, of: document, "to_staff_id")
      return try receiver(staff, of: document)
    }
    if !request.toStaffID.isEmpty {
      throw .malformed("to_team_id", "empty when to_staff_id is set")
    }
    let isTeam = try first(
      """
      SELECT 1 FROM unit
      WHERE id = $1 AND kind = $2 AND valid_from <= $3 AND $3 < valid_to
      """, .id(request.toTeamID), .enumeration(UnitKind.team),
      .integer(BusinessDay.today(now).number)
    ) { _ in true }
    if isTeam == nil { throw .referenceMissing("to_team_id", "team today") }
    return try receiver(team: request.toTeamID, of: document)
  }

  /// Refuses whoever the hand-over is not addressed to.
  func checkIsAddressee(of handOver: HandOver, _ caller: Caller) throws(Status) {
    guard try isAddressee(of: handOver, caller) else {
      throw .notYours("id", "only who it is addressed to may answer it")
    }
  }

  private func isAddressee(of handOver: HandOver, _ caller: Caller) throws(Status) -> Bool {
    if caller.staff.isEmpty || caller.staff == handOver.fromStaffID { return false }
    if caller.staff == handOver.toStaffID { return true }
    let team = try team(of: caller)
    return !team.isEmpty && team == handOver.toTeamID
  }

  /// When a proposal expires: as asked, or after the time that the rules say.
  func expiry(_ asked: Timestamp?) throws(Status) -> Timestamp {
    guard let asked else {
      return now.adding(seconds: (try rules(.dutyMatrix).handOver ?? HandOverRules()).seconds)
    }
    let latest = now.adding(seconds: Self.expirySecondsMax)
    guard now.microseconds < asked.microseconds, asked.microseconds <= latest.microseconds else {
      throw .invalid(
        "expire_time", "must be in the future and within a year", reason: "FIELD_OUT_OF_RANGE")
    }
    return Timestamp(microseconds: asked.microseconds)
  }
}

extension HandOver {
  /// Whether somebody hands over, is to take over, or did.
  func concerns(_ staff: StaffID, of team: UnitID) -> Bool {
    if staff.isEmpty { return false }
    return staff == fromStaffID || staff == toStaffID || staff == acceptedByStaffID
      || !team.isEmpty && team == toTeamID
  }
}

extension Status {
  /// The caller may do this, but not here.
  static func notYours(_ field: String, _ problem: String) -> Status {
    Status(
      .permissionDenied, "\(field): \(problem)", ErrorInfo(reason: "OUT_OF_SCOPE", field: field))
  }
}
