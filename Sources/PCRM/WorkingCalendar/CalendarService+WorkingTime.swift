import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CalendarService {
  @Sendable
  func workingTime(
    _ request: GetWorkingTimeRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> GetWorkingTimeResponse {
    if request.staffID.isEmpty { throw .required("staff_id") }
    if !(0...366).contains(request.days) { throw .outOfRange("days", min: 0, max: 366) }
    try request.fromDay?.checkDay("from_day")
    guard let person = try reader.calendarPerson(request.staffID), person.isReached(by: caller)
    else { throw .notFound("staff_id", "there is no such member of staff") }
    let first =
      request.fromDay?.daysSince1970 ?? LocalZone(person.zone).day(of: reader.now.seconds)
    let days = first..<first + (request.days == 0 ? 7 : Int(request.days))
    var loader = try CalendarLoader(reader, days: days)
    let calendar = try loader.calendar(of: person)
    let claims = try reader.claimedTimes(of: person.id, in: calendar.days.whole).map(\.range)
    var response = GetWorkingTimeResponse()
    response.timeZone = person.zone
    response.hasHours = days.contains { calendar.hours(on: $0) != nil }
    response.days = days.map { WorkingDay(calendar, $0, TimeRanges(claims)) }
    return response
  }
}

extension CalendarPerson {
  /// Whether the caller is the person, or sees whom the person works with.
  func isReached(by caller: Caller) -> Bool {
    !caller.staff.isEmpty && caller.staff == id || caller.reaches(office: office, worker: id)
  }
}

extension WorkingDay {
  fileprivate init(_ calendar: StaffCalendar, _ day: Int, _ claims: TimeRanges) {
    self.init()
    self.day = CivilDate(daysSince1970: day)
    holiday = calendar.holiday(on: day) ?? ""
    away = calendar.isAway(on: day)
    workMinutes = Int32(calendar.work(on: day).length / 60_000_000)
    claimedMinutes = Int32(claims.clipped(to: calendar.days.day(day)).length / 60_000_000)
    stretches = calendar.stretches(on: day).map { part in
      var stretch = WorkingStretch()
      stretch.kind = part.kind
      stretch.startTime = Timestamp(microseconds: part.range.from)
      stretch.endTime = Timestamp(microseconds: part.range.to)
      return stretch
    }
  }
}
