import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What a run of a plan does, found out by reading: the same for the same store, day and seed.
///
/// Visits are planned from the next day on. What is open, right and wanted stays as it is: a run only takes away what is
/// wrong and adds what is missing.
struct VisitPlanDraft {
  static let minute: Int64 = 60_000_000
  let plan: VisitPlan
  private(set) var lines: [VisitPlanLine] = []
  private(set) var loads: [VisitPlanLoad] = []
  private(set) var memberCount = 0
  private(set) var keptCount = 0

  /// The first day of the horizon, and how many there are.
  private let first: Int
  private let dayCount: Int
  private let start: Int
  private var state: VisitPlanState
  private var demands: [VisitDemand] = []
  private var dues: [VisitDue] = []

  init(_ stored: VisitPlan, _ reader: Reader) throws(Status) {
    var plan = stored.comparable
    plan.id = stored.id
    self.plan = plan
    first = BusinessDay.today(reader.now).daysSince1970 + 1
    dayCount = Int(plan.horizonDays)
    start = try reader.firstDay(of: plan)
    state = try VisitPlanState(plan, monday: Self.monday(before: first), reader)
    let members = try reader.members(of: plan, start: start)
    memberCount = members.count
    let visitors = VisitPlanVisitors(plan, try reader.visitors(of: plan))
    try compare(members, visitors, reader)
    try place(visitors, reader)
    for index in lines.indices { lines[index].number = Int32(index + 1) }
  }

  private static func monday(before day: Int) -> Int {
    day - Calendars.Weekday(of: day).rawValue
  }

  /// Finds out which open visits stay, which go, and what is due.
  private mutating func compare(
    _ members: [VisitPlanMember], _ visitors: VisitPlanVisitors, _ reader: Reader
  ) throws(Status) {
    let now = reader.now.microseconds
    let known = Dictionary(
      uniqueKeysWithValues: members.enumerated().map { ($0.element.customer, $0.offset) })
    var handled = state.settled
    for (customer, visits) in state.open.sorted(by: { $0.key < $1.key }) {
      let member = known[customer].map { members[$0] }
      for open in visits {
        if !goes(open, member, visitors, now) {
          handled[customer, default: []].insert(open.due ?? open.day)
          keptCount += 1
          state.count(open)
        }
      }
    }
    let ruleDays = try ruleDays(reader)
    for member in members {
      var history = VisitHistory()
      history.customer = member.customer
      history.since = member.since
      history.events = member.events
      history.handled = handled[member.customer] ?? []
      history.lastDone = try reader.lastVisitDay(of: member.customer, for: plan.purpose)
      let candidates = visitors.places(for: member)
      let found = plan.dues(
        of: history, today: first, last: first + dayCount - 1, start: start, ruleDays: ruleDays)
      for (number, due) in found.enumerated() {
        dues.append(due)
        demands.append(
          VisitDemand(
            customer: member.customer, number: number,
            days: due.days.map { $0.lowerBound - first...$0.upperBound - first },
            wanted: due.wanted - first, visitors: candidates))
      }
    }
  }

  /// Whether an open visit is one that goes, of which a line tells.
  private mutating func goes(
    _ open: VisitPlanState.OpenVisit, _ member: VisitPlanMember?, _ visitors: VisitPlanVisitors,
    _ now: Int64
  ) -> Bool {
    let visit = open.visit
    let place = visitors.place(of: visit.staffID)
    let isRight = member.map { member in
      place.map { visitors.places(for: member).contains($0) } ?? false
    }
    if isRight == true || plan.leaving == .keep || !visit.isMovable(at: now) { return false }
    var line = VisitPlanLine()
    let isCancelled = plan.leaving == .cancel && visit.state != .confirmed
    line.action = isCancelled ? .cancel : .proposeCancel
    line.customerID = visit.customerID
    line.staffID = visit.staffID
    line.dueDate = CivilDate(daysSince1970: open.due ?? open.day)
    line.startTime = visit.startTime
    line.endTime = visit.endTime
    line.visitID = visit.id
    line.reason = member == nil ? "LEFT" : "OTHER_VISITOR"
    line.done = !isCancelled
    lines.append(line)
    return isCancelled
  }

  /// The days of the plan's rule, by the agency's clock.
  private func ruleDays(_ reader: Reader) throws(Status) -> [Int] {
    guard !plan.rule.isEmpty, let startDate = plan.startDate else { return [] }
    var series = VisitSeries()
    series.rule = plan.rule
    series.start = LocalTime(day: startDate.daysSince1970, second: 0).text
    let rule = try SeriesRule(series, today: nil, "visit_plan")
    let tolerance = Int(plan.toleranceDays)
    let range = first - tolerance..<first + dayCount
    let days = try reader.localDays(of: UnitID(), range)
    let found = rule.occurrences(
      from: days.instant(day: range.lowerBound, minute: 0),
      before: days.instant(day: range.upperBound, minute: 0), days, most: 5000)
    // A day on which the rule falls twice is one day on which a visit is due.
    return Set(found.map { days.day(of: $0) }).sorted()
  }

