import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension RouteService {
  @Sendable
  func applyRoute(
    _ request: ApplyRouteRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> RouteProposal {
    try TextRules.checkRequired(request.reason, "reason", max: 500)
    var (proposal, asked) = try writer.reader.routeProposal(request.id, caller)
    if proposal.state != .ready {
      throw .planOutdated("id", "the proposal was applied or put aside before")
    }
    for day in proposal.days { try caller.checkGoes(day.staffID) }
    let dropped = proposal.leftOut.filter { $0.candidate == 0 }
    if !dropped.isEmpty, !request.cancelLeftOut {
      throw .precondition(
        "VISITS_LEFT_OUT", "cancel_left_out", "\(dropped.count) visits found no place in the days"
      ).with("visits", dropped.map(\.visitID.description).joined(separator: ","))
    }
    for day in proposal.days { try writer.lock(.staff(day.staffID)) }
    try writer.reader.checkStands(proposal)
    let moving = try writer.reader.visitsToMove(proposal)
    // A visit that comes from somebody else's day needs the right to take it from there.
    for visit in moving.values { try caller.checkGoes(visit.staffID) }
    let leaving = try dropped.map { (left) throws(Status) in
      try writer.reader.unchanged(left.visitID, left.visitVersion)
    }
    // Everybody gives up their time before anybody takes another's: visits may change places.
    for visit in moving.values { try writer.removeClaims(of: visit.id) }
    for visit in leaving { try writer.removeClaims(of: visit.id) }
    for visit in leaving { try writer.cancel(visit, reason: request.reason, by: caller) }
    for day in proposal.days.indices {
      for place in proposal.days[day].stops.indices {
        let stop = proposal.days[day].stops[place]
        guard
          let id = try writer.carryOut(
            stop, with: proposal.days[day].staffID, moving, asked.candidates, request.reason,
            by: caller)
        else { continue }
        proposal.days[day].stops[place].appliedVisitID = id
      }
    }
    try writer.decide(&proposal, .applied, by: caller)
    return try writer.reader.shown(proposal, to: caller)
  }
}

extension Reader {
  /// Refuses a proposal when the days are not what it was made for.
  fileprivate func checkStands(_ proposal: RouteProposal) throws(Status) {
    var expected: Set<Claimed> = []
    for day in proposal.days {
      for stop in day.stops where !stop.visitID.isEmpty && stop.candidate == 0 {
        let owner = stop.staffIDBefore.isEmpty ? day.staffID : stop.staffIDBefore
        expected.insert(Claimed(owner, stop.visitID, stop.visitVersion))
      }
      for stop in day.stops where [.moved, .added].contains(stop.change) {
        if (stop.startTime?.microseconds ?? 0) < now.microseconds {
          throw .planOutdated("id", "a visit would begin in the past")
        }
      }
    }
    for left in proposal.leftOut where left.candidate == 0 {
      expected.insert(Claimed(left.staffID, left.visitID, left.visitVersion))
    }
    var found: Set<Claimed> = []
    for day in proposal.days {
      guard let date = proposal.day else { throw .internalError }
      for item in try dayItems(of: day.staffID, on: date) {
        found.insert(Claimed(day.staffID, item.id, item.version))
      }
    }
    if expected != found { throw .planOutdated("id", "a visit of these days has changed") }
  }

  /// The visits that a proposal moves, as they are.
  fileprivate func visitsToMove(_ proposal: RouteProposal) throws(Status) -> [VisitID: Visit] {
    var visits: [VisitID: Visit] = [:]
    for stop in proposal.days.flatMap(\.stops) where stop.change == .moved {
      visits[stop.visitID] = try unchanged(stop.visitID, stop.visitVersion)
    }
    return visits
  }

  fileprivate func unchanged(_ id: VisitID, _ version: Int64) throws(Status) -> Visit {
    guard let visit = try visit(id), visit.version == version else {
      throw .planOutdated("id", "a visit has changed that would be moved")
    }
    return visit
  }
}

/// A visit that claims somebody's time.
private struct Claimed: Hashable {
  let staff: StaffID
  let visit: VisitID
  let version: Int64

  init(_ staff: StaffID, _ visit: VisitID, _ version: Int64) {
    self.staff = staff
    self.visit = visit
    self.version = version
  }
}

extension Writer {
  /// Does what a proposal says about one visit.
  ///
  /// - Returns: the visit that there is now for it; nil when it stays.
  fileprivate mutating func carryOut(
    _ stop: DayRouteStop, with staff: StaffID, _ moving: [VisitID: Visit],
    _ candidates: [RouteCandidate], _ reason: String, by caller: Caller
  ) throws(Status) -> VisitID? {
    guard let start = stop.startTime, let end = stop.endTime else { throw .internalError }
    switch stop.change {
    case .moved:
      guard let visit = moving[stop.visitID] else { throw .internalError }
      if visit.startTime == start, visit.endTime == end, VisitLife.assignable.contains(visit.state)
      {
        return try reassign(visit, to: staff, reason: reason, by: caller).id
      }
      let move = VisitMove(start: start, end: end, staff: staff, reason: reason)
      return try reschedule(visit, to: move, by: caller).id
    case .added:
      let place = Int(stop.candidate) - 1
      guard candidates.indices.contains(place) else { throw .internalError }
      return try planVisit(Visit(candidates[place], staff, start, end), by: caller).id
    default:
      return nil
    }
  }

  /// Cancels a visit whose claims are gone already.
  fileprivate mutating func cancel(
    _ visit: Visit, reason: String, by caller: Caller
  ) throws(Status) {
    try VisitLife.check(from: visit.state, to: .cancelled, "id")
    var ended = visit
    ended.state = .cancelled
    ended.closeTime = Timestamp(microseconds: now.microseconds)
    ended.closeReason = reason
    ended.holdUntil = nil
    try updateVisit(
      ended, from: visit, fields: ["state", "close_time", "close_reason"], reason: reason,
      by: caller)
  }
}

extension Visit {
  /// A candidate that is planned.
  fileprivate init(
    _ candidate: RouteCandidate, _ staff: StaffID, _ start: Timestamp, _ end: Timestamp
  ) {
    self.init()
    customerID = candidate.customerID
    purpose = candidate.purpose
    caseID = candidate.caseID
    staffID = staff
    startTime = start
    endTime = end
    if candidate.fromTime != nil, candidate.beforeTime != nil {
      var window = TimeWindow()
      window.from = candidate.fromTime
      window.to = candidate.beforeTime
      customerWindow = window
    }
  }
}
