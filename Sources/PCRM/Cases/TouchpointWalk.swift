import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// A place in a list of touchpoints, which are in the order of their times.
struct TouchpointPlace {
  var time = Int64.min
  var id = TouchpointID()

  init(_ touchpoint: Touchpoint) {
    time = touchpoint.place
    id = touchpoint.id
  }

  /// Reads a place that ``position`` wrote; the beginning when there is none.
  init(_ bytes: [UInt8]) {
    guard bytes.count == 24 else { return }
    time = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    id = bytes.dropFirst(8).withUnsafeBytes { TouchpointID(bytes: $0) } ?? TouchpointID()
  }

  var position: [UInt8] { time.position + id.position }
}

extension Reader {
  /// Walks the touchpoints that a request asks for and the caller may see, in the order of their times.
  ///
  /// - Parameter row: answers false when it does not take the touchpoint; the walk then stops before it.
  /// - Returns: where the walk ended early because it had looked at too many; nil when it did not.
  func walkTouchpoints(
    _ request: ListTouchpointsRequest, _ caller: Caller, after: TouchpointPlace,
    row take: (Touchpoint) throws(Status) -> Bool
  ) throws(Status) -> TouchpointPlace? {
    guard let route = TouchpointRoute(request, caller) else { return nil }
    var visited = 0
    var last = after
    var isOver = false
    try each(
      route.sql,
      [
        route.key, .integer(after.time), .place(after.id),
        .integer(request.dueBefore?.microseconds ?? .max), .enumeration(route.state),
      ] + route.more
    ) { (row) throws(Status) in
      visited += 1
      let touchpoint = try TouchpointRow.touchpoint(row)
      if visited > Self.walkRowsMax {
        isOver = true
        return false
      }
      if route.passes(row, request, caller), try !take(touchpoint) { return false }
      last = TouchpointPlace(touchpoint)
      return true
    }
    return isOver ? last : nil
  }
}

/// What a walk over touchpoints goes along. Each statement selects the case's office and worker, and the customer's,
/// after the touchpoint.
private struct TouchpointRoute {
  let sql: SQL
  let key: Value
  let state: TouchpointState
  var more: [Value] = []

  /// Nil when there is nobody whom the caller may see.
  init?(_ request: ListTouchpointsRequest, _ caller: Caller) {
    let isOfOne = !request.caseID.isEmpty || !request.customerID.isEmpty
    state = request.state.rawValue == 0 && !isOfOne ? .planned : request.state
    if !request.caseID.isEmpty {
      (sql, key) = (Self.byCase, .id(request.caseID))
    } else if !request.customerID.isEmpty {
      (sql, key) = (Self.byCustomer, .id(request.customerID))
    } else if !request.caseWorkerID.isEmpty {
      (sql, key) = (Self.byWorker, .id(request.caseWorkerID))
    } else if case .own = caller.scope {
      if caller.ownStaff.isEmpty { return nil }
      sql = Self.byOwner(CustomerReach(caller), &more)
      key = .integer(0)
    } else {
      (sql, key) = (Self.byTime, .integer(0))
    }
  }

  func passes(_ row: any Row, _ request: ListTouchpointsRequest, _ caller: Caller) -> Bool {
    let first = TouchpointRow.count
    if !request.customerID.isEmpty && row.id(3) != request.customerID { return false }
    if !request.officeID.isEmpty && row.id(first) != request.officeID { return false }
    if !request.caseWorkerID.isEmpty && row.id(first + 1) != request.caseWorkerID { return false }
    if case .all = caller.scope { return true }
    return caller.reaches(row.id(3), office: row.id(first + 2), worker: row.id(first + 3))
  }

  private static let byCase: SQL =
    """
    SELECT touchpoint.*, c.office, c.worker, u.home_office, u.case_worker
    FROM touchpoint CROSS JOIN customer_case c CROSS JOIN customer u
    WHERE touchpoint.case_id = $1 AND c.id = touchpoint.case_id AND u.id = touchpoint.customer
      AND (touchpoint.at, touchpoint.id) > ($2, $3) AND touchpoint.at < $4
      AND ($5 = 0 OR touchpoint.state = $5)
    ORDER BY touchpoint.at, touchpoint.id
    """

  private static let byCustomer: SQL =
    """
    SELECT touchpoint.*, c.office, c.worker, u.home_office, u.case_worker
    FROM touchpoint CROSS JOIN customer_case c CROSS JOIN customer u
    WHERE touchpoint.customer = $1 AND c.id = touchpoint.case_id AND u.id = touchpoint.customer
      AND (touchpoint.at, touchpoint.id) > ($2, $3) AND touchpoint.at < $4
      AND ($5 = 0 OR touchpoint.state = $5)
    ORDER BY touchpoint.at, touchpoint.id
    """

  private static let byWorker: SQL =
    """
    SELECT touchpoint.*, c.office, c.worker, u.home_office, u.case_worker
    FROM customer_case c CROSS JOIN touchpoint CROSS JOIN customer u
    WHERE c.worker = $1 AND touchpoint.case_id = c.id AND u.id = c.customer
      AND (touchpoint.at, touchpoint.id) > ($2, $3) AND touchpoint.at < $4
      AND ($5 = 0 OR touchpoint.state = $5)
    ORDER BY touchpoint.at, touchpoint.id
    """

  /// The key is not used here either.
  private static func byOwner(_ reach: CustomerReach, _ more: inout [Value]) -> SQL {
    // What all statements take comes first.
    var arguments = [Value](repeating: .null, count: 5)
    let condition = reach.condition(&arguments)
    more = Array(arguments.dropFirst(5))
    return SQL(
      built: """
        SELECT touchpoint.*, c.office, c.worker, customer.home_office, customer.case_worker
        FROM customer CROSS JOIN customer_case c CROSS JOIN touchpoint
        WHERE $1 = 0 AND c.customer = customer.id AND touchpoint.case_id = c.id
          AND (touchpoint.at, touchpoint.id) > ($2, $3) AND touchpoint.at < $4
          AND ($5 = 0 OR touchpoint.state = $5)\(condition)
        ORDER BY touchpoint.at, touchpoint.id
        """)
  }

  /// The key is not used here; it stands in the statement so that all take the same arguments.
  private static let byTime: SQL =
    """
    SELECT touchpoint.*, c.office, c.worker, u.home_office, u.case_worker
    FROM touchpoint CROSS JOIN customer_case c CROSS JOIN customer u
    WHERE $1 = 0 AND touchpoint.state = $5 AND c.id = touchpoint.case_id
      AND u.id = touchpoint.customer
      AND (touchpoint.at, touchpoint.id) > ($2, $3) AND touchpoint.at < $4
    ORDER BY touchpoint.at, touchpoint.id
    """
}