  /// Gives what is due to days of staff, and times on these days.
  private mutating func place(_ visitors: VisitPlanVisitors, _ reader: Reader) throws(Status) {
    let offset = first - Self.monday(before: first)
    let weekCount = VisitPlacing.weekCount(days: dayCount, offset: offset)
    // Only those whom somebody asks for have a calendar to read.
    let asked = Set(demands.flatMap(\.visitors)).sorted()
    let places = Dictionary(
      uniqueKeysWithValues: asked.enumerated().map { ($0.element, $0.offset) })
    var rooms: [VisitPlacing.Room] = []
    var starts: [[[Int64]]] = []
    var loader = try CalendarLoader(reader, days: first - 1..<first + dayCount + 1)
    for place in asked {
      let staff = visitors.staff[place]
      let taken = state.taken[staff] ?? [:]
      let free = try freeStarts(of: staff, taken, &loader, reader)
      var weeks = [Int](
        repeating: plan.perWeek == 0 ? 7 * Int(plan.perDay) : Int(plan.perWeek), count: weekCount)
      for (day, count) in taken where day >= first - offset {
        let week = (day - first + offset) / 7
        if week < weekCount { weeks[week] = max(0, weeks[week] - count) }
      }
      rooms.append(VisitPlacing.Room(days: free.map(\.count), weeks: weeks))
      starts.append(free)
    }
    for index in demands.indices {
      demands[index].visitors = demands[index].visitors.compactMap { places[$0] }
    }
    var placing = VisitPlacing(demands, rooms: rooms, weekOffset: offset, seed: plan.seed)
    let slots = placing.solve()
    addLines(slots, rooms, starts, asked.map { visitors.staff[$0] })
    try addLoads(slots, rooms, asked.map { visitors.staff[$0] }, reader)
  }

  /// When visits of the plan could begin, day by day.
  private func freeStarts(
    of staff: StaffID, _ taken: [Int: Int], _ loader: inout CalendarLoader, _ reader: Reader
  ) throws(Status) -> [[Int64]] {
    guard let person = try reader.calendarPerson(staff) else {
      return [[Int64]](repeating: [], count: dayCount)
    }
    let calendar = try loader.calendar(of: person)
    let days = calendar.days
    let whole = TimeRange(
      days.instant(day: first, minute: 0), days.instant(day: first + dayCount, minute: 0))
    let time = VisitorTime(
      calendar, absences: try reader.absences(of: staff, meeting: whole))
    let claims = TimeRanges(try time.claims(in: whole, reader))
    let isOnPurpose = !plan.outsideHoursReason.isEmpty
    let weekdays = Set(plan.weekdays.map { Int($0.rawValue) - 1 })
    return (first..<first + dayCount).map { day in
      guard weekdays.contains(Calendars.Weekday(of: day).rawValue),
        isOnPurpose || calendar.holiday(on: day) == nil
      else { return [] }
      let span = TimeRange(
        days.instant(day: day, minute: Int(plan.fromMinute)),
        days.instant(day: day, minute: Int(plan.toMinute)))
      let gap = Int64(plan.gapMinutes) * Self.minute
      let busy = claims.clipped(to: TimeRange(span.from - gap, span.to + gap)).ranges
      return time.workable(in: span, isOnPurpose: isOnPurpose).without(busy, margin: gap)
        .starts(
          length: Int64(plan.durationMinutes) * Self.minute, gap: gap, step: 5 * Self.minute,
          most: max(0, Int(plan.perDay) - (taken[day] ?? 0)))
    }
  }

