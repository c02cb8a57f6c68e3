public import PCRMModel

/// A public holiday that can be reckoned.
public struct Holiday: Sendable, Hashable {
  /// Distance to 1970-01-01.
  public let day: Int
  /// The official Korean name.
  public let name: String
  /// Whether it stands in for another that fell on a weekend or on a second holiday.
  public let isSubstitute: Bool

  public var date: CivilDate { CivilDate(daysSince1970: day) }

  public init(day: Int, name: String, isSubstitute: Bool = false) {
    self.day = day
    self.name = name
    self.isSubstitute = isSubstitute
  }
}

/// The public holidays of Korea that follow from the calendar; elections and holidays declared for once are data.
///
/// Source: the Act on Public Holidays, and the Regulations on Holidays of Public Agencies, articles 2 and 3, as amended up to
/// 2026; rows hold from the day on which they came into force.
public enum KoreanHolidays {
  /// Years whose rules stand here.
  public static let years = 2014...2100

  private enum Kind {
    case solar(month: Int, day: Int)
    case lunar(month: Int, day: Int)
    /// A lunar day with the one before and the one after it.
    case lunarFeast(month: Int, day: Int)
  }

  /// When another day stands in.
  private enum Substitute {
    case never
    /// For each day that is a Sunday or another holiday too.
    case sundays(from: Int64)
    /// On a Saturday, a Sunday or another holiday.
    case weekends(from: Int64)
  }

  private struct Rule {
    let name: String
    let kind: Kind
    /// The first day on which it is a holiday.
    var from: Int64 = 0
    let substitute: Substitute
  }

  private static let rules: [Rule] = [
    Rule(name: "1월 1일", kind: .solar(month: 1, day: 1), substitute: .never),
    Rule(name: "설날", kind: .lunarFeast(month: 1, day: 1), substitute: .sundays(from: 2014_01_01)),
    Rule(
      name: "3ㆍ1절", kind: .solar(month: 3, day: 1), substitute: .weekends(from: 2021_08_04)),
    Rule(
      name: "노동절", kind: .solar(month: 5, day: 1), from: 2026_01_01,
      substitute: .weekends(from: 2026_01_01)),
    Rule(
      name: "어린이날", kind: .solar(month: 5, day: 5), substitute: .weekends(from: 2014_01_01)),
    Rule(
      name: "부처님 오신 날", kind: .lunar(month: 4, day: 8), substitute: .weekends(from: 2023_05_04)),
    Rule(name: "현충일", kind: .solar(month: 6, day: 6), substitute: .never),
    Rule(
      name: "제헌절", kind: .solar(month: 7, day: 17), from: 2026_01_01,
      substitute: .weekends(from: 2026_01_01)),
    Rule(
      name: "광복절", kind: .solar(month: 8, day: 15), substitute: .weekends(from: 2021_08_04)),
    Rule(
      name: "추석", kind: .lunarFeast(month: 8, day: 15), substitute: .sundays(from: 2014_01_01)),
    Rule(
      name: "개천절", kind: .solar(month: 10, day: 3), substitute: .weekends(from: 2021_08_04)),
    Rule(
      name: "한글날", kind: .solar(month: 10, day: 9), substitute: .weekends(from: 2021_08_04)),
    Rule(
      name: "기독탄신일", kind: .solar(month: 12, day: 25), substitute: .weekends(from: 2023_05_04)),
  ]

  /// The holidays of a solar year, ascending; nothing for a year outside ``years``.
  public static func holidays(of year: Int) -> [Holiday] {
    guard years.contains(year) else { return [] }
    var plain: [(holiday: Holiday, rule: Rule)] = []
    for rule in rules {
      for holiday in days(of: rule, year) where holiday.date.number >= rule.from {
        plain.append((holiday, rule))
      }
    }
    plain.sort { ($0.holiday.day, $0.holiday.name) < ($1.holiday.day, $1.holiday.name) }
    var taken = Set(plain.map(\.holiday.day))
    var substitutes: [Holiday] = []
    for day in taken.sorted() {
      let here = plain.filter { $0.holiday.day == day }
      guard let cause = here.first(where: { asks($0.rule, day, isShared: here.count > 1) }) else {
        continue
      }
      var free = day + 1
      while taken.contains(free) || isWeekend(free) { free += 1 }
      taken.insert(free)
      substitutes.append(
        Holiday(day: free, name: "대체공휴일(\(cause.rule.name))", isSubstitute: true))
    }
    return (plain.map(\.holiday) + substitutes).sorted { ($0.day, $0.name) < ($1.day, $1.name) }
  }

  private static func days(of rule: Rule, _ year: Int) -> [Holiday] {
    switch rule.kind {
    case .solar(let month, let day):
      [
        Holiday(
          day: CivilDate(Int32(year), Int32(month), Int32(day)).daysSince1970, name: rule.name)
      ]
    case .lunar(let month, let day):
      LunarCalendar.day(year: year, month: month, day: day).map {
        [Holiday(day: $0, name: rule.name)]
      } ?? []
    case .lunarFeast(let month, let day):
      LunarCalendar.day(year: year, month: month, day: day).map {
        [
          Holiday(day: $0 - 1, name: "\(rule.name) 전날"), Holiday(day: $0, name: rule.name),
          Holiday(day: $0 + 1, name: "\(rule.name) 다음 날"),
        ]
      } ?? []
    }
  }

  /// Whether a holiday on this day asks for another.
  private static func asks(_ rule: Rule, _ day: Int, isShared: Bool) -> Bool {
    let number = CivilDate(daysSince1970: day).number
    return switch rule.substitute {
    case .never: false
    case .sundays(let from): number >= from && (isShared || Weekday(of: day) == .sunday)
    case .weekends(let from): number >= from && (isShared || isWeekend(day))
    }
  }

  private static func isWeekend(_ day: Int) -> Bool {
    Weekday(of: day) == .saturday || Weekday(of: day) == .sunday
  }
}
