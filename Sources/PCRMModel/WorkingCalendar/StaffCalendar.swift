public import PCRMCore
import ProtobufCodec

/// When one member of staff works on a run of days, and why not otherwise.
///
/// Work is hours without breaks and holidays, and overtime. Nothing is left where the person is away or not here.
public struct StaffCalendar: Sendable {
  /// A part of a day in which somebody can be planned for.
  public struct Stretch: Sendable, Hashable {
    public let kind: WorkingSpanKind
    public let range: TimeRange
  }

  public let staff: StaffID
  public let days: LocalDays
  /// Hours by whose they are: the person's own, the office's, the agency's. The first that hold on a day count.
  private let levels: [[WeekHours]]
  /// Names of holidays by day.
  private let holidays: [Int: String]
  private let overtime: TimeRanges
  private let absences: TimeRanges
  private let inactive: TimeRanges

  public init(
    of staff: StaffID, days: LocalDays, hours levels: [[WeekHours]], holidays: [Int: String],
    overtime: TimeRanges, absences: TimeRanges, activeFrom: CivilDate?, activeTo: CivilDate?
  ) {
    self.staff = staff
    self.days = days
    self.levels = levels
    self.holidays = holidays
    self.overtime = overtime
    self.absences = absences
    var inactive: [TimeRange] = []
    if let activeFrom {
      inactive.append(TimeRange(.min, days.instant(day: activeFrom.daysSince1970, minute: 0)))
    }
    if let activeTo {
      inactive.append(TimeRange(days.instant(day: activeTo.daysSince1970, minute: 0), .max))
    }
    self.inactive = TimeRanges(inactive)
  }

  /// The hours that hold on a day; nil when none were recorded.
  public func hours(on day: Int) -> WeekHours? {
    let number = CivilDate(daysSince1970: day).number
    for level in levels {
      if let found = level.first(where: { $0.holds(on: number) }) { return found }
    }
    return nil
  }

  /// The name of the holiday on which the person does not work.
  public func holiday(on day: Int) -> String? {
    guard let name = holidays[day], hours(on: day)?.hours.holidaysToo != true else { return nil }
    return name
  }

  /// Whether the person is away, or not here, for a part of a day at least.
  public func isAway(on day: Int) -> Bool {
    let day = days.day(day)
    return absences.overlaps(day) || inactive.overlaps(day)
  }

  /// When the person can be planned for on a day, in order and without overlap.
  public func stretches(on day: Int) -> [Stretch] {
    let limits = days.day(day)
    let away = absences.clipped(to: limits).union(inactive.clipped(to: limits))
    let overtime = overtime.clipped(to: limits).subtracting(away)
    guard let week = hours(on: day) else { return Self.stretches(.overtime, overtime) }
    let plan = week.day(day)
    var work = TimeRanges()
    if holiday(on: day) == nil {
      work = ranges(plan.work, day).subtracting(ranges(plan.breaks, day)).subtracting(away)
        .subtracting(overtime)
    }
    let after = ranges(plan.afterWork, day).subtracting(away).subtracting(overtime)
      .subtracting(work)
    let all =
      Self.stretches(.work, work) + Self.stretches(.overtime, overtime)
      + Self.stretches(.afterWork, after)
    return all.sorted { $0.range.from < $1.range.from }
  }

  /// Work and overtime of a day.
  public func work(on day: Int) -> TimeRanges {
    TimeRanges(stretches(on: day).lazy.filter { $0.kind != .afterWork }.map(\.range))
  }

  /// Why nobody may plan for the person at a time; nil when they may.
  ///
  /// - Parameter isOnPurpose: outside of hours is wanted: only absence and leaving the agency are in the way.
  public func refusal(at time: TimeRange, isOnPurpose: Bool = false) -> WorkingRefusal? {
    if let range = inactive.first(overlapping: time) {
      return WorkingRefusal(.inactive, range: range)
    }
    // Since when and until when somebody is away is not everybody's to know.
    if absences.overlaps(time) { return WorkingRefusal(.absent) }
    if isOnPurpose { return nil }
    let touched = days.day(of: time.from)...days.day(of: max(time.from, time.to - 1))
    var free: [TimeRange] = []
    for day in touched {
      free += hours(on: day) == nil ? [days.day(day)] : stretches(on: day).map(\.range)
    }
    let uncovered = TimeRanges(CollectionOfOne(time)).subtracting(TimeRanges(free))
    guard let first = uncovered.ranges.first else { return nil }
    for day in touched where uncovered.overlaps(days.day(day)) {
      if let name = holiday(on: day) {
        return WorkingRefusal(.holiday, name: name, range: days.day(day))
      }
    }
    for day in touched {
      let breaks = ranges(hours(on: day)?.day(day).breaks ?? [], day)
      for range in uncovered.ranges {
        if let found = breaks.first(overlapping: range) {
          return WorkingRefusal(.break, range: found)
        }
      }
    }
    return WorkingRefusal(.hours, range: first)
  }

  private func ranges(_ minutes: [WeekHours.Minutes], _ day: Int) -> TimeRanges {
    TimeRanges(
      minutes.lazy.map {
        TimeRange(
          days.instant(day: day, minute: $0.lowerBound),
          days.instant(day: day, minute: $0.upperBound))
      })
  }

  private static func stretches(_ kind: WorkingSpanKind, _ ranges: TimeRanges) -> [Stretch] {
    ranges.ranges.map { Stretch(kind: kind, range: $0) }
  }
}

extension WorkingRefusal {
  /// - Parameter range: an end of time is left out.
  public init(_ kind: WorkingRefusalKind, name: String = "", range: TimeRange? = nil) {
    self.init()
    self.kind = kind
    self.name = name
    if let range {
      startTime = range.from == .min ? nil : Timestamp(microseconds: range.from)
      endTime = range.to == .max ? nil : Timestamp(microseconds: range.to)
    }
  }
}
