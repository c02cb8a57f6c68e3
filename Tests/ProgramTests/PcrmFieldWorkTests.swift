import Foundation
import Testing

@testable import pcrm

/// Everything that can be done with `pcrm field`, without a network, and what the office has of it afterwards.
@Suite("pcrm field: a day's work", .serialized)
struct PcrmFieldWorkTests {
  @Test func theWholeLifeOfAVisit() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    let team = device.team
    let (first, second) = (team.visit(0), team.visit(1))
    let confirmed = try device("confirm", first, "--arrival", "09:45-10:15")
    #expect(confirmed.output.contains(#/arrival told\s+09:45-10:15/#), "\(confirmed.output)")
    #expect(confirmed.complaint.contains("#1: confirmed (\(first))"), "\(confirmed.complaint)")
    #expect(confirmed.complaint.contains("next: pcrm field set-out \(first)"))
    let out = try device("set-out", first, korean: true)
    #expect(out.output.contains("이동 중") && out.complaint.contains("#2: 이동 중 (\(first))"))
    #expect(out.complaint.contains("다음: pcrm field start \(first)"), "\(out.complaint)")
    try device("start", first, "--here", "37.5665,126.9780", "--accuracy", "20")
    // Fault: a step that the visit's life does not have is found out days later.
    let back = try device("set-out", first, code: 1)
    #expect(back.complaint.contains("step.to"), "\(back.complaint)")
    let report = try device(
      "report", first, "--contact", "met", "--condition", "as_expected", "--no-papers",
      "--no-support", "--no-questions", "--follow-up", "서류 회수@+7 18:00")
    #expect(report.output.contains("report contact"), "\(report.output)")
    #expect(report.complaint.contains("next visit:") && report.complaint.contains(second))
    try device("attempt", second, "no_answer", "--evidence", "안내문 부착")
    #expect(try device("no-show", second, code: 2).complaint.contains("--reason"))
    let missed = try device("no-show", second, "--reason", "응답 없음", korean: true)
    #expect(missed.output.contains("부재") && missed.output.contains("응답 없음"))
    // Fault: a visit that is over is moved or changed here, and refused there.
    try device("reschedule", second, "--to", "tomorrow 14:00", code: 1)
    try device("update", second, "--memo", "too late", code: 1)
    let sync = try device.sync()
    #expect(sync.output.contains("sent 6"), "\(sync.output)\(sync.complaint)")
    let shown = try PcrmRun(["visit", "show", team.visits[0]], on: team.daemon).output
    #expect(shown.contains("done") && shown.contains("09:45-10:15"), "\(shown)")
    #expect(
      try PcrmRun(["visit", "show", team.visits[1]], on: team.daemon).output.contains("no_show"))
    try tasks(team, device)
  }

  /// The report's follow-up comes as a task, and is done.
  private func tasks(_ team: FieldTeam, _ device: FieldHand) throws {
    let tasks = try device("tasks")
    #expect(tasks.output.contains("서류 회수") && tasks.output.contains("김하나"), "\(tasks.output)")
    let row = try #require(tasks.lines.first { $0.contains("서류 회수") })
    let id = String(row.split(separator: " ").last ?? "")
    #expect(try device("task", "done", "zz", code: 2).complaint.contains("the task is \"zz\""))
    #expect(try device("task", "done", "ffffff", code: 1).complaint.contains("no task ffffff"))
    let done = try device("task", "done", id, "--result", "서류 받음", korean: true)
    #expect(done.complaint.contains("할 일 완료 (\(id))"), "\(done.complaint)")
    #expect(try !device("tasks").output.contains("서류 회수"))
    try device.sync()
    let office = try PcrmRun(["visit", "task", "list", "--state", "done"], on: team.daemon).output
    #expect(office.contains("서류 받음"), "\(office)")
  }

  @Test func customersAreCorrectedAndVisitsMadeAndMoved() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    let team = device.team
    #expect(try device("customers", korean: true).output.contains("010-1111-2222"))
    #expect(try device("customer", "list", "박").complaint.contains("no such customers"))
    let edited = try device(
      "customer", "edit", "김하나", "--mobile", "010-0983-0869", "--road-address", "세종대로 110",
      "--detail", "101동 1203호", "--tag", "난청")
    #expect(edited.output.contains("010-0983-0869") && edited.output.contains("난청"))
    #expect(
      edited.complaint.contains("#1: changed contact_points, addresses, tags"),
      "\(edited.complaint)")
    #expect(try device("customers").output.contains("김하나 *"))
    // Fault: a number that is none is refused days later, and not by the field's name.
    let wrong = try device("customer", "edit", "김하나", "--mobile", "12", code: 1)
    #expect(wrong.complaint.contains("contact_points[0].value"), "\(wrong.complaint)")
    let unknown = try device(
      "customer", "edit", "김하나", "--remove-contact", "02-120", code: 2)
    #expect(unknown.complaint.contains("010-0983-0869"), "\(unknown.complaint)")
    try device("customer", "edit", "김하나", code: 2)
    let consent = try device(
      "customer", "consent", "김하나", "satisfaction_survey", "given", "--text-version", "2026-03")
    #expect(consent.complaint.contains("consent ("), "\(consent.complaint)")
    let booked = try device(
      "book", "010-0983-0869", "--purpose", "care", "--at", "+2 10:00", "--outside-hours",
      "as agreed")
    let made = try #require(booked.output.firstMatch(of: #/id\s+([0-9a-f-]{36})/#)?.output.1)
    let overlap = try device(
      "book", "김하나", "--purpose", "care", "--at", "+2 10:30", "--outside-hours", "as agreed")
    #expect(overlap.complaint.contains("it falls on: "), "\(overlap.complaint)")
    let moved = try device(
      "reschedule", team.visit(1), "--to", "+3 14:00", "--outside-hours", "as agreed")
    #expect(moved.output.contains("14:00-14:50"), "\(moved.output)")
    let sync = try device.sync(code: 1)
    // The one that falls on another is refused.
    #expect(sync.output.contains("refused #4"), "\(sync.output)")
    let customer = try PcrmRun(["customer", "get", team.customer], on: team.daemon).output
    #expect(customer.contains("010-0983-0869") && customer.contains("세종대로 110"), "\(customer)")
    #expect(!customer.contains("010-1111-2222"))
    let there = try PcrmRun(["visit", "show", String(made)], on: team.daemon)
    #expect(there.code == 0 && there.output.contains("10:00-11:00"), "\(there.complaint)")
    let week = try device("today", "--days", "7").output
    #expect(week.contains("14:00-14:50"), "\(week)")
    #expect(try device("status").complaint.contains("pcrm field dismiss"))
    try device("dismiss")
    #expect(try !device("status").output.contains("refused #"))
  }

  @Test func filesGoAlong() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    let team = device.team
    let picture = folder.path + "/consent.jpg"
    var bytes = Data([0xff, 0xd8, 0xff, 0xe0])
    for index in 0..<400_000 { bytes.append(UInt8(truncatingIfNeeded: index &* 31 >> 3)) }
    try bytes.write(to: URL(filePath: picture))
    let attached = try device("attach", team.visit(0), picture)
    #expect(
      attached.output.contains("file consent.jpg 400004, not uploaded yet"), "\(attached.output)")
    // The same file belongs to the other visit, too.
    try device("attach", team.visit(1), picture, "--name", "second.jpg")
    let twice = try device("attach", team.visit(1), picture, korean: true, code: 1)
    #expect(twice.complaint.contains("이미 붙인 파일입니다."), "\(twice.complaint)")
    let program = try folder.file("run.bin", "\u{1}\u{2}")
    #expect(try device("attach", team.visit(0), program, code: 2).complaint.contains("image/jpeg"))
    try device("attach", team.visit(0), folder.path + "/nothing", code: 2)
    let files = try device("files")
    #expect(files.output.contains("waits, 0 %"), "\(files.output)")
    #expect(try device.sync().output.contains("files 2"))
    #expect(try device("files", korean: true).output.contains("서버에 있음"))
    for visit in team.visits.prefix(2) {
      let sha = try #require(
        try device("files", "--output", "json").output
          .firstMatch(of: #/"sha256":\s*"([0-9a-f]{64})"/#)?.output.1)
      let piece = try team.call(
        "FieldSyncService/GetAttachment", #"{"visitId": "\#(visit)", "sha256": "\#(sha)"}"#)
      #expect(piece.contains("completeTime"), "\(piece.prefix(200))")
    }
    let id =
      try #require(files.lines.first { $0.contains("consent.jpg") })
      .split(separator: " ").last.map(String.init) ?? ""
    let copy = folder.path + "/copy.jpg"
    try device("file", "save", id, copy)
    #expect(FileManager.default.contents(atPath: copy) == bytes)
    // Fault: something of the person's own is written over.
    try device("file", "save", id, copy, code: 2)
    try device("file", "forget", id, code: 1)
  }

  /// A file whose visit has become somebody else's meanwhile.
  @Test func aFileThatCannotGoIsTold() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    let team = device.team
    let note = try folder.file("memo.txt", "약도는 뒷면에")
    try device("attach", team.visit(0), note)
    try team.call(
      "VisitService/ReassignVisit",
      #"{"id": "\#(team.visits[0])", "staffId": "\#(team.staff[1])", "reason": "휴가"}"#)
    let sync = try device.sync(code: 1)
    #expect(sync.output.contains("file not uploaded: memo.txt: kept for a supervisor"))
    #expect(sync.complaint.contains("1 file could not be uploaded; see pcrm field files"))
    let status = try device("status")
    #expect(status.output.contains("memo.txt"), "\(status.output)")
    #expect(try device("files", korean: true).output.contains("올리지 못함"))
    #expect(try device("file", "retry", "memo", code: 1).complaint.contains("attach it to another"))
    let copy = folder.path + "/copy.txt"
    try device("file", "save", "memo", copy)
    #expect(try folder.text("copy.txt") == "약도는 뒷면에")
    #expect(try device("file", "forget", "memo").complaint.contains("is forgotten"))
    #expect(try device("files").complaint.contains("no files"))
  }
}
