import PCRMModel
import Testing

@testable import pcrm

@Suite("pcrm: output") struct PcrmOutputTests {
  @Test(arguments: [
    ("abc", 3), ("김민수", 6), ("ᄀ\u{1161}\u{11a8}", 2), ("e\u{301}", 1), ("漢字", 4), ("ﾊﾝ", 2),
    ("ＡＢ", 4), ("", 0), ("a\u{200b}b", 2), ("👍", 2), ("–…", 2),
  ])
  func countsColumns(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.of(text) == columns, "\(text)")
  }

  @Test func linesUpWideLetters() {
    var table = TextTable(["NAME", "PHONE"])
    table.add(["김민수", "010"])
    table.add(["Ada", "02"])
    #expect(table.text() == "NAME    PHONE\n김민수  010\nAda     02\n")
  }

  @Test func cutsWholeLettersOnly() {
    #expect(DisplayWidth.cut("김민수", to: 6) == "김민수")
    #expect(DisplayWidth.cut("김민수", to: 5) == "김민…")
    #expect(DisplayWidth.cut("김민수", to: 4) == "김…")
  }

  @Test func showsNoControlLetters() {
    #expect(DisplayWidth.harmless("a\u{1b}[2Jb") == "a\u{fffd}[2Jb")
    #expect(DisplayWidth.harmless("one\ntwo\tthree") == "one two three")
    #expect(DisplayWidth.harmless("a\u{202e}b") == "a\u{fffd}b")
  }

  @Test func leavesEmptyPairsOut() {
    #expect(TextTable.pairs([("a", "1"), ("long", ""), ("이름", "김")]) == "a     1\n이름  김\n")
  }

  @Test func writesPartialDates() {
    var date = CivilDate(1961, 3, 4)
    #expect(CustomerColumns.date(date) == "1961-03-04")
    date.calendar = .lunarLeap
    #expect(CustomerColumns.date(date) == "1961-03-04 lunar_leap")
    date = CivilDate(0, 4, 12)
    #expect(CustomerColumns.date(date) == "????-04-12")
  }

  @Test func tellsRateAndTimeLeft() {
    let line = ProgressBar.line(done: 250, of: 1000, records: 500, seconds: 10)
    #expect(line == "██████░░░░░░░░░░░░░░░░░░ 25 %  500 records  50/s  30 s left")
    #expect(ProgressBar.line(done: 0, of: 0, records: 0, seconds: 0).hasSuffix("? left"))
  }

  @Test func addsUp() {
    var summary = ImportSummary(dryRun: false)
    summary.created = 7000
    summary.unchanged = 40
    summary.rejected = 3
    summary.notes = ["a: empty in 1 row, left absent"]
    #expect(
      summary.text == """
        read       7043
        created    7000
        updated       0
        unchanged    40
        rejected      3
        note: a: empty in 1 row, left absent

        """)
  }
}
