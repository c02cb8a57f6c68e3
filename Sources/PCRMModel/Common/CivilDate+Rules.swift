public import PCRMCore
public import ProtobufCodec

extension CivilDate {
  /// Makes a day of the solar calendar.
  public init(_ year: Int32, _ month: Int32, _ day: Int32) {
    self.init()
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that an instant falls on, `offset` seconds east of Greenwich.
  public init(_ time: Timestamp, offset: Int64) {
    self.init(daysSince1970: Int(floorDivide(time.seconds + offset, 86_400)))
  }

  /// Makes the day from its distance to 1970-01-01.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  public init(daysSince1970 days: Int) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(Int32(year), Int32(month), Int32(dayOfYear - (153 * shifted + 2) / 5 + 1))
  }

  /// The day's distance to 1970-01-01; only for a whole solar day.
  public var daysSince1970: Int {
    let year = Int(self.year) - (month <= 2 ? 1 : 0)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let shifted = Int(month) + (month > 2 ? -3 : 9)
    let dayOfYear = (153 * shifted + 2) / 5 + Int(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day in one number that sorts as the days do (20260131): how days are stored.
  public var number: Int64 { Int64(year) * 10_000 + Int64(month) * 100 + Int64(day) }

  /// Reads the number that ``number`` makes.
  public init(number: Int64) {
    self.init(
      Int32(truncatingIfNeeded: number / 10_000),
      Int32(truncatingIfNeeded: number / 100 % 100), Int32(truncatingIfNeeded: number % 100))
  }

  /// How many days the month has.
  public static func days(in month: Int32, of year: Int32) -> Int32 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Refuses what is not a whole day of the solar calendar.
  public func checkDay(_ field: String) throws(Status) {
    if calendar != .unspecified && calendar != .solar {
      throw .malformed("\(field).calendar", "CALENDAR_SOLAR; lunar days are for birth dates only")
    }
    if !(1...9999).contains(year) { throw .outOfRange("\(field).year", min: 1, max: 9999) }
    if !(1...12).contains(month) { throw .outOfRange("\(field).month", min: 1, max: 12) }
    let last = Self.days(in: month, of: year)
    if !(1...last).contains(day) { throw .outOfRange("\(field).day", min: 1, max: last) }
  }
}

/// A time from a first day to a day that it no longer holds; either end may be open.
public enum Period {
  /// What an open beginning is stored as: before every day.
  public static let beginning: Int64 = 0
  /// What an open end is stored as: after every day.
  public static let end: Int64 = 99_999_999

  /// Refuses days that do not exist, and a period that ends before it begins.
  public static func check(
    _ from: CivilDate?, _ fromField: String, _ to: CivilDate?, _ toField: String
  ) throws(Status) {
    try from?.checkDay(fromField)
    try to?.checkDay(toField)
    if let from, let to, to.number <= from.number {
      throw .malformed(toField, "later than \(fromField)")
    }
  }
}

private func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
  return remainder < 0 ? quotient - 1 : quotient
}
