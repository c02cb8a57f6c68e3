import Calendars
import PCRMCore
import PCRMModel
import Testing

/// "19970902" at nine o'clock, or "19970902T1200".
private func time(_ text: some StringProtocol) -> LocalTime {
  let date = CivilDate(number: Int64(text.prefix(8)) ?? 0)
  let clock = text.count > 8 ? Int(text.suffix(4)) ?? 0 : 900
  return LocalTime(day: date.daysSince1970, second: clock / 100 * 3600 + clock % 100 * 60)
}

private func text(_ time: LocalTime) -> String {
  let clock = time.second / 3600 * 100 + time.second / 60 % 60
  return clock == 900
    ? "\(time.date.number)" : "\(time.date.number)T" + String(10_000 + clock).dropFirst()
}

private func occurrences(_ rule: String, from start: String, _ max: Int) throws -> [String] {
  let rule = try RecurrenceRule(rule)
  return RecurrenceExpander(rule, start: time(start)).prefix(max).map(text)
}

struct RecurrenceTests {
  /// Each row would catch a part of a rule that expands where it should limit, or the other way round.
  @Test func standardTable() throws {
    for (start, rule, count, expected) in standardExamples {
      let found = try occurrences(rule, from: start, count)
      #expect(found.count == count, "\(rule)")
      let words = expected.split(whereSeparator: \.isWhitespace).map(String.init)
      let gap = words.firstIndex(of: "...") ?? words.count
      #expect(Array(found.prefix(gap)) == Array(words.prefix(gap)), "\(rule)")
      let tail = words.dropFirst(gap + 1)
      #expect(Array(found.suffix(tail.count)) == Array(tail), "\(rule)")
      // A rule with an end stops there.
      if rule.contains("COUNT") || rule.contains("UNTIL") {
        #expect(try occurrences(rule, from: start, count + 1).count == count, "\(rule)")
      }
    }
  }

