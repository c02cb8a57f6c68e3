import Calendars
import Foundation
import PCRMModel
import Testing

struct ICalendarTests {
  private static func feed(_ events: [ICalendarFeed.Event], zone: String = "Asia/Seoul") -> String {
    String(decoding: ICalendarFeed(name: "방문", zone: zone, events: events).bytes(), as: UTF8.self)
  }

  private static let event = ICalendarFeed.Event(
    uid: "visit-1@agency", sequence: 2, status: .confirmed, start: 1_767_225_600,
    end: 1_767_229_200, summary: "방문; 서울, 1\\2", location: "가\n나", modified: 1_767_000_000)

  /// Would catch times an hour or nine off, and texts that end a value early.
  @Test func writesAnEvent() {
    let text = Self.feed([Self.event])
    #expect(text.contains("DTSTART;TZID=Asia/Seoul:20260101T090000\r\n"))
    #expect(text.contains("DTEND;TZID=Asia/Seoul:20260101T100000\r\n"))
    #expect(text.contains("SUMMARY:방문\\; 서울\\, 1\\\\2\r\n"))
    #expect(text.contains("LOCATION:가\\n나\r\n"))
    #expect(text.contains("DTSTAMP:20251229T092000Z\r\n"))
    #expect(text.contains("TZOFFSETTO:+0900\r\nTZNAME:KST\r\n"))
    #expect(!text.replacing("\r\n", with: "").contains("\n"))
  }

  /// Would catch a fold inside a Hangul syllable, and lines that count characters instead of octets.
  @Test func foldsByOctets() {
    var event = Self.event
    event.summary = String(repeating: "가나다", count: 40)
    let bytes = ICalendarFeed(name: "n", events: [event]).bytes()
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(String(validating: bytes, as: UTF8.self) != nil)
    let whole = lines.joined(separator: "\r\n").replacing("\r\n ", with: "")
    #expect(whole.contains("SUMMARY:\(event.summary)\r\n"))
  }

  /// Would catch a zone whose clocks change told as one that never does.
  @Test func tellsDaylightSaving() {
    let text = Self.feed([Self.event], zone: "Europe/Berlin")
    #expect(
      text.contains(
        "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"))
    #expect(text.contains("DTSTART;TZID=Europe/Berlin:20260101T010000\r\n"))
  }

  /// Would catch a header or a line injected by a name.
  @Test func namesBreakNoLine() {
    var event = Self.event
    event.uid = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT"
    #expect(!Self.feed([event]).contains("\r\nEND:VEVENT\r\nBEGIN:VEVENT"))
  }
}

struct HolidayFileTests {
  /// Would catch a byte order mark taken for a name, and a file whose lines end in LF refused.
  @Test func readsTheAlmanacBothWays() throws {
    guard let data = ProcessInfo.processInfo.environment["PCRM_DATA"] else {
      print("did not run: PCRM_DATA is not set")
      return
    }
    let read = { (name: String) in
      try HolidayFile.read([UInt8](Data(contentsOf: URL(filePath: "\(data)/kr-holidays/\(name)"))))
    }
    let (table, calendar) = (try read("2024.csv"), try read("2024.ics"))
    #expect(table.count == 19)
    #expect(table == calendar)
    #expect(table[0] == Holiday(day: CivilDate(2024, 1, 1).daysSince1970, name: "1월 1일"))
    let rows = try (2018...2024).reduce(0) { try $0 + read("\($1).csv").count }
    #expect(rows == 126)
  }

  @Test func readsQuotesAndSpans() throws {
    let table = try HolidayFile.read(Array("20260603,\"지방, \"\"선거\"\"\"\r\n\r\n".utf8))
    #expect(table.map(\.name) == ["지방, \"선거\""])
    let span = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      DTSTART;VALUE=DATE:20260930
      DTEND;VALUE=DATE:20261002
      SUMMARY:창립
       기념\\, 휴무
      END:VEVENT
      END:VCALENDAR
      """
    let days = try HolidayFile.read(Array(span.utf8))
    #expect(days.map(\.date.number) == [2026_09_30, 2026_10_01])
    #expect(days[0].name == "창립기념, 휴무")
  }

  /// Each row would catch a fault that is passed over in silence, or told without its line.
  @Test func refused() {
    let event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"
    let cases: [(String, String)] = [
      ("day,name\n2026-02-30,x", "line 2: expected a day and a name: 2026-01-31,…"),
      ("day,name\n2026-02-28", "line 2: expected a day and a name: 2026-01-31,…"),
      ("2026-02-28, ", "line 1: the holiday has no name"),
      (event + "DTSTART:20260101T000000\n", "line 3: expected a whole day such as 20260131"),
      (event + "SUMMARY:x\nEND:VEVENT\n", "line 2: the event needs DTSTART and SUMMARY"),
      (event + "DTSTART:20260101\nSUMMARY:x\n", "line 2: the event has no end"),
      (event + "RRULE:FREQ=YEARLY\n", "line 3: a holiday that repeats: write each year's day"),
      (
        event + "DTSTART:20260103\nDTEND:20260102\nSUMMARY:x\nEND:VEVENT\n",
        "line 2: the event ends before it begins, or lasts a month"
      ),
      (event + "nonsense\n", "line 3: expected NAME:VALUE"),
    ]
    for (text, message) in cases {
      #expect(throws: HolidayFile.Failure.self, "\(text)") {
        _ = try HolidayFile.read(Array(text.utf8))
      }
      do { _ = try HolidayFile.read(Array(text.utf8)) } catch { #expect("\(error)" == message) }
    }
  }
}
