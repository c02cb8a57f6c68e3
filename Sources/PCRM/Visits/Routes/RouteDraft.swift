import PCRMCore
import PCRMModel
import ProtobufCodec
import Routes

/// Days as a problem for the planner: who may make which visit when, and how far everything is.
///
/// Items of the days come first in the problem, then the candidates; time is in seconds from the beginning of the first
/// day.
struct RouteDraft {
  /// What it costs to leave out something that is planned: more than any way, less than what cannot be moved.
  private static let plannedPenalty = 2e7
  /// What it costs to leave out a candidate that is to be made if it can.
  private static let mustPenalty = 5e6
  /// Beginnings are told in multiples of so many seconds.
  static let grid = 300.0

  let members: [RouteMember]
  let rules: RouteRules
  let now: Double
  /// Microseconds at which the draft's time begins.
  let origin: Int64
  private(set) var items: [RouteItem]
  private(set) var problem: RouteProblem
  private(set) var promises: [RoutePromise] = []
  private(set) var wanted: [Double?]
  private(set) var chains: [RouteChain] = []
  /// Candidates that no day can have, with what stands in their way.
  private(set) var hopeless: [Int: RouteObstacle] = [:]
  private let mayReassign: Bool
  private let travel: TravelEstimate

  /// - Parameter options: by visit, what leaving it out costs in metres.
  init(
    _ members: [RouteMember], candidates: [RouteItem], options: [VisitID: Int32],
    rules: RouteRules, mayReassign: Bool, now: Timestamp
  ) {
    self.members = members
    self.rules = rules
    self.mayReassign = mayReassign
    let origin = members.map(\.day.from).min() ?? 0
    self.origin = origin
    self.now = Double(now.microseconds - origin) / 1e6
    travel = rules.travel(for: members.first?.office ?? UnitID())
    items = members.flatMap(\.items)
    for (member, day) in members.enumerated() {
      items += day.pauses(member, lunch: rules.lunch ?? LunchRule())
    }
    items += candidates
    wanted = []
    problem = RouteProblem(
      travel: TravelMatrix(count: 0, seconds: [], metres: []), visits: [], shifts: [])
    for member in members.indices where members[member].work.isEmpty {
      holdAll(of: member)
    }
    layOut(options)
  }

  /// On a day off nothing is moved.
  private mutating func holdAll(of member: Int) {
    for index in items.indices where items[index].member == member {
      if items[index].hold == .unspecified { items[index].hold = .outsideHours }
    }
  }

  private mutating func layOut(_ options: [VisitID: Int32]) {
    let matrix = matrix()
    for (index, item) in items.enumerated() where item.hold == .unspecified {
      narrow(index, item)
    }
    chains = members.indices.map { chain($0, matrix) }
    let places = 2 * members.count
    var seconds = matrix.seconds
    for link in chains.flatMap(\.shortened) {
      seconds[(places + link.from) * matrix.count + places + link.to] = link.seconds
    }
    problem.travel = TravelMatrix(count: matrix.count, seconds: seconds, metres: matrix.metres)
    for index in items.indices {
      problem.visits.append(visit(index, options))
      wanted.append(items[index].member == nil ? nil : self.seconds(items[index].time.from))
    }
    promises = items.indices.compactMap { promise($0) }
    problem.shifts = members.indices.map { member in
      RouteShift(
        start: 2 * member, end: members[member].end == .anywhere ? nil : 2 * member + 1,
        from: chains[member].from, to: chains[member].to, lunch: chains[member].lunch)
    }
  }

  func seconds(_ microseconds: Int64) -> Double { Double(microseconds - origin) / 1e6 }

  func time(_ seconds: Double) -> Timestamp {
    Timestamp(microseconds: origin + Int64((seconds * 1e6).rounded()))
  }

  // MARK: Ways

