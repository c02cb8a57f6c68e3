import Foundation
import Testing

@testable import pcrm

@Suite("pcrm field: a day without a network", .serialized)
struct PcrmFieldTests {
  /// An office with somebody who goes into the field, a customer and two visits today.
  private struct Agency {
    let daemon: Daemon
    let token: String
    let visits: [String]

    init(_ folder: Folder) throws {
      daemon = try Daemon(folder: folder.path + "/data")
      let daemon = daemon
      func call(_ method: String, _ json: String) throws -> String {
        let run = try PcrmRun(["call", "pcrm.v1.\(method)", json], on: daemon)
        #expect(run.code == 0, "\(method): \(run.complaint)")
        return run.output
      }
      func id(_ text: String) throws -> String {
        String(try #require(text.firstMatch(of: #/"id":\s*"([0-9a-f-]{36})"/#)?.output.1))
      }
      let office = try id(
        call(
          "OrganisationService/CreateUnit", #"{"unit": {"name": "서울", "kind": "UNIT_KIND_OFFICE"}}"#
        ))
      let staff = try id(
        call(
          "OrganisationService/CreateStaff",
          #"{"staff": {"name": "이안나", "officeId": "\#(office)"}}"#))
      let customer = try id(
        call(
          "CustomerService/CreateCustomer",
          #"""
          {"customer": {"kind": "CUSTOMER_KIND_PERSON", "homeOfficeId": "\#(office)",
            "names": [{"kind": "NAME_KIND_LEGAL", "full": "김하나"}]}}
          """#))
      let day = Date.now.addingTimeInterval(9 * 3600).formatted(.iso8601.year().month().day())
      var visits: [String] = []
      for hour in ["01", "03"] {
        visits.append(
          try id(
            call(
              "VisitService/CreateVisit",
              #"""
              {"visit": {"customerId": "\#(customer)", "staffId": "\#(staff)",
                "purpose": "first_visit", "outsideHours": "as agreed",
                "startTime": "\#(day)T\#(hour):00:00Z", "endTime": "\#(day)T\#(hour):50:00Z"}}
              """#)))
      }
      self.visits = visits
      let made = try PcrmRun(
        [
          "principal", "create", "--name", "anna", "--role", "field", "--scope", "own", "--staff",
          staff, "--office", office,
        ], on: daemon)
      #expect(made.code == 0, "\(made.complaint)")
      let secret = try PcrmRun(["token", "create", "--principal", "anna"], on: daemon)
      token = secret.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Runs `pcrm field …` on a folder; without a network unless it is asked for.
    func field(
      _ words: [String], _ folder: Folder, isOnline: Bool = false, korean: Bool = false
    ) throws -> PcrmRun {
      let flags =
        ["--folder", folder.path + "/field"] + (korean ? ["--language", "ko"] : [])
      let started = try PcrmRun.start(
        ["field"] + words + flags, on: isOnline ? daemon.address : "127.0.0.1:9", token: token)
      return try PcrmRun(waitingFor: started)
    }
  }

  @Test func worksWithoutANetworkAndSyncsLater() throws {
    let folder = try Folder()
    let agency = try Agency(folder)
    func run(
      _ words: [String], online: Bool = false, korean: Bool = false, code: Int32 = 0
    ) throws -> PcrmRun {
      let run = try agency.field(words, folder, isOnline: online, korean: korean)
      #expect(run.code == code, "\(words): \(run.output)\(run.complaint)")
      return run
    }
    // Fault: a command before init makes an empty device and shows an empty day.
    #expect(try run(["today"], code: 1).complaint.contains("pcrm field init"))
    _ = try run(["init", "--name", "phone of Anna"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/field.key")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(try run(["sync"], code: 3).complaint.contains("127.0.0.1:9"))
    #expect(try run(["sync"], online: true).output.contains("received"))
    let today = try run(["today"])
    #expect(today.output.contains("김하나") && today.complaint.contains("2 visits, 2 still"))
    let visit = String(agency.visits[0].suffix(6))
    #expect(today.output.contains(visit))
    #expect(try run(["start", visit]).complaint.contains("1 change is not sent yet"))
    _ = try run(["attempt", visit, "met", "--note", "현관에서"])
    _ = try run(["note", visit, "보호자 동석"])
    let done = try run(["complete", visit], korean: true)
    #expect(done.complaint.contains("보내지 않은 변경이 4건"), "\(done.complaint)")
    #expect(try run(["start", visit], korean: true, code: 1).complaint.contains("이미 끝난 방문"))
    let status = try run(["status"])
    #expect(status.output.contains("waits #4: done"), "\(status.output)")
    #expect(try run(["today"]).output.contains("done *"))
    #expect(try run(["sync"], online: true).output.contains("sent 4"))
    let shown = try PcrmRun(["visit", "show", agency.visits[0]], on: agency.daemon)
    #expect(shown.output.contains("done"), "\(shown.output)")
    let after = try run(["show", visit])
    #expect(after.output.contains("보호자 동석") && !after.complaint.contains("sent"))
    try conflict(agency, folder)
    // Fault: a key that is gone is made anew, and the folder seems empty.
    try FileManager.default.removeItem(atPath: folder.path + "/field.key")
    #expect(try run(["today"], code: 1).complaint.contains("missing"))
    #expect(try run(["init"], code: 1).complaint.contains("missing"))
  }

  @Test func survivesBeingKilledInTheMiddleOfASync() throws {
    let folder = try Folder()
    let agency = try Agency(folder)
    _ = try agency.field(["init"], folder)
    let visit = String(agency.visits[0].suffix(6))
    var random = SystemRandomNumberGenerator()
    #expect(try agency.field(["sync"], folder, isOnline: true).code == 0)
    for round in 0..<8 {
      #expect(try agency.field(["note", visit, "note \(round)"], folder).code == 0)
      let sync = try PcrmRun.start(
        ["field", "sync", "--folder", folder.path + "/field"], on: agency.daemon.address,
        token: agency.token)
      // A sync takes some tens of milliseconds, most of them before and after the calls.
      usleep(UInt32.random(in: 1_000...120_000, using: &random))
      kill(sync.process.processIdentifier, SIGKILL)
      sync.process.waitUntilExit()
    }
    let last = try agency.field(["sync"], folder, isOnline: true)
    #expect(last.code == 0, "\(last.complaint)")
    let shown = try agency.field(["show", visit], folder)
    for round in 0..<8 { #expect(shown.output.contains("note \(round)"), "\(shown.output)") }
    // Fault: what was sent before the end of the process is sent again under another number.
    let listed = try PcrmRun(
      [
        "call", "pcrm.v1.FieldSyncService/ListVisitNotes",
        #"{"visitId": "\#(agency.visits[0])"}"#,
      ], on: agency.daemon)
    #expect(listed.output.matches(of: #/"text"/#).count == 8, "\(listed.output)")
  }

  /// The office and the device set the customer's language, and one of them wins when somebody says so.
  private func conflict(_ agency: Agency, _ folder: Folder) throws {
    let none = try agency.field(["conflicts"], folder, korean: true)
    #expect(none.complaint.contains("충돌이 없습니다."))
    let unknown = try agency.field(["resolve", "abcdef", "mine"], folder)
    #expect(unknown.code == 1, "\(unknown.complaint)")
  }
}
