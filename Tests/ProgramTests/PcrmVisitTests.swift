import Foundation
import Testing

@testable import pcrm

@Suite("pcrm: a day of visits over a sample", .serialized)
struct PcrmVisitTests {
  /// A daemon over a sample in which the first member of staff visits.
  private func agency(_ folder: Folder) throws -> Daemon {
    let process = Process()
    process.executableURL = URL(filePath: Daemon.programs + "/pcrmd")
    process.arguments = [
      "sample", "--data", folder.path + "/data", "--customers", "900", "--seed", "7", "--cases",
      "0.4",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && text.contains(" visits in "), "\(text)")
    return try Daemon(folder: folder.path + "/data")
  }

  private func run(_ arguments: [String], on daemon: Daemon, code: Int32 = 0) throws -> PcrmRun {
    let run = try PcrmRun(arguments, on: daemon)
    #expect(run.code == code, "\(arguments): \(run.output)\(run.complaint)")
    return run
  }

  /// A row of `pcrm visit list --output csv`.
  private struct Row {
    let id: String
    let state: String
    let customer: String
    let start: Date
    /// The day in Korea.
    let day: String

    init?(_ line: Substring) {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 8, let start = try? Date(cells[7], strategy: .iso8601) else { return nil }
      id = cells[0]
      state = cells[2]
      customer = cells[3]
      self.start = start
      day = start.addingTimeInterval(9 * 3600).formatted(.iso8601.year().month().day())
    }
  }

  private func visits(_ flags: [String], on daemon: Daemon) throws -> [Row] {
    let list = try run(["visit", "list", "--all", "-o", "csv"] + flags, on: daemon)
    return list.output.split(separator: "\r\n").dropFirst().compactMap { Row($0) }
  }

