import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct SlotSearchTests {
  private static let travel = RouteRules.initial.travel(for: UnitID())
  private static let office = SpherePoint(latitudeE7: 375_666_100, longitudeE7: 1_269_783_900)

  private static func place(_ kilometres: Double) -> SpherePoint {
    SpherePoint(
      latitudeE7: 375_666_100 + Int32(kilometres * 89_932), longitudeE7: 1_269_783_900)
  }

  private static func search(
    _ minutes: Int32 = 60, days: Int = 5, at place: SpherePoint? = office
  ) -> SlotSearch {
    SlotSearch(
      rules: .initial, place: place, durationMinutes: minutes,
      limits: TimeRange(.min, .max), firstDay: CalendarSamples.monday, dayCount: days)
  }

  private static func candidate(
    _ calendar: StaffCalendar, isCaseWorker: Bool = false
  ) -> SlotSearch.Candidate {
    SlotSearch.Candidate(
      calendar: calendar, base: office, travel: travel, isCaseWorker: isCaseWorker)
  }

  private static func starts(_ found: SlotSearch.Found) -> [Int64] {
    found.slots.compactMap { $0.startTime?.microseconds }
  }

  /// Would catch a day that begins in the break, later slots first, and points that are not the sum of the reasons.
  @Test func theEarliestSlotWinsWhereNothingElseCounts() throws {
    let found = try Self.search().best(
      of: [Self.candidate(CalendarSamples.calendar(), isCaseWorker: true)]
    ) { (_, _) in [] }
    #expect(Self.starts(found) == (0..<5).map { CalendarSamples.at($0, 9) })
    for (day, slot) in found.slots.enumerated() {
      #expect(slot.points == slot.reasons.reduce(0) { $0 + $1.points })
      #expect(slot.reasons.first?.kind == .wait && slot.reasons.first?.value == Int32(day))
      #expect(slot.caseWorker && !slot.reasons.contains { $0.kind == .otherWorker })
      #expect(slot.minutesLeft == 300)
    }
  }

  /// Would catch somebody else before the case worker on the same day, and a case worker who is waited for too long.
  @Test func theCaseWorkerComesFirst() throws {
    let other = StaffID(high: 0x6000, low: 0x8000_0000_0000_0001)
    let found = try Self.search(days: 10).best(of: [
      Self.candidate(CalendarSamples.calendar(of: other)),
      Self.candidate(CalendarSamples.calendar(), isCaseWorker: true),
    ]) { (_, _) in [] }
    #expect(found.slots.map(\.staffID) == Array(repeating: CalendarSamples.staff, count: 5))
    var rules = SlotRules.initial
    rules.pointsOtherWorker = 15
    let search = SlotSearch(
      rules: rules, place: Self.office, durationMinutes: 60, limits: TimeRange(.min, .max),
      firstDay: CalendarSamples.monday, dayCount: 10)
    let mixed = try search.best(of: [
      Self.candidate(CalendarSamples.calendar(of: other)),
      Self.candidate(CalendarSamples.calendar(), isCaseWorker: true),
    ]) { (_, _) in [] }
    #expect(mixed.slots.map(\.caseWorker) == [true, true, false, true, false])
  }

  /// Would catch a full day that is offered, and claims of another day that fill this one.
  @Test func aFullDayIsLeftOut() throws {
    var hours = CalendarSamples.hours
    hours.visitMinutesMax = 120
    let calendar = CalendarSamples.calendar(hours: [[hours]])
    let claims = [SlotSearch.Claim(range: CalendarSamples.range(0, 540, 601), place: nil)]
    let found = try Self.search(days: 2).best(of: [Self.candidate(calendar)]) { (_, _) in claims }
    #expect(found.fullDays == 1)
    #expect(Self.starts(found) == [CalendarSamples.at(1, 9)])
    #expect(found.slots.first?.minutesLeft == 60)
    let shorter = try Self.search(59, days: 2).best(of: [Self.candidate(calendar)]) { (_, _) in
      claims
    }
    #expect(shorter.slots.count == 2 && shorter.slots.contains { $0.minutesLeft == 0 })
  }

  /// Would catch ways that take no time, a way home that is made after work, and a detour that is counted in full.
  @Test func waysTakeTime() throws {
    let far = Self.place(10)
    let way = Int64((Self.travel.seconds(Self.office, far) + 59) / 60)
    let found = try Self.search(days: 1, at: far).best(
      of: [Self.candidate(CalendarSamples.calendar())]
    ) { (_, _) in [] }
    let slot = try #require(found.slots.first)
    #expect(Int64(slot.wayThereMinutes) == way && Int64(slot.wayOnMinutes) == way)
    #expect(Int64(slot.addedMinutes) == 2 * way)
    let begin = (slot.startTime?.microseconds ?? 0) - CalendarSamples.at(0, 9)
    #expect(begin >= way * 60_000_000 && begin < (way + 10) * 60_000_000)
    #expect(slot.wayThereMetres % 100 == 0 && slot.wayThereMetres > 10_000)
    // Beside a visit at the same place the way is short.
    let claims = [SlotSearch.Claim(range: CalendarSamples.range(0, 780, 840), place: far)]
    let beside = try Self.search(days: 1, at: far).best(
      of: [Self.candidate(CalendarSamples.calendar())]
    ) { (_, _) in claims }
    let near = try #require(beside.slots.first)
    #expect(near.addedMinutes == 0)
    // The last hour is too late for the way back.
    var late = Self.search(days: 1, at: far)
    late = SlotSearch(
      rules: late.rules, place: far, durationMinutes: 60,
      limits: TimeRange(CalendarSamples.at(0, 17), .max), firstDay: CalendarSamples.monday,
      dayCount: 1)
    let none = try late.best(of: [Self.candidate(CalendarSamples.calendar())]) { (_, _) in [] }
    #expect(none.slots.isEmpty && none.daysWithoutTime == 1)
  }

  /// Would catch a preference that is taken for a condition, or overlooked, and after-work time offered unasked.
  @Test func thePreferredTimeIsPreferred() throws {
    var window = ContactWindow()
    window.fromMinute = 14 * 60
    window.toMinute = 16 * 60
    window.weekdays = [.monday, .wednesday]
    var search = Self.search()
    search.preferred = [window]
    let candidates = [Self.candidate(CalendarSamples.calendar(), isCaseWorker: true)]
    let found = try search.best(of: candidates) { (_, _) in [] }
    #expect(
      Self.starts(found).prefix(3) == [
        CalendarSamples.at(0, 14), CalendarSamples.at(2, 14), CalendarSamples.at(1, 9),
      ])
    #expect(found.slots.map(\.preferred) == [true, true, false, false, false])
    search.preferredOnly = true
    #expect(try search.best(of: candidates) { (_, _) in [] }.slots.count == 2)
    window.fromMinute = 19 * 60
    window.toMinute = 21 * 60
    search.preferred = [window]
    #expect(try search.best(of: candidates) { (_, _) in [] }.slots.isEmpty)
    search.afterWork = true
    let evening = try search.best(of: candidates) { (_, _) in [] }
    #expect(Self.starts(evening) == [CalendarSamples.at(0, 19), CalendarSamples.at(2, 19)])
    #expect(evening.slots.allSatisfy { $0.kind == .afterWork })
    #expect(evening.slots[0].reasons.contains { $0.kind == .afterWork && $0.points == 20 })
  }

  /// Would catch a series that begins where a later visit of it is in the way.
  @Test func aSeriesIsCheckedBeforeItIsSuggested() throws {
    var asked: [Int64] = []
    let found = try Self.search(days: 2).best(
      of: [Self.candidate(CalendarSamples.calendar())], claims: { (_, _) in [] },
      series: { (_, time) in
        asked.append(time.from)
        return time.from >= CalendarSamples.at(0, 10) ? 8 : nil
      })
    #expect(Self.starts(found) == [CalendarSamples.at(0, 10), CalendarSamples.at(1, 9)])
    #expect(found.slots.map(\.occurrences) == [8, 8])
    #expect(asked.contains(CalendarSamples.at(0, 9, 50)))
  }

  /// Would catch an answer that leaves out a better slot: the short cut is held to a search that looks at everything.
  @Test func nothingBetterIsLeftOut() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    for round in 0..<30 {
      let sample = RandomSearch(&random)
      let found = try sample.search.best(of: sample.candidates) { (index, _) in sample.claims[index]
      }
      var whole = sample.search
      whole.limit = .max
      let all = try whole.best(of: sample.candidates) { (index, _) in sample.claims[index] }
      let note = "seed \(seed), round \(round)"
      #expect(found.slots == Array(all.slots.prefix(sample.search.limit)), "\(note)")
      let again = try sample.search.best(of: sample.candidates) { (index, _) in sample.claims[index]
      }
      #expect(again.slots == found.slots, "\(note)")
      for slot in all.slots { check(slot, sample, note) }
    }
  }

  /// A suggestion lies in open time, in the limits, on the grid, and away from every claim by the ways.
  private func check(_ slot: Slot, _ sample: RandomSearch, _ note: String) {
    guard let index = sample.candidates.firstIndex(where: { $0.calendar.staff == slot.staffID }),
      let time = slot.range
    else {
      Issue.record("\(note): somebody who was not asked")
      return
    }
    let calendar = sample.candidates[index].calendar
    #expect(calendar.refusal(at: time) == nil, "\(note)")
    #expect(sample.search.limits.holds(time), "\(note)")
    #expect(calendar.days.minute(of: time.from) % 10 == 0, "\(note)")
    #expect(
      stride(from: time.from, to: time.to, by: 60_000_000).allSatisfy { instant in
        sample.calendars[index].kind(of: instant).map {
          $0 != .afterWork || sample.search.afterWork
        } ?? false
      }, "\(note)")
    let own = calendar.days.day(calendar.days.day(of: time.from))
    for claim in sample.claims[index] {
      #expect(!claim.range.overlaps(time), "\(note)")
      guard claim.range.overlaps(own), let place = sample.search.place, let there = claim.place
      else { continue }
      let way = Int64(Self.travel.seconds(there, place)) * 1_000_000
      if claim.range.to <= time.from { #expect(time.from - claim.range.to >= way, "\(note)") }
      if time.to <= claim.range.from { #expect(claim.range.from - time.to >= way, "\(note)") }
    }
  }
}

