import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// Where and with whom a visit that is moved goes on.
struct VisitMove {
  var start: Timestamp
  var end: Timestamp
  /// Who goes then.
  var staff: StaffID
  var reason: String
  /// Key of the next visit; the empty one for a new key.
  var nextID = VisitID()
  /// The customer agreed to the new time.
  var isConfirmed = false
  /// Why the new time is outside of working hours; empty for what it was.
  var outsideHours = ""
}

extension Writer {
  /// Plans or proposes a visit: checks everything about it, claims its time, and stores it. Every visit that there is
  /// came about here or in ``reschedule(_:to:by:)``.
  ///
  /// Errors name the visit's fields, without a request's name before them.
  ///
  /// - Parameters:
  ///   - draft: the visit; series, occurrence and plan are taken over, what else the server writes is not.
  ///   - hold: for how many minutes a proposal holds its time; 0 plans.
  mutating func planVisit(
    _ draft: Visit, hold: Int32 = 0, by caller: Caller
  ) throws(Status) -> Visit {
    let time = Timestamp(microseconds: now.microseconds)
    var visit = draft.normalised().asWritten
    if !visit.id.isEmpty {
      try visit.id.checkClientMade("id")
      if try reader.visit(visit.id) != nil { throw .idTaken("id") }
    }
    try visit.checkTimes(now: now)
    try visit.check()
    try reader.checkVisited(visit.customerID, caller)
    try reader.checkGoer(visit, caller)
    if visit.officeID.isEmpty {
      visit.officeID = try reader.office(of: visit.staffID)
    } else {
      try reader.checkUnit(visit.officeID, "office_id")
    }
    try reader.checkMatter(visit)
    try reader.checkCompany(visit, besides: nil, caller)
    if visit.id.isEmpty { visit.id = newID() }
    visit.version = 1
    visit.chainNumber = 1
    visit.state = hold == 0 ? .planned : .proposed
    visit.holdUntil = hold == 0 ? nil : time.adding(seconds: Int64(hold) * 60)
    visit.createTime = time
    visit.updateTime = time
    try reader.checkWorking(visit, "start_time")
    try makeRoom(for: VisitClaims(visit), besides: [])
    try insertVisit(visit)
    return visit
  }

  /// Moves a visit: the next one takes its place and its claims. One that was missed or cancelled stays what it is.
  ///
  /// Errors name the fields of RescheduleVisitRequest.
  ///
  /// - Returns: the next visit.
  mutating func reschedule(
    _ stored: Visit, to move: VisitMove, by caller: Caller
  ) throws(Status) -> Visit {
    try VisitLife.check(stored.state, among: VisitLife.movable, to: "moved", "id")
    if !stored.nextID.isEmpty {
      throw Status.precondition(
        "VISIT_MOVED", "id", "another visit took its place; move that one"
      ).with("next", stored.nextID.description)
    }
    try stored.checkHold(at: now, "id")
    try MoveReason.check(move.reason, among: [], isRequired: true, "reason")
    var next = stored.next(move, at: Timestamp(microseconds: now.microseconds))
    if !move.nextID.isEmpty {
      try move.nextID.checkClientMade("next_id")
      if try reader.visit(move.nextID) != nil { throw .idTaken("next_id") }
    }
    try next.checkTimes(now: now)
    try TextRules.check(next.outsideHours, "outside_hours", max: 200)
    try next.check()
    if try reader.customer(next.customerID)?.deleteTime != nil {
      throw .precondition("DELETED", "id", "the customer is deleted; undelete it first")
    }
    try reader.checkGoer(next, caller)
    try reader.checkCompany(next, besides: nil, caller)
    if next.id.isEmpty { next.id = newID() }
    try reader.checkWorking(next, "start_time")
    try makeRoom(for: VisitClaims(next), besides: [stored.id])
    var ended = stored
    var fields = ["next_id"]
    if !stored.state.isEnded {
      ended.state = .cancelled
      ended.closeTime = next.createTime
      ended.closeReason = move.reason
      ended.holdUntil = nil
      fields += ["state", "close_time", "close_reason"]
      if stored.holdUntil != nil { fields.append("hold_until") }
    }
    ended.nextID = next.id
    try updateVisit(ended, from: stored, fields: fields, reason: move.reason, by: caller)
    try insertVisit(next)
    return next
  }

