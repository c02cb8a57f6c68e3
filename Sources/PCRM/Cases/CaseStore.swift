import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The case, when its customer is within the caller's reach.
  ///
  /// - Parameter field: what of the request named the case.
  func caseRecord(
    _ id: CaseID, field: String, _ caller: Caller
  ) throws(Status) -> Case {
    if id.isEmpty { throw .required(field) }
    var found: Case?
    try each(Self.caseByID, [.id(id)]) { (row) throws(Status) in
      if CaseRow.isReached(row, by: caller) { found = try CaseRow.document(row) }
      return false
    }
    guard let found else { throw .noCase(field) }
    return found
  }

  /// A case with its customer's office and worker after it, for ``CaseRow/isReached(_:by:)``.
  static let caseByID: SQL =
    """
    SELECT customer_case.*, customer.home_office, customer.case_worker
    FROM customer_case JOIN customer ON customer.id = customer_case.customer
    WHERE customer_case.id = $1
    """

  /// Whether there is such a case.
  func hasCase(_ id: CaseID) throws(Status) -> Bool {
    try first("SELECT 1 FROM customer_case WHERE id = $1", .id(id)) { (_) throws(Status) in true }
      ?? false
  }
}

extension Writer {
  /// Stores a new case and notes it for the feed.
  mutating func insertCase(_ document: Case) throws(Status) {
    try connection.run(
      """
      INSERT INTO customer_case VALUES
      ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24)
      """, CaseRow.values(document)
    ) { (_) throws(Status) in true }
    changed(FeedEntity.case, document.id, version: document.version, about: document.customerID)
  }

  /// Stores a case in the place of its earlier state, which goes to the history, and notes it for the feed.
  ///
  /// - Parameters:
  ///   - document: the case as it is to be; its version and time of update are set here.
  ///   - fields: names of the fields that changed, as the contract calls them.
  /// - Returns: the case as it is stored.
  @discardableResult
  mutating func updateCase(
    _ document: Case, from earlier: Case, fields: [String], by caller: Caller
  ) throws(Status) -> Case {
    var stored = document
    stored.version = earlier.version + 1
    stored.updateTime = Timestamp(microseconds: now.microseconds)
    try execute(
      "INSERT INTO case_history VALUES ($1, $2, $3, $4, $5, $6)", .id(earlier.id),
      .integer(earlier.version), .time(now), .id(caller.principal), .id(earlier.customerID),
      .blob(earlier.binary()))
    let rows = try connection.run(
      """
      UPDATE customer_case SET version = $3, number = $4, type = $5, type_version = $6,
        office = $7, status = $8, stage = $9, stage_since = $10, phase = $11, phase_since = $12,
        severity_scheme = $13, severity_grade = $14, support_group = $15, management_level = $16,
        need_score = $17, worker = $18, opened_at = $19, approved_at = $20, closed_at = $21,
        created_at = $22, updated_at = $23, parts = $24
      WHERE customer = $1 AND id = $2
      """, CaseRow.values(stored)
    ) { (_) throws(Status) in true }
    // A case is never deleted under a write that has read it.
    guard rows == 1 else { throw .internalError }
    changed(
      FeedEntity.case, stored.id, version: stored.version, fields: fields.joined(separator: ","),
      about: stored.customerID)
    return stored
  }
}

extension Status {
  /// There is no such case, or none within the caller's reach: both look the same.
  static func noCase(_ field: String) -> Status {
    Status.notFound(field, "there is no such case").with("entity", "case")
  }
}