/// Random staff, calendars and claims.
private struct RandomSearch {
  var search: SlotSearch
  var candidates: [SlotSearch.Candidate] = []
  var claims: [[SlotSearch.Claim]] = []
  var calendars: [RandomCalendar] = []

  init(_ random: inout SeededRandom) {
    func place() -> SpherePoint? {
      if random.once(in: 6) { return nil }
      return SpherePoint(
        latitudeE7: 375_000_000 + Int32(random.next() % 1_500_000),
        longitudeE7: 1_269_000_000 + Int32(random.next() % 1_500_000))
    }
    let travel = RouteRules.initial.travel(for: UnitID())
    for number in 0..<6 {
      let sample = RandomCalendar(&random, of: StaffID(high: 1, low: UInt64(number + 1)))
      calendars.append(sample)
      candidates.append(
        SlotSearch.Candidate(
          calendar: sample.calendar, base: place(), travel: travel, isCaseWorker: number == 2))
      var claims: [SlotSearch.Claim] = []
      var from = sample.days.whole.from
      while from < sample.days.whole.to {
        from += Int64(random.next() % 600) * 60_000_000
        let to = from + Int64(10 + random.next() % 120) * 60_000_000
        claims.append(SlotSearch.Claim(range: TimeRange(from, to), place: place()))
        from = to
      }
      self.claims.append(claims)
    }
    let first = CalendarSamples.monday
    let limits = CalendarSamples.seoul.instant(day: first, minute: Int(random.next() % 1440))
    search = SlotSearch(
      rules: .initial, place: place(), durationMinutes: 5 + Int32(random.next() % 90),
      limits: TimeRange(limits, random.once(in: 2) ? .max : limits + 400_000_000_000),
      firstDay: first, dayCount: 5)
    search.limit = 1 + Int(random.next() % 8)
    search.afterWork = random.once(in: 2)
    if random.once(in: 2) {
      var window = ContactWindow()
      window.fromMinute = Int32(random.next() % 1000)
      window.toMinute = window.fromMinute + 200
      search.preferred = [window]
      search.preferredOnly = random.once(in: 3)
    }
  }
}
