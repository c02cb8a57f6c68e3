import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// Walks the duties that hold and whose worker is away or no longer works here, in the order of their ids.
  ///
  /// - Parameter row: is told whether the customer is within the caller's reach.
  func dutiesOfAbsentWorkers(
    after: DutyID, _ caller: Caller, row take: (Duty, Bool) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT d.id, d.case_id, d.customer, d.staff, d.team, d.office, d.from_at, d.to_at, d.cause,
        d.reason, d.recorded_by, c.home_office, c.case_worker
      FROM case_duty d JOIN customer c ON c.id = d.customer
      WHERE d.staff IN (
          SELECT staff FROM absence WHERE from_at <= $3 AND $3 < to_at
          UNION SELECT id FROM staff WHERE active_from > $2 OR active_to <= $2)
        AND d.to_at = 9223372036854775807 AND d.id > $1
      ORDER BY d.id
      """, [.place(after), .integer(BusinessDay.today(now).number), .time(now)]
    ) { (row) throws(Status) in
      try take(DutyColumns.duty(row), DutyColumns.isReached(row, by: caller))
    }
  }

  /// How much of their time cases were with the same worker, from one instant to another.
  ///
  /// The duties are walked in the order of their cases, so that memory does not grow with them.
  func continuity(
    _ request: GetContinuityRequest, from: Int64, to: Int64, _ caller: Caller
  ) throws(Status) -> Continuity {
    var sum = ContinuitySum(from: from, to: to)
    try each(
      """
      SELECT d.case_id, d.staff, d.from_at, d.to_at, c.home_office, c.case_worker, c.id
      FROM case_duty d JOIN customer c ON c.id = d.customer
        JOIN customer_case k ON k.id = d.case_id
      WHERE d.from_at < $2 AND d.to_at > $1 AND ($3 = $5 OR d.case_id = $3)
        AND ($4 = $5 OR k.office = $4)
      ORDER BY d.case_id, d.from_at
      """,
      [
        .integer(from), .integer(to), .place(request.caseID), .place(request.officeID),
        .place(UnitID()),
      ]
    ) { (row) throws(Status) in
      guard caller.reaches(row.id(6), office: row.id(4), worker: row.id(5)) else { return true }
      sum.add(
        case: row.id(0), staff: row.id(1), from: row.integer(2), to: row.integer(3))
      return true
    }
    var total = sum.finish()
    try addContacts(to: &total, request, from: from, to: to, caller)
    return total
  }

  /// Counts the touchpoints at which staff met customers, and those with whom each case's customer met most often.
  private func addContacts(
    to total: inout Continuity, _ request: GetContinuityRequest, from: Int64, to end: Int64,
    _ caller: Caller
  ) throws(Status) {
    var id = CaseID()
    var met: [StaffID: Int64] = [:]
    var (all, most): (Int64, Int64) = (0, 0)
    func endCase() {
      all += met.values.reduce(0, +)
      most += met.values.max() ?? 0
      met = [:]
    }
    try each(
      """
      SELECT t.*, c.home_office, c.case_worker
      FROM touchpoint t JOIN customer c ON c.id = t.customer
        JOIN customer_case k ON k.id = t.case_id
      WHERE t.ended_at >= $1 AND t.ended_at < $2 AND t.state = $6
        AND ($3 = $5 OR t.case_id = $3) AND ($4 = $5 OR k.office = $4)
      ORDER BY t.case_id, t.id
      """,
      [
        .integer(from), .integer(end), .place(request.caseID), .place(request.officeID),
        .place(UnitID()), .enumeration(TouchpointState.done),
      ]
    ) { (row) throws(Status) in
      let count = TouchpointRow.count
      let touchpoint = try TouchpointRow.touchpoint(row)
      guard
        caller.reaches(
          touchpoint.customerID, office: row.id(count), worker: row.id(count + 1))
      else { return true }
      if touchpoint.caseID != id { endCase() }
      id = touchpoint.caseID
      if !touchpoint.staffID.isEmpty { met[touchpoint.staffID, default: 0] += 1 }
      return true
    }
    endCase()
    total.contacts = all
    total.contactsWithMostMet = most
  }
}
