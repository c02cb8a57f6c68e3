import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The visit, when it is within the caller's reach.
  ///
  /// - Parameter field: what of the request named the visit.
  func visit(_ id: VisitID, field: String, _ caller: Caller) throws(Status) -> Visit {
    if id.isEmpty { throw .required(field) }
    var found: Visit?
    try each(Self.visitByID, [.id(id)]) { (row) throws(Status) in
      let visit = try VisitRow.document(row)
      // Who takes part sees the visit too, whoever's it is.
      let isParticipant =
        !caller.staff.isEmpty && visit.participants.contains { $0.staffID == caller.staff }
      if isParticipant || VisitRow.isReached(row, by: caller) { found = visit }
      return false
    }
    guard let found else { throw .noVisit(field) }
    return found
  }

  /// The visit, whoever asks.
  func visit(_ id: VisitID) throws(Status) -> Visit? {
    try first("SELECT visit.* FROM visit WHERE id = $1", .id(id)) { (row) throws(Status) in
      try VisitRow.document(row)
    }
  }

  /// A visit with its customer's office and worker after it, for ``VisitRow/isReached(_:by:)``.
  static let visitByID: SQL =
    """
    SELECT visit.*, customer.home_office, customer.case_worker
    FROM visit JOIN customer ON customer.id = visit.customer
    WHERE visit.id = $1
    """

  /// Where a visit is: at its own place, or else at the customer's main address; nil when nobody knows.
  func place(of visit: Visit) throws(Status) -> Coordinates? {
    if let own = visit.coordinates { return own }
    return try place(of: visit.customerID)
  }
}

extension Writer {
  /// Stores a new visit with its claims and notes it for the feed; everything was checked.
  mutating func insertVisit(_ visit: Visit) throws(Status) {
    try insertRow(visit)
    try insert(VisitClaims(visit), of: visit.id)
    try setHoldTimer(of: visit)
    changed(FeedEntity.visit, visit.id, version: visit.version, about: visit.customerID)
  }

  /// Stores a visit's row alone.
  func insertRow(_ visit: Visit) throws(Status) {
    try connection.run(
      """
      INSERT INTO visit VALUES
      ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25, $26, $27, $28, $29)
      """, VisitRow.values(visit)
    ) { (_) throws(Status) in true }
    try insert(VisitCompany(visit))
  }

  /// Stores a visit in the place of its earlier state, which goes to the history, moves its claims along with it, and
  /// notes it for the feed.
  ///
  /// - Parameters:
  ///   - visit: the visit as it is to be; its version and time of update are set here.
  ///   - fields: names of the fields that changed, as the contract calls them.
  ///   - reason: why, where somebody said so.
  /// - Returns: the visit as it is stored.
  @discardableResult
  mutating func updateVisit(
    _ visit: Visit, from earlier: Visit, fields: [String], reason: String = "", by caller: Caller
  ) throws(Status) -> Visit {
    var stored = visit
    stored.version = earlier.version + 1
    stored.updateTime = Timestamp(microseconds: now.microseconds)
    let (before, after) = (VisitClaims(earlier), VisitClaims(stored))
    if before != after { try makeRoom(for: after, besides: [stored.id]) }
    try execute(
      "INSERT INTO visit_history VALUES ($1, $2, $3, $4, $5, $6, $7)", .id(earlier.id),
      .integer(earlier.version), .time(now), .id(caller.principal), .id(earlier.customerID),
      .text(reason), .blob(earlier.binary()))
    let rows = try connection.run(
      """
      UPDATE visit SET version = $3, state = $4, staff = $5, office = $6, purpose = $7,
        case_id = $8, touchpoint = $9, starts_at = $10, ends_at = $11, pinned = $12,
        previous = $13, next = $14, series = $15, occurrence = $16, plan = $17, hold_until = $18,
        done_at = $19, created_at = $20, updated_at = $21, attempts = $22, relationship = $23,
        tried_at = $24, met_at = $25, chain_number = $26, latitude_e7 = $27, longitude_e7 = $28,
        parts = $29
      WHERE customer = $1 AND id = $2
      """, VisitRow.values(stored)
    ) { (_) throws(Status) in true }
    // A visit is never deleted under a write that has read it.
    guard rows == 1 else { throw .internalError }
    if before != after {
      try removeClaims(of: stored.id)
      try insert(after, of: stored.id)
    }
    try replace(VisitCompany(earlier), with: VisitCompany(stored))
    if earlier.holdUntil != stored.holdUntil { try setHoldTimer(of: stored) }
    changed(
      FeedEntity.visit, stored.id, version: stored.version, fields: fields.joined(separator: ","),
      about: stored.customerID)
    return stored
  }

  /// Sets the timer that ends a proposal, or takes it back.
  private func setHoldTimer(of visit: Visit) throws(Status) {
    if visit.state == .proposed, let until = visit.holdUntil {
      try schedule(HoldExpiry.kind, key: visit.id.position, at: until)
    } else if visit.version > 1 {
      try unschedule(HoldExpiry.kind, key: visit.id.position)
    }
  }
}

extension Status {
  /// There is no such visit, or none within the caller's reach: both look the same.
  static func noVisit(_ field: String) -> Status {
    Status.notFound(field, "there is no such visit").with("entity", "visit")
  }
}
