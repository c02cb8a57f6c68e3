extension CivilDate {
  /// The same day in the solar calendar; nil when a part of it is unknown, when the calendar has no such day, or when
  /// it is a lunar day of a year that the tables do not have.
  public var solarDay: CivilDate? {
    guard year > 0, (1...12).contains(month), day > 0 else { return nil }
    switch calendar {
    case .unspecified, .solar:
      return day <= Self.days(in: month, of: year) ? CivilDate(year, month, day) : nil
    case .lunar, .lunarLeap:
      return lunarDay.map { CivilDate(daysSince1970: $0) }
    default:
      return nil
    }
  }

  /// The distance to 1970-01-01 of a day of the lunar calendar.
  private var lunarDay: Int? {
    let place = Int(year) - LunarYears.first
    guard LunarYears.years.indices.contains(place) else { return nil }
    var days = LunarYears.firstDay
    for earlier in LunarYears.years[..<place] { days += LunarYear(earlier).days }
    return LunarYear(LunarYears.years[place]).dayOfYear(
      Int(month), Int(day), isLeap: calendar == .lunarLeap
    ).map { days + $0 }
  }
}

/// One year of the lunar calendar.
private struct LunarYear {
  private let bits: Int32

  init(_ bits: Int32) { self.bits = bits }

  /// The month that a leap month follows; 0 for none.
  private var leapMonth: Int { Int(bits >> 12 & 15) }
  private var leapDays: Int { leapMonth == 0 ? 0 : 29 + Int(bits >> 16 & 1) }

  private func days(of month: Int) -> Int { 29 + Int(bits >> Int32(12 - month) & 1) }

  var days: Int { 12 * 29 + (bits & 0xfff).nonzeroBitCount + leapDays }

  /// How many days of the year come before a day; nil when the year has no such day.
  func dayOfYear(_ month: Int, _ day: Int, isLeap: Bool) -> Int? {
    if isLeap && month != leapMonth { return nil }
    guard day <= (isLeap ? leapDays : days(of: month)) else { return nil }
    var before = day - 1
    for earlier in 1..<month { before += days(of: earlier) }
    if isLeap { before += days(of: month) }
    if leapMonth < month { before += leapDays }
    return before
  }
}
