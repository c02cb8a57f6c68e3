import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// One person's day as it is: what a route is made from.
struct RouteMember: Sendable {
  var staff: StaffID
  var office: UnitID
  var skills: Set<String> = []
  /// Where the day begins and ends; the places are nil where that is anywhere, or nobody knows.
  var start = DayPlace.office
  var end = DayPlace.office
  var startPoint: SpherePoint?
  var endPoint: SpherePoint?
  /// The whole day in its zone.
  var day: TimeRange
  /// The hours of work in it, ascending.
  var work: [TimeRange]
  /// What the day holds, in the order of the beginnings.
  var items: [RouteItem] = []
}

/// Something that takes its time in a day, or may.
struct RouteItem: Sendable {
  /// The visit; nil for a candidate that is none yet, and for time that is taken otherwise.
  var visit: Visit?
  /// Which candidate of the request it is, from 1 on; 0 = none.
  var candidate: Int32 = 0
  /// Whose it is now, by its place among the members; nil for a candidate.
  var member: Int?
  /// Why it stays where it is.
  var hold = StopHold.unspecified
  var point: SpherePoint?
  /// When it is now; of a candidate, how long it takes.
  var time: TimeRange
  /// When it may be at all; nil for any time.
  var window: TimeRange?
  /// When it must begin, within the window.
  var arrival: TimeRange?
  /// What leaving it out costs in metres; nil when it is left out only where it does not fit.
  var penalty: Int32?
  /// A candidate's skill, and the staff who may make it.
  var skill = ""
  var staff: [StaffID] = []
  /// Who, at the customer's, is meant; empty for time that is taken otherwise.
  var customer = CustomerID()
}

extension Reader {
  /// One person's day, with everything that claims its time.
  ///
  /// - Parameter field: what of the request named the person.
  func routeMember(
    _ staff: StaffID, _ field: String, _ asked: DayRequest, _ rules: RouteRules, member: Int
  ) throws(Status) -> RouteMember {
    guard let person = try calendarPerson(staff) else {
      throw .notFound(field, "there is no such member of staff")
    }
    let day = LocalZone(person.zone).days(first: asked.day.daysSince1970, count: 1).whole
    var found = RouteMember(
      staff: staff, office: person.office, day: day,
      work: try hours(of: staff, on: asked.day.daysSince1970, day, rules))
    found.skills = Set(
      try all("SELECT skill FROM staff_skill WHERE staff = $1", .id(staff)) { $0.text(0) })
    (found.start, found.startPoint) = person.place(asked.start)
    (found.end, found.endPoint) = person.place(asked.end)
    let claims = try claims(
      of: HolderID(staff), from: Timestamp(microseconds: day.from),
      before: Timestamp(microseconds: day.to))
    for claim in claims {
      guard let visit = try visit(claim.visitID) else { continue }
      let from = claim.fromTime?.microseconds ?? 0
      let to = claim.toTime?.microseconds ?? from
      found.items.append(
        try item(visit, of: staff, member: member, claimed: TimeRange(from, to)))
    }
    found.items.sort { $0.time.from < $1.time.from }
    return found
  }

  /// When somebody works on a day; where the calendar has no hours, those of the rules.
  private func hours(
    of staff: StaffID, on number: Int, _ day: TimeRange, _ rules: RouteRules
  ) throws(Status) -> [TimeRange] {
    guard let calendar = try calendar(of: staff, days: number..<number + 1) else { return [] }
    if calendar.hours(on: number) != nil { return calendar.work(on: number).ranges }
    let minute: Int64 = 60_000_000
    let usual = TimeRange(
      day.from + Int64(rules.dayFromMinute) * minute,
      day.from + Int64(rules.dayBeforeMinute) * minute)
    // Whoever is away, or not here, is so on days without hours, too.
    let isAway = calendar.refusal(at: usual) != nil
    return isAway ? calendar.work(on: number).ranges : [usual]
  }

  /// The visits that claim a person's time on a day.
  func dayItems(of staff: StaffID, on date: CivilDate) throws(Status) -> [Visit] {
    guard let person = try calendarPerson(staff) else { return [] }
    let day = LocalZone(person.zone).days(first: date.daysSince1970, count: 1).whole
    var visits: [Visit] = []
    for claim in try claims(
      of: HolderID(staff), from: Timestamp(microseconds: day.from),
      before: Timestamp(microseconds: day.to))
    {
      if let visit = try visit(claim.visitID) { visits.append(visit) }
    }
    return visits
  }

  private func item(
    _ visit: Visit, of staff: StaffID, member: Int, claimed: TimeRange
  ) throws(Status) -> RouteItem {
    var item = RouteItem(visit: visit, member: member, time: claimed)
    item.point = try place(of: visit).map { SpherePoint($0) }
    item.customer = visit.customerID
    item.take(windowsOf: visit)
    item.hold = visit.hold(for: staff, at: now, isPlaced: item.point != nil)
    // Who sees somebody's day need not see the visits of others in which it takes part.
    if item.hold == .taken { item.customer = CustomerID() }
    return item
  }
}

extension RouteItem {
  /// Takes over when the customer can receive the visit, and what it was told.
  mutating func take(windowsOf visit: Visit) {
    if let window = visit.customerWindow, let from = window.from, let to = window.to {
      self.window = TimeRange(from.microseconds, to.microseconds)
    }
    if let window = visit.arrivalWindow, let from = window.from, let to = window.to {
      arrival = TimeRange(from.microseconds, to.microseconds)
    }
  }
}

extension Visit {
  /// Why a new plan may not move the visit; unspecified when it may.
  func hold(for staff: StaffID, at now: Timestamp, isPlaced: Bool) -> StopHold {
    if staffID != staff { return .taken }
    switch state {
    case .enRoute, .inProgress: return .started
    case .done, .noShow, .cancelled: return .ended
    default: break
    }
    if pinned { return .pinned }
    if (startTime?.microseconds ?? 0) < now.microseconds { return .late }
    if !resourceIDs.isEmpty || participants.contains(where: { !$0.staffID.isEmpty }) {
      return .booked
    }
    if !outsideHours.isEmpty { return .outsideHours }
    return isPlaced ? .unspecified : .placeUnknown
  }
}

extension CalendarPerson {
  /// Where a day begins or ends that is to begin or end so.
  fileprivate func place(_ kind: DayPlace) -> (DayPlace, SpherePoint?) {
    switch kind {
    case .anywhere: return (.anywhere, nil)
    case .home:
      if let home { return (.home, SpherePoint(home)) }
      return (.office, officePlace.map { SpherePoint($0) })
    default: return (.office, officePlace.map { SpherePoint($0) })
    }
  }
}
