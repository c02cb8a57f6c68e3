import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CalendarService {
  @Sendable
  func suggestSlots(
    _ request: SuggestSlotsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> SuggestSlotsResponse {
    try reader.suggestSlots(request, caller)
  }
}

extension Reader {
  /// Looks for times at which a visit could be.
  func suggestSlots(
    _ request: SuggestSlotsRequest, _ caller: Caller
  ) throws(Status) -> SuggestSlotsResponse {
    try request.check()
    var search = try SlotRequest(request, caller, self)
    return try search.response()
  }
}

extension SuggestSlotsRequest {
  fileprivate func check() throws(Status) {
    if customerID.isEmpty { throw .required("customer_id") }
    if !(5...720).contains(durationMinutes) {
      throw .outOfRange("duration_minutes", min: 5, max: 720)
    }
    try fromDay?.checkDay("from_day")
    if !(0...60).contains(days) { throw .outOfRange("days", min: 0, max: 60) }
    if !(0...50).contains(limit) { throw .outOfRange("limit", min: 0, max: 50) }
    try coordinates?.check("coordinates")
    try base.checkKnown("base")
    if staffIDs.count > 200 { throw .tooMany("staff_ids", max: 200) }
    if skills.count > 50 { throw .tooMany("skills", max: 50) }
    if preferredHours.count > 14 { throw .tooMany("preferred_hours", max: 14) }
    for (index, window) in preferredHours.enumerated() {
      let field = "preferred_hours[\(index)]"
      if !(0...1439).contains(window.fromMinute) {
        throw .outOfRange("\(field).from_minute", min: 0, max: 1439)
      }
      if !(1...1440).contains(window.toMinute) {
        throw .outOfRange("\(field).to_minute", min: 1, max: 1440)
      }
      if window.toMinute <= window.fromMinute {
        throw .malformed("\(field).to_minute", "later than from_minute")
      }
      for day in window.weekdays { try day.checkRequired("\(field).weekdays") }
    }
  }
}

/// One search for slots: who may be asked, and what the search needs to know of them.
private struct SlotRequest {
  private let request: SuggestSlotsRequest
  private let caller: Caller
  private let reader: Reader
  private let customer: Customer
  private let matter: Case?
  private let worker: StaffID
  private let rules: SlotRules
  private let routes: RouteRules
  private let days: Range<Int>
  private let search: SlotSearch
  private let requirements: QualificationRules
  private var exclusions: [SlotExclusionKind: Int32] = [:]

  init(
    _ request: SuggestSlotsRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) {
    self.request = request
    self.caller = caller
    self.reader = reader
    try reader.checkReached(request.customerID, "customer_id", caller)
    guard let customer = try reader.customer(request.customerID) else {
      throw .noCustomer("customer_id")
    }
    self.customer = customer
    matter =
      request.caseID.isEmpty
      ? nil : try reader.caseRecord(request.caseID, field: "case_id", caller)
    if let matter, matter.customerID != customer.id {
      throw .referenceMissing("case_id", "case of this customer")
    }
    worker = matter?.caseWorkerID ?? customer.caseWorkerID
    requirements = try reader.rules(.qualification)
    rules = try reader.current()
    routes = try reader.current()
    let first =
      request.fromDay?.daysSince1970 ?? BusinessDay.today(reader.now).daysSince1970
    days = first..<first + (request.days == 0 ? 14 : Int(request.days))
    let place = request.coordinates ?? customer.place
    let earliest = max(
      request.notBefore?.microseconds ?? .min, reader.now.microseconds)
    var search = SlotSearch(
      rules: rules, place: place.map { SpherePoint($0) },
      durationMinutes: request.durationMinutes,
      limits: TimeRange(earliest, request.notAfter?.microseconds ?? .max),
      firstDay: days.lowerBound, dayCount: days.count)
    search.preferred =
      request.preferredHours.isEmpty
      ? customer.contactPoints.filter { !$0.doNotContact }.flatMap(\.preferredHours)
      : request.preferredHours
    search.preferredOnly = request.preferredOnly
    search.afterWork = request.afterWork
    search.limit = request.limit == 0 ? 5 : Int(request.limit)
    self.search = search
  }

  mutating func response() throws(Status) -> SuggestSlotsResponse {
    var response = SuggestSlotsResponse()
    response.rulesVersion = rules.version
    response.routeRulesVersion = routes.version
    let staff = try staff()
    response.staffCount = Int32(staff.count)
    let people = try suitable(staff)
    let lastDay = days.upperBound
    var loader = try CalendarLoader(reader, days: days.lowerBound - 1..<lastDay + 1)
    var candidates: [SlotSearch.Candidate] = []
    for person in people {
      guard let candidate = try candidate(person, &loader) else { continue }
      candidates.append(candidate)
    }
    let found = try search.best(
      of: candidates, claims: claims(candidates), series: try series(candidates))
    response.slots = found.slots
    exclude(.capacity, found.fullDays)
    exclude(.noTime, found.daysWithoutTime)
    response.exclusions = exclusions.filter { $0.value > 0 }.map { kind, count in
      var exclusion = SlotExclusion()
      exclusion.kind = kind
      exclusion.count = count
      return exclusion
    }.sorted { $0.kind.rawValue < $1.kind.rawValue }
    return response
  }

  private func claims(_ candidates: [SlotSearch.Candidate]) -> SlotSearch.ClaimSource {
    let reader = reader
    return { (index: Int, day: Int) throws(Status) -> [SlotSearch.Claim] in
      let calendar = candidates[index].calendar
      return try reader.slotClaims(of: calendar.staff, in: calendar.days.day(day))
    }
  }

  private func series(
    _ candidates: [SlotSearch.Candidate]
  ) throws(Status) -> SlotSearch.SeriesCheck? {
    guard let series = try SlotSeries(request.recurrenceRule, slack: days.count, reader) else {
      return nil
    }
    return { (index: Int, time: TimeRange) throws(Status) -> Int32? in
      try series.occurrences(after: time, in: candidates[index].calendar)
    }
  }

  private mutating func exclude(_ kind: SlotExclusionKind, _ count: Int32 = 1) {
    exclusions[kind, default: 0] += count
  }

  /// The staff whom the request speaks of, within the caller's reach.
  private mutating func staff() throws(Status) -> [(person: CalendarPerson, hasSkills: Bool)] {
    let named = Set(request.staffIDs)
    for (index, id) in request.staffIDs.enumerated() where try !reader.hasStaff(id) {
      throw .referenceMissing("staff_ids[\(index)]", "member of staff")
    }
    if !request.officeID.isEmpty, try !reader.hasUnit(request.officeID) {
      throw .referenceMissing("office_id", "unit")
    }
    var units: [UnitID]?
    let office = request.officeID.isEmpty ? customer.homeOfficeID : request.officeID
    if !office.isEmpty, named.isEmpty || !request.officeID.isEmpty {
      units = try reader.unitsBelow(office, on: CivilDate(daysSince1970: days.lowerBound))
    }
    return try reader.slotStaff(in: units, days: days, skills: request.skills).filter {
      $0.person.isReached(by: caller) && (named.isEmpty || named.contains($0.person.id))
    }
  }

  /// Those who have the skills and are near enough.
  private mutating func suitable(
    _ staff: [(person: CalendarPerson, hasSkills: Bool)]
  ) throws(Status) -> [CalendarPerson] {
    var people: [CalendarPerson] = []
    for (person, hasSkills) in staff {
      if !hasSkills {
        exclude(.skill)
      } else if isTooFar(person) {
        exclude(.distance)
      } else {
        people.append(person)
      }
    }
    return people
  }

  private func isTooFar(_ person: CalendarPerson) -> Bool {
    guard rules.distanceMaxM > 0, let place = search.place, let base = base(of: person) else {
      return false
    }
    return routes.travel(for: person.office).metres(base, place) > rules.distanceMaxM
  }

  private func base(of person: CalendarPerson) -> SpherePoint? {
    let wanted = request.base == .unspecified ? routes.start : request.base
    let place: Coordinates? =
      switch wanted {
      case .home: person.home ?? person.officePlace
      case .anywhere: nil
      default: person.officePlace
      }
    return place.map { SpherePoint($0) }
  }

  private mutating func candidate(
    _ person: CalendarPerson, _ loader: inout CalendarLoader
  ) throws(Status) -> SlotSearch.Candidate? {
    let calendar = try loader.calendar(of: person)
    if !days.contains(where: { calendar.hours(on: $0) != nil }) {
      exclude(.noHours)
      return nil
    }
    var barred = try unqualifiedDays(of: person)
    if barred.count == days.count {
      exclude(.qualification)
      return nil
    }
    barred.formUnion(try foreignDays(of: person))
    if barred.count == days.count {
      exclude(.territory)
      return nil
    }
    return SlotSearch.Candidate(
      calendar: calendar, base: base(of: person), travel: routes.travel(for: person.office),
      isCaseWorker: !worker.isEmpty && person.id == worker, barred: barred)
  }

  /// Days on which somebody is not qualified for the case.
  private func unqualifiedDays(of person: CalendarPerson) throws(Status) -> Set<Int> {
    guard let matter, !requirements.requirements.isEmpty else { return [] }
    let staff = try reader.staff(person.id, field: "staff_ids")
    let qualifications = try reader.qualifications(of: staff)
    return Set(
      days.filter {
        !requirements.missing(
          qualifications, caseType: matter.type, stage: matter.stage,
          on: CivilDate(daysSince1970: $0)
        ).isEmpty
      })
  }

  /// Days on which the customer's district is not in somebody's territory.
  private func foreignDays(of person: CalendarPerson) throws(Status) -> Set<Int> {
    if request.anyTerritory || customer.district.isEmpty { return [] }
    let territory = try reader.territory(of: person.id)
    if territory.parts.isEmpty { return [] }
    return Set(
      days.filter { !territory.holds(customer.district, on: CivilDate(daysSince1970: $0)) })
  }
}

extension Customer {
  /// The code of the legal district in which visits to the customer go; empty when nobody knows.
  fileprivate var district: String {
    for kind in [AddressKind.home, .seat, .stay, .work, .other] {
      let coded = addresses.filter { $0.kind == kind && !$0.legalDistrictCode.isEmpty }
      if let address = coded.first(where: \.primary) ?? coded.first {
        return address.legalDistrictCode
      }
    }
    return ""
  }
}

/// A series of visits that is to begin with a slot. The calendar and the claims of each person are read once.
private final class SlotSeries {
  private static let occurrencesMax = 366
  private static let daysMax = 731

  /// What is known of somebody for the time of the series.
  private struct Diary {
    let days: Range<Int>
    let calendar: StaffCalendar
    let claims: TimeRanges
  }

  private let rule: RecurrenceRule
  private let reader: Reader
  /// How many days after the first slot another may be.
  private let slack: Int
  private var diaries: [StaffID: Diary] = [:]

  /// Nil for no series.
  init?(_ text: String, slack: Int, _ reader: Reader) throws(Status) {
    if text.isEmpty { return nil }
    try TextRules.check(text, "recurrence_rule", max: 500)
    do throws(Status) {
      // By days or longer, at most eight times a day: a rule is walked for each slot.
      rule = try SeriesRule.rule(text, "recurrence_rule")
    } catch {
      throw .malformed("recurrence_rule", "a rule by RFC 5545 for visits: \(error.message)")
    }
    self.reader = reader
    self.slack = slack
  }

  /// How many occurrences the series has; nil when one of them is not free. The first visit is one, whatever the rule
  /// says of it.
  func occurrences(
    after start: TimeRange, in calendar: StaffCalendar
  ) throws(Status) -> Int32? {
    let first = calendar.days.day(of: start.from)
    let begin = LocalTime(day: first, second: calendar.days.minute(of: start.from) * 60)
    var days: [LocalTime] = []
    for time in RecurrenceExpander(rule, start: begin) where time != begin {
      if time.day > first + Self.daysMax || days.count == Self.occurrencesMax - 1 { break }
      days.append(time)
    }
    guard let last = days.last else { return 1 }
    guard let diary = try diary(of: calendar.staff, from: first, to: last.day) else { return nil }
    var earlier = start
    for time in days {
      let from = diary.calendar.days.instant(day: time.day, minute: time.second / 60)
      let next = TimeRange(from, from + (start.to - start.from))
      // Visits of a series that is too dense would meet each other.
      if next.from < earlier.to || diary.calendar.refusal(at: next) != nil
        || diary.claims.overlaps(next)
      {
        return nil
      }
      earlier = next
    }
    return Int32(days.count + 1)
  }

  private func diary(of staff: StaffID, from first: Int, to last: Int) throws(Status) -> Diary? {
    if let known = diaries[staff], known.days.lowerBound < first, last + 1 < known.days.upperBound {
      return known
    }
    let days = first - slack - 1..<last + slack + 2
    guard let calendar = try reader.calendar(of: staff, days: days) else { return nil }
    let made = Diary(
      days: days, calendar: calendar,
      claims: TimeRanges(try reader.claimedTimes(of: staff, in: calendar.days.whole).map(\.range)))
    diaries[staff] = made
    return made
  }
}