  private mutating func addLines(
    _ slots: [VisitSlot?], _ rooms: [VisitPlacing.Room], _ starts: [[[Int64]]], _ staff: [StaffID]
  ) {
    var unplaced: [VisitPlanLine] = []
    var placed: [VisitPlanLine] = []
    var used: [VisitSlot: Int] = [:]
    for index in demands.indices {
      var line = VisitPlanLine()
      line.customerID = demands[index].customer
      line.dueDate = CivilDate(daysSince1970: dues[index].due)
      guard let slot = slots[index] else {
        // What may still come after the horizon is no shortage.
        if let days = demands[index].days, days.upperBound >= dayCount { continue }
        line.action = .unplaced
        line.reason = reason(demands[index], rooms)
        line.done = true
        unplaced.append(line)
        continue
      }
      let start = starts[slot.visitor][slot.day][used[slot, default: 0]]
      used[slot, default: 0] += 1
      line.action = .plan
      line.staffID = staff[slot.visitor]
      line.startTime = Timestamp(microseconds: start)
      line.endTime = Timestamp(
        microseconds: start + Int64(plan.durationMinutes) * Self.minute)
      placed.append(line)
    }
    placed.sort {
      ($0.startTime?.microseconds ?? 0, $0.staffID, $0.customerID)
        < ($1.startTime?.microseconds ?? 0, $1.staffID, $1.customerID)
    }
    lines.sort { $0.action.rawValue < $1.action.rawValue }
    lines += placed + unplaced
  }

  /// Why a visit found no place.
  private func reason(_ demand: VisitDemand, _ rooms: [VisitPlacing.Room]) -> String {
    if demand.visitors.isEmpty { return "NO_VISITOR" }
    guard let days = demand.days else { return "WINDOW_PAST" }
    let range = max(0, days.lowerBound)..<max(0, min(dayCount, days.upperBound + 1))
    let couldWork = demand.visitors.contains { visitor in
      !range.isEmpty && rooms[visitor].days[range].contains { $0 > 0 }
    }
    return couldWork ? "NO_CAPACITY" : "NOT_WORKING"
  }

  private mutating func addLoads(
    _ slots: [VisitSlot?], _ rooms: [VisitPlacing.Room], _ staff: [StaffID], _ reader: Reader
  ) throws(Status) {
    let planned = slots.reduce(into: [Int](repeating: 0, count: staff.count)) { counts, slot in
      if let slot { counts[slot.visitor] += 1 }
    }
    var left = [Int](repeating: 0, count: staff.count)
    for index in demands.indices where slots[index] == nil && demands[index].visitors.count == 1 {
      if let days = demands[index].days, days.upperBound < dayCount {
        left[demands[index].visitors[0]] += 1
      }
    }
    for (place, id) in staff.enumerated() {
      var load = VisitPlanLoad()
      load.staffID = id
      load.name =
        try reader.first("SELECT name FROM staff WHERE id = $1", .id(id)) {
          $0.text(0)
        } ?? ""
      let kept = (state.taken[id] ?? [:]).filter { $0.key >= first && $0.key < first + dayCount }
        .values.reduce(0, +)
      load.keptCount = Int32(kept)
      load.plannedCount = Int32(planned[place])
      let room = min(rooms[place].days.reduce(0, +), rooms[place].weeks.reduce(0, +))
      load.capacity = Int32(clamping: room + kept)
      load.unplacedCount = Int32(left[place])
      loads.append(load)
    }
  }
}

extension VisitPlanDraft {
  func count(_ action: VisitPlanAction) -> Int32 {
    Int32(clamping: lines.count { $0.action == action })
  }

  /// What the draft says in figures, with its first lines: those that find no place first.
  func preview(linesMax: Int) -> VisitPlanPreview {
    var preview = VisitPlanPreview()
    preview.memberCount = Int32(clamping: memberCount)
    preview.keptCount = Int32(clamping: keptCount)
    preview.plannedCount = count(.plan)
    preview.unplacedCount = count(.unplaced)
    preview.cancelledCount = count(.cancel)
    preview.proposedCount = count(.proposeCancel)
    preview.dueCount = preview.keptCount + preview.plannedCount + preview.unplacedCount
    preview.loads = loads
    var reasons: [String: Int32] = [:]
    for line in lines where line.action == .unplaced { reasons[line.reason, default: 0] += 1 }
    preview.shortages = reasons.sorted { $0.key < $1.key }.map {
      var shortage = VisitPlanShortage()
      shortage.reason = $0.key
      shortage.count = $0.value
      return shortage
    }
    let others = lines.filter { $0.action != .unplaced }
    preview.lines = Array((lines.filter { $0.action == .unplaced } + others).prefix(linesMax))
    return preview
  }

  /// A number that two drafts share only if they say the same.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for line in lines {
      for byte in line.binary() { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return hash
  }
}

extension Reader {
  /// The day of the last visit for a purpose that took place.
  fileprivate func lastVisitDay(
    of customer: CustomerID, for purpose: String
  ) throws(Status) -> Int? {
    let last = try first(
      "SELECT max(starts_at) FROM visit WHERE customer = $1 AND state = 6 AND purpose = $2",
      .id(customer), .text(purpose)
    ) { $0.timeOrNil(0) }
    return (last ?? nil).map { BusinessDay.today($0).daysSince1970 }
  }
}
