import Calendars
import Foundation
import PCRMModel
import Testing

struct LocalZoneTests {
  /// Would catch days that begin an hour off where clocks change, and another reckoning than the system's.
  @Test(arguments: ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "?"])
  func daysAreTheSystems(_ name: String) throws {
    let zone = LocalZone(name)
    let first = CivilDate(2026, 1, 1).daysSince1970
    let days = zone.days(first: first, count: 400)
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name == "?" ? "Asia/Seoul" : name))
    for day in days.range {
      let date = CivilDate(daysSince1970: day)
      let begin = try #require(
        calendar.date(
          from: DateComponents(year: Int(date.year), month: Int(date.month), day: Int(date.day))))
      #expect(
        days.instant(day: day, minute: 0) == Int64(begin.timeIntervalSince1970) * 1_000_000)
      let noon = Int64(begin.timeIntervalSince1970) + 11 * 3600
      #expect(days.day(of: noon * 1_000_000) == day && zone.day(of: noon) == day)
      let parts = calendar.dateComponents(
        [.hour, .minute], from: Date(timeIntervalSince1970: Double(noon)))
      #expect(
        days.minute(of: noon * 1_000_000) == (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }
  }
}
