import PCRMCore
import PCRMModel
import ProtobufCodec
import Routes
import Storage

extension RouteDraft {
  /// What a search over several days may look at.
  private static let rounds = 40_000
  /// Promises of several days that are looked at alone.
  private static let jointTriesMax = 6

  /// The days anew; the same draft and seed give the same.
  ///
  /// Ends early when nobody waits for it any more.
  func planned(seed: Int64, _ reader: Reader) throws(Status) -> RoutePlanner.Replan {
    let planner = RoutePlanner(seed: UInt64(bitPattern: seed) &+ 1, rounds: Self.rounds)
    let found = planner.replan(
      problem, promises: promises, wanted: wanted, grid: Self.grid,
      triesMax: members.count == 1 ? 20 : Self.jointTriesMax,
      isStopped: { (try? reader.checkMayGoOn()) == nil })
    // A plan that was cut short depends on the machine: it is not told.
    try reader.checkMayGoOn()
    // A proposal that breaks a promise of its problem must not get out.
    guard RouteCheck.faults(found.plan, problem).isEmpty, keepsHeld(found.plan) else {
      throw .internalError
    }
    return found
  }

  /// Whether everything that cannot be moved is where it was.
  private func keepsHeld(_ plan: RoutePlan) -> Bool {
    var starts: [Int: (member: Int, starts: Double)] = [:]
    for (member, day) in plan.days.enumerated() {
      for stop in day.stops {
        if case .visit(let index) = stop.what { starts[index] = (member, stop.starts) }
      }
    }
    return items.indices.allSatisfy { index in
      guard items[index].hold != .unspecified else { return true }
      guard let found = starts[index] else { return false }
      return found.member == items[index].member
        && abs(found.starts - problem.visits[index].opens) < 1e-6
    }
  }

  /// Adds the days of a plan to a proposal.
  func add(_ found: RoutePlanner.Replan, to proposal: inout RouteProposal) {
    for (member, day) in found.plan.days.enumerated() {
      proposal.days.append(route(member, day))
      proposal.warnings += warnings(member)
    }
    let reasons = found.plan.reasons(problem)
    for (index, reason) in zip(found.plan.left, reasons) where index < items.count {
      proposal.leftOut.append(leftOut(index, reason))
    }
    proposal.provenBest = proposal.provenBest && found.isProven
    for stop in proposal.days.suffix(members.count).flatMap(\.stops) {
      if stop.change == .moved { proposal.movedCount += 1 }
      if stop.change == .added { proposal.addedCount += 1 }
    }
  }

  /// Metres of a plan, and of the days in the order that they have now.
  func metres(_ plan: RoutePlan) -> (after: Double, before: Double) {
    var before = 0.0
    let travel = problem.travel
    for member in members.indices {
      let order = items.indices.filter { items[$0].member == member }.sorted {
        (items[$0].time.from, $0) < (items[$1].time.from, $1)
      }
      var place = 2 * member
      for index in order {
        before += travel.metres(place, problem.visits[index].place)
        place = problem.visits[index].place
      }
      if !order.isEmpty, let end = problem.shifts[member].end {
        before += travel.metres(place, end)
      }
    }
    return (plan.metres, before)
  }

  // MARK: Days

  private func route(_ member: Int, _ day: RouteDay) -> DayRoute {
    var route = DayRoute()
    route.staffID = members[member].staff
    route.start = members[member].start
    route.end = members[member].end
    guard !day.stops.isEmpty else { return route }
    route.leaveTime = time(day.leaves)
    route.endTime = time(day.ends)
    route.metres = Self.shown(day.metres)
    var seconds = 0.0
    var waiting = 0.0
    var place = problem.shifts[member].start
    for stop in day.stops {
      guard case .visit(let index) = stop.what else {
        route.lunchTime = time(stop.starts)
        route.lunchMinutes = Int32((problem.shifts[member].lunch?.duration ?? 0) / 60)
        continue
      }
      let way = problem.travel.seconds(place, problem.visits[index].place)
      place = problem.visits[index].place
      seconds += way
      waiting += stop.waits
      // Time that is taken otherwise is no stop.
      if items[index].visit == nil && items[index].candidate == 0 { continue }
      route.stops.append(self.stop(index, member, stop, way))
    }
    if let end = problem.shifts[member].end { seconds += problem.travel.seconds(place, end) }
    route.travelMinutes = Self.minutes(seconds)
    route.waitingMinutes = Int32(waiting / 60)
    return route
  }

