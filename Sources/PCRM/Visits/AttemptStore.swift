import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A try's row, as `SELECT attempt.*` gives it.
enum AttemptRow {
  static let customer = 0
  static let id = 1
  static let visit = 2
  static let at = 4
  static let staff = 5
  /// How many columns there are: what a query selects after them begins here.
  static let count = 11

  static func attempt(_ row: any Row) throws(Status) -> VisitAttempt {
    var attempt = VisitAttempt()
    attempt.customerID = row.id(customer)
    attempt.id = row.id(id)
    attempt.visitID = row.id(visit)
    attempt.number = Int32(truncatingIfNeeded: row.integer(3))
    attempt.time = row.time(at)
    attempt.staffID = row.id(staff)
    attempt.outcome = row.enumeration(6)
    attempt.relationship = row.enumeration(7)
    attempt.channel = row.enumeration(8)
    attempt.createTime = row.time(9)
    do throws(DecodingFailure) {
      try attempt.merge(binary: row.raw(10))
    } catch {
      throw .internalError
    }
    return attempt
  }

  /// The row of a try, in the order of the columns.
  static func values(_ attempt: VisitAttempt) -> [Value] {
    var parts = VisitAttempt()
    parts.evidence = attempt.evidence
    parts.coordinates = attempt.coordinates
    parts.note = attempt.note
    parts.nextTry = attempt.nextTry
    return [
      .id(attempt.customerID), .id(attempt.id), .id(attempt.visitID),
      .integer(Int64(attempt.number)), .time(attempt.time), .id(attempt.staffID),
      .enumeration(attempt.outcome), .enumeration(attempt.relationship),
      .enumeration(attempt.channel), .time(attempt.createTime), .blob(parts.binary()),
    ]
  }
}

extension Reader {
  /// The tries of a visit, in the order in which they were recorded.
  func attempts(of visit: VisitID) throws(Status) -> [VisitAttempt] {
    try all("SELECT attempt.* FROM attempt WHERE visit = $1 ORDER BY number", .id(visit)) {
      (row) throws(Status) in try AttemptRow.attempt(row)
    }
  }

  func hasAttempt(_ id: AttemptID) throws(Status) -> Bool {
    try first("SELECT 1 FROM attempt WHERE id = $1", .id(id)) { _ in true } ?? false
  }

  /// Walks the tries that a request asks for and the caller may see, in the order of their times.
  ///
  /// - Parameter row: answers false when it does not take the try; the walk then stops before it.
  /// - Returns: where the walk ended early because it had looked at too many; nil when it did not.
  func walkAttempts(
    _ request: ListAttemptsRequest, _ caller: Caller, after: TimePlace<Entity.Attempt>,
    row take: (VisitAttempt) throws(Status) -> Bool
  ) throws(Status) -> TimePlace<Entity.Attempt>? {
    let route = AttemptRoute(request)
    var visited = 0
    var last = after
    var isOver = false
    try each(
      route.sql,
      [
        route.key, .integer(max(request.fromTime?.microseconds ?? .min, after.time)),
        .integer(request.beforeTime?.microseconds ?? .max), .integer(after.time), .place(after.id),
      ]
    ) { (row) throws(Status) in
      visited += 1
      if visited > Self.walkRowsMax {
        isOver = true
        return false
      }
      if request.passes(row), AttemptRoute.isReached(row, by: caller) {
        if try !take(AttemptRow.attempt(row)) { return false }
      }
      last = TimePlace(row.integer(AttemptRow.at), row.id(AttemptRow.id))
      return true
    }
    return isOver ? last : nil
  }
}

extension ListAttemptsRequest {
  /// Whether a try passes every filter; the times are the statement's.
  fileprivate func passes(_ row: any Row) -> Bool {
    if !visitID.isEmpty && row.id(AttemptRow.visit) != visitID { return false }
    if !customerID.isEmpty && row.id(AttemptRow.customer) != customerID { return false }
    return staffID.isEmpty || row.id(AttemptRow.staff) == staffID
  }
}

/// What a walk over tries goes along. Each statement selects who goes on the visit and what office it counts for, and the
/// customer's office and worker, after the try.
private struct AttemptRoute {
  let sql: SQL
  let key: Value

  init(_ request: ListAttemptsRequest) {
    if !request.visitID.isEmpty {
      (sql, key) = (Self.byVisit, .id(request.visitID))
    } else if !request.customerID.isEmpty {
      (sql, key) = (Self.byCustomer, .id(request.customerID))
    } else if !request.staffID.isEmpty {
      (sql, key) = (Self.byStaff, .id(request.staffID))
    } else {
      (sql, key) = (Self.byTime, .integer(0))
    }
  }

  /// Whether the visit is within the caller's reach, or the try is the caller's own.
  static func isReached(_ row: any Row, by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    let first = AttemptRow.count
    if !caller.staff.isEmpty {
      if row.id(AttemptRow.staff) == caller.staff || row.id(first) == caller.staff { return true }
    }
    let customer = row.id(AttemptRow.customer, of: CustomerID.self)
    if caller.reaches(customer, office: row.id(first + 2), worker: row.id(first + 3)) {
      return true
    }
    guard case .offices(let offices) = caller.scope else { return false }
    return offices.contains(row.id(first + 1))
  }

  private static let byVisit: SQL =
    """
    SELECT a.*, v.staff, v.office, u.home_office, u.case_worker
    FROM attempt a CROSS JOIN visit v CROSS JOIN customer u
    WHERE a.visit = $1 AND a.at >= $2 AND a.at < $3 AND (a.at, a.id) > ($4, $5)
      AND v.id = a.visit AND u.id = a.customer
    ORDER BY a.at, a.id
    """

  private static let byCustomer: SQL =
    """
    SELECT a.*, v.staff, v.office, u.home_office, u.case_worker
    FROM attempt a CROSS JOIN visit v CROSS JOIN customer u
    WHERE a.customer = $1 AND a.at >= $2 AND a.at < $3 AND (a.at, a.id) > ($4, $5)
      AND v.id = a.visit AND u.id = a.customer
    ORDER BY a.at, a.id
    """

  private static let byStaff: SQL =
    """
    SELECT a.*, v.staff, v.office, u.home_office, u.case_worker
    FROM attempt a CROSS JOIN visit v CROSS JOIN customer u
    WHERE a.staff = $1 AND a.at >= $2 AND a.at < $3 AND (a.at, a.id) > ($4, $5)
      AND v.id = a.visit AND u.id = a.customer
    ORDER BY a.at, a.id
    """

  /// The key is not used here; it stands in the statement so that all take the same arguments.
  private static let byTime: SQL =
    """
    SELECT a.*, v.staff, v.office, u.home_office, u.case_worker
    FROM attempt a CROSS JOIN visit v CROSS JOIN customer u
    WHERE $1 = 0 AND a.at >= $2 AND a.at < $3 AND (a.at, a.id) > ($4, $5)
      AND v.id = a.visit AND u.id = a.customer
    ORDER BY a.at, a.id
    """
}
