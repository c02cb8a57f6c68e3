import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A duty's row, column by column, as every statement here selects it.
enum DutyColumns {
  /// What "it holds" is stored as: the end of time.
  static let open = Int64.max

  static func duty(_ row: any Row) -> Duty {
    var duty = Duty()
    duty.id = row.id(0)
    duty.caseID = row.id(1)
    duty.customerID = row.id(2)
    duty.staffID = row.id(3)
    duty.teamID = row.id(4)
    duty.officeID = row.id(5)
    duty.startTime = row.time(6)
    duty.endTime = row.integer(7) == open ? nil : row.time(7)
    duty.cause = row.enumeration(8)
    duty.reason = row.text(9)
    duty.recordedBy = row.id(10)
    duty.version = duty.endTime == nil ? 1 : 2
    return duty
  }

  /// How many columns there are; statements that check reach select the customer's office and worker after them.
  static let count = 11

  static func isReached(_ row: any Row, by caller: Caller) -> Bool {
    caller.reaches(row.id(2), office: row.id(count), worker: row.id(count + 1))
  }
}

extension Reader {
  /// The last duty of a case, the one that holds; nil before the first.
  func openDuty(of id: CaseID) throws(Status) -> Duty? {
    try first(
      """
      SELECT id, case_id, customer, staff, team, office, from_at, to_at, cause, reason, recorded_by
      FROM case_duty WHERE case_id = $1 AND to_at = 9223372036854775807
      """, .id(id)
    ) { DutyColumns.duty($0) }
  }

  /// The duty that held at an instant; nil before the first.
  func duty(of id: CaseID, at time: Timestamp) throws(Status) -> Duty? {
    try first(
      """
      SELECT id, case_id, customer, staff, team, office, from_at, to_at, cause, reason, recorded_by
      FROM case_duty WHERE case_id = $1 AND from_at <= $2 AND $2 < to_at
      """, .id(id), .time(time)
    ) { DutyColumns.duty($0) }
  }

  /// The worker of the customer's oldest open case that has one: the customer's own case worker. Empty = none.
  func primaryWorker(of customer: CustomerID) throws(Status) -> StaffID {
    try first(
      """
      SELECT d.staff FROM case_duty d JOIN customer_case c ON c.id = d.case_id
      WHERE d.customer = $1 AND d.to_at = 9223372036854775807 AND d.staff IS NOT NULL
      ORDER BY c.opened_at, c.id LIMIT 1
      """, .id(customer)
    ) { $0.id(0) } ?? StaffID()
  }

  /// Walks duties in the order of their ids.
  ///
  /// - Parameter row: is told whether the customer is within the caller's reach.
  func duties(
    _ request: ListDutiesRequest, after: DutyID, _ caller: Caller,
    row take: (Duty, Bool) throws(Status) -> Bool
  ) throws(Status) {
    var query = ListQuery("d.id", after: after)
    query.add("d.case_id", request.caseID)
    query.add("d.staff", request.staffID)
    query.add("d.team", request.teamID)
    if request.currentOnly { query.add("d.to_at = ?", .integer(DutyColumns.open)) }
    if let time = request.at { query.add("d.from_at <= ? AND ? < d.to_at", .time(time)) }
    try each(
      SQL(
        built: """
          SELECT d.id, d.case_id, d.customer, d.staff, d.team, d.office, d.from_at, d.to_at,
            d.cause, d.reason, d.recorded_by, c.home_office, c.case_worker
          FROM case_duty d JOIN customer c ON c.id = d.customer
          WHERE \(query.text) ORDER BY d.id
          """), query.arguments
    ) { (row) throws(Status) in
      try take(DutyColumns.duty(row), DutyColumns.isReached(row, by: caller))
    }
  }
}

extension Writer {
  /// Ends the duty that holds and lets another begin at the same instant.
  ///
  /// The first row's time is the transaction's; later ones are never earlier than a microsecond after the one before,
  /// even when the clock stands still or was set back.
  ///
  /// - Parameter staff: nil = nobody, because the case is closed.
  mutating func append(
    _ staff: Staff?, on document: Case, after last: Duty?, _ cause: DutyCause, reason: String,
    by caller: Caller
  ) throws(Status) -> Duty {
    var duty = Duty()
    duty.id = newID()
    duty.version = 1
    duty.caseID = document.id
    duty.customerID = document.customerID
    duty.staffID = staff?.id ?? StaffID()
    duty.teamID = staff?.teamID ?? UnitID()
    duty.officeID = staff?.officeID ?? UnitID()
    let earliest = last?.startTime.map { $0.microseconds + 1 } ?? now.microseconds
    duty.startTime = Timestamp(microseconds: max(now.microseconds, earliest))
    duty.cause = cause
    duty.reason = reason
    duty.recordedBy = caller.principal
    if let last {
      try execute(
        """
        UPDATE case_duty SET to_at = $2, next_from = $2
        WHERE case_id = $1 AND to_at = 9223372036854775807
        """, .id(document.id), .time(duty.startTime))
      changed(
        FeedEntity.duty, last.id, version: 2, fields: "end_time", about: document.customerID)
    }
    try execute(
      """
      INSERT INTO case_duty (case_id, from_at, to_at, previous_to, next_from, id, customer, staff,
        team, office, cause, reason, recorded_by)
      VALUES ($1, $2, 9223372036854775807, $3, NULL, $4, $5, $6, $7, $8, $9, $10, $11)
      """, .id(document.id), .time(duty.startTime),
      last == nil ? .null : .time(duty.startTime), .id(duty.id), .id(duty.customerID),
      .id(duty.staffID), .id(duty.teamID), .id(duty.officeID), .enumeration(cause),
      .text(reason), .id(duty.recordedBy))
    changed(FeedEntity.duty, duty.id, version: 1, about: duty.customerID)
    return duty
  }
}
