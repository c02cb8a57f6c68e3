import PCRMCore
import PCRMModel
import ProtobufCodec
import Routes
import Storage

extension RouteService {
  private static let staffMax = 50
  /// Visits and candidates of one proposal.
  private static let itemsMax = 400

  @Sendable
  func proposeRoute(
    _ request: ProposeRouteRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> RouteProposal {
    guard let database = context.database else { throw .internalError }
    var draft = try proposal(request, caller, reader)
    draft.createdBy = caller.principal
    let made = draft
    let asked = request
    return try database.write { (writer) throws(Status) -> RouteProposal in
      var stored = made
      stored.id = writer.newID()
      stored.version = 1
      stored.state = .ready
      stored.createTime = writer.now
      try writer.insert(stored, asked: asked)
      writer.changed(FeedEntity.route, stored.id, version: 1)
      try writer.appendJournal(
        AuditLine(
          principal: caller.principal, method: "\(Self.name)/ProposeRoute", peer: caller.address,
          subjects: stored.customers))
      return stored
    }
  }

  /// Works a proposal out, without storing it.
  private func proposal(
    _ request: ProposeRouteRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> RouteProposal {
    guard let day = request.day else { throw .required("day") }
    try day.checkDay("day")
    if request.seed < 0 { throw .outOfRange("seed", min: 0, max: Int64.max) }
    try request.start.checkKnown("start")
    try request.end.checkKnown("end")
    let rules: RouteRules = try reader.current()
    let asked = DayRequest(
      day: day, start: request.start.or(rules.start), end: request.end.or(rules.end))
    let staff = try reader.staffToPlan(
      request.staffIDs, or: caller.staff, max: Self.staffMax, caller)
    let members = try reader.members(staff, asked, rules)
    let candidates = try reader.candidates(request.candidates, members, rules, caller)
    let options = try request.checkedOptions(members)
    let count = members.reduce(candidates.count) { $0 + $1.items.count }
    if count > Self.itemsMax { throw .tooMany("staff_ids", max: Self.itemsMax) }
    if count == 0 { throw .nothingToPropose("day", "there is nothing to visit") }
    var proposal = RouteProposal()
    proposal.day = day
    proposal.seed = request.seed
    proposal.rulesVersion = rules.version
    proposal.provenBest = true
    // Days that have nothing to do with each other are planned one by one: each is exact then.
    let groups =
      request.reassign || !candidates.isEmpty ? [members] : members.map { [$0.alone] }
    var metres = (after: 0.0, before: 0.0)
    for group in groups {
      let draft = RouteDraft(
        group, candidates: candidates, options: options, rules: rules,
        mayReassign: request.reassign, now: reader.now)
      let found = try draft.planned(seed: request.seed, reader)
      draft.add(found, to: &proposal)
      let figures = draft.metres(found.plan)
      metres = (metres.after + figures.after, metres.before + figures.before)
    }
    proposal.metres = RouteDraft.shown(metres.after)
    proposal.metresBefore = RouteDraft.shown(metres.before)
    proposal.travelMinutes = proposal.days.reduce(0) { $0 + $1.travelMinutes }
    return proposal
  }
}

/// The day that is asked about, and where it begins and ends.
struct DayRequest {
  var day: CivilDate
  var start: DayPlace
  var end: DayPlace
}

extension DayPlace {
  /// The place, or another where it says nothing.
  func or(_ other: DayPlace) -> DayPlace { self == .unspecified ? other : self }
}

extension RouteMember {
  /// The same day, when it is the only one.
  var alone: RouteMember {
    var copy = self
    for index in copy.items.indices { copy.items[index].member = 0 }
    return copy
  }
}

extension ProposeRouteRequest {
  /// What leaving out costs, by visit.
  fileprivate func checkedOptions(
    _ members: [RouteMember]
  ) throws(Status) -> [VisitID: Int32] {
    if options.count > 100 { throw .tooMany("options", max: 100) }
    let known = Set(members.flatMap(\.items).compactMap { $0.visit?.id })
    var prices: [VisitID: Int32] = [:]
    for (index, option) in options.enumerated() {
      let place = "options[\(index)]"
      if option.visitID.isEmpty { throw .required("\(place).visit_id") }
      try option.penaltyMetres.checkPenalty("\(place).penalty_metres")
      guard known.contains(option.visitID) else {
        throw .notFound("\(place).visit_id", "there is no such visit in these days")
      }
      if prices.updateValue(option.penaltyMetres, forKey: option.visitID) != nil {
        throw .duplicate("\(place).visit_id", "names a visit a second time")
      }
    }
    return prices
  }
}

extension Int32 {
  /// Refuses a price outside of its bounds.
  func checkPenalty(_ field: String) throws(Status) {
    if !(0...1_000_000).contains(self) { throw .outOfRange(field, min: 0, max: 1_000_000) }
  }
}

extension Reader {
  /// The staff whose days are asked about: each within the caller's reach, and the caller's to plan for.
  func staffToPlan(
    _ asked: [StaffID], or own: StaffID, max: Int, _ caller: Caller, isReading: Bool = false
  ) throws(Status) -> [StaffID] {
    if asked.count > max { throw .tooMany("staff_ids", max: max) }
    if asked.isEmpty && own.isEmpty { throw .required("staff_ids") }
    let staff = asked.isEmpty ? [own] : asked
    var seen: Set<StaffID> = []
    for (index, id) in staff.enumerated() {
      let field = "staff_ids[\(index)]"
      if id.isEmpty { throw .required(field) }
      if !seen.insert(id).inserted { throw .duplicate(field, "names somebody a second time") }
      guard try reachesDay(of: id, caller) else {
        throw .notFound(field, "there is no such member of staff")
      }
      if !isReading { try caller.checkGoes(id) }
    }
    return staff
  }

  /// Whether the caller sees the days of a member of staff.
  func reachesDay(of staff: StaffID, _ caller: Caller) throws(Status) -> Bool {
    if !caller.staff.isEmpty && caller.staff == staff { return true }
    let office = try first("SELECT office FROM staff WHERE id = $1", .id(staff)) {
      $0.id(0, of: UnitID.self)
    }
    guard let office else { return false }
    return caller.reaches(office: office, worker: staff)
  }

  /// The days of some staff as they are.
  func members(
    _ staff: [StaffID], _ asked: DayRequest, _ rules: RouteRules
  ) throws(Status) -> [RouteMember] {
    var members: [RouteMember] = []
    for (index, id) in staff.enumerated() {
      members.append(
        try routeMember(id, "staff_ids[\(index)]", asked, rules, member: index))
    }
    return members
  }
}
