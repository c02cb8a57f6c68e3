import Foundation
import Testing

/// What a script sees of a device: exit codes, and the state as JSON.
@Suite("pcrm field: for scripts", .serialized)
struct PcrmFieldScriptTests {
  private func status(_ device: FieldHand, _ form: String = "json") throws -> [String: Any] {
    let text = try device("status", "-o", form).output
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }

  @Test func whatWasRefusedShowsInCodeAndStatus() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    let team = device.team
    try device("note", team.visit(1), "벨이 고장")
    let waiting = try #require(try status(device)["changes"] as? [[String: Any]])
    #expect(waiting.map { $0["n"] as? String } == ["1"])
    #expect(waiting.map { $0["state"] as? String } == ["WAITING"])
    try device.sync()
    let note = try folder.file("memo.txt", "약도는 뒷면에")
    try device("attach", team.visit(0), note)
    try team.call(
      "VisitService/ReassignVisit",
      #"{"id": "\#(team.visits[0])", "staffId": "\#(team.staff[1])", "reason": "휴가"}"#)
    try device(
      "book", "김하나", "--purpose", "care", "--at", "+2 10:00", "--outside-hours", "as agreed")
    try device(
      "book", "김하나", "--purpose", "care", "--at", "+2 10:30", "--outside-hours", "as agreed")
    // Fault: a script takes a sync for good of which two changes and a file came to nothing.
    let sync = try device("sync", online: true, code: 1)
    #expect(sync.complaint.contains("2 changes were not done; see pcrm field status"))
    for form in ["json", "ndjson"] {
      let now = try status(device, form)
      let counts = [
        "unsent": 0, "refused": 1, "quarantined": 1, "conflicts": 0, "filesToUpload": 0,
        "filesGivenUp": 1,
      ]
      for (name, count) in counts { #expect(now[name] as? Int == count, "\(name): \(now)") }
      #expect(now["staffId"] as? String == team.staff[0])
      let changes = try #require(now["changes"] as? [[String: Any]])
      let results = changes.compactMap { $0["result"] as? [String: Any] }
      #expect(results.map { $0["reason"] as? String } == ["OUT_OF_SCOPE", "SLOT_TAKEN"])
      #expect(changes.map { $0["entity"] as? String }.last == "ENTITY_TYPE_VISIT")
      let files = try #require(now["files"] as? [[String: Any]])
      #expect(files.map { $0["state"] as? String } == ["GIVEN_UP"])
      let file = try #require(files.first?["attachment"] as? [String: Any])
      #expect(file["visitId"] as? String == team.visits[0] && file["name"] as? String == "memo.txt")
    }
    let lines = try device("status", "-o", "csv").lines
    let titles = "refused,quarantined,conflicts,files_to_upload,files_given_up"
    #expect(lines.first?.hasSuffix(titles) == true, "\(lines)")
    #expect(lines.last?.hasSuffix("1,1,0,0,1") == true, "\(lines)")
    // What was told once is no failure of the next sync.
    try device.sync()
    try device("dismiss")
    try device("file", "forget", "memo")
    let after = try status(device)
    #expect((after["changes"] as? [Any])?.isEmpty == true && after["refused"] as? Int == 0)
    #expect((after["files"] as? [Any])?.isEmpty == true)
  }

  @Test func whatIsSaidOfAFolder() throws {
    let folder = try Folder()
    let team = try FieldTeam(folder)
    let device = FieldHand(team: team, folder: folder.path + "/field")
    let id = try device("init", "--name", "phone").output
    #expect(try device("init").complaint.contains("is a device already: phone"))
    // Fault: who forgot the token is told how a program would send it.
    let bare = try PcrmRun.start(
      ["field", "sync", "--folder", device.folder], on: team.daemon.address, token: nil)
    let without = try PcrmRun(waitingFor: bare)
    #expect(without.code == 1 && without.complaint.contains("--token-file"), "\(without.complaint)")
    try device.sync()
    let shown = try device("status").output
    #expect(shown.contains("readable until") && shown.contains("in service"))
    try team.call(
      "FieldSyncService/RevokeDevice",
      #"{"id": "\#(id.trimmingCharacters(in: .whitespacesAndNewlines))", "reason": "x"}"#)
    try device.sync()
    let gone = try device("status").output
    #expect(!gone.contains("readable until") && gone.contains("taken out of service"), "\(gone)")
  }

  /// Fault: a flat of the old house at the new road, and its postal code.
  @Test func anotherRoadTakesTheOldFlatAway() throws {
    let folder = try Folder()
    let device = try FieldHand(in: folder)
    try device(
      "customer", "edit", "김하나", "--road-address", "세종대로 110", "--detail", "101동 1203호",
      "--postal-code", "04524", "--region", "서울특별시")
    let moved = try device("customer", "edit", "김하나", "--road-address", "을지로 30")
    #expect(moved.output.contains("을지로 30") && moved.output.contains("서울특별시"))
    #expect(!moved.output.contains("1203호") && !moved.output.contains("04524"), "\(moved.output)")
    #expect(moved.complaint.contains("--detail") && moved.complaint.contains("--postal-code"))
    let kept = try device(
      "customer", "edit", "김하나", "--road-address", "을지로 31", "--detail", "2층",
      "--postal-code", "04533")
    #expect(kept.output.contains("2층") && kept.output.contains("04533"), "\(kept.output)")
    #expect(!kept.complaint.contains("--detail"))
    let same = try device("customer", "edit", "김하나", "--road-address", "을지로 31", "--tag", "난청")
    #expect(same.output.contains("2층") && same.output.contains("04533"), "\(same.output)")
  }

  /// Fault: the answer to the last piece has another time than what is stored, so that a retry looks like another file.
  @Test func theLastPieceIsAnsweredWithWhatIsStored() throws {
    let folder = try Folder()
    let team = try FieldTeam(folder)
    func call(_ method: String, _ json: String) throws -> String {
      let started = try PcrmRun.start(
        ["call", "pcrm.v1.FieldSyncService/\(method)", json], on: team.daemon.address,
        token: team.tokens[0])
      let run = try PcrmRun(waitingFor: started)
      #expect(run.code == 0, "\(run.complaint)")
      return run.output
    }
    let device = UUID().uuidString.lowercased()
    let hello = try call("Hello", #"{"deviceId": "\#(device)", "schemaRev": 1}"#)
    let epoch = try #require(hello.firstMatch(of: #/"epoch":\s*"([^"]+)"/#)?.output.1)
    // Of the six bytes "sketch".
    let hash = "f416b363c6c5f07011f5dc463a2395873ee035f0f8bea3e585297ec65052c737"
    let pushed = try call(
      "Push",
      #"""
      {"deviceId": "\#(device)", "epoch": "\#(epoch)", "mutations": [{"n": "1",
        "id": "\#(UUID().uuidString.lowercased())", "entity": "ENTITY_TYPE_VISIT",
        "entityId": "\#(team.visits[0])", "op": "MUTATION_OP_APPEND",
        "attachment": {"sha256": "\#(hash)", "size": "6", "mediaType": "text/plain",
          "name": "a.txt"}}]}
      """#)
    #expect(pushed.contains("APPLIED"), "\(pushed)")
    let piece = #"{"visitId": "\#(team.visits[0])", "sha256": "\#(hash)", "chunk": "c2tldGNo"}"#
    let first = try call("PutAttachment", piece)
    let again = try call("PutAttachment", piece)
    #expect(first.contains("completeTime") && first == again, "\(first)\(again)")
  }
}