  private func stop(
    _ index: Int, _ member: Int, _ stop: RouteStop, _ way: Double
  ) -> DayRouteStop {
    let item = items[index]
    var shown = DayRouteStop()
    shown.visitID = item.visit?.id ?? VisitID()
    shown.visitVersion = item.visit?.version ?? 0
    shown.customerID = item.customer
    shown.candidate = item.candidate
    shown.arriveTime = time(stop.arrives)
    shown.startTime = time(stop.starts)
    shown.endTime = time(stop.starts + Double(item.time.to - item.time.from) / 1e6)
    shown.slackMinutes = Int32(clamping: Int64(stop.slack / 60))
    shown.travelMinutes = Self.minutes(way)
    shown.metres = Self.shown(stop.metres)
    shown.hold = item.hold
    shown.placeUnknown = item.point == nil
    let before = item.visit?.startTime
    if item.visit != nil { shown.startTimeBefore = before }
    if let visit = item.visit, visit.staffID != members[member].staff, item.hold != .taken {
      shown.staffIDBefore = visit.staffID
    }
    let isSameTime = before.map { abs(seconds($0.microseconds) - stop.starts) < 1e-6 } ?? false
    if item.hold != .unspecified {
      shown.change = .fixed
    } else if item.visit == nil {
      shown.change = .added
    } else if isSameTime, shown.staffIDBefore.isEmpty, item.member == member {
      shown.change = .kept
    } else {
      shown.change = .moved
    }
    return shown
  }

  private func warnings(_ member: Int) -> [RouteWarning] {
    var warnings: [RouteWarning] = []
    func warn(_ reason: String, _ text: String, _ visit: VisitID = VisitID()) {
      var warning = RouteWarning()
      warning.reason = reason
      warning.staffID = members[member].staff
      warning.visitID = visit
      warning.text = text
      warnings.append(warning)
    }
    let day = members[member]
    let chain = chains[member]
    if day.work.isEmpty {
      warn("NOT_WORKING", "does not work on that day; nothing is moved and nothing added")
    }
    if day.start != .anywhere, day.startPoint == nil {
      warn("START_UNKNOWN", "nobody knows where the day begins; the first way is not counted")
    }
    if day.end != .anywhere, day.endPoint == nil {
      warn("END_UNKNOWN", "nobody knows where the day ends; the last way is not counted")
    }
    if chain.beginsEarly {
      warn("EARLY_START", "the first visit cannot be moved and means leaving before the hours")
    }
    if chain.endsLate {
      warn("LATE_END", "the last visit cannot be moved and means being back after the hours")
    }
    if chain.lacksLunch {
      warn("NO_LUNCH", "what cannot be moved leaves no time for the lunch")
    }
    for link in chain.shortened {
      warn(
        "TOO_NEAR",
        "what cannot be moved leaves \(Self.minutes(link.seconds)) min for a way that takes longer",
        items[link.to].visit?.id ?? VisitID())
    }
    return warnings
  }

  // MARK: What found no place

  private func leftOut(_ index: Int, _ reason: RouteReason) -> RouteLeftOut {
    let item = items[index]
    var left = RouteLeftOut()
    left.visitID = item.visit?.id ?? VisitID()
    left.visitVersion = item.visit?.version ?? 0
    left.staffID = item.visit?.staffID ?? StaffID()
    left.customerID = item.customer
    left.candidate = item.candidate
    (left.obstacle, left.metres) = obstacle(index, reason)
    left.text = left.obstacle.words(metres: left.metres)
    return left
  }

  /// What stands in the way of an item that a plan has not.
  func obstacle(_ index: Int, _ reason: RouteReason) -> (RouteObstacle, Int32) {
    if let known = hopeless[index] { return (known, 0) }
    switch reason {
    case .nobodyMay: return (.nobodyMay, 0)
    case .outOfReach: return (.outOfReach, 0)
    case .tooFarFromTheEnd: return (.tooFarFromEnd, 0)
    case .tooMuch, .noRoom: return (.noRoom, 0)
    case .notWorthIt(let metres): return (.notWorthIt, Self.shown(max(0, metres)))
    }
  }

  // MARK: Figures

  /// Metres as they are told; none where there is no way.
  static func shown(_ metres: Double) -> Int32 {
    metres < 0.5 ? 0 : WayLength.shown(Int32(clamping: Int64(metres.rounded())))
  }

  /// Whole minutes, rounded up: an arrival is promised.
  static func minutes(_ seconds: Double) -> Int32 {
    Int32(clamping: Int64((seconds / 60).rounded(.up)))
  }
}

extension RouteObstacle {
  /// The obstacle in words.
  func words(metres: Int32) -> String {
    switch self {
    case .nobodyMay:
      "none of the staff may make it: it asks for a skill, or for somebody, that is not among them"
    case .outOfReach: "its window closes before anybody can be there, even going there first"
    case .tooFarFromEnd: "whoever goes there cannot be back before the hours of work are over"
    case .noRoom: "the day is full: nothing that may be moved makes room for it"
    case .notWorthIt: "the way costs \(metres) m more than leaving it out"
    case .placeUnknown: "nobody knows where it is: the customer's address has no coordinates"
    case .notWorking: "nobody who could make it works on that day"
    case .windowElsewhere:
      "its window and the hours of work on that day leave no time at which it could begin and end"
    default: ""
    }
  }
}
