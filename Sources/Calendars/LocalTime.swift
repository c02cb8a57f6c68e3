public import PCRMModel

/// A day and a time on it, in whatever time zone the place has: what a clock on the wall shows.
public struct LocalTime: Sendable, Hashable, Comparable {
  /// Distance to 1970-01-01.
  public var day: Int
  /// Seconds since midnight, 0 to 86,399.
  public var second: Int

  public init(day: Int, second: Int) {
    self.day = day
    self.second = second
  }

  public init(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0
  ) {
    self.day = CivilDate(Int32(year), Int32(month), Int32(day)).daysSince1970
    self.second = hour * 3600 + minute * 60 + second
  }

  /// Seconds since the beginning of 1970 on the wall.
  public var seconds: Int { day * 86_400 + second }

  public init(seconds: Int) {
    let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
    day = remainder < 0 ? quotient - 1 : quotient
    second = remainder < 0 ? remainder + 86_400 : remainder
  }

  public var date: CivilDate { CivilDate(daysSince1970: day) }

  public static func < (a: LocalTime, b: LocalTime) -> Bool { a.seconds < b.seconds }
}

/// A day of the week; the raw value counts from Monday = 0.
public enum Weekday: Int, Sendable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// The weekday of a day.
  public init(of day: Int) {
    // 1970-01-01 was a Thursday.
    let shifted = (day + 3) % 7
    self = Weekday.allCases[shifted < 0 ? shifted + 7 : shifted]
  }

  /// The two letters of RFC 5545.
  public var code: String { ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][rawValue] }

  public init?(code: some StringProtocol) {
    guard let found = Weekday.allCases.first(where: { $0.code == code }) else { return nil }
    self = found
  }
}