  private func id(_ text: String) throws -> String {
    String(try #require(text.firstMatch(of: #/(?m)^id\s+([0-9a-f-]{36})/#)?.output.1))
  }

  @Test func livesThroughADay() throws {
    let folder = try Folder()
    let daemon = try agency(folder)
    let coming = try visits(
      [
        "--staff", "E0001", "--from", "+1", "--before", "+15", "--state", "planned", "--state",
        "confirmed",
      ], on: daemon)
    let days = Dictionary(grouping: coming, by: \.day)
    let (day, rows) = try #require(days.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    #expect(rows.count >= 2, "\(days.mapValues(\.count))")
    let today = try run(["visit", "today", "--staff", "E0001", "--day", day], on: daemon)
    for row in rows { #expect(today.output.contains(row.id), "\(today.output)") }
    #expect(today.complaint.contains("still to be made"), "\(today.complaint)")
    try week(day, daemon)
    try books(coming, daemon)
    try meets(coming, daemon)
    try orders(day, daemon)
    try calendar(coming, daemon)
    try closes(day, rows, daemon)
  }

  /// Every column of the week begins where its title does, whatever letters stand before it.
  private func week(_ day: String, _ daemon: Daemon) throws {
    let week = try run(
      ["visit", "week", "--staff", "E0001", "--of", day, "--width", "150"], on: daemon)
    let lines = week.lines
    let ruler = try #require(lines.firstIndex { $0.hasPrefix("    ---") })
    let columns = lines[ruler].trimmed.split(separator: " ")
    let width = try #require(columns.first).count
    #expect(columns.count >= 5)
    for line in lines[(ruler + 1)...] where !line.contains("proposed") {
      var column = 0
      for scalar in line.unicodeScalars {
        // Between two days stands a gap.
        if column > 4, (column - 4) % (width + 1) == width {
          #expect(scalar == " ", "column \(column) of \(line)")
        }
        column += DisplayWidth.of(scalar)
      }
      #expect(column <= 150)
    }
    #expect(lines[ruler - 1].contains("09:00-18:00") || lines[ruler - 2].contains("09:00-18:00"))
    let korean = try run(
      ["visit", "week", "--staff", "E0001", "--of", day, "--language", "ko"], on: daemon)
    #expect(korean.output.contains("월 ") && korean.output.contains("확정"), "\(korean.output)")
  }

  private func books(_ coming: [Row], _ daemon: Daemon) throws {
    let customer = try #require(coming.first?.customer)
    let slots = try run(
      ["visit", "slots", customer, "--staff", "E0002", "--from", "tomorrow", "--minutes", "60"],
      on: daemon)
    #expect(slots.output.contains("min of way") || slots.output.contains("day"), "\(slots.output)")
    let json = try run(
      [
        "visit", "slots", customer, "--staff", "E0002", "--from", "tomorrow", "--minutes", "60",
        "-o", "ndjson",
      ], on: daemon)
    let start = String(
      try #require(json.output.firstMatch(of: #/"startTime":"([^"]+)"/#)?.output.1))
    let book = ["visit", "book", customer, "--purpose", "care", "--at", start, "--minutes", "60"]
    let booked = try run(
      book + ["--staff", "E0002", "--resource", "중구지사 상담실"], on: daemon)
    #expect(booked.output.contains("planned"), "\(booked.output)")
    let twice = try run(book + ["--staff", "E0002"], on: daemon, code: 1)
    #expect(twice.complaint.contains("staff_id: is claimed by another visit"), "\(twice.complaint)")
    let room = try run(
      book + ["--staff", "E0003", "--resource", "중구지사 상담실"], on: daemon, code: 1)
    #expect(room.complaint.contains("resource_ids[0]"), "\(room.complaint)")
    let korean = try run(book + ["--staff", "E0002", "--language", "ko"], on: daemon, code: 1)
    #expect(korean.complaint.contains("이미 다른 방문이 있습니다"), "\(korean.complaint)")
    let night = try run(
      [
        "visit", "book", customer, "--purpose", "care", "--at", "+3 03:00", "--staff", "E0002",
      ], on: daemon, code: 1)
    #expect(night.complaint.contains("outside_hours"), "\(night.complaint)")
    let held = try run(
      [
        "visit", "book", customer, "--purpose", "care", "--at", "+3 03:00", "--staff", "E0002",
        "--outside-hours", "야간 근무자", "--hold", "30",
      ], on: daemon)
    #expect(held.output.contains("proposed"), "\(held.output)")
    #expect(try run(["visit", "accept", id(held.output)], on: daemon).output.contains("planned"))
    let moved = try run(
      [
        "visit", "reschedule", id(held.output), "--to", "+4 03:00", "--reason", "고객 요청",
        "--confirmed",
      ], on: daemon)
    #expect(
      moved.output.contains("confirmed") && moved.output.contains("number 2"), "\(moved.output)")
    let ended = try run(
      ["visit", "cancel", id(held.output), "--reason", "다시"], on: daemon, code: 1)
    #expect(ended.complaint.contains("the visit is over"), "\(ended.complaint)")
  }

  /// A visit that is begun now, with its report and what follows from it.
  private func meets(_ coming: [Row], _ daemon: Daemon) throws {
    let customer = try #require(coming.last?.customer)
    let soon = Date.now.addingTimeInterval(1800).formatted(.iso8601)
    let booked = try run(
      [
        "visit", "book", customer, "--purpose", "good_customer", "--at", soon, "--minutes", "30",
        "--staff", "E0005", "--outside-hours", "지금",
      ], on: daemon)
    let visit = try id(booked.output)
    let tried = try run(
      ["visit", "attempt", visit, "no_answer", "--evidence", "안내문 부착"], on: daemon)
    #expect(tried.output.contains("no_answer"), "\(tried.output)")
    let begun = try run(["visit", "start", visit, "--here", "37.5665,126.978"], on: daemon)
    #expect(begun.output.contains("in_progress"), "\(begun.output)")
    #expect(begun.output.contains("from its place"), "\(begun.output)")
    let folder = try Folder()
    let bad = try folder.file(
      "report.yaml", "report:\n  contact: {outcome: met}\n  condition: {rating: fine}\n")
    let refused = try run(["visit", "report", visit, bad], on: daemon, code: 2)
    #expect(refused.complaint.contains("line 3"), "\(refused.complaint)")
    let good = try folder.file(
      "report.yaml",
      """
      report:
        contact: {outcome: met, relationship: welcome, met: 본인}
        papers: {none: true}
        questions:
          questions:
          - {text: 휴업급여 지급일, answered: true, answer: 다음 달 5일}
      follow_ups:
      - {title: 안내문 보내기, due_time: 2035-01-02T09:00:00+09:00}
      """)
    let filed = try run(["visit", "report", visit, good], on: daemon)
    #expect(filed.output.contains("contact, papers, questions"), "\(filed.output)")
    #expect(filed.output.contains("+ task follow_up 안내문 보내기, due 2035-01-02 09:00"))
    #expect(try run(["visit", "show", visit], on: daemon).output.contains("done"))
    let again = try run(
      ["visit", "report", visit, "--contact", "met", "--no-papers"], on: daemon, code: 1)
    #expect(again.complaint.contains("already_exists"), "\(again.complaint)")
    let list = try run(["visit", "task", "list", "--staff", "E0005"], on: daemon)
    #expect(list.output.contains("안내문 보내기"), "\(list.output)")
    let task = String(
      try #require(list.lines.last?.firstMatch(of: #/([0-9a-f-]{36})$/#)?.output.1))
    #expect(
      try run(["visit", "task", "done", task, "--result", "보냄"], on: daemon).output.contains(
        "done"))
    let quality = try run(
      ["visit", "quality", "--from", "-1", "--before", "+2"], on: daemon)
    #expect(quality.lines.count == 4, "\(quality.output)")
  }

  private func orders(_ day: String, _ daemon: Daemon) throws {
    let proposed = try run(
      ["visit", "route", "propose", "--staff", "E0001", "--day", day], on: daemon)
    #expect(proposed.output.contains("SLACK") && proposed.output.contains("leaves the office"))
    #expect(proposed.output.contains(" km") && proposed.output.contains("on the way"))
    let route = String(
      try #require(proposed.output.firstMatch(of: #/^([0-9a-f-]{36})/#)?.output.1))
    let applied = try run(
      ["visit", "route", "apply", route, "--reason", "동선 정리", "--cancel-left-out"], on: daemon)
    #expect(applied.output.contains("applied"), "\(applied.output)")
    let twice = try run(["visit", "route", "apply", route, "--reason", "또"], on: daemon, code: 1)
    #expect(twice.complaint.contains("aborted"), "\(twice.complaint)")
  }

  /// The text is one that RFC 5545 allows, and has the visits.
  private func calendar(_ coming: [Row], _ daemon: Daemon) throws {
    let run = try run(["visit", "calendar", "--staff", "E0001"], on: daemon)
    let lines = run.output.components(separatedBy: "\r\n")
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.dropLast().last == "END:VCALENDAR")
    for line in lines { #expect(line.utf8.count <= 75, "\(line)") }
    var open: [String] = []
    for line in run.output.replacing("\r\n ", with: "").components(separatedBy: "\r\n") {
      if line.hasPrefix("BEGIN:") { open.append(String(line.dropFirst(6))) }
      if line.hasPrefix("END:") { #expect(open.popLast() == String(line.dropFirst(4))) }
    }
    #expect(open.isEmpty)
    #expect(run.output.contains("BEGIN:VTIMEZONE"))
    for row in coming.suffix(2) { #expect(run.output.contains(row.id), "\(row.id)") }
    let feed = try self.run(
      ["visit", "feed", "create", "--staff", "E0001", "--label", "업무폰"], on: daemon)
    #expect(feed.output.hasPrefix("/"), "\(feed.output)")
    #expect(try self.run(["visit", "feed", "list"], on: daemon).output.contains("업무폰"))
  }

  /// A day on which an office does not work says which visits it hits.
  private func closes(_ day: String, _ rows: [Row], _ daemon: Daemon) throws {
    let hit = try run(
      ["calendar", "office-day", day, "창립기념일", "--office", "01", "--dry-run"], on: daemon)
    #expect(hit.output.contains("it hits "), "\(hit.output)")
    let folder = try Folder()
    let file = try folder.file("days.csv", "day,name\n\(day),임시공휴일\n")
    let plan = try run(
      ["calendar", "import", file, "--source", "temporary", "--dry-run"], on: daemon)
    #expect(plan.output.contains("임시공휴일") && plan.complaint.contains("1 added"), "\(plan.output)")
    let loaded = try run(
      ["calendar", "import", file, "--source", "temporary", "--yes"], on: daemon)
    #expect(loaded.complaint.contains("loaded: 1 added"), "\(loaded.complaint)")
    let week = try run(["visit", "week", "--staff", "E0001", "--of", day], on: daemon)
    #expect(week.output.contains("holiday: 임시"), "\(week.output)")
    let conflicts = try run(["calendar", "conflicts", "--staff", "E0001"], on: daemon)
    #expect(conflicts.output.contains("holiday: 임시공휴일"), "\(conflicts.output)")
  }

  @Test func plansSeriesAndPrograms() throws {
    let folder = try Folder()
    let daemon = try agency(folder)
    let customer = try #require(
      try visits(["--staff", "E0001", "--from", "+1", "--before", "+15"], on: daemon).first?
        .customer)
    let preview = try run(
      [
        "visit", "series", "preview", "--rule", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;COUNT=2",
        "--at", "2029-12-25 10:00", "--minutes", "40", "--from", "2029-12-01",
        "--before", "2031-01-01",
      ], on: daemon)
    #expect(preview.output.contains("기독탄신일"), "\(preview.output)\(preview.complaint)")
    let made = try run(
      [
        "visit", "series", "create", customer, "--staff", "E0002", "--purpose", "good_customer",
        "--rule", "FREQ=DAILY;COUNT=3", "--at", "+7 16:40", "--minutes", "30", "--holidays",
        "next_working_day", "--later", "120",
      ], on: daemon)
    let series = try id(made.output)
    var occurrences = ""
    for _ in 0..<100 where !occurrences.contains("planned") {
      occurrences = try run(["visit", "series", "occurrences", series], on: daemon).output
      usleep(100_000)
    }
    #expect(occurrences.contains("planned"), "\(occurrences)")
    let wrong = try run(
      ["visit", "series", "edit", series, "--rule", "FREQ=SOMETIMES"], on: daemon, code: 1)
    #expect(wrong.complaint.contains("rule"), "\(wrong.complaint)")
    let stopped = try run(["visit", "series", "stop", series, "--reason", "이사"], on: daemon)
    #expect(stopped.output.contains("ended"), "\(stopped.output)")
    let plans = try run(["visit", "plan", "list"], on: daemon)
    #expect(plans.output.contains("priority-support"), "\(plans.output)")
    let dry = try run(
      ["visit", "plan", "apply", "--preset", "visit-plans", "--dry-run"], on: daemon)
    #expect(dry.output.contains("start_date"), "\(dry.output)\(dry.complaint)")
    let would = try run(["visit", "plan", "preview", "priority-support"], on: daemon)
    #expect(would.output.contains("find no place"), "\(would.output)")
    let ran = try run(["visit", "plan", "run", "priority-support", "--wait"], on: daemon)
    #expect(ran.output.contains("done"), "\(ran.output)")
  }
}
