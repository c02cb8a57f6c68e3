import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

struct StaffCalendarTests {
  /// One time, what is in its way, and which fault the case would catch.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let day: Int
    let from: Int
    let to: Int
    var isOnPurpose = false
    let kind: WorkingRefusalKind?
    var holiday = ""
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "work is refused", day: 0, from: 540, to: 720, kind: nil),
    Case(name: "the last minute counts as outside", day: 0, from: 1020, to: 1080, kind: nil),
    Case(name: "one minute too long is let pass", day: 0, from: 1020, to: 1081, kind: .hours),
    Case(name: "one minute too early is let pass", day: 0, from: 539, to: 600, kind: .hours),
    Case(name: "a break is worked", day: 0, from: 700, to: 730, kind: .break),
    Case(name: "a visit over a whole break", day: 0, from: 600, to: 900, kind: .break),
    Case(name: "right after the break", day: 0, from: 780, to: 810, kind: nil),
    Case(name: "after work is refused", day: 0, from: 1110, to: 1200, kind: nil),
    Case(name: "between work and after work", day: 0, from: 1085, to: 1105, kind: .hours),
    Case(name: "Saturday is an ordinary day", day: 5, from: 840, to: 900, kind: .hours),
    Case(name: "Saturday morning is refused", day: 5, from: 540, to: 600, kind: nil),
    Case(name: "Sunday is worked", day: 6, from: 600, to: 660, kind: .hours),
    Case(
      name: "a holiday is worked, or loses its name", day: 1, from: 600, to: 660,
      kind: .holiday, holiday: "선거일"),
    Case(name: "after work on a holiday is refused", day: 1, from: 1110, to: 1170, kind: nil),
    Case(
      name: "a visit from a holiday into the next day", day: 1, from: 1400, to: 1500,
      kind: .holiday, holiday: "선거일"),
    Case(name: "overtime on a holiday is refused", day: 1, from: 840, to: 900, kind: nil),
    Case(name: "overtime through the break is refused", day: 2, from: 700, to: 790, kind: nil),
    Case(name: "absence is overlooked", day: 3, from: 600, to: 660, kind: .absent),
    Case(
      name: "absence gives way to a purpose", day: 3, from: 600, to: 660, isOnPurpose: true,
      kind: .absent),
    Case(name: "absence wins over a break", day: 3, from: 700, to: 730, kind: .absent),
    Case(name: "absence ends too late", day: 3, from: 780, to: 840, kind: nil),
    Case(name: "overtime while away is worked", day: 3, from: 610, to: 620, kind: .absent),
    Case(
      name: "a purpose does not open a holiday", day: 1, from: 600, to: 660, isOnPurpose: true,
      kind: nil),
    Case(
      name: "a purpose does not open the night", day: 0, from: 60, to: 120, isOnPurpose: true,
      kind: nil),
    Case(
      name: "who has left is planned for", day: 14, from: 600, to: 660, isOnPurpose: true,
      kind: .inactive),
    Case(name: "the last day at work is refused", day: 11, from: 600, to: 660, kind: nil),
  ]

  @Test(arguments: cases)
  func refusals(_ test: Case) {
    let calendar = CalendarSamples.calendar(
      holidays: [CalendarSamples.monday + 1: "선거일"],
      overtime: [
        CalendarSamples.range(1, 840, 960), CalendarSamples.range(2, 720, 780),
        CalendarSamples.range(3, 600, 630),
      ],
      absences: [CalendarSamples.range(3, 540, 780)], to: CivilDate(2026, 3, 21))
    let refusal = calendar.refusal(
      at: CalendarSamples.range(test.day, test.from, test.to), isOnPurpose: test.isOnPurpose)
    #expect(refusal?.kind == test.kind)
    #expect(refusal?.name ?? "" == test.holiday)
    if refusal?.kind == .absent { #expect(refusal?.startTime == nil && refusal?.endTime == nil) }
  }

  /// Would catch the office's hours winning over one's own, and a calendar that is kept where nobody recorded one.
  @Test func theNearestHoursHold() {
    var office = WorkingHours()
    office.spans = [WorkingSpan(.work, .unspecified, 600, 900)]
    var own = CalendarSamples.hours
    own.validFrom = CivilDate(2026, 3, 11)
    own.validTo = CivilDate(2026, 3, 12)
    let calendar = CalendarSamples.calendar(hours: [[own], [office], []])
    #expect(calendar.refusal(at: CalendarSamples.range(1, 960, 1000))?.kind == .hours)
    #expect(calendar.refusal(at: CalendarSamples.range(2, 960, 1000)) == nil)
    #expect(calendar.refusal(at: CalendarSamples.range(3, 960, 1000))?.kind == .hours)
    let none = CalendarSamples.calendar(
      hours: [], holidays: [CalendarSamples.monday: "설날"],
      absences: [CalendarSamples.range(1, 0, 60)])
    #expect(none.refusal(at: CalendarSamples.range(0, 120, 180)) == nil)
    #expect(none.refusal(at: CalendarSamples.range(1, 30, 90))?.kind == .absent)
    #expect(none.stretches(on: CalendarSamples.monday).isEmpty)
    // No hours at all on a day are hours too: the person has the day off.
    let off = CalendarSamples.calendar(hours: [[WorkingHours()], [office]])
    #expect(off.refusal(at: CalendarSamples.range(0, 660, 700))?.kind == .hours)
  }

  /// Would catch every slip of the interval arithmetic: the slow reference asks minute by minute.
  @Test func intervalsAgreeWithTheMinuteGrid() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
    for round in 0..<60 {
      let sample = RandomCalendar(&random)
      for day in sample.days.range {
        let limits = sample.days.day(day)
        let stretches = sample.calendar.stretches(on: day)
        var last = limits.from
        for stretch in stretches {
          #expect(stretch.range.from >= last && stretch.range.to <= limits.to, "seed \(seed)")
          last = stretch.range.to
        }
        var minute = limits.from
        while minute < limits.to {
          let found = stretches.first { $0.range.from <= minute && minute < $0.range.to }?.kind
          let expected = sample.kind(of: minute)
          if found != expected {
            Issue.record("seed \(seed), round \(round), day \(day), minute \(minute)")
            return
          }
          minute += 60_000_000
        }
      }
      for _ in 0..<40 {
        let from =
          sample.days.day(sample.days.first + 1).from + Int64(random.next() % 8000) * 60_000_000
        let to = from + Int64(5 + random.next() % 300) * 60_000_000
        check(sample, TimeRange(from, to), "seed \(seed), round \(round)")
      }
    }
  }

  /// A refusal is there exactly where a minute of the time is not open.
  private func check(_ sample: RandomCalendar, _ time: TimeRange, _ note: String) {
    var isOpen = true
    for minute in stride(from: time.from, to: time.to, by: 60_000_000) {
      let kind = sample.kind(of: minute)
      if kind != nil { continue }
      // Where no calendar is kept, only absence and leaving refuse: those the refusal itself tells.
      let isKept = sample.plan(on: sample.days.day(of: minute)) != nil
      if isKept { isOpen = false }
    }
    let refusal = sample.calendar.refusal(at: time)
    switch refusal?.kind {
    case .absent, .inactive: return
    default: #expect((refusal == nil) == isOpen, "\(note)")
    }
    if refusal == nil { #expect(sample.calendar.refusal(at: time, isOnPurpose: true) == nil) }
  }

  /// Would catch the wrong day at midnight, and an hour lost or gained where the clock changes.
  @Test func daysBeginWhereTheyAre() {
    let seoul = CalendarSamples.seoul
    let midnight = Int64(CalendarSamples.monday) * 86_400_000_000 - 9 * 3_600_000_000
    #expect(seoul.instant(day: CalendarSamples.monday, minute: 0) == midnight)
    #expect(seoul.day(of: midnight) == CalendarSamples.monday)
    #expect(seoul.day(of: midnight - 1) == CalendarSamples.monday - 1)
    #expect(seoul.minute(of: midnight - 1) == 1439 && seoul.minute(of: midnight) == 0)
    // New York, 8 March 2026: two o'clock is three o'clock.
    let day = CivilDate(2026, 3, 8).daysSince1970
    let change = Int64(day) * 86_400 + 7 * 3600
    let york = LocalDays(
      first: day - 1, count: 3, offset: -5 * 3600,
      changes: [LocalDays.Change(at: change, offset: -4 * 3600)])
    #expect(york.day(day).to - york.day(day).from == 23 * 3_600_000_000)
    #expect(york.instant(day: day, minute: 119) == (change - 60) * 1_000_000)
    #expect(york.instant(day: day, minute: 150) == change * 1_000_000)
    #expect(york.instant(day: day, minute: 180) == change * 1_000_000)
    #expect(york.instant(day: day, minute: 240) == (change + 3600) * 1_000_000)
    // 1 November: two o'clock comes twice.
    let back = LocalDays(
      first: day, count: 2, offset: -4 * 3600,
      changes: [LocalDays.Change(at: change - 3600, offset: -5 * 3600)])
    #expect(back.day(day).to - back.day(day).from == 25 * 3_600_000_000)
    #expect(back.instant(day: day, minute: 90) == (change - 5400) * 1_000_000)
  }
}
