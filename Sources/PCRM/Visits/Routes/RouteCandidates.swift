import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// What else might be visited, read and checked.
  func candidates(
    _ asked: [RouteCandidate], _ members: [RouteMember], _ rules: RouteRules, _ caller: Caller,
    isReading: Bool = false
  ) throws(Status) -> [RouteItem] {
    if asked.count > 100 { throw .tooMany("candidates", max: 100) }
    let known = Set(members.flatMap(\.items).compactMap { $0.visit?.id })
    var seen = known
    var items: [RouteItem] = []
    for (index, candidate) in asked.enumerated() {
      let field = "candidates[\(index)]"
      var item =
        try candidate.visitID.isEmpty
        ? newcomer(candidate, field, caller) : moved(candidate, field, caller)
      if let visit = item.visit, !isReading { try caller.checkGoes(visit.staffID) }
      if let visit = item.visit, !seen.insert(visit.id).inserted {
        throw .duplicate(
          "\(field).visit_id",
          known.contains(visit.id) ? "is in these days already" : "names a visit a second time")
      }
      try candidate.penaltyMetres.checkPenalty("\(field).penalty_metres")
      if candidate.staffIDs.count > 50 { throw .tooMany("\(field).staff_ids", max: 50) }
      item.candidate = Int32(index + 1)
      item.skill = candidate.skill
      item.staff = candidate.staffIDs
      let price = candidate.penaltyMetres == 0 ? rules.leftOutMetres : candidate.penaltyMetres
      item.penalty = candidate.must ? nil : price
      items.append(item)
    }
    return items
  }

  /// A customer who has no visit yet.
  private func newcomer(
    _ candidate: RouteCandidate, _ field: String, _ caller: Caller
  ) throws(Status) -> RouteItem {
    if candidate.customerID.isEmpty { throw .required("\(field).customer_id") }
    guard try isVisitable(candidate.customerID, by: caller) else {
      throw .notFound("\(field).customer_id", "there is no such customer")
    }
    try TextRules.checkCode(candidate.purpose, "\(field).purpose", max: 64, others: "_-.")
    if !(5...720).contains(candidate.minutes) {
      throw .outOfRange("\(field).minutes", min: 5, max: 720)
    }
    let length = Int64(candidate.minutes) * 60_000_000
    var item = RouteItem(time: TimeRange(0, length))
    item.customer = candidate.customerID
    item.point = try place(of: candidate.customerID).map { SpherePoint($0) }
    let from = candidate.fromTime?.microseconds ?? .min / 4
    let before = candidate.beforeTime?.microseconds ?? .max / 4
    if candidate.fromTime != nil || candidate.beforeTime != nil {
      if before - from < length {
        throw .malformed("\(field).before_time", "at least `minutes` after from_time")
      }
      item.window = TimeRange(from, before)
    }
    return item
  }

  /// A visit of another day, or of somebody who is not asked about.
  private func moved(
    _ candidate: RouteCandidate, _ field: String, _ caller: Caller
  ) throws(Status) -> RouteItem {
    let visit = try visit(candidate.visitID, field: "\(field).visit_id", caller)
    try VisitLife.check(
      visit.state, among: [.proposed, .planned, .confirmed, .noShow, .cancelled], to: "moved",
      "\(field).visit_id")
    if !visit.nextID.isEmpty {
      throw .precondition(
        "VISIT_MOVED", "\(field).visit_id", "another visit took its place; name that one")
    }
    let from = visit.startTime?.microseconds ?? 0
    let to = visit.endTime?.microseconds ?? from
    var item = RouteItem(visit: visit, time: TimeRange(0, to - from))
    item.customer = visit.customerID
    item.point = try place(of: visit).map { SpherePoint($0) }
    if let window = visit.customerWindow, let opens = window.from, let closes = window.to {
      item.window = TimeRange(opens.microseconds, closes.microseconds)
    }
    return item
  }

  /// A proposal without the candidates' customers who are out of the caller's reach: whoever made it may see others.
  func shown(_ proposal: RouteProposal, to caller: Caller) throws(Status) -> RouteProposal {
    if case .all = caller.scope { return proposal }
    if proposal.createdBy == caller.principal { return proposal }
    var shown = proposal
    for day in shown.days.indices {
      for place in shown.days[day].stops.indices where shown.days[day].stops[place].candidate != 0 {
        if try !isVisitable(shown.days[day].stops[place].customerID, by: caller) {
          shown.days[day].stops[place].customerID = CustomerID()
        }
      }
    }
    for place in shown.leftOut.indices where shown.leftOut[place].candidate != 0 {
      if try !isVisitable(shown.leftOut[place].customerID, by: caller) {
        shown.leftOut[place].customerID = CustomerID()
      }
    }
    return shown
  }

  /// Whether there is such a customer within the caller's reach, or one whom it has adopted.
  private func isVisitable(_ id: CustomerID, by caller: Caller) throws(Status) -> Bool {
    let isReached = try first(
      "SELECT home_office, case_worker FROM customer WHERE id = $1 AND deleted_at IS NULL", .id(id)
    ) { caller.reaches(id, office: $0.id(0), worker: $0.id(1)) }
    guard let isReached else { return false }
    if isReached { return true }
    return try hasAdopted(id, caller.staff)
  }
}
