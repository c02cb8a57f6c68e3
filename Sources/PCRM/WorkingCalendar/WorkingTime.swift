import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension Reader {
  /// When somebody works on some days: hours without breaks, holidays and absences, and overtime; ascending, in
  /// microseconds.
  ///
  /// - Parameter days: as distances to 1970-01-01, in the time zone of the person's office.
  func workingTime(of staff: StaffID, days: Range<Int>) throws(Status) -> [TimeRange] {
    guard let calendar = try calendar(of: staff, days: days) else { return [] }
    return days.flatMap { calendar.work(on: $0).ranges }
  }

  /// The calendar of somebody for some days; nil when there is no such member of staff.
  func calendar(of staff: StaffID, days: Range<Int>) throws(Status) -> StaffCalendar? {
    guard let person = try calendarPerson(staff) else { return nil }
    var loader = try CalendarLoader(self, days: days)
    return try loader.calendar(of: person)
  }

  /// Why nobody may plan a visit for somebody at a time; nil when they may.
  ///
  /// - Parameter isOnPurpose: outside of hours is wanted: only absence and leaving the agency are in the way.
  func workingRefusal(
    staff: StaffID, from: Timestamp, to: Timestamp, isOnPurpose: Bool = false
  ) throws(Status) -> WorkingRefusal? {
    let time = TimeRange(from.microseconds, to.microseconds)
    return try calendar(of: staff, around: time)?.refusal(at: time, isOnPurpose: isOnPurpose)
  }

  /// Refuses a visit at a time at which its member of staff does not work, unless it is outside of hours on purpose.
  ///
  /// - Parameter field: what of the request is at fault.
  func checkWorking(_ visit: Visit, _ field: String) throws(Status) {
    guard let from = visit.startTime, let to = visit.endTime else { return }
    let refusal = try workingRefusal(
      staff: visit.staffID, from: from, to: to, isOnPurpose: !visit.outsideHours.isEmpty)
    if let refusal { throw .notWorking(refusal, field) }
  }

  /// The calendar of somebody for the days that a time touches, whatever the zone.
  func calendar(of staff: StaffID, around time: TimeRange) throws(Status) -> StaffCalendar? {
    try calendar(of: staff, days: Self.days(around: time))
  }

  /// The days that a time touches, and one before and after: no place is farther from Greenwich.
  static func days(around time: TimeRange) -> Range<Int> {
    let day: Int64 = 86_400_000_000
    let first = Int(time.from.dividedDown(by: day)) - 1
    return first..<max(first + 1, Int(time.to.dividedDown(by: day)) + 2)
  }

  /// What stands in the way of each of many visits of one person, in their order: those of a series.
  ///
  /// - Parameter visits: visits whose claims do not count, because they are to give way.
  func seriesRefusals(
    of staff: StaffID, at times: [TimeRange], except visits: Set<VisitID> = [],
    isOnPurpose: Bool = false
  ) throws(Status) -> [OccurrenceRefusal?] {
    let whole = times.dropFirst().reduce(times.first ?? TimeRange(0, 0)) {
      TimeRange(min($0.from, $1.from), max($0.to, $1.to))
    }
    guard !times.isEmpty, let calendar = try calendar(of: staff, around: whole) else {
      return times.map { _ in nil }
    }
    let claims = TimeRanges(
      try claimedTimes(of: staff, in: whole).lazy.filter { !visits.contains($0.visit) }
        .map(\.range))
    return times.map { time in
      if let refusal = calendar.refusal(at: time, isOnPurpose: isOnPurpose) {
        return .notWorking(refusal)
      }
      return claims.first(overlapping: time).map { .taken($0) }
    }
  }
}

/// What stands in the way of one visit of a series.
enum OccurrenceRefusal: Equatable {
  /// The member of staff does not work then.
  case notWorking(WorkingRefusal)
  /// Something else claims a part of the time.
  case taken(TimeRange)
}

extension Status {
  /// The member of staff does not work at that time.
  static func notWorking(_ refusal: WorkingRefusal, _ field: String) -> Status {
    let (why, words): (String, String) =
      switch refusal.kind {
      case .break: ("break", "in a break")
      case .holiday: ("holiday", "on a holiday")
      case .absent: ("absent", "while the member of staff is away")
      case .inactive: ("inactive", "while the member of staff does not work here")
      default: ("hours", "outside of working hours")
      }
    let canBeOnPurpose = refusal.kind != .absent && refusal.kind != .inactive
    var status = Status.precondition(
      "NOT_WORKING", field,
      "lies \(words)" + (canBeOnPurpose ? "; say why in outside_hours if it is on purpose" : "")
    ).with("why", why)
    if !refusal.name.isEmpty { status = status.with("name", refusal.name) }
    if let time = refusal.startTime { status = status.with("from", time.rfc3339 ?? "") }
    if let time = refusal.endTime { status = status.with("to", time.rfc3339 ?? "") }
    return status
  }
}

extension Int64 {
  /// The quotient rounded towards the past.
  fileprivate func dividedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
