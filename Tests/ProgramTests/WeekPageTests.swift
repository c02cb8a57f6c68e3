import PCRMModel
import Testing

@testable import pcrm

@Suite("pcrm: a week in the terminal, and times on the command line") struct WeekPageTests {
  private static let monday = CivilDate(2026, 12, 21)

  private static func week() -> [WeekPage.Day] {
    var days = (0..<7).map { WeekPage.Day(date: monday.adding(days: $0), isKept: true) }
    for place in 0..<5 { days[place].hours = [540...720, 780...1080] }
    days[0].entries = [
      WeekPage.Entry(
        start: 570, minutes: 90, state: .confirmed, name: "김민수", purpose: "first_visit"),
      WeekPage.Entry(start: 660, minutes: 30, state: .done, name: "Ada", purpose: ""),
    ]
    days[1].entries = [
      WeekPage.Entry(
        start: 840, minutes: 60, state: .proposed, name: "남궁하늘빛나라우리들", purpose: "good_customer")
    ]
    days[3].leave = "leave"
    days[3].hours = []
    days[4].holiday = "기독탄신일"
    days[4].hours = []
    return days
  }

  private static func page(_ width: Int, _ language: Language = .en) -> WeekPage {
    WeekPage(
      title: "김보은  2026-12-21 – 2026-12-27", days: week(), today: CivilDate(2026, 12, 22),
      width: width, language: language, ink: Ink(isOn: false))
  }

  /// A wrong width of a Hangul syllable would push everything to its right out of its column.
  @Test func standsDaysBesideEachOther() {
    #expect(
      Self.page(100).lines.joined(separator: "\n") == """
        김보은  2026-12-21 – 2026-12-27
        3 visits, 3 h

            Mon 12-21          Tue 12-22 today    Wed 12-23          Thu 12-24          Fri 12-25
            09:00-18:00        09:00-18:00        09:00-18:00        away: leave        holiday: 기독탄신…
            ------------------ ------------------ ------------------ ------------------ ------------------
        09  09:30 + 김민수
            | first_visit
        10  |
        11  11:00 = Ada
        12
        13
        14                     14:00 ? 남궁하늘…
                               | good_customer
        15
        16
        17

        ? proposed  . planned  + confirmed  > en route  * in progress  = done  ! no show
        """)
    for width in [80, 100, 120, 200] {
      for line in Self.page(width).lines {
        #expect(DisplayWidth.of(line) <= width, "\(width): \(line)")
      }
    }
  }

  @Test func standsDaysBelowEachOtherWhereItIsNarrow() {
    let lines = Self.page(60, .ko).lines
    #expect(lines.contains("월 12-21  09:00-18:00"), "\(lines)")
    #expect(lines.contains("  09:30-11:00 + 김민수, first_visit"), "\(lines)")
    #expect(lines.contains("금 12-25  휴일: 기독탄신일"), "\(lines)")
    #expect(lines.contains("목 12-24  부재: leave"), "\(lines)")
    #expect(lines.contains("방문 3건, 3시간 0분"), "\(lines)")
  }

  /// A weekend without anything in it takes no room; one with a visit does.
  @Test func showsWeekendsOnlyWithSomethingInThem() {
    #expect(!Self.page(120).lines.joined().contains("Sat"))
    var days = Self.week()
    days[5].entries = [
      WeekPage.Entry(start: 600, minutes: 30, state: .planned, name: "김", purpose: "adoption")
    ]
    let page = WeekPage(
      title: "", days: days, today: Self.monday, width: 120, language: .en, ink: Ink(isOn: false))
    #expect(page.lines.joined().contains("Sat 12-26"))
  }

  /// A name with letters that would steer the terminal must not reach it.
  @Test func showsNoControlLetters() {
    var days = Self.week()
    days[2].entries = [
      WeekPage.Entry(start: 600, minutes: 30, state: .planned, name: "a\u{1b}[2J", purpose: "")
    ]
    days[2].holiday = "b\u{1b}[2J"
    for width in [60, 120] {
      let page = WeekPage(
        title: "t\u{1b}", days: days, today: Self.monday, width: width, language: .en,
        ink: Ink(isOn: false))
      #expect(!page.lines.joined().contains("\u{1b}"))
    }
  }

  @Test(arguments: [
    ("today", 0), ("tomorrow", 1), ("내일", 1), ("+3", 3), ("-2", -2), ("2026-12-25", 4),
  ])
  func readsDays(_ text: String, _ days: Int) {
    #expect(NearDayArgument(text, today: Self.monday)?.day == Self.monday.adding(days: days))
  }

  @Test(arguments: [
    ("14:30", "2026-12-21T05:30:00Z"), ("tomorrow 9:05", "2026-12-22T00:05:00Z"),
    ("2026-12-25 08:00", "2026-12-24T23:00:00Z"), ("2026-12-25T08:00", "2026-12-24T23:00:00Z"),
    ("2026-12-25T08:00:00Z", "2026-12-25T08:00:00Z"), ("+1 24:00", "2026-12-22T15:00:00Z"),
  ])
  func readsMoments(_ text: String, _ instant: String) {
    #expect(MomentArgument(text, today: Self.monday)?.time.text == instant)
  }

  @Test(arguments: ["", "9", "25:00", "10:60", "10:5", "x 10:00", "2026-02-30 10:00", "+x 10:00"])
  func refusesWhatIsNoMoment(_ text: String) {
    #expect(MomentArgument(text, today: Self.monday) == nil)
  }

  @Test func readsSpansOfWeekdays() {
    let week = SpansArgument(argument: "mon-fri 09:00-18:00")
    #expect(week?.days.count == 5 && week?.span.from == 540 && week?.span.to == 1080)
    #expect(SpansArgument(argument: "sat,sun 10:00-14:00")?.days == [.saturday, .sunday])
    #expect(SpansArgument(argument: "09:00-18:00")?.days == [])
    for text in ["fri-mon 09:00-18:00", "mon 18:00-09:00", "mon", "day 09:00-10:00", ""] {
      #expect(SpansArgument(argument: text) == nil, "\(text)")
    }
  }

  @Test func namesMondays() {
    #expect(CivilDate(2026, 11, 22).monday == CivilDate(2026, 11, 16))
    #expect(CivilDate(2026, 11, 23).monday == CivilDate(2026, 11, 23))
    #expect(CivilDate(1969, 12, 31).monday == CivilDate(1969, 12, 29))
  }
}
