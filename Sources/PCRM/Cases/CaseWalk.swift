import PCRMCore
import PCRMModel
import ProtobufCodec
import RPC
import Storage

extension CaseService {
  @Sendable
  func listCases(
    _ request: ListCasesRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> Outcome {
    try request.status.checkKnown("status")
    if !request.stage.isEmpty && request.type.isEmpty { throw .required("type") }
    let page = try context.pages.page(request, caller)
    var answer = CasePage(page)
    let end = try reader.walkCases(request, caller, after: page.afterID()) {
      (row) throws(Status) in answer.add(row)
    }
    let token = end.map { context.pages.token(after: $0.position, of: request, caller) }
    return answer.finish(token: token ?? "")
  }
}

/// A page of cases on its way to the wire: each row is written as it is read, without becoming a struct.
struct CasePage: ~Copyable {
  private var wire = BinaryEncoder(reserving: 16_384)
  private let page: Page
  private var subjects: [CustomerID] = []

  init(_ page: Page) {
    self.page = page
  }

  /// Takes a row as the next of the answer's `cases`, field 1.
  ///
  /// - Returns: whether there was room for it; a first row larger than a page still makes one.
  mutating func add(_ row: any Row) -> Bool {
    if subjects.count == page.size { return false }
    let before = wire.count
    wire.message(1) { wire in CaseRow.encode(row, into: &wire) }
    if !subjects.isEmpty && wire.count > page.bytes {
      wire.truncate(to: before)
      return false
    }
    subjects.append(row.id(CaseRow.customer))
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
  /// Walks the cases that a request asks for and the caller may see, in the order of their ids, along the most
  /// selective index.
  ///
  /// - Parameter row: answers false when it does not take the row; the walk then stops before it.
  /// - Returns: after which case the walk goes on; nil at the end.
  func walkCases(
    _ request: ListCasesRequest, _ caller: Caller, after: CaseID,
    row take: (any Row) throws(Status) -> Bool
  ) throws(Status) -> CaseID? {
    guard let route = CaseRoute(request, caller) else { return nil }
    var last = after
    var visited = 0
    var isStopped = false
    try each(route.sql, [route.key, .place(after)] + route.more) { (row) throws(Status) in
      visited += 1
      var takes = visited <= Self.walkRowsMax
      if takes, request.passes(row), CaseRow.isReached(row, by: caller) { takes = try take(row) }
      guard takes else {
        isStopped = true
        return false
      }
      last = row.id(CaseRow.id)
      return true
    }
    return isStopped ? last : nil
  }
}

extension ListCasesRequest {
  /// Whether a case passes every filter.
  fileprivate func passes(_ row: any Row) -> Bool {
    if !customerID.isEmpty && row.id(CaseRow.customer) != customerID { return false }
    if !officeID.isEmpty && row.id(CaseRow.office) != officeID { return false }
    if !caseWorkerID.isEmpty && row.id(CaseRow.worker) != caseWorkerID { return false }
    if !type.isEmpty && row.text(CaseRow.type) != type { return false }
    if !stage.isEmpty && row.text(CaseRow.stage) != stage { return false }
    if status.rawValue != 0 && row.integer(CaseRow.status) != Int64(status.rawValue) {
      return false
    }
    if !number.isEmpty && row.text(CaseRow.number) != number { return false }
    if let changedSince, row.integer(CaseRow.updatedAt) < changedSince.microseconds {
      return false
    }
    return true
  }
}

/// What a walk over cases goes along. Each statement selects the customer's office and worker after the case.
private struct CaseRoute {
  let sql: SQL
  let key: Value
  var more: [Value] = []

  /// Nil when there is nobody whom the caller may see.
  init?(_ request: ListCasesRequest, _ caller: Caller) {
    if !request.number.isEmpty {
      (sql, key) = (Self.byNumber, .text(request.number))
    } else if !request.customerID.isEmpty {
      (sql, key) = (Self.byCustomer, .id(request.customerID))
    } else if !request.caseWorkerID.isEmpty {
      (sql, key) = (Self.byWorker, .id(request.caseWorkerID))
    } else if case .own = caller.scope {
      if caller.ownStaff.isEmpty { return nil }
      sql = Self.byOwner(CustomerReach(caller), &more)
      key = .integer(0)
    } else if !request.officeID.isEmpty {
      (sql, key) = (Self.byOffice, .id(request.officeID))
    } else if !request.stage.isEmpty {
      (sql, key) = (Self.byStage, .text(request.type))
      more = [.text(request.stage)]
    } else {
      (sql, key) = (Self.byID, .integer(0))
    }
  }

  private static let byNumber: SQL =
    """
    SELECT c.*, u.home_office, u.case_worker FROM customer_case c CROSS JOIN customer u
    WHERE c.number = $1 AND c.id > $2 AND u.id = c.customer
    """

  private static let byCustomer: SQL =
    """
    SELECT c.*, u.home_office, u.case_worker FROM customer_case c CROSS JOIN customer u
    WHERE c.customer = $1 AND c.id > $2 AND u.id = c.customer ORDER BY c.id
    """

  private static let byWorker: SQL =
    """
    SELECT c.*, u.home_office, u.case_worker FROM customer_case c CROSS JOIN customer u
    WHERE c.worker = $1 AND c.id > $2 AND u.id = c.customer ORDER BY c.id
    """

  /// The key is not used here; it stands in the statement so that all take the same arguments.
  private static func byOwner(_ reach: CustomerReach, _ more: inout [Value]) -> SQL {
    // The key and the place come first.
    var arguments: [Value] = [.null, .null]
    let condition = reach.condition(&arguments)
    more = Array(arguments.dropFirst(2))
    return SQL(
      built: """
        SELECT c.*, customer.home_office, customer.case_worker
        FROM customer CROSS JOIN customer_case c
        WHERE $1 = 0 AND c.customer = customer.id AND c.id > $2\(condition) ORDER BY c.id
        """)
  }

  private static let byOffice: SQL =
    """
    SELECT c.*, u.home_office, u.case_worker FROM customer_case c CROSS JOIN customer u
    WHERE c.office = $1 AND c.id > $2 AND u.id = c.customer ORDER BY c.id
    """

  private static let byStage: SQL =
    """
    SELECT c.*, u.home_office, u.case_worker FROM customer_case c CROSS JOIN customer u
    WHERE c.type = $1 AND c.stage = $3 AND c.id > $2 AND u.id = c.customer ORDER BY c.id
    """

  /// The key is not used here; it stands in the statement so that all take the same arguments.
  private static let byID: SQL =
    """
    SELECT c.*, u.home_office, u.case_worker FROM customer_case c CROSS JOIN customer u
    WHERE $1 = 0 AND c.id > $2 AND u.id = c.customer ORDER BY c.id
    """
}