  /// Gives a visit to somebody else, at the same time.
  mutating func reassign(
    _ stored: Visit, to staff: StaffID, reason: String, by caller: Caller
  ) throws(Status) -> Visit {
    try VisitLife.check(stored.state, among: VisitLife.assignable, to: "reassigned", "id")
    try stored.checkHold(at: now, "id")
    try MoveReason.check(reason, among: [], isRequired: true, "reason")
    if staff.isEmpty { throw .required("staff_id") }
    if staff == stored.staffID { return stored }
    var visit = stored
    visit.staffID = staff
    try visit.check()
    try reader.checkGoer(visit, caller)
    try reader.checkWorking(visit, "staff_id")
    return try updateVisit(
      visit, from: stored, fields: ["staff_id"], reason: reason, by: caller)
  }
}

extension Visit {
  /// What people and plans write of a visit; the rest is empty.
  fileprivate var asWritten: Visit {
    var visit = self
    visit.previousID = VisitID()
    visit.nextID = VisitID()
    visit.closeTime = nil
    visit.attempts = 0
    visit.relationship = .unspecified
    visit.tryTime = nil
    visit.meetTime = nil
    visit.setOutTime = nil
    visit.checkIn = nil
    visit.finishTime = nil
    visit.closeReason = ""
    return visit
  }

  /// The visit that takes the place of this one.
  fileprivate func next(_ move: VisitMove, at time: Timestamp) -> Visit {
    var next = asWritten
    next.id = move.nextID
    next.version = 1
    next.previousID = id
    next.chainNumber = chainNumber + 1
    next.staffID = move.staff
    next.startTime = Timestamp(microseconds: move.start.microseconds)
    next.endTime = Timestamp(microseconds: move.end.microseconds)
    if !move.outsideHours.isEmpty { next.outsideHours = move.outsideHours }
    // What the customer was told was about another time.
    next.arrivalWindow = nil
    if let window = customerWindow, let start = next.startTime, let end = next.endTime,
      !window.holds(start, end)
    {
      next.customerWindow = nil
    }
    let isProposal = state == .proposed && !move.isConfirmed
    next.state = isProposal ? .proposed : move.isConfirmed ? .confirmed : .planned
    next.holdUntil = isProposal ? holdUntil : nil
    next.createTime = time
    next.updateTime = time
    return next
  }
}

extension Reader {
  /// Refuses a customer who does not exist, is out of the caller's scope, or is deleted.
  ///
  /// Whoever has adopted a customer visits it, whoever its case worker is.
  fileprivate func checkVisited(_ id: CustomerID, _ caller: Caller) throws(Status) {
    if id.isEmpty { throw .required("customer_id") }
    guard let customer = try customer(id) else {
      throw .referenceMissing("customer_id", "customer")
    }
    if try !hasAdopted(id, caller.staff) { try checkReach(customer, caller, "customer_id") }
    if customer.deleteTime != nil {
      throw .precondition("DELETED", "customer_id", "the customer is deleted; undelete it first")
    }
  }

  /// Whether a member of staff has adopted a customer.
  func hasAdopted(_ customer: CustomerID, _ staff: StaffID) throws(Status) -> Bool {
    if staff.isEmpty { return false }
    return try first(
      "SELECT 1 FROM adoption WHERE customer = $1 AND staff = $2 AND ended_at IS NULL",
      .id(customer), .id(staff)
    ) { _ in true } ?? false
  }
}
