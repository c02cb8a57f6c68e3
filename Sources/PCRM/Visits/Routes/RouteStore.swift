import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// A proposal with the request that it was made for, when it is within the caller's reach.
  func routeProposal(
    _ id: RouteID, _ caller: Caller
  ) throws(Status) -> (proposal: RouteProposal, asked: ProposeRouteRequest) {
    if id.isEmpty { throw .required("id") }
    let found = try first("SELECT request, document FROM route WHERE id = $1", .id(id)) {
      (row) throws(Status) in
      (
        proposal: try RouteProposal(stored: row.raw(1)),
        asked: try ProposeRouteRequest(stored: row.raw(0))
      )
    }
    guard let found, try isReached(found.proposal.days.map(\.staffID), caller) else {
      throw .notFound("id", "there is no such proposal")
    }
    return found
  }

  /// One page of the proposals, newest first, without their days.
  func routeProposals(
    _ request: ListRoutesRequest, _ page: Page, _ caller: Caller
  ) throws(Status) -> PageBuilder<RouteProposal> {
    var rows = PageBuilder<RouteProposal>(page)
    let after = page.after.isEmpty ? RouteID(high: .max, low: .max) : page.afterID()
    try each(
      """
      SELECT document FROM route r
      WHERE id < $1 AND ($2 = 0 OR day = $2) AND ($3 = 0 OR state = $3)
        AND ($4 = $5 OR EXISTS (
          SELECT 1 FROM route_staff s WHERE s.route = r.id AND s.staff = $4))
      ORDER BY id DESC
      """,
      [
        .place(after), .integer(request.day?.number ?? 0), .enumeration(request.state),
        .place(request.staffID), .place(StaffID()),
      ]
    ) { (row) throws(Status) in
      var proposal = try RouteProposal(stored: row.raw(0))
      guard try isReached(proposal.days.map(\.staffID), caller) else { return true }
      proposal.days = []
      proposal.leftOut = []
      proposal.warnings = []
      return rows.add(proposal, at: proposal.id.position)
    }
    return rows
  }

  /// Whether the caller sees the days of all these staff.
  private func isReached(_ staff: [StaffID], _ caller: Caller) throws(Status) -> Bool {
    if case .all = caller.scope { return true }
    for id in staff where try !reachesDay(of: id, caller) { return false }
    return true
  }
}

extension Writer {
  /// Stores a new proposal.
  func insert(_ proposal: RouteProposal, asked: ProposeRouteRequest) throws(Status) {
    try execute(
      """
      INSERT INTO route (id, version, state, day, created_by, request, document)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, .id(proposal.id), .integer(proposal.version), .enumeration(proposal.state),
      .integer(proposal.day?.number ?? 0), .id(proposal.createdBy), .blob(asked.binary()),
      .blob(proposal.binary()))
    for staff in Set(proposal.days.map(\.staffID)) {
      try execute(
        "INSERT INTO route_staff (route, staff) VALUES ($1, $2)", .id(proposal.id), .id(staff))
    }
  }

  /// Stores what became of a proposal.
  mutating func decide(
    _ proposal: inout RouteProposal, _ state: RouteState, by caller: Caller
  ) throws(Status) {
    proposal.state = state
    proposal.version += 1
    proposal.decidedBy = caller.principal
    proposal.decideTime = now
    try execute(
      "UPDATE route SET version = $2, state = $3, document = $4 WHERE id = $1", .id(proposal.id),
      .integer(proposal.version), .enumeration(state), .blob(proposal.binary()))
    changed(
      FeedEntity.route, proposal.id, version: proposal.version,
      fields: "state,decided_by,decide_time")
  }
}

/// Lets proposals go when their day is long over.
enum RoutePurge {
  static let kind: TimerKind = "purge_routes"
  private static let daysKept = 30
  private static let intervalSeconds: Int64 = 86_400
  /// Proposals that one statement takes away: some milliseconds of the writer.
  private static let batch: Int64 = 50

  static let step: JobRunner.Step = { (timer, writer) throws(Status) in
    let today = BusinessDay.today(writer.now).daysSince1970
    let oldest = CivilDate(daysSince1970: today - daysKept).number
    while true {
      let ids = try writer.reader.all(
        "SELECT id FROM route WHERE day < $1 LIMIT $2", .integer(oldest), .integer(batch)
      ) { $0.id(0, of: RouteID.self) }
      for id in ids {
        try writer.execute("DELETE FROM route_staff WHERE route = $1", .id(id))
        try writer.execute("DELETE FROM route WHERE id = $1", .id(id))
      }
      if ids.count < batch { return .again(at: writer.now.adding(seconds: intervalSeconds)) }
      if timer.isOverTime { return .again(at: writer.now) }
    }
  }
}
