import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension VisitService {
  @Sendable
  func listVisits(
    _ request: ListVisitsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Outcome {
    for (index, state) in request.states.enumerated() {
      try state.checkRequired("states[\(index)]")
    }
    let page = try context.pages.page(request, caller)
    var answer = VisitPage(page)
    let end = try reader.walkVisits(request, caller, after: TimePlace(page.after)) {
      (row) throws(Status) in answer.add(row)
    }
    let token = end.map { context.pages.token(after: $0.position, of: request, caller) }
    return answer.finish(token: token ?? "")
  }
}

/// A page of visits on its way to the wire: each row is written as it is read, without becoming a struct.
struct VisitPage: ~Copyable {
  private var wire = BinaryEncoder(reserving: 16_384)
  private let page: Page
  private var subjects: [CustomerID] = []

  init(_ page: Page) {
    self.page = page
  }

  /// Takes a row as the next of the answer's `visits`, field 1.
  ///
  /// - Returns: whether there was room for it; a first row larger than a page still makes one.
  mutating func add(_ row: any Row) -> Bool {
    if subjects.count == page.size { return false }
    let before = wire.count
    wire.message(1) { wire in VisitRow.encode(row, into: &wire) }
    if !subjects.isEmpty && wire.count > page.bytes {
      wire.truncate(to: before)
      return false
    }
    subjects.append(row.id(VisitRow.customer))
    return true
  }

  /// The answer; `token` is its `next_page_token`, field 2, empty on the last page.
  consuming func finish(token: String) -> Outcome {
    wire.string(2, token)
    let subjects = subjects
    return Outcome(message: wire.finish(), subjects: subjects)
  }
}

extension Reader {
  /// Walks the visits that a request asks for and the caller may see, in the order of their beginnings, along the most
  /// selective index.
  ///
  /// - Parameter row: answers false when it does not take the row; the walk then stops before it.
  /// - Returns: after which visit the walk goes on; nil at the end.
  func walkVisits(
    _ request: ListVisitsRequest, _ caller: Caller, after: TimePlace<Entity.Visit>,
    row take: (any Row) throws(Status) -> Bool
  ) throws(Status) -> TimePlace<Entity.Visit>? {
    guard let route = VisitRoute(request, caller) else { return nil }
    // The place after which the page begins is as good a bound as the first time that is asked for.
    let from = max(request.fromTime?.microseconds ?? .min, after.time)
    var last = after
    var visited = 0
    var isStopped = false
    try each(
      route.sql,
      [
        route.key, .integer(from), .integer(request.beforeTime?.microseconds ?? .max),
        .integer(after.time), .place(after.id),
      ] + route.more
    ) { (row) throws(Status) in
      visited += 1
      var takes = visited <= Self.walkRowsMax
      if takes, request.passes(row), VisitRow.isReached(row, by: caller) { takes = try take(row) }
      guard takes else {
        isStopped = true
        return false
      }
      last = TimePlace(row.integer(VisitRow.startsAt), row.id(VisitRow.id))
      return true
    }
    return isStopped ? last : nil
  }
}

extension ListVisitsRequest {
  /// Whether a visit passes every filter; the times are the statement's.
  fileprivate func passes(_ row: any Row) -> Bool {
    if !customerID.isEmpty && row.id(VisitRow.customer) != customerID { return false }
    if !staffID.isEmpty && row.id(VisitRow.staff) != staffID { return false }
    if !officeID.isEmpty && row.id(VisitRow.office) != officeID { return false }
    if !caseID.isEmpty && row.id(VisitRow.caseID) != caseID { return false }
    if !seriesID.isEmpty && row.id(VisitRow.series) != seriesID { return false }
    if !planID.isEmpty && row.id(VisitRow.plan) != planID { return false }
    return states.isEmpty || states.contains(row.enumeration(VisitRow.state))
  }
}

/// What a walk over visits goes along. Each statement selects the customer's office and worker after the visit.
private struct VisitRoute {
  let sql: SQL
  let key: Value
  var more: [Value] = []

  /// Nil when there is nobody whom the caller may see.
  init?(_ request: ListVisitsRequest, _ caller: Caller) {
    if !request.caseID.isEmpty {
      (sql, key) = (Self.byCase, .id(request.caseID))
    } else if !request.customerID.isEmpty {
      (sql, key) = (Self.byCustomer, .id(request.customerID))
    } else if !request.seriesID.isEmpty {
      (sql, key) = (Self.bySeries, .id(request.seriesID))
    } else if !request.staffID.isEmpty {
      (sql, key) = (Self.byStaff, .id(request.staffID))
    } else if !request.planID.isEmpty {
      (sql, key) = (Self.byPlan, .id(request.planID))
    } else if case .own(let staff) = caller.scope {
      if staff.isEmpty { return nil }
      sql = Self.byOwner(CustomerReach(caller), &more)
      key = .id(staff)
    } else if !request.officeID.isEmpty {
      (sql, key) = (Self.byOffice, .id(request.officeID))
    } else {
      (sql, key) = (Self.byTime, .integer(0))
    }
  }

  private static let byCase = along("v.case_id = $1")
  private static let byCustomer = along("v.customer = $1")
  private static let bySeries = along("v.series = $1")
  private static let byPlan = along("v.plan = $1")
  private static let byStaff = along("v.staff = $1")
  private static let byOffice = along("v.office = $1")
  /// The key is not used here; it stands in the statement so that all take the same arguments.
  private static let byTime = along("$1 = 0")

  private static func along(_ condition: String) -> SQL {
    SQL(
      built: """
        SELECT v.*, u.home_office, u.case_worker FROM visit v CROSS JOIN customer u
        WHERE \(condition) AND v.starts_at >= $2 AND v.starts_at < $3
          AND (v.starts_at, v.id) > ($4, $5) AND u.id = v.customer
        ORDER BY v.starts_at, v.id
        """)
  }

  /// Those on which somebody goes, and those of the customers within its reach.
  private static func byOwner(_ reach: CustomerReach, _ more: inout [Value]) -> SQL {
    // The key, the times and the place come first.
    var arguments = [Value](repeating: .null, count: 5)
    let condition = reach.condition(&arguments)
    more = Array(arguments.dropFirst(5))
    return along(
      """
      v.id IN (
        SELECT id FROM visit WHERE staff = $1 AND starts_at >= $2 AND starts_at < $3
        UNION SELECT w.id FROM customer CROSS JOIN visit w
        WHERE w.customer = customer.id AND w.starts_at >= $2 AND w.starts_at < $3\(condition))
      """)
  }
}
