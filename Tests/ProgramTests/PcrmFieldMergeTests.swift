import Foundation
import Testing

@testable import pcrm

/// What others did meanwhile, as somebody with `pcrm field` in hand meets it, over a real daemon.
@Suite("pcrm field: conflicts, reassignment, wiped devices, restored servers", .serialized)
struct PcrmFieldMergeTests {
  private func memo(_ team: FieldTeam) throws -> String {
    let text = try team.call("VisitService/GetVisit", #"{"id": "\#(team.visits[0])"}"#)
    return String(text.firstMatch(of: #/"note":\s*"([^"]*)"/#)?.output.1 ?? "")
  }

  /// Two devices of one person change the same memo without a network.
  @Test func twoDevicesChangeTheSameMemo() throws {
    let folder = try Folder()
    let team = try FieldTeam(folder)
    let phone = FieldHand(team: team, folder: folder.path + "/phone")
    let laptop = FieldHand(team: team, folder: folder.path + "/laptop")
    let visit = team.visit(0)
    for device in [phone, laptop] {
      try device("init")
      try device.sync()
    }
    try phone("update", visit, "--memo", "벨이 고장")
    try laptop("update", visit, "--memo", "뒷문으로")
    #expect(try phone.sync().output.contains("sent 1"))
    let second = try laptop.sync()
    #expect(second.output.contains("in conflict #1"), "\(second.output)")
    #expect(second.complaint.contains("1 conflict waits for you; see pcrm field conflicts"))
    // What the server has stays until somebody chooses.
    #expect(try memo(team) == "벨이 고장")
    let shown = try laptop("conflicts")
    let row = try #require(shown.lines.first { $0.contains("note") })
    #expect(row.contains(#/처음\s+벨이 고장\s+뒷문으로/#), "\(shown.output)")
    let id = try #require(shown.output.firstMatch(of: #/^([0-9a-f]{6})  /#)?.output.1)
    #expect(shown.complaint.contains("pcrm field resolve \(id) mine | theirs"))
    let korean = try laptop("conflicts", korean: true)
    #expect(korean.output.contains("이전") && korean.output.contains("내 것"), "\(korean.output)")
    #expect(korean.output.contains("비고") && korean.output.contains("김하나"))
    #expect(try laptop("show", visit).output.contains("conflict \(id)"))
    #expect(
      try laptop("resolve", "ffffff", "mine", code: 1).complaint.contains("no conflict ffffff"))
    #expect(try laptop("resolve", String(id), "neither", code: 2).complaint.contains("neither"))
    // Mine.
    let chosen = try laptop("resolve", String(id), "mine")
    #expect(chosen.complaint.contains("1 change is not sent yet"), "\(chosen.complaint)")
    #expect(try laptop("conflicts").complaint.contains("no conflicts"))
    try laptop.sync()
    #expect(try memo(team) == "뒷문으로")
    try phone.sync()
    #expect(try phone("show", visit).output.contains("뒷문으로"))
    // Theirs: the other way round, and chosen on the other device.
    try phone("update", visit, "--memo", "앞문으로")
    try laptop("update", visit, "--memo", "개 조심")
    try phone.sync()
    #expect(try laptop.sync(korean: true).output.contains("충돌 #"))
    try phone.sync()
    let again = try phone("conflicts")
    #expect(again.output.contains(#/뒷문으로\s+앞문으로\s+개 조심/#), "\(again.output)")
    let other = try #require(again.output.firstMatch(of: #/^([0-9a-f]{6})  /#)?.output.1)
    try phone("resolve", String(other), "theirs")
    try phone.sync()
    #expect(try memo(team) == "앞문으로")
    // The laptop hears that it was chosen, and cannot choose again.
    #expect(try !laptop.sync().complaint.contains("conflict"))
    try laptop("resolve", String(other), "mine", code: 1)
    #expect(try laptop("show", visit).output.contains("앞문으로"))
  }

  @Test func aVisitThatIsSomebodyElsesNow() throws {
    let folder = try Folder()
    let team = try FieldTeam(folder)
    let mine = FieldHand(team: team, folder: folder.path + "/anna")
    let theirs = FieldHand(team: team, folder: folder.path + "/bora", person: 1)
    for device in [mine, theirs] {
      try device("init")
      try device.sync()
    }
    #expect(try theirs("today").complaint.contains("no visits"))
    try mine("update", team.visit(0), "--memo", "아직 못 보냄")
    try team.call(
      "VisitService/ReassignVisit",
      #"{"id": "\#(team.visits[0])", "staffId": "\#(team.staff[1])", "reason": "휴가"}"#)
    let sync = try mine.sync(korean: true, code: 1)
    #expect(sync.output.contains("관리자 확인 대기 #1: 더는 담당이 아닙니다"), "\(sync.output)")
    #expect(try mine("show", team.visit(0), code: 1).complaint.contains("carries no visit"))
    #expect(try mine("today").output.contains(team.visit(1)))
    // Fault: it is told once, and whoever looked away never hears of it.
    #expect(try mine("status").output.contains("kept for a supervisor #1: no longer yours"))
    try mine("dismiss", "7", code: 1)
    #expect(try mine("dismiss", "1").complaint.contains("1 dismissed"))
    #expect(try !mine("status").output.contains("supervisor"))
    try theirs.sync()
    #expect(try theirs("today").output.contains(team.visit(0)))
    let held = try team.call("FieldSyncService/ListQuarantine", "{}")
    #expect(held.contains("아직 못 보냄"), "\(held)")
  }

  @Test func aDeviceThatIsTakenOutOfService() throws {
    let folder = try Folder()
    let team = try FieldTeam(folder)
    let device = FieldHand(team: team, folder: folder.path + "/field")
    let id = try device("init").output.trimmingCharacters(in: .whitespacesAndNewlines)
    try device.sync()
    try device("note", team.visit(0), "마지막")
    try team.call(
      "FieldSyncService/RevokeDevice", #"{"id": "\#(id)", "reason": "잃어버림"}"#)
    let sync = try device.sync(code: 1)
    #expect(sync.complaint.contains("taken out of service: what it carried is gone"))
    #expect(sync.output.contains("kept for a supervisor #1"), "\(sync.output)")
    #expect(try device("today", korean: true, code: 1).complaint.contains("사용이 중지된 기기"))
    #expect(try device("status").output.contains("taken out of service"))
    // Nothing of it can be read from the files.
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/field") {
      let bytes = FileManager.default.contents(atPath: folder.path + "/field/" + name) ?? Data()
      #expect(bytes.range(of: Data("김하나".utf8)) == nil, "\(name)")
    }
    let anew = try device("init").output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(anew != id)
    try device.sync()
    #expect(try device("today").output.contains("김하나"))
  }

  @Test func aServerThatWasPutBack() throws {
    let folder = try Folder()
    var team = try FieldTeam(folder)
    let data = folder.path + "/data"
    func device() -> FieldHand { FieldHand(team: team, folder: folder.path + "/field") }
    try device()("init")
    try device().sync()
    try device()("note", team.visit(0), "before the backup")
    try device().sync()
    let copy = folder.path + "/copy.db"
    func pcrmd(_ words: [String]) throws {
      let process = Process()
      process.executableURL = URL(filePath: Daemon.programs + "/pcrmd")
      process.arguments = words
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(words)")
    }
    try pcrmd(["backup", "--data", data, "--to", copy])
    try device()("note", team.visit(0), "after the backup")
    try device()("start", team.visit(0))
    try device().sync()
    team.daemon.killNow()
    try pcrmd(["restore", "--data", data, "--from", copy])
    team.daemon = try Daemon(folder: data)
    try device()("note", team.visit(0), "made meanwhile")
    let sync = try device().sync()
    // Fault: what the device had sent after the backup is lost with the server.
    #expect(sync.complaint.contains("fetched anew (EPOCH)"), "\(sync.complaint)")
    let notes = try team.call(
      "FieldSyncService/ListVisitNotes", #"{"visitId": "\#(team.visits[0])"}"#)
    for text in ["before the backup", "after the backup", "made meanwhile"] {
      #expect(notes.matches(of: try Regex(text)).count == 1, "\(text): \(notes)")
      #expect(try device()("show", team.visit(0)).output.contains(text))
    }
    #expect(
      try PcrmRun(["visit", "show", team.visits[0]], on: team.daemon).output.contains("in_progress")
    )
    #expect(try !device()("status").complaint.contains("not sent"))
  }

  /// Would catch a device that believes for ever what a file never knew that somebody put back without `pcrmd restore`.
  @Test func aFileThatWasPutBackByHand() throws {
    let folder = try Folder()
    var team = try FieldTeam(folder)
    let data = folder.path + "/data"
    func device() -> FieldHand { FieldHand(team: team, folder: folder.path + "/field") }
    func stopAndStart(_ between: () throws -> Void) throws {
      #expect(team.daemon.stop() == 0)
      try between()
      team.daemon = try Daemon(folder: data)
    }
    try device()("init")
    try device().sync()
    let (store, copy) = (data + "/pcrm.db", folder.path + "/old.db")
    try stopAndStart { try FileManager.default.copyItem(atPath: store, toPath: copy) }
    try device()("note", team.visit(0), "after the copy")
    try device()("start", team.visit(0))
    try device().sync()
    try stopAndStart {
      try FileManager.default.removeItem(atPath: store)
      try FileManager.default.copyItem(atPath: copy, toPath: store)
    }
    // The store moves past where the device has come.
    for text in 1...8 {
      _ = try team.call(
        "FieldSyncService/AddVisitNote",
        #"{"note": {"visitId": "\#(team.visits[1])", "text": "office \#(text)"}}"#)
    }
    let sync = try device().sync()
    #expect(sync.complaint.contains("fetched anew (EPOCH)"), "\(sync.complaint)")
    let notes = try team.call(
      "FieldSyncService/ListVisitNotes", #"{"visitId": "\#(team.visits[0])"}"#)
    #expect(notes.contains("after the copy"))
    #expect(
      try PcrmRun(["visit", "show", team.visits[0]], on: team.daemon).output.contains("in_progress")
    )
    #expect(try !device()("status").complaint.contains("not sent"))
  }
}
