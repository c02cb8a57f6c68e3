import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// The time of somebody who visits, over a span: what days are closed, and when visits can be.
struct VisitorTime {
  let staff: StaffID
  let days: LocalDays
  /// nil where nobody goes: a preview of days only.
  private let calendar: StaffCalendar?
  private let holidays: [Int: String]
  private let absences: TimeRanges

  /// - Parameter office: whose holidays and, without a member of staff, whose clock hold.
  init(
    _ staff: StaffID, office: UnitID, over span: TimeRange, _ reader: Reader
  ) throws(Status) {
    let range = Reader.days(around: span)
    self.staff = staff
    calendar = staff.isEmpty ? nil : try reader.calendar(of: staff, days: range)
    if let calendar {
      days = calendar.days
    } else {
      days = try reader.localDays(of: office, range)
    }
    holidays = try reader.holidayBook(on: range).names(on: range, at: office)
    absences = try reader.absences(of: staff, meeting: span)
  }

  /// For somebody of whom the calendar was read already.
  init(_ calendar: StaffCalendar, absences: TimeRanges) {
    staff = calendar.staff
    days = calendar.days
    self.calendar = calendar
    holidays = [:]
    self.absences = absences
  }

  /// Why a day is no working day; nil when it is one.
  func closed(on day: Int, weekendsToo: Bool) -> String? {
    if let name = holidays[day] {
      if calendar?.hours(on: day)?.hours.holidaysToo != true { return name }
    }
    guard weekendsToo else { return nil }
    let weekday = Calendars.Weekday(of: day)
    let isWeekend = weekday == .saturday || weekday == .sunday
    guard let calendar, let week = calendar.hours(on: day) else {
      return isWeekend ? "weekend" : nil
    }
    let plan = week.day(day)
    if !plan.work.isEmpty || !plan.afterWork.isEmpty || !calendar.stretches(on: day).isEmpty {
      return nil
    }
    return isWeekend ? "weekend" : "day off"
  }

  /// When visits can be within a span, whatever claims that time already.
  ///
  /// - Parameter isOnPurpose: outside of hours is wanted: only absence is in the way.
  func workable(in span: TimeRange, isOnPurpose: Bool) -> TimeRanges {
    guard span.from < span.to else { return TimeRanges() }
    guard let calendar else { return TimeRanges([span]) }
    var ranges: [TimeRange] = []
    for day in days.day(of: span.from)...days.day(of: span.to - 1) {
      if isOnPurpose || calendar.hours(on: day) == nil {
        ranges.append(days.day(day))
      } else {
        ranges += calendar.stretches(on: day).map(\.range)
      }
    }
    return TimeRanges(ranges).subtracting(absences).clipped(to: span)
  }

  /// What claims time within a span.
  func claims(in span: TimeRange, _ reader: Reader) throws(Status) -> [TimeRange] {
    if staff.isEmpty || span.isEmpty { return [] }
    return try reader.claims(
      of: HolderID(staff), from: Timestamp(microseconds: span.from),
      before: Timestamp(microseconds: span.to)
    ).compactMap { claim in
      guard let from = claim.fromTime, let to = claim.toTime else { return nil }
      return TimeRange(from.microseconds, to.microseconds)
    }
  }
}

extension Reader {
  /// Days as the clock of an office shows them.
  func localDays(of office: UnitID, _ range: Range<Int>) throws(Status) -> LocalDays {
    let zone = try first("SELECT time_zone FROM unit WHERE id = $1", .id(office)) { $0.text(0) }
    return LocalZone(zone ?? "Asia/Seoul").days(first: range.lowerBound, count: range.count)
  }

  /// When somebody is away.
  func absences(of staff: StaffID, meeting span: TimeRange) throws(Status) -> TimeRanges {
    TimeRanges(
      try all(
        "SELECT from_at, to_at FROM absence WHERE staff = $1 AND to_at > $2 AND from_at < $3",
        .id(staff), .integer(span.from), .integer(span.to)
      ) { TimeRange($0.integer(0), $0.integer(1)) })
  }
}