  /// Beginnings and ends of the days, then the items. A place that nobody knows is where the day begins; where that is not
  /// known either, it is no distance from anything.
  private func matrix() -> TravelMatrix {
    var points: [SpherePoint?] = members.flatMap { [$0.startPoint, $0.endPoint] }
    for item in items {
      let day = item.member.map { members[$0] }
      points.append(
        item.point ?? day?.startPoint ?? day?.items.lazy.compactMap(\.point).first)
    }
    var seconds: [Double] = []
    var metres: [Double] = []
    seconds.reserveCapacity(points.count * points.count)
    metres.reserveCapacity(points.count * points.count)
    for from in points {
      for to in points {
        guard let from, let to else {
          seconds.append(0)
          metres.append(0)
          continue
        }
        let way = travel.metres(from, to)
        metres.append(Double(way))
        seconds.append(Double(travel.seconds(metres: way)))
      }
    }
    return TravelMatrix(count: points.count, seconds: seconds, metres: metres)
  }

  private func chain(_ member: Int, _ matrix: TravelMatrix) -> RouteChain {
    let day = members[member]
    let links = items.indices.filter { items[$0].member == member && isHeld($0) }.map {
      RouteChain.Link(
        item: $0, from: seconds(items[$0].time.from), to: seconds(items[$0].time.to))
    }
    var hours: (from: Double, to: Double)?
    if let first = day.work.first, let last = day.work.last {
      hours = (seconds(first.from), seconds(last.to))
    }
    let places = 2 * members.count
    return RouteChain(links, hours: hours, lunch: lunch(day)) { from, to in
      let start = from.map { places + $0 } ?? 2 * member
      let end = to.map { places + $0 } ?? 2 * member + 1
      if to == nil, day.end == .anywhere { return 0 }
      return matrix.seconds(start, end)
    }
  }

  /// The calendar's break is the lunch; where it has none, the rules'.
  private func lunch(_ day: RouteMember) -> RouteLunch? {
    guard let rule = rules.lunch, rule.minutes > 0 else { return nil }
    guard let first = day.work.first, let last = day.work.last else { return nil }
    if let pause = day.lunchPause(rule) {
      let from = seconds(pause.from)
      return RouteLunch(duration: seconds(pause.to) - from, opens: from, closes: from)
    }
    let midnight = seconds(day.day.from)
    let opens = midnight + Double(rule.fromMinute) * 60
    let over = midnight + Double(rule.beforeMinute) * 60
    // Who works only before or after it eats at home, and so does who is planned for after it.
    if seconds(first.from) >= opens || seconds(last.to) <= over || now >= over { return nil }
    let length = Double(rule.minutes) * 60
    return RouteLunch(duration: length, opens: opens, closes: over - length)
  }

  // MARK: Visits

  private func isHeld(_ index: Int) -> Bool { items[index].hold != .unspecified }

  /// Finds out whether there is a time at all at which an item may begin; what is planned stays where it is otherwise.
  private mutating func narrow(_ index: Int, _ item: RouteItem) {
    let shifts = shifts(of: item)
    if item.member == nil, item.point == nil {
      hopeless[index] = .placeUnknown
    } else if shifts.isEmpty {
      hopeless[index] = item.member == nil ? obstacle(of: item) : nil
    } else if start(of: item, shifts).isEmpty {
      hopeless[index] = item.member == nil ? .windowElsewhere : nil
    } else {
      return
    }
    if item.member != nil { items[index].hold = .outsideHours }
  }

  private func obstacle(of item: RouteItem) -> RouteObstacle {
    let asked = members.filter { item.mayBeMade(by: $0) }
    return asked.isEmpty ? .nobodyMay : .notWorking
  }

  /// The members who may make an item.
  private func shifts(of item: RouteItem) -> [Int] {
    members.indices.filter { member in
      if members[member].work.isEmpty { return false }
      if let own = item.member, own != member, !mayReassign { return false }
      return item.mayBeMade(by: members[member])
    }
  }

  /// When an item may begin, in the hours of those who may make it.
  private func start(of item: RouteItem, _ shifts: [Int]) -> ClosedStart {
    let length = Double(item.time.to - item.time.from) / 1e6
    let days = shifts.map { members[$0] }
    var opens = days.compactMap(\.work.first?.from).map(seconds).min() ?? 0
    var closes = (days.compactMap(\.work.last?.to).map(seconds).max() ?? 0) - length
    if let window = item.window {
      opens = max(opens, seconds(window.from))
      closes = min(closes, seconds(window.to) - length)
    }
    if let arrival = item.arrival {
      opens = max(opens, seconds(arrival.from))
      closes = min(closes, seconds(arrival.to))
    }
    // Nobody is anywhere before they could have gone there.
    if let soonest = shifts.map({ reached(item, by: $0) }).min() { opens = max(opens, soonest) }
    return ClosedStart(opens: opens, closes: closes)
  }

