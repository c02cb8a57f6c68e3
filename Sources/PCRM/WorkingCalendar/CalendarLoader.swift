import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage

/// What the calendar needs to know of a member of staff.
struct CalendarPerson {
  var id = StaffID()
  var office = UnitID()
  var team = UnitID()
  var home: Coordinates?
  var officePlace: Coordinates?
  var activeFrom: CivilDate?
  var activeTo: CivilDate?
  /// Time zone of the office.
  var zone = ""

  static let columns = """
    s.id, s.office, s.team, s.latitude_e7, s.longitude_e7, u.latitude_e7, u.longitude_e7,
    s.active_from, s.active_to, coalesce(u.time_zone, '')
    """
  static let tables = "staff s LEFT JOIN unit u ON u.id = s.office"

  init(_ row: any Row) {
    id = row.id(0)
    office = row.id(1)
    team = row.id(2)
    home = row.coordinates(3)
    officePlace = row.coordinates(5)
    activeFrom = row.day(7)
    activeTo = row.day(8)
    zone = row.text(9)
    if zone.isEmpty { zone = "Asia/Seoul" }
  }
}

/// Puts the calendars of staff together for one run of days; what several have in common is read once.
struct CalendarLoader {
  private let reader: Reader
  private let first: Int
  private let count: Int
  private let book: HolidayBook
  private let numbers: (from: Int64, to: Int64)
  private var days: [String: LocalDays] = [:]
  private var hours: [HoursHolder: [WeekHours]] = [:]
  private var holidays: [UnitID: [Int: String]] = [:]

  /// - Parameters:
  ///   - days: as distances to 1970-01-01.
  ///   - planned: holidays that are not stored yet.
  init(_ reader: Reader, days: Range<Int>, planned: [HolidayRecord] = []) throws(Status) {
    self.reader = reader
    first = days.lowerBound
    count = days.count
    book = try reader.holidayBook(on: days).adding(planned)
    numbers = (
      CivilDate(daysSince1970: days.lowerBound).number,
      CivilDate(daysSince1970: days.upperBound).number
    )
  }

  mutating func calendar(of person: CalendarPerson) throws(Status) -> StaffCalendar {
    let days = localDays(person.zone)
    var levels = [try week(.staff(person.id))]
    if !person.office.isEmpty { levels.append(try week(.office(person.office))) }
    levels.append(try week(.agency))
    let whole = days.whole
    return StaffCalendar(
      of: person.id, days: days, hours: levels, holidays: names(person.office),
      overtime: TimeRanges(try reader.overtime(of: person.id, in: whole)),
      absences: TimeRanges(try reader.absences(of: person.id, in: whole)),
      activeFrom: person.activeFrom, activeTo: person.activeTo)
  }

  mutating func localDays(_ zone: String) -> LocalDays {
    if let found = days[zone] { return found }
    let made = LocalZone(zone).days(first: first, count: count)
    days[zone] = made
    return made
  }

  private mutating func week(_ holder: HoursHolder) throws(Status) -> [WeekHours] {
    if let found = hours[holder] { return found }
    let made = try reader.workingHours(of: holder, from: numbers.from, before: numbers.to).map {
      WeekHours($0)
    }
    hours[holder] = made
    return made
  }

  private mutating func names(_ office: UnitID) -> [Int: String] {
    if let found = holidays[office] { return found }
    let made = book.names(on: first..<first + count, at: office)
    holidays[office] = made
    return made
  }
}

extension Reader {
  /// What the calendar needs to know of a member of staff; nil when there is none.
  func calendarPerson(_ id: StaffID) throws(Status) -> CalendarPerson? {
    try first(
      SQL(
        built: "SELECT \(CalendarPerson.columns) FROM \(CalendarPerson.tables) WHERE s.id = $1"),
      .id(id)
    ) { CalendarPerson($0) }
  }

  fileprivate func overtime(of staff: StaffID, in time: TimeRange) throws(Status) -> [TimeRange] {
    try all(
      """
      SELECT from_at, to_at FROM overtime
      WHERE staff = $1 AND from_at < $3 AND to_at > $2
      """, .id(staff), .integer(time.from), .integer(time.to)
    ) { TimeRange($0.integer(0), $0.integer(1)) }
  }

  fileprivate func absences(of staff: StaffID, in time: TimeRange) throws(Status) -> [TimeRange] {
    try all(
      """
      SELECT from_at, to_at FROM absence
      WHERE staff = $1 AND from_at < $3 AND to_at > $2
      """, .id(staff), .integer(time.from), .integer(time.to)
    ) { TimeRange($0.integer(0), $0.integer(1)) }
  }
}
