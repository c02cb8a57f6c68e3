import PCRMCore
import ProtobufCodec

/// One day of one candidate: where a visit fits between those that are planned.
struct SlotDay {
  private let search: SlotSearch
  private let candidate: SlotSearch.Candidate
  private let day: Int
  private let claims: [SlotSearch.Claim]
  private let capacity: Int32
  private let claimedMinutes: Int32
  private let stretches: [StaffCalendar.Stretch]

  init(
    _ search: SlotSearch, _ candidate: SlotSearch.Candidate, _ day: Int,
    _ claims: [SlotSearch.Claim]
  ) {
    self.search = search
    self.candidate = candidate
    self.day = day
    let whole = candidate.calendar.days.day(day)
    self.claims = claims.filter { $0.range.overlaps(whole) }
    let claimed = self.claims.reduce(Int64(0)) {
      let part = $1.range.clipped(to: whole)
      return $0 + (part.to - part.from)
    }
    claimedMinutes = Int32((claimed + 59_999_999) / 60_000_000)
    let own = candidate.calendar.hours(on: day)?.hours.visitMinutesMax ?? 0
    capacity = own > 0 ? own : search.rules.visitMinutesMax
    stretches = candidate.calendar.stretches(on: day).filter {
      $0.kind != .afterWork || search.afterWork
    }
  }

  /// Whether the day has no minutes left for a visit so long.
  var isFull: Bool { claimedMinutes + search.durationMinutes > capacity }

  /// The slots of the day, the best first.
  ///
  /// - Parameter isAll: at every minute of the grid; otherwise the first of each free time, and the first that the
  ///   customer prefers.
  func slots(all isAll: Bool) -> [Slot] {
    guard let begin = stretches.first?.range.from, let end = stretches.last?.range.to else {
      return []
    }
    let open = TimeRanges(stretches.lazy.map(\.range))
    var slots: [Slot] = []
    for place in 0...claims.count {
      let gap = Gap(
        candidate.travel, to: search.place, base: candidate.base,
        previous: place > 0 ? claims[place - 1] : nil,
        next: place < claims.count ? claims[place] : nil)
      var limits = gap.limits(begin, end).clipped(to: search.limits)
      if place > 0 { limits.from = max(limits.from, claims[place - 1].range.to) }
      // A limit may be any instant: compared before it is subtracted.
      if limits.to <= limits.from || limits.to - limits.from < search.duration { continue }
      for range in open.clipped(to: limits).ranges {
        for start in starts(in: range, all: isAll) {
          if let slot = slot(at: start, gap) { slots.append(slot) }
        }
      }
    }
    return slots.sorted { $0.isBetter(than: $1) }
  }

  /// Beginnings in a free time that are worth a look.
  private func starts(in range: TimeRange, all isAll: Bool) -> [Int64] {
    guard var start = onGrid(range.from, last: range.to - search.duration) else { return [] }
    var starts = [start]
    if isAll {
      let step = Int64(search.rules.gridMinutes) * 60_000_000
      while true {
        guard let next = onGrid(start + step, last: range.to - search.duration), next > start
        else { break }
        start = next
        starts.append(start)
      }
      return starts
    }
    for window in search.preferred where window.isOn(day) {
      let from = candidate.calendar.days.instant(day: day, minute: Int(window.fromMinute))
      if from > start, let start = onGrid(from, last: range.to - search.duration) {
        starts.append(start)
      }
    }
    return starts
  }

  /// The first minute from an instant on that the grid has; nil when it is too late.
  private func onGrid(_ instant: Int64, last: Int64) -> Int64? {
    let minute: Int64 = 60_000_000
    let days = candidate.calendar.days
    var time = instant
    if time % minute != 0 { time += minute - (time % minute + minute) % minute }
    let grid = Int(search.rules.gridMinutes)
    let over = days.minute(of: time) % grid
    if over != 0 { time += Int64(grid - over) * minute }
    return time <= last ? time : nil
  }

