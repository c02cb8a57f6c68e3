import PCRMCore
import PCRMModel
import ProtobufCodec
import Routes
import Storage

extension RouteService {
  @Sendable
  func explainVisit(
    _ request: ExplainVisitRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ExplainVisitResponse {
    guard let candidate = request.candidate else { throw .required("candidate") }
    guard let day = request.day else { throw .required("day") }
    try day.checkDay("day")
    try request.start.checkKnown("start")
    try request.end.checkKnown("end")
    let rules: RouteRules = try reader.current()
    let asked = DayRequest(
      day: day, start: request.start.or(rules.start), end: request.end.or(rules.end))
    let own =
      try candidate.visitID.isEmpty
      ? caller.staff : reader.visit(candidate.visitID, field: "candidate.visit_id", caller).staffID
    let staff = try reader.staffToPlan(
      request.staffIDs, or: own, max: 50, caller, isReading: true)
    let item = try reader.candidate(candidate, rules, caller)
    var response = ExplainVisitResponse()
    for member in try reader.members(staff, asked, rules) {
      response.fits.append(try fit(item, into: member.alone, rules, reader))
    }
    response.fits = response.fits.enumerated().sorted {
      ($0.element.fits ? 0 : 1, $0.element.extraMetres, $0.offset)
        < ($1.element.fits ? 0 : 1, $1.element.extraMetres, $1.offset)
    }.map(\.element)
    return response
  }

  /// Whether a candidate fits into a day, by planning the day without it and with it.
  private func fit(
    _ candidate: RouteItem, into member: RouteMember, _ rules: RouteRules, _ reader: Reader
  ) throws(Status) -> VisitFit {
    // A visit of this very day is asked about as if it were not there yet.
    var day = member
    if let visit = candidate.visit { day.items.removeAll { $0.visit?.id == visit.id } }
    let before = try RouteDraft(
      [day], candidates: [], options: [:], rules: rules, mayReassign: false, now: reader.now
    ).planned(seed: 0, reader)
    let draft = RouteDraft(
      [day], candidates: [candidate], options: [:], rules: rules, mayReassign: false,
      now: reader.now)
    let after = try draft.planned(seed: 0, reader)
    let index = draft.items.count - 1
    var fit = VisitFit()
    fit.staffID = member.staff
    let isElseLeft = after.plan.left.contains { $0 != index && !before.plan.left.contains($0) }
    if let left = after.plan.left.firstIndex(of: index) {
      let reason = after.plan.reasons(draft.problem)[left]
      fit.obstacle = draft.obstacle(index, reason).0
    } else if isElseLeft {
      fit.obstacle = .noRoom
    } else {
      fit.fits = true
      fit.extraMetres = RouteDraft.shown(max(0, after.plan.metres - before.plan.metres))
      let route = draft.proposed(after).days.first
      fit.startTime = route?.stops.first { $0.candidate != 0 }?.startTime
      let moved = route?.stops.count { $0.change == .moved && $0.candidate == 0 } ?? 0
      fit.movedCount = Int32(moved)
      fit.text = "fits"
      return fit
    }
    fit.text = fit.obstacle.words(metres: 0)
    return fit
  }
}

extension RouteDraft {
  fileprivate func proposed(_ found: RoutePlanner.Replan) -> RouteProposal {
    var proposal = RouteProposal()
    add(found, to: &proposal)
    return proposal
  }
}

extension Reader {
  /// The candidate that is asked about: it is left out only where it does not fit.
  fileprivate func candidate(
    _ asked: RouteCandidate, _ rules: RouteRules, _ caller: Caller
  ) throws(Status) -> RouteItem {
    var must = asked
    must.must = true
    guard let item = try candidates([must], [], rules, caller, isReading: true).first else {
      throw .internalError
    }
    return item
  }
}
