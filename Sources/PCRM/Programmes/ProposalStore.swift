import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// The proposal with its shares, when it is within the caller's reach and written down in full.
  func proposal(_ id: ProposalID, _ field: String, _ caller: Caller) throws(Status) -> Proposal {
    if id.isEmpty { throw .required(field) }
    let found = try first(
      "SELECT id, version, state, office, created_by, document FROM proposal WHERE id = $1",
      .id(id)
    ) { (row) throws(Status) in try Proposal(stored: row) }
    guard let found, found.isReached(by: caller), found.state != .draft else {
      throw .notFound(field, "there is no such proposal")
    }
    return found
  }

  /// One page of the proposals, newest first, without their shares.
  func proposals(
    _ request: ListProposalsRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<Proposal> {
    var rows = PageBuilder<Proposal>(page)
    let after = page.after.isEmpty ? ProposalID(high: .max, low: .max) : page.afterID()
    try each(
      """
      SELECT id, version, state, office, created_by, document FROM proposal
      WHERE id < $1 AND state <> 1 AND ($2 = 0 OR kind = $2) AND ($3 = 0 OR state = $3)
        AND ($4 = $5 OR programme = $4)
      ORDER BY id DESC
      """,
      [
        .place(after), .enumeration(request.kind), .enumeration(request.state),
        .place(request.programmeID), .place(ProgrammeID()),
      ]
    ) { (row) throws(Status) in
      var proposal = try Proposal(stored: row)
      guard proposal.isReached(by: caller) else { return rows.pass(at: proposal.id.position) }
      proposal.shares = []
      return rows.add(proposal, at: proposal.id.position)
    }
    return rows
  }

  /// Lines of a proposal after a number.
  func proposalLines(
    of id: ProposalID, after number: Int64, to staff: StaffID = StaffID(),
    unplacedOnly: Bool = false, placedOnly: Bool = false,
    line take: (ProposalLine) throws(Status) -> Bool
  ) throws(Status) {
    try each(
      """
      SELECT number, customer, case_id, from_staff, to_staff, load, distance_m, reason
      FROM proposal_line
      WHERE proposal = $1 AND number > $2 AND ($3 = $6 OR to_staff = $3)
        AND ($4 = 0 OR to_staff IS NULL) AND ($5 = 0 OR to_staff IS NOT NULL)
      ORDER BY number
      """,
      [
        .id(id), .integer(number), .place(staff), .bool(unplacedOnly), .bool(placedOnly),
        .place(StaffID()),
      ]
    ) { (row) throws(Status) in
      var line = ProposalLine()
      line.number = Int32(truncatingIfNeeded: row.integer(0))
      line.customerID = row.id(1)
      line.caseID = row.id(2)
      line.fromStaffID = row.id(3)
      line.toStaffID = row.id(4)
      line.load = row.integer(5)
      line.distanceM = Int32(truncatingIfNeeded: row.integer(6))
      line.reason = row.text(7)
      return try take(line)
    }
  }
}

extension Writer {
  /// Stores a proposal without its lines.
  func insert(_ proposal: Proposal) throws(Status) {
    try execute(
      """
      INSERT INTO proposal (id, version, kind, state, office, programme, created_by, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, .id(proposal.id), .integer(proposal.version), .enumeration(proposal.kind),
      .enumeration(proposal.state), .id(proposal.officeID), .id(proposal.programmeID),
      .id(proposal.createdBy), .blob(proposal.binary()))
  }

  func update(_ proposal: Proposal) throws(Status) {
    try execute(
      "UPDATE proposal SET version = $2, state = $3, document = $4 WHERE id = $1",
      .id(proposal.id), .integer(proposal.version), .enumeration(proposal.state),
      .blob(proposal.binary()))
  }

  func insert(_ lines: ArraySlice<ProposalLine>, of id: ProposalID) throws(Status) {
    for line in lines {
      try execute(
        """
        INSERT INTO proposal_line (proposal, number, customer, case_id, from_staff, to_staff,
          load, distance_m, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """, .id(id), .integer(Int64(line.number)), .id(line.customerID), .id(line.caseID),
        .id(line.fromStaffID), .id(line.toStaffID), .integer(line.load),
        .integer(Int64(line.distanceM)), .text(line.reason))
    }
  }

  /// Marks a proposal as carried out, or about to be: it cannot be a second time.
  mutating func markApplied(_ proposal: Proposal, by caller: Caller) throws(Status) -> Proposal {
    var applied = proposal
    applied.state = .applied
    applied.version += 1
    applied.appliedBy = caller.principal
    applied.applyTime = now
    try update(applied)
    changed(
      FeedEntity.proposal, applied.id, version: applied.version,
      fields: "state,applied_by,apply_time")
    return applied
  }
}

extension Proposal {
  fileprivate init(stored row: any Row) throws(Status) {
    do throws(DecodingFailure) {
      self = try Proposal(binary: row.raw(5))
    } catch {
      throw .internalError
    }
  }

  /// Whether it is the caller's own, or about an office within reach.
  func isReached(by caller: Caller) -> Bool {
    if case .all = caller.scope { return true }
    return createdBy == caller.principal || !officeID.isEmpty && caller.reaches(unit: officeID)
  }
}

extension Status {
  /// What the plan was made for is not so any more.
  static func planOutdated(_ field: String, _ problem: String) -> Status {
    Status(
      .aborted, "\(field): \(problem); plan again",
      ErrorInfo(reason: "PLAN_OUTDATED", field: field))
  }

  /// There is nothing to plan for, or nobody.
  static func nothingToPropose(_ field: String, _ problem: String) -> Status {
    .precondition("NOTHING_TO_PROPOSE", field, problem)
  }

  /// No more than so many are allowed.
  static func capReached(_ field: String, _ problem: String, max: Int) -> Status {
    Status(
      .resourceExhausted, "\(field): \(problem)", ErrorInfo(reason: "CAP_REACHED", field: field)
    ).with("max", String(max))
  }
}
