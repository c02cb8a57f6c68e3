import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension HandOver {
  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    caseID = row.id(2)
    customerID = row.id(3)
    fromStaffID = row.id(4)
    toStaffID = row.id(5)
    toTeamID = row.id(6)
    reason = row.text(7)
    state = row.enumeration(8)
    reach = row.enumeration(9)
    consentID = row.id(10)
    movesCustomer = row.bool(11)
    proposeTime = row.time(12)
    proposedBy = row.id(13)
    expireTime = row.time(14)
    decideTime = row.timeOrNil(15)
    decidedBy = row.id(16)
    decisionReason = row.text(17)
    acceptedByStaffID = row.id(18)
  }
}

extension Reader {
  func handOver(_ id: HandOverID) throws(Status) -> HandOver? {
    try first("SELECT hand_over.* FROM hand_over WHERE id = $1", .id(id)) { HandOver($0) }
  }

  /// The hand-over of a case that waits for an answer.
  func pendingHandOver(of id: CaseID) throws(Status) -> HandOver? {
    try first("SELECT hand_over.* FROM hand_over WHERE case_id = $1 AND state = 1", .id(id)) {
      HandOver($0)
    }
  }

  /// Walks hand-overs in the order of their ids.
  ///
  /// - Parameter row: is told whether the customer is within the caller's reach.
  func handOvers(
    _ request: ListHandOversRequest, after: HandOverID, _ caller: Caller,
    row take: (HandOver, Bool) throws(Status) -> Bool
  ) throws(Status) {
    var query = ListQuery("h.id", after: after)
    query.add("h.case_id", request.caseID)
    query.add("h.to_team", request.toTeamID)
    query.add("h.from_staff", request.fromStaffID)
    if !request.toStaffID.isEmpty {
      query.add(
        """
        h.id IN (SELECT id FROM hand_over WHERE to_staff = ?
          UNION ALL SELECT p.id FROM hand_over p JOIN staff s ON s.team = p.to_team WHERE s.id = ?)
        """, .id(request.toStaffID))
    }
    if request.state.rawValue != 0 { query.add("h.state = ?", .enumeration(request.state)) }
    try each(
      SQL(
        built: """
          SELECT h.*, c.home_office, c.case_worker
          FROM hand_over h JOIN customer c ON c.id = h.customer
          WHERE \(query.text) ORDER BY h.id
          """), query.arguments
    ) { (row) throws(Status) in
      let isReached = caller.reaches(row.id(3), office: row.id(19), worker: row.id(20))
      return try take(HandOver(row), isReached)
    }
  }
}

extension Writer {
  func insert(_ handOver: HandOver) throws(Status) {
    try execute(
      """
      INSERT INTO hand_over VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
        $15, NULL, NULL, '', NULL)
      """, .id(handOver.id), .integer(handOver.version), .id(handOver.caseID),
      .id(handOver.customerID), .id(handOver.fromStaffID), .id(handOver.toStaffID),
      .id(handOver.toTeamID), .text(handOver.reason), .enumeration(handOver.state),
      .enumeration(handOver.reach), .id(handOver.consentID), .bool(handOver.movesCustomer),
      .time(handOver.proposeTime), .id(handOver.proposedBy), .time(handOver.expireTime))
  }

  /// Stores how a hand-over ended, and takes its timer back.
  ///
  /// - Parameter principal: who decided; empty for the clock, or when the duty it was about ended.
  mutating func decide(
    _ handOver: HandOver, _ state: HandOverState, reason: String, by principal: PrincipalID,
    accepted staff: StaffID = StaffID()
  ) throws(Status) -> HandOver {
    var decided = handOver
    decided.version += 1
    decided.state = state
    decided.decideTime = Timestamp(microseconds: now.microseconds)
    decided.decidedBy = principal
    decided.decisionReason = reason
    decided.acceptedByStaffID = staff
    try execute(
      """
      UPDATE hand_over SET version = $2, state = $3, decided_at = $4, decided_by = $5,
        decision_reason = $6, accepted_by = $7
      WHERE id = $1
      """, .id(decided.id), .integer(decided.version), .enumeration(state),
      .time(decided.decideTime), .id(principal), .text(reason), .id(staff))
    try unschedule(HandOverExpiry.kind, key: HandOverExpiry.key(decided.id))
    changed(
      FeedEntity.handOver, decided.id, version: decided.version, fields: "state",
      about: decided.customerID)
    return decided
  }

  /// Ends the hand-over that waits, because the duty it is about is over.
  mutating func endHandOver(of id: CaseID, reason: String) throws(Status) {
    guard let pending = try reader.pendingHandOver(of: id) else { return }
    _ = try decide(pending, .withdrawn, reason: reason, by: PrincipalID())
  }
}