  /// When a member can be at an item who sets out now, from where they are.
  private func reached(_ item: RouteItem, by member: Int) -> Double {
    let day = members[member]
    let last = day.items.last { $0.hold == .started || $0.hold == .ended || $0.hold == .late }
    let isUnderWay = last != nil || day.work.first.map { seconds($0.from) < now } ?? false
    guard isUnderWay, seconds(day.day.to) > now else { return -.infinity }
    guard let from = last.map({ $0.point }) ?? day.startPoint, let to = item.point else {
      return now
    }
    return now + Double(travel.seconds(from, to))
  }

  private func visit(_ index: Int, _ options: [VisitID: Int32]) -> RouteVisit {
    let item = items[index]
    let length = Double(item.time.to - item.time.from) / 1e6
    var visit = RouteVisit(
      place: 2 * members.count + index, service: length, opens: 0, closes: 0)
    if isHeld(index), let member = item.member {
      let link = chains[member].links.first { $0.item == index }
      visit.opens = link?.from ?? seconds(item.time.from)
      visit.closes = visit.opens
      visit.service = max(0, (link.map { $0.to - $0.from } ?? length) - RouteChain.breath)
      visit.shifts = [member]
      return visit
    }
    let shifts = shifts(of: item)
    let start = start(of: item, shifts)
    visit.opens = start.opens
    visit.closes = start.closes
    visit.shifts = hopeless[index] == nil ? Set(shifts) : []
    if item.member == nil {
      visit.penalty = item.penalty.map { Double($0) } ?? Self.mustPenalty
    } else {
      let option = item.visit.flatMap { options[$0.id] }
      visit.penalty =
        option.map { Double($0 == 0 ? rules.leftOutMetres : $0) } ?? Self.plannedPenalty
    }
    return visit
  }

  private func promise(_ index: Int) -> RoutePromise? {
    guard let member = items[index].member, !isHeld(index) else { return nil }
    let isConfirmed = items[index].visit?.state == .confirmed
    let price = isConfirmed ? rules.movedConfirmedMetres : rules.movedPlannedMetres
    if price == 0 { return nil }
    return RoutePromise(
      visit: index, shift: member, starts: seconds(items[index].time.from), price: Double(price))
  }
}

/// The first and the last second at which something may begin.
private struct ClosedStart {
  var opens: Double
  var closes: Double
  var isEmpty: Bool { opens > closes }
}

extension RouteItem {
  /// Whether a member has what it takes.
  fileprivate func mayBeMade(by member: RouteMember) -> Bool {
    if !staff.isEmpty, !staff.contains(member.staff) { return false }
    return skill.isEmpty || member.skills.contains(skill)
  }
}

extension RouteMember {
  /// The breaks between the hours of work.
  private var breaks: [TimeRange] {
    zip(work, work.dropFirst()).map { TimeRange($0.to, $1.from) }.filter { !$0.isEmpty }
  }

  /// The break that is the lunch: the first that lies within an hour of the time that the rules say.
  func lunchPause(_ rule: LunchRule) -> TimeRange? {
    let minute: Int64 = 60_000_000
    let near = TimeRange(
      day.from + Int64(rule.fromMinute - 60) * minute,
      day.from + Int64(rule.beforeMinute + 60) * minute)
    return breaks.first { pause in
      near.holds(pause) && !items.contains { $0.hold != .unspecified && $0.time.overlaps(pause) }
    }
  }

  /// What else the day is interrupted by, unless something stands there on purpose: it is spent where the day begins.
  fileprivate func pauses(_ member: Int, lunch rule: LunchRule) -> [RouteItem] {
    let lunch = rule.minutes > 0 ? lunchPause(rule) : nil
    return breaks.filter { pause in
      pause != lunch
        && !items.contains { $0.hold != .unspecified && $0.time.overlaps(pause) }
    }.map { RouteItem(member: member, hold: .taken, point: startPoint, time: $0) }
  }
}
