public import PCRMCore

/// The holidays of some days: those that are reckoned, and those that were recorded for the agency or an office.
public struct HolidayBook: Sendable {
  private struct Key: Hashable {
    let day: Int
    let office: UnitID
  }

  /// Names of reckoned holidays by day.
  private let reckoned: [Int: String]
  private var recorded: [Key: HolidayRecord] = [:]

  public init(reckoned: [Int: String], recorded: [HolidayRecord] = []) {
    self.reckoned = reckoned
    for record in recorded { add(record) }
  }

  /// Adds a record. Of several for one day and office, a day that is worked wins, and then the first.
  public mutating func add(_ record: HolidayRecord) {
    guard let day = record.day else { return }
    let key = Key(day: day.daysSince1970, office: record.officeID)
    if let earlier = recorded[key], earlier.worked || !record.worked { return }
    recorded[key] = record
  }

  /// The same book with more records, which come before those that it has.
  public func adding(_ records: [HolidayRecord]) -> HolidayBook {
    if records.isEmpty { return self }
    var book = HolidayBook(reckoned: reckoned, recorded: records)
    for record in recorded.values { book.add(record) }
    return book
  }

  /// The name of the holiday that a day is at an office; nil on an ordinary day. The office's own day comes before the
  /// agency's, and that before the reckoned one.
  public func name(on day: Int, at office: UnitID) -> String? {
    if !office.isEmpty, let own = recorded[Key(day: day, office: office)] {
      return own.worked ? nil : own.name
    }
    if let agency = recorded[Key(day: day, office: UnitID())] {
      return agency.worked ? nil : agency.name
    }
    return reckoned[day]
  }

  /// The holidays of an office on some days.
  public func names(on days: Range<Int>, at office: UnitID) -> [Int: String] {
    var names: [Int: String] = [:]
    for day in days {
      if let name = name(on: day, at: office) { names[day] = name }
    }
    return names
  }

  /// Whether a day is a holiday by the calendar alone.
  public func isReckoned(_ day: Int) -> Bool { reckoned[day] != nil }
}
