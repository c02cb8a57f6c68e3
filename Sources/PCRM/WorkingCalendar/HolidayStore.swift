import Calendars
import PCRMCore
import PCRMModel
import ProtobufCodec
import Storage
import Synchronization

/// Public holidays that follow from the calendar, by year: each is reckoned once.
enum ReckonedHolidays {
  private static let known = Mutex<[Int: [Calendars.Holiday]]>([:])

  static func holidays(of year: Int) -> [Calendars.Holiday] {
    known.withLock { known in
      if let holidays = known[year] { return holidays }
      let holidays = KoreanHolidays.holidays(of: year)
      known[year] = holidays
      return holidays
    }
  }

  /// Those of some days, ascending.
  static func holidays(on days: Range<Int>) -> [Calendars.Holiday] {
    guard let last = days.last else { return [] }
    let years =
      CivilDate(daysSince1970: days.lowerBound).year...CivilDate(daysSince1970: last).year
    return years.flatMap { holidays(of: Int($0)) }.filter { days.contains($0.day) }
  }

  /// Their names; of several on one day, all.
  static func names(on days: Range<Int>) -> [Int: String] {
    var names: [Int: String] = [:]
    for holiday in holidays(on: days) {
      names[holiday.day] = names[holiday.day].map { "\($0), \(holiday.name)" } ?? holiday.name
    }
    return names
  }
}

extension HolidayRecord {
  static let columns = "id, version, day, office, name, worked, source_name, created_at"

  fileprivate init(_ row: any Row) {
    self.init()
    id = row.id(0)
    version = row.integer(1)
    day = CivilDate(number: row.integer(2))
    officeID = row.id(3)
    name = row.text(4)
    worked = row.bool(5)
    sourceName = row.text(6)
    source = sourceName.isEmpty ? .recorded : .loaded
    createTime = row.time(7)
  }

  init(_ holiday: Calendars.Holiday) {
    self.init()
    day = holiday.date
    name = holiday.name
    source = .reckoned
    substitute = holiday.isSubstitute
  }
}

extension Reader {
  func holiday(_ id: HolidayID) throws(Status) -> HolidayRecord? {
    try first(
      SQL(built: "SELECT \(HolidayRecord.columns) FROM holiday WHERE id = $1"), .id(id)
    ) { HolidayRecord($0) }
  }

  /// What was recorded for some days, for every office, by day; by hand before what was loaded.
  func holidayRecords(on days: Range<Int>) throws(Status) -> [HolidayRecord] {
    try all(
      SQL(
        built: """
          SELECT \(HolidayRecord.columns) FROM holiday WHERE day >= $1 AND day < $2
          ORDER BY day, source_name, id
          """),
      .integer(CivilDate(daysSince1970: days.lowerBound).number),
      .integer(CivilDate(daysSince1970: days.upperBound).number)
    ) { HolidayRecord($0) }
  }

  /// What was loaded from a source for an office, or for the agency.
  func holidayRecords(
    from source: String, office: UnitID
  ) throws(Status) -> [HolidayRecord] {
    try all(
      SQL(
        built: """
          SELECT \(HolidayRecord.columns) FROM holiday
          WHERE source_name = $1 AND coalesce(office, $3) = $2 ORDER BY day
          """), .text(source), .place(office), .place(UnitID())
    ) { HolidayRecord($0) }
  }

  /// All holidays of some days.
  func holidayBook(on days: Range<Int>) throws(Status) -> HolidayBook {
    HolidayBook(
      reckoned: ReckonedHolidays.names(on: days), recorded: try holidayRecords(on: days))
  }

  /// The name of the holiday that a day is at an office; nil on an ordinary day. The empty key is the agency.
  func holidayName(_ day: CivilDate, office: UnitID) throws(Status) -> String? {
    let number = day.daysSince1970
    return try holidayBook(on: number..<number + 1).name(on: number, at: office)
  }

  /// Whether a day is a holiday at an office.
  func isHoliday(_ day: CivilDate, office: UnitID) throws(Status) -> Bool {
    try holidayName(day, office: office) != nil
  }
}

extension Writer {
  func insert(_ holiday: HolidayRecord) throws(Status) {
    try execute(
      "INSERT INTO holiday VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", .id(holiday.id),
      .integer(holiday.version), .integer(holiday.day?.number ?? 0), .id(holiday.officeID),
      .text(holiday.name), .bool(holiday.worked), .text(holiday.sourceName),
      .time(holiday.createTime))
  }

  func rename(_ holiday: HolidayRecord) throws(Status) {
    try execute(
      "UPDATE holiday SET name = $2, version = $3 WHERE id = $1", .id(holiday.id),
      .text(holiday.name), .integer(holiday.version))
  }

  func deleteHoliday(_ id: HolidayID) throws(Status) {
    try execute("DELETE FROM holiday WHERE id = $1", .id(id))
  }
}
