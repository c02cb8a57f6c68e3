import Calendars
import Foundation
import PCRMModel
import Testing

struct HolidayTests {
  /// Would catch a substitute day too many or too few, and a lunar feast a day off: the almanac's years, row by row.
  @Test func equalsTheAlmanac() throws {
    guard let data = ProcessInfo.processInfo.environment["PCRM_DATA"] else {
      print("did not run: PCRM_DATA is not set")
      return
    }
    for year in 2018...2024 {
      let text = try String(contentsOfFile: "\(data)/kr-holidays/\(year).csv", encoding: .utf8)
      // Elections and holidays declared for once cannot be reckoned.
      let rows = text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
        .filter { !$0.contains("선거") && !$0.contains("임시공휴일") }
      let reckoned = KoreanHolidays.holidays(of: year).map { holiday in
        let number = String(holiday.date.number)
        return
          "\(number.prefix(4))-\(number.dropFirst(4).prefix(2))-\(number.suffix(2)),\(holiday.name)"
      }
      #expect(reckoned == rows, "\(year)")
    }
  }

  /// Would catch a rule applied before it came into force, or to a year with two substitutes.
  @Test func substitutesOfYearsToCome() {
    let cases: [(Int, [Int64])] = [
      (2025, [2025_03_03, 2025_05_06, 2025_10_08]),
      (2026, [2026_03_02, 2026_05_25, 2026_08_17, 2026_10_05]),
      (2027, [2027_02_09, 2027_05_03, 2027_07_19, 2027_08_16, 2027_10_04, 2027_10_11, 2027_12_27]),
      (2028, [2028_10_05]),
    ]
    for (year, expected) in cases {
      let found = KoreanHolidays.holidays(of: year).filter(\.isSubstitute).map(\.date.number)
      #expect(found == expected, "\(year)")
    }
  }

  @Test func noYearsWithoutRules() {
    #expect(KoreanHolidays.holidays(of: 2013).isEmpty)
    #expect(KoreanHolidays.holidays(of: 2101).isEmpty)
  }
}

struct LunarCalendarTests {
  /// Would catch the Chinese calendar taken for the Korean one: in these years their new years differ.
  @Test func koreanNewYears() {
    for (year, expected) in [(2024, 2024_02_10), (2027, 2027_02_07), (2028, 2028_01_27)] {
      let day = LunarCalendar.day(year: year, month: 1, day: 1)
      #expect(day.map { CivilDate(daysSince1970: $0).number } == Int64(expected))
    }
  }

  /// Would catch a month that overlaps the next, a gap, and a day that does not come back to itself.
  @Test func monthsAreContiguous() {
    var next: Int?
    for year in 1950...2050 {
      let months = LunarCalendar.months(of: year)
      #expect(months.count == 12 || months.count == 13)
      for month in months {
        if let next { #expect(month.firstDay == next) }
        next = month.firstDay + month.length
        let found = LunarCalendar.month(holding: month.firstDay + month.length - 1)
        #expect(found?.year == year && found?.month == month)
      }
    }
  }

  /// Would catch leap months taken for ordinary ones.
  @Test func leapMonths() {
    let leaps = [2020, 2023, 2025, 2028].map { year in
      LunarCalendar.months(of: year).first { $0.isLeap }?.number
    }
    #expect(leaps == [4, 2, 6, 5])
  }
}
