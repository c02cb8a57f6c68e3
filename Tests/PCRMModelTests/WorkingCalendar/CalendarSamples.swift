import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec

/// Calendars for tests, in minutes since the first day's midnight.
enum CalendarSamples {
  /// Monday, 9 March 2026.
  static let monday = CivilDate(2026, 3, 9).daysSince1970
  static let seoul = LocalDays(first: monday - 1, count: 30, offset: 9 * 3600)
  static let staff = StaffID(high: 0x7000, low: 0x8000_0000_0000_0001)

  /// Monday to Friday, nine to six with an hour for lunch; visits after work until nine, Saturday mornings too.
  static let hours: WorkingHours = {
    var hours = WorkingHours()
    hours.spans = [
      WorkingSpan(.work, .unspecified, 540, 1080), WorkingSpan(.break, .unspecified, 720, 780),
      WorkingSpan(.afterWork, .unspecified, 1110, 1260),
      WorkingSpan(.afterWork, .saturday, 540, 720),
    ]
    return hours
  }()

  /// An instant by the clock on the wall in Seoul.
  static func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Int64 {
    seoul.instant(day: monday + day, minute: hour * 60 + minute)
  }

  static func range(_ day: Int, _ from: Int, _ to: Int) -> TimeRange {
    TimeRange(
      seoul.instant(day: monday + day, minute: from),
      seoul.instant(day: monday + day, minute: to))
  }

  static func calendar(
    hours levels: [[WorkingHours]] = [[hours]], holidays: [Int: String] = [:],
    overtime: [TimeRange] = [], absences: [TimeRange] = [], from: CivilDate? = nil,
    to: CivilDate? = nil, of staff: StaffID = staff, days: LocalDays = seoul
  ) -> StaffCalendar {
    StaffCalendar(
      of: staff, days: days, hours: levels.map { $0.map { WeekHours($0) } }, holidays: holidays,
      overtime: TimeRanges(overtime), absences: TimeRanges(absences), activeFrom: from,
      activeTo: to)
  }
}

/// A random calendar, and beside it what holds in each single minute, found the slow way.
struct RandomCalendar {
  let calendar: StaffCalendar
  let days: LocalDays
  private let levels: [[WorkingHours]]
  private let holidays: [Int: String]
  private let overtime: [TimeRange]
  private let absences: [TimeRange]
  private let active: (from: Int, to: Int)

  init(_ random: inout SeededRandom, of staff: StaffID = CalendarSamples.staff) {
    let first = CalendarSamples.monday - 1
    // A place that puts its clock forward in the middle now and then. An hour that comes twice would be told twice by the
    // slow way, and once by the other.
    var changes: [LocalDays.Change] = []
    if random.once(in: 3) {
      changes = [
        LocalDays.Change(
          at: Int64(first + 3) * 86_400 + Int64(random.next() % 24) * 3600, offset: 10 * 3600)
      ]
    }
    days = LocalDays(first: first, count: 8, offset: 9 * 3600, changes: changes)
    var levels: [[WorkingHours]] = []
    for _ in 0..<3 {
      levels.append(random.once(in: 3) ? [] : Self.plans(&random))
    }
    self.levels = levels
    var holidays: [Int: String] = [:]
    for day in days.range where random.once(in: 5) { holidays[day] = "holiday" }
    self.holidays = holidays
    overtime = Self.ranges(&random, days)
    absences = Self.ranges(&random, days)
    active = (
      random.once(in: 4) ? first + Int(random.next() % 4) : .min,
      random.once(in: 4) ? first + 4 + Int(random.next() % 4) : .max
    )
    calendar = CalendarSamples.calendar(
      hours: levels, holidays: holidays, overtime: overtime, absences: absences,
      from: active.from == .min ? nil : CivilDate(daysSince1970: active.from),
      to: active.to == .max ? nil : CivilDate(daysSince1970: active.to), of: staff, days: days)
  }

  /// Hours that follow each other, with gaps now and then.
  private static func plans(_ random: inout SeededRandom) -> [WorkingHours] {
    var plans: [WorkingHours] = []
    var from = CalendarSamples.monday - 5
    while from < CalendarSamples.monday + 8 {
      var plan = WorkingHours()
      let to = from + 2 + Int(random.next() % 12)
      plan.validFrom = CivilDate(daysSince1970: from)
      plan.validTo = CivilDate(daysSince1970: to)
      plan.holidaysToo = random.once(in: 4)
      for _ in 0..<Int(random.next() % 8) {
        let begin = Int32(random.next() % 1400)
        plan.spans.append(
          WorkingSpan(
            random.pick([.work, .work, .break, .afterWork]),
            Weekday(rawValue: Int32(random.next() % 8)), begin,
            min(1440, begin + 1 + Int32(random.next() % 500))))
      }
      plans.append(plan)
      from = to + (random.once(in: 3) ? 2 : 0)
    }
    return plans
  }

  private static func ranges(_ random: inout SeededRandom, _ days: LocalDays) -> [TimeRange] {
    (0..<Int(random.next() % 4)).map { _ in
      let from = days.whole.from + Int64(random.next() % 10_000) * 60_000_000
      return TimeRange(from, from + Int64(random.next() % 2000) * 60_000_000)
    }
  }

  /// What a minute is: nil where nobody may plan for the person.
  func kind(of instant: Int64) -> WorkingSpanKind? {
    let day = days.day(of: instant)
    if day < active.from || day >= active.to { return nil }
    if absences.contains(where: { $0.from <= instant && instant < $0.to }) { return nil }
    if overtime.contains(where: { $0.from <= instant && instant < $0.to }) { return .overtime }
    guard let plan = plan(on: day) else { return nil }
    let minute = Int32(days.minute(of: instant))
    let weekday = (day + 3) % 7 + 1
    func isIn(_ kind: WorkingSpanKind) -> Bool {
      plan.spans.contains { span in
        span.kind == kind && span.fromMinute <= minute && minute < span.toMinute
          && (span.weekday.rawValue == Int32(weekday)
            || span.weekday == .unspecified && weekday <= 5)
      }
    }
    let isHoliday = holidays[day] != nil && !plan.holidaysToo
    if !isHoliday && isIn(.work) && !isIn(.break) { return .work }
    return isIn(.afterWork) ? .afterWork : nil
  }

  /// The hours that hold on a day.
  func plan(on day: Int) -> WorkingHours? {
    let number = CivilDate(daysSince1970: day).number
    for level in levels {
      let found = level.first {
        ($0.validFrom?.number ?? 0) <= number && number < ($0.validTo?.number ?? .max)
      }
      if let found { return found }
    }
    return nil
  }
}
