import PCRMCore
import PCRMModel
import ProtobufCodec
import Testing

struct CivilDateTests {
  /// Would catch a leap year or a century that is counted wrongly, over all days from 1600 to 2400.
  @Test func everyDay() throws {
    var date = CivilDate(1600, 1, 1)
    let first = date.daysSince1970
    for days in first..<CivilDate(2400, 1, 1).daysSince1970 {
      #expect(date.daysSince1970 == days && CivilDate(daysSince1970: days) == date)
      #expect(CivilDate(number: date.number) == date)
      try date.checkDay("date")
      if date.day < CivilDate.days(in: date.month, of: date.year) {
        date.day += 1
      } else if date.month < 12 {
        date = CivilDate(date.year, date.month + 1, 1)
      } else {
        date = CivilDate(date.year + 1, 1, 1)
      }
    }
    #expect(CivilDate(1970, 1, 1).daysSince1970 == 0)
    #expect(CivilDate(2000, 3, 1).daysSince1970 == 11_017)
  }

  /// Would catch a business day that turns at midnight in Greenwich.
  @Test func seoulDays() {
    let midnight = Timestamp(seconds: 1_772_377_200, nanos: 0)
    #expect(CivilDate(midnight, offset: 9 * 3600) == CivilDate(2026, 3, 2))
    #expect(CivilDate(midnight.adding(seconds: -1), offset: 9 * 3600) == CivilDate(2026, 3, 1))
    #expect(
      CivilDate(Timestamp(seconds: -1, nanos: 0), offset: 0) == CivilDate(1969, 12, 31))
  }
}
