import Foundation
import PCRMModel
import Synchronization

/// The Korean lunar calendar (dangi): months that begin at new moon in Seoul, now and then one more in a year.
///
/// A lunar year bears the number of the solar year in which its first day falls. The reckoning is ICU's, which agrees
/// with the almanac for 1920 to 2050; it is asked once a year and kept.
public enum LunarCalendar {
  /// One month of a lunar year.
  public struct Month: Sendable, Hashable {
    /// 1 to 12; a leap month bears the number of the one before it.
    public let number: Int
    public let isLeap: Bool
    /// Its first day, as distance to 1970-01-01.
    public let firstDay: Int
    /// 29 or 30.
    public let length: Int
  }

  /// Solar years that may be asked about.
  public static let years = 1800...2200

  private static let known = Mutex<[Int: [Month]]>([:])

  /// The twelve or thirteen months of a lunar year, in order.
  ///
  /// - Returns: nothing for a year outside ``years``.
  public static func months(of year: Int) -> [Month] {
    guard years.contains(year) else { return [] }
    return known.withLock { known in
      if let months = known[year] { return months }
      let months = reckon(year)
      known[year] = months
      return months
    }
  }

  /// The solar day of a lunar one; nil when the year has no such month or the month no such day.
  public static func day(year: Int, month: Int, isLeap: Bool = false, day: Int) -> Int? {
    let found = months(of: year).first { $0.number == month && $0.isLeap == isLeap }
    guard let found, (1...found.length).contains(day) else { return nil }
    return found.firstDay + day - 1
  }

  /// The lunar year and month that a day lies in.
  public static func month(holding day: Int) -> (year: Int, month: Month)? {
    let solar = Int(CivilDate(daysSince1970: day).year)
    for year in [solar, solar - 1] {
      if let month = months(of: year).last(where: { $0.firstDay <= day }),
        day < month.firstDay + month.length
      {
        return (year, month)
      }
    }
    return nil
  }

  // MARK: Reckoning

  private static func reckon(_ year: Int) -> [Month] {
    let begins = newYear(year)
    let ends = newYear(year + 1)
    var months: [Month] = []
    var day = begins
    while day < ends {
      let parts = components(day)
      // The month is over when the 30th day is the first of another.
      let length = components(day + 29).day == 1 ? 29 : 30
      months.append(
        Month(
          number: parts.month ?? 0, isLeap: parts.isLeapMonth ?? false, firstDay: day,
          length: length))
      day += length
    }
    return months
  }

  /// The first day of the lunar year: between 20 January and 22 February.
  private static func newYear(_ year: Int) -> Int {
    let january = CivilDate(Int32(year), 1, 20).daysSince1970
    return (january...january + 34).first {
      let parts = components($0)
      return parts.month == 1 && parts.day == 1 && parts.isLeapMonth != true
    } ?? january
  }

  private static let calendar: Foundation.Calendar = {
    var calendar = Foundation.Calendar(identifier: .dangi)
    calendar.timeZone = TimeZone(secondsFromGMT: 9 * 3600) ?? .gmt
    return calendar
  }()

  private static func components(_ day: Int) -> DateComponents {
    // Noon in Seoul.
    let noon = Date(timeIntervalSince1970: Double(day) * 86_400 + 3 * 3_600)
    return calendar.dateComponents([.month, .day], from: noon)
  }
}
