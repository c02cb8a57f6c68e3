import Import
import PCRMCore
import PCRMModel
import ProtobufCodec

/// The days of a week as somebody's calendar has them.
enum WeekDays {
  /// Seven days from a Monday on, with hours, holidays and leave, and no visits yet.
  static func days(
    of staff: StaffID, from monday: CivilDate, _ server: Server
  ) async throws -> [WeekPage.Day] {
    var days = (0..<7).map { WeekPage.Day(date: monday.adding(days: $0)) }
    var request = GetWorkingTimeRequest()
    request.staffID = staff
    request.fromDay = monday
    request.days = 7
    let answer: GetWorkingTimeResponse = try await server.call(
      "\(CalendarCommand.service)/GetWorkingTime", request)
    let absences = answer.days.contains(where: \.away) ? await absences(staff, monday, server) : []
    for working in answer.days {
      guard let date = working.day else { continue }
      let place = date.daysSince1970 - monday.daysSince1970
      guard days.indices.contains(place) else { continue }
      days[place].holiday = working.holiday
      days[place].isKept = answer.hasHours
      days[place].hours = working.stretches.compactMap { stretch in
        guard stretch.kind != .afterWork, let start = stretch.startTime, let end = stretch.endTime,
          end.seconds > start.seconds
        else { return nil }
        let from = start.minuteInKorea
        return from...from + Int((end.seconds - start.seconds) / 60)
      }
      guard working.away else { continue }
      let reason = absences.first { $0.touches(date) }?.reason ?? ""
      days[place].leave = reason.isEmpty ? "away" : reason
    }
    return days
  }

  /// Why the person is away; none where the caller may not see it.
  private static func absences(
    _ staff: StaffID, _ monday: CivilDate, _ server: Server
  ) async -> [Absence] {
    var request = ListAbsencesRequest()
    request.staffID = staff
    request.fromTime = monday.moment(minute: 0)
    request.toTime = monday.adding(days: 7).moment(minute: 0)
    let answer: ListAbsencesResponse? = try? await server.call(
      "\(AssignmentCommand.service)/ListAbsences", request)
    return answer?.absences ?? []
  }
}

extension Absence {
  fileprivate func touches(_ day: CivilDate) -> Bool {
    let (from, to) = (day.moment(minute: 0).seconds, day.moment(minute: 1440).seconds)
    return (startTime.map { $0.seconds < to } ?? true)
      && (endTime.map { $0.seconds > from } ?? true)
  }
}