  /// What other expanders are known to get wrong, or leave open.
  @Test func hardCases() throws {
    let cases: [(String, String, [String])] = [
      // A week without a weekday means the start's.
      ("FREQ=YEARLY;BYWEEKNO=20", "19970513", ["19970513", "19980512", "19990518"]),
      // 29 February is left out of common years, not moved.
      ("FREQ=YEARLY", "20200229", ["20200229", "20240229", "20280229"]),
      // Weeks that begin on another day than Monday.
      ("FREQ=WEEKLY;BYDAY=SU;WKST=TU;INTERVAL=2", "20260104", ["20260104", "20260118"]),
      // Week 53 only in long years; week 1 may begin in December.
      ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "19970101", ["19981228", "20041227", "20091228"]),
      ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "19970601", ["19971229", "19990104", "20000103"]),
      // The last day of the year from the back, in long and short years.
      ("FREQ=YEARLY;BYYEARDAY=-1,366", "20230101", ["20231231", "20241231", "20251231"]),
      // A day that no month has.
      ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "20260101", []),
      // Positions beyond the set.
      ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", "20260101", ["20260330", "20260629", "20260831"]),
      // The start is not an occurrence when the rule does not say so.
      ("FREQ=WEEKLY;BYDAY=WE", "20260106", ["20260107", "20260114"]),
      // Leap days by the month's length.
      (
        "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", "20120229",
        ["20120229", "20130301", "20140301", "20150301", "20160229"]
      ),
      (
        "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD", "20140131",
        ["20140131", "20140228", "20140331", "20140430"]
      ),
      // Lunar new year, as solar days.
      (
        "RSCALE=DANGI;FREQ=YEARLY", "20130210",
        ["20130210", "20140131", "20150219", "20160208", "20170128"]
      ),
      // A birthday in a leap month: in a year without it in the month that follows, or the month before.
      (
        "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=6L;BYMONTHDAY=1;SKIP=FORWARD", "20250725",
        ["20250725", "20260813"]
      ),
      (
        "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=6L;BYMONTHDAY=1;SKIP=BACKWARD", "20250725",
        ["20250725", "20260714"]
      ),
      ("RSCALE=DANGI;FREQ=YEARLY;BYMONTH=6L;BYMONTHDAY=1", "20250725", ["20250725", "20360723"]),
    ]
    for (rule, start, expected) in cases {
      #expect(try occurrences(rule, from: start, max(1, expected.count)) == expected, "\(rule)")
    }
  }

  /// Each row would catch a rule that is taken although it contradicts itself, or refused without saying where.
  @Test func refused() {
    let cases: [(String, String)] = [
      ("COUNT=1", "FREQ: is missing"),
      (
        "FREQ=OFTEN",
        "FREQ: expected one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY"
      ),
      ("FREQ=DAILY;", "RRULE: expected NAME=VALUE"),
      ("FREQ=DAILY;COUNT=0", "COUNT: expected a number from 1 to 1000000"),
      ("FREQ=DAILY;COUNT=1;UNTIL=20260101", "UNTIL: cannot stand beside COUNT"),
      (
        "FREQ=DAILY;UNTIL=20260230",
        "UNTIL: expected a day (20261231), a local time (20261231T090000) or UTC (…Z)"
      ),
      ("FREQ=DAILY;BYMONTH=13", "BYMONTH: expected a number from 1 to 12"),
      ("FREQ=DAILY;BYMONTH=5L", "BYMONTH: the Gregorian scale has no leap months"),
      ("FREQ=DAILY;BYMONTH=5,5;BYMONTH=6", "BYMONTH: stands twice"),
      ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY: a number goes with MONTHLY or YEARLY only"),
      ("FREQ=MONTHLY;BYDAY=XX", "BYDAY: expected a weekday such as MO, 2TU or -1FR"),
      ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY: 0 has no meaning"),
      ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY: does not go with FREQ=WEEKLY"),
      ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY: does not go with DAILY, WEEKLY or MONTHLY"),
      ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO: goes with FREQ=YEARLY only"),
      ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS: needs another BY… part"),
      ("FREQ=MONTHLY;SKIP=FORWARD", "SKIP: needs RSCALE"),
      ("FREQ=DAILY;RSCALE=HEBREW", "RSCALE: expected GREGORIAN or DANGI"),
      ("FREQ=DAILY;X-FOO=1", "X-FOO: is not a part of a recurrence rule"),
    ]
    for (rule, message) in cases {
      #expect(throws: RecurrenceFailure.self, "\(rule)") { _ = try RecurrenceRule(rule) }
      do { _ = try RecurrenceRule(rule) } catch { #expect("\(error)" == message) }
    }
  }

  /// Would catch a rule that changes its meaning when it is stored as text.
  @Test func textIsRead() throws {
    for (_, rule, _, _) in standardExamples {
      let read = try RecurrenceRule(rule)
      #expect(try RecurrenceRule(read.description) == read)
    }
    let lunar = "RSCALE=DANGI;FREQ=YEARLY;UNTIL=20301231T145959Z;BYMONTH=6L;SKIP=FORWARD"
    #expect(try RecurrenceRule(lunar).description == lunar)
  }

  /// Would catch an end in UTC that is compared with the clock on the wall.
  @Test func endsInUTC() throws {
    let rule = try RecurrenceRule("FREQ=DAILY;UNTIL=20260103T000000Z")
    let found = Array(RecurrenceExpander(rule, start: LocalTime(2026, 1, 1, 9)))
    #expect(found.map(\.date.day) == [1, 2, 3])
  }

  /// Would catch a search that never comes back.
  @Test func rulesWithoutOccurrencesEnd() throws {
    for rule in [
      "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
      "FREQ=MINUTELY;INTERVAL=1440;BYMINUTE=1", "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30",
      "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=HOURLY;INTERVAL=24;BYHOUR=10",
    ] {
      #expect(try occurrences(rule, from: "20260101", 1) == [], "\(rule)")
    }
  }

  /// Would catch a time that is told twice, or one that comes back although it was taken away.
  @Test func setsAddAndTakeAway() throws {
    let set = RecurrenceSet(
      start: time("20260101"),
      rules: [
        try RecurrenceRule("FREQ=DAILY;COUNT=4"), try RecurrenceRule("FREQ=DAILY;INTERVAL=2"),
      ],
      added: [time("20260102"), time("20260102T1200")], removed: [time("20260103")])
    #expect(
      set.occurrences().prefix(6).map(text)
        == ["20260101", "20260102", "20260102T1200", "20260104", "20260105", "20260107"])
    #expect(
      set.occurrences(from: time("20260104"), before: time("20260107")).map(text)
        == ["20260104", "20260105"])
  }
}