  private func slot(at start: Int64, _ gap: Gap) -> Slot? {
    let range = TimeRange(start, start + search.duration)
    let isPreferred = isPreferred(range)
    if search.preferredOnly && !isPreferred { return nil }
    guard let stretch = stretches.last(where: { $0.range.from <= start }) else { return nil }
    var slot = Slot()
    slot.staffID = candidate.calendar.staff
    slot.startTime = Timestamp(microseconds: range.from)
    slot.endTime = Timestamp(microseconds: range.to)
    slot.wayThereMetres = gap.there.shown
    slot.wayThereMinutes = gap.there.minutes
    slot.wayOnMetres = gap.on.shown
    slot.wayOnMinutes = gap.on.minutes
    slot.addedMinutes = max(0, gap.there.minutes + gap.on.minutes - gap.direct.minutes)
    slot.minutesLeft = capacity - claimedMinutes - search.durationMinutes
    slot.caseWorker = candidate.isCaseWorker
    slot.preferred = isPreferred && !search.preferred.isEmpty
    slot.kind = stretch.kind
    slot.reasons = reasons(slot)
    slot.points = slot.reasons.reduce(0) { $0 + $1.points }
    return slot
  }

  private func reasons(_ slot: Slot) -> [SlotReason] {
    let rules = search.rules
    var reasons = [
      SlotReason(.wait, Int32(day - search.firstDay), search.waitPoints(day)),
      SlotReason(.travel, slot.addedMinutes, slot.addedMinutes * rules.pointsPerTravelMinute),
    ]
    if !slot.caseWorker { reasons.append(SlotReason(.otherWorker, 1, rules.pointsOtherWorker)) }
    if !search.preferred.isEmpty && !slot.preferred {
      reasons.append(SlotReason(.notPreferred, 1, rules.pointsNotPreferred))
    }
    let full = (capacity - slot.minutesLeft) * 1000 / max(1, capacity)
    reasons.append(SlotReason(.load, full, full * rules.pointsFullDay / 1000))
    if slot.kind == .afterWork {
      reasons.append(SlotReason(.afterWork, 1, rules.pointsAfterWork))
    }
    return reasons
  }

  private func isPreferred(_ range: TimeRange) -> Bool {
    if search.preferred.isEmpty { return true }
    let days = candidate.calendar.days
    return search.preferred.contains { window in
      window.isOn(day)
        && days.instant(day: day, minute: Int(window.fromMinute)) <= range.from
        && range.to <= days.instant(day: day, minute: Int(window.toMinute))
    }
  }
}

/// The ways that a visit between two others means.
private struct Gap {
  struct Way {
    var metres: Int32 = 0
    var minutes: Int32 = 0
    /// Nothing where nobody knows the places; never exact, so that nobody's home can be found.
    var shown: Int32 { metres > 0 ? WayLength.shown(metres) : 0 }
  }

  private(set) var there = Way()
  private(set) var on = Way()
  private(set) var direct = Way()
  private let travel: TravelEstimate
  private let previous: SlotSearch.Claim?
  private let next: SlotSearch.Claim?

  init(
    _ travel: TravelEstimate, to place: SpherePoint?, base: SpherePoint?,
    previous: SlotSearch.Claim?, next: SlotSearch.Claim?
  ) {
    self.travel = travel
    self.previous = previous
    self.next = next
    let before = previous.map(\.place) ?? base
    let after = next.map(\.place) ?? base
    there = way(before, place)
    on = way(place, after)
    if place != nil, previous != nil || next != nil { direct = way(before, after) }
  }

  private func way(_ a: SpherePoint?, _ b: SpherePoint?) -> Way {
    guard let a, let b else { return Way() }
    let metres = travel.metres(a, b)
    return Way(metres: metres, minutes: (travel.seconds(metres: metres) + 59) / 60)
  }

  /// When a visit may lie between the two, on a day that is worked from `begin` to `end`. Ways from and to the base are
  /// made in working time.
  func limits(_ begin: Int64, _ end: Int64) -> TimeRange {
    let minute: Int64 = 60_000_000
    let from =
      previous.map { $0.range.to + Int64(there.minutes) * minute }
      ?? begin + Int64(there.minutes) * minute
    let to =
      next.map { $0.range.from - Int64(on.minutes) * minute }
      ?? end - Int64(on.minutes) * minute
    return TimeRange(from, to)
  }
}

extension SlotReason {
  fileprivate init(_ kind: SlotReasonKind, _ value: Int32, _ points: Int32) {
    self.init()
    self.kind = kind
    self.value = value
    self.points = points
  }
}

extension ContactWindow {
  /// Whether the window is on a day's weekday.
  func isOn(_ day: Int) -> Bool {
    if weekdays.isEmpty { return true }
    let weekday = (day + 3) % 7
    return weekdays.contains(Weekday(rawValue: Int32(weekday < 0 ? weekday + 7 : weekday) + 1))
  }
}
