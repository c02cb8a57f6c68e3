import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

extension CalendarService {
  @Sendable
  func addHoliday(
    _ request: AddHolidayRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> AddHolidayResponse {
    guard var holiday = request.holiday else { throw .required("holiday") }
    try holiday.check()
    let reader = writer.reader
    try reader.checkCalendar(of: holiday.officeID, caller, "holiday.office_id")
    let day = holiday.day?.daysSince1970 ?? 0
    if try reader.holidayRecords(on: day..<day + 1).contains(where: {
      $0.officeID == holiday.officeID && $0.source == .recorded
    }) {
      throw .nameTaken("holiday.day")
    }
    holiday.source = .recorded
    holiday.sourceName = ""
    holiday.substitute = false
    let hits = try HolidayHits(of: [holiday], reader, caller)
    var response = AddHolidayResponse()
    if !request.dryRun {
      if holiday.id.isEmpty {
        holiday.id = writer.newID()
      } else {
        try holiday.id.checkClientMade("holiday.id")
        if try reader.holiday(holiday.id) != nil { throw .idTaken("holiday.id") }
      }
      holiday.version = 1
      holiday.createTime = Timestamp(microseconds: writer.now.microseconds)
      try writer.insert(holiday)
      writer.changed(FeedEntity.holiday, holiday.id, version: 1)
    }
    response.holiday = holiday
    response.conflictCount = hits.count
    response.conflicts = hits.shown
    return response
  }

  @Sendable
  func deleteHoliday(
    _ request: DeleteHolidayRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> HolidayRecord {
    if request.id.isEmpty { throw .required("id") }
    guard let stored = try writer.reader.holiday(request.id) else {
      throw .notFound("id", "there is no such holiday")
    }
    try writer.reader.checkCalendar(of: stored.officeID, caller, "id")
    try Status.check(version: request.version, stored: stored.version)
    try writer.deleteHoliday(stored.id)
    writer.changed(FeedEntity.holiday, stored.id, version: stored.version + 1)
    return stored
  }

  @Sendable
  func listHolidays(
    _ request: ListHolidaysRequest, _ caller: Caller, _ reader: Reader
  ) throws(Status) -> ListHolidaysResponse {
    try request.fromDay?.checkDay("from_day")
    try request.beforeDay?.checkDay("before_day")
    if !request.officeID.isEmpty, try !reader.hasUnit(request.officeID) {
      throw .notFound("office_id", "there is no such unit")
    }
    let today = BusinessDay.today(reader.now)
    let from = request.fromDay ?? CivilDate(today.year, 1, 1)
    let before = request.beforeDay ?? from.yearLater
    if before.number < from.number {
      throw .malformed("before_day", "not before from_day")
    }
    let days = from.daysSince1970..<before.daysSince1970
    if days.count > 3660 { throw .malformed("before_day", "at most 10 years after from_day") }
    let recorded = try reader.holidayRecords(on: days).filter {
      $0.officeID.isEmpty || $0.officeID == request.officeID
    }
    let all = ReckonedHolidays.holidays(on: days).map { HolidayRecord($0) } + recorded
    var response = ListHolidaysResponse()
    // The reckoned ones stand first in `all`, and the order keeps them there.
    response.holidays = all.enumerated().sorted {
      ($0.element.day?.number ?? 0, $0.offset) < ($1.element.day?.number ?? 0, $1.offset)
    }.map(\.element)
    return response
  }

  @Sendable
  func importHolidays(
    _ request: ImportHolidaysRequest, _ caller: Caller, _ writer: inout Writer
  ) throws(Status) -> ImportHolidaysResponse {
    try TextRules.checkCode(request.sourceName, "source_name", max: 64, others: "_-.")
    if request.content.isEmpty { throw .required("content") }
    if request.content.count > 1 << 20 {
      throw .tooLong("content", max: 1 << 20).with("unit", "bytes")
    }
    let reader = writer.reader
    try reader.checkCalendar(of: request.officeID, caller, "office_id")
    let load = HolidayLoad(
      try Self.holidays(in: request.content),
      over: try reader.holidayRecords(from: request.sourceName, office: request.officeID),
      from: request.sourceName, office: request.officeID)
    let hits = try HolidayHits(of: load.added, reader, caller)
    var response = load.response
    response.conflictCount = hits.count
    response.conflicts = hits.shown
    if !request.dryRun { try load.run(&writer) }
    return response
  }

  private static func holidays(
    in content: [UInt8]
  ) throws(Status) -> [Calendars.Holiday] {
    do throws(HolidayFile.Failure) {
      return try HolidayFile.read(content)
    } catch {
      throw Status.malformed("content", "a file of holidays; line \(error.line): \(error.message)")
        .with("line", String(error.line))
    }
  }
}

extension CivilDate {
  /// The same day of the next year; 28 February after a leap day.
  fileprivate var yearLater: CivilDate {
    let year = min(9999, year + 1)
    return CivilDate(year, month, min(day, Self.days(in: month, of: year)))
  }
}
