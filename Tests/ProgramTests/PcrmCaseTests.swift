import Foundation
import Testing

@Suite("pcrm: a case from its opening to its segments", .serialized)
struct PcrmCaseTests {
  /// A daemon with an office, a team, two members of staff, and the presets of the injury cycle.
  private func agency() throws -> Daemon {
    let daemon = try Daemon()
    func call(_ method: String, _ json: String) throws -> String {
      let run = try PcrmRun(
        ["call", "pcrm.v1.OrganisationService/\(method)", json], on: daemon)
      #expect(run.code == 0, "\(run.complaint)")
      return run.output.firstMatch(of: #/"id":"([0-9a-f-]{36})"/#).map { String($0.output.1) } ?? ""
    }
    let office = try call(
      "CreateUnit", #"{"unit": {"kind": "UNIT_KIND_OFFICE", "code": "01", "name": "서울"}}"#)
    let team = try call(
      "CreateUnit",
      #"{"unit": {"kind": "UNIT_KIND_TEAM", "code": "01-T1", "name": "상담팀"}, "parentId": "\#(office)"}"#
    )
    for (number, name) in [("E1", "김하나"), ("E2", "이두리")] {
      _ = try call(
        "CreateStaff",
        """
        {"staff": {"name": "\(name)", "employeeNumber": "\(number)", "officeId": "\(office)",
          "teamId": "\(team)", "jobGroup": "JOB_GROUP_GENERAL"}}
        """)
    }
    for apply in [
      ["casetype", "apply", "--preset", "injury-cycle"],
      ["casetype", "apply", "--preset", "enquiry"],
      ["segment", "apply", "--preset", "segments", "--wait"],
      ["classify", "apply", "--preset", "management-levels"],
      ["classify", "needs", "apply", "--preset", "need-weights"],
    ] {
      let run = try PcrmRun(apply + ["--yes"], on: daemon)
      #expect(run.code == 0, "\(apply): \(run.complaint)")
    }
    let customer = try PcrmRun(
      [
        "customer", "create", "--name", "김민수", "--mobile", "010-0000-1234", "--born", "1961-03-04",
        "--external-id", "member=17",
      ], on: daemon)
    #expect(customer.code == 0, "\(customer.complaint)")
    return daemon
  }

  private func run(_ arguments: [String], on daemon: Daemon, code: Int32 = 0) throws -> PcrmRun {
    let run = try PcrmRun(arguments, on: daemon)
    #expect(run.code == code, "\(arguments): \(run.output)\(run.complaint)")
    return run
  }

  @Test func livesFromAccidentToReturn() throws {
    let daemon = try agency()
    let outside = try run(["segment", "explain", "users.outside", "member=17"], on: daemon)
    #expect(outside.output.contains("김민수 is in users.outside."), "\(outside.output)")
    #expect(outside.output.contains("✓ 1. size(cases) == 0"), "\(outside.output)")

    let opened = try run(
      ["case", "open", "injury", "member=17", "--severity", "ais:4", "--summary", "떨어짐"],
      on: daemon)
    let number = try #require(opened.output.firstMatch(of: #/(INJ-\d+-\d+)/#)?.output.1)
    let name = String(number)
    #expect(opened.output.contains("+ due accident_report"), "\(opened.output)")
    let refused = try run(
      ["case", "advance", name, "care_end", "--reason", "x", "--exit-reason", "progress"],
      on: daemon, code: 1)
    #expect(refused.complaint.hasPrefix("pcrm: failed_precondition: "), "\(refused.complaint)")
    let korean = try run(
      [
        "case", "advance", name, "care_end", "--reason", "x", "--exit-reason", "progress",
        "--language", "ko",
      ], on: daemon, code: 1)
    #expect(korean.complaint.contains("갈 수 없습니다"), "\(korean.complaint)")
    let first = try run(
      ["case", "advance", name, "first_care", "--reason", "신청", "--exit-reason", "progress"],
      on: daemon)
    #expect(
      first.output.contains("- dropped accident_report  because the case left the stage"),
      "\(first.output)")
    _ = try run(
      ["case", "quality", name, "--check", "severity_recorded", "--result", "kept"], on: daemon)
    let unled = try run(
      ["case", "advance", name, "care_extension", "--reason", "승인", "--exit-reason", "progress"],
      on: daemon, code: 1)
    #expect(unled.complaint.contains("case worker"), "\(unled.complaint)")
    let cared = try run(
      [
        "case", "advance", name, "care_extension", "--reason", "승인", "--exit-reason", "progress",
        "--worker", "E1",
      ], on: daemon)
    #expect(cared.output.contains("approved"), "\(cared.output)")
    _ = try run(["case", "phase", name, "acute", "--reason", "첫 소견"], on: daemon)
    let met = try run(
      [
        "case", "touchpoint", name, "--code", "worker_introduction", "--rating", "as_expected",
        "--service", "case_management", "--staff", "E1",
      ], on: daemon)
    #expect(met.output.contains("done"), "\(met.output)")
    let unknown = try run(["case", "touchpoint", name, "--code", "nothing"], on: daemon, code: 1)
    #expect(unknown.complaint.contains("these are: "), "\(unknown.complaint)")
    let needs = try run(
      ["case", "needs", name, "--need", "livelihood", "--hardship", "income_loss"], on: daemon)
    #expect(needs.output.contains("+livelihood"), "\(needs.output)")
    let events = try run(["case", "events", name], on: daemon)
    #expect(events.output.contains("first_care") && events.output.contains("touchpoint"))
    #expect(try run(["case", "touchpoints", name], on: daemon).output.contains("stage_left"))
    let list = try run(["case", "list", "--customer", "member=17", "-o", "csv"], on: daemon)
    #expect(list.lines.count == 2, "\(list.output)")
    try classifies(name, daemon)
    try assigns(name, daemon)
  }

  private func classifies(_ name: String, _ daemon: Daemon) throws {
    let before = try run(
      ["segment", "explain", "management.intensive", "member=17", "--language", "ko"], on: daemon)
    #expect(before.output.contains("김민수 님은 management.intensive에 속하지 않습니다."), "\(before.output)")
    #expect(before.output.contains("? 1. cases.exists("), "\(before.output)")
    let proposed = try run(["classify", "propose", name, "management_level"], on: daemon)
    #expect(proposed.output.contains("✓ severe"), "\(proposed.output)")
    #expect(proposed.output.contains("case.severity_grade = 4"), "\(proposed.output)")
    let waiting = try run(["classify", "show", name], on: daemon)
    #expect(waiting.output.contains("management level: none yet"), "\(waiting.output)")
    #expect(waiting.output.contains("waits for sign-off: intensive"), "\(waiting.output)")
    #expect(try run(["classify", "proposals"], on: daemon).output.contains("intensive"))
    let signed = try run(
      [
        "classify", "sign-off", name, "management_level", "--team", "01-T1", "--member", "E1",
        "--member", "E2",
      ], on: daemon)
    #expect(signed.output.contains("in_force"), "\(signed.output)")
    let members = try run(["segment", "members", "management.intensive", "-o", "csv"], on: daemon)
    #expect(members.lines.count == 2, "\(members.output)")
    let after = try run(["segment", "explain", "management.intensive", "member=17"], on: daemon)
    #expect(after.output.contains("김민수 is in management.intensive."), "\(after.output)")
    #expect(
      after.output.contains("because something about the customer changed"), "\(after.output)")
    #expect(after.output.contains("✓ 1. cases.exists("), "\(after.output)")
    let history = try run(["segment", "history", "--customer", "member=17"], on: daemon)
    #expect(history.output.contains("users.outside"), "\(history.output)")
    let audit = try run(["segment", "audit", "management.intensive"], on: daemon)
    #expect(audit.output.contains("missing    0"), "\(audit.output)")
    let overridden = try run(
      [
        "classify", "override", name, "--management-level", "general", "--until", "2029-01-01",
        "--reason", "가족 돌봄",
      ], on: daemon)
    #expect(overridden.output.contains("override"), "\(overridden.output)")
    #expect(try run(["classify", "history", name], on: daemon).lines.count == 3)
  }

  /// A token of the second member of staff.
  private func secondWorker(_ daemon: Daemon) throws -> String {
    _ = try run(
      [
        "principal", "create", "--name", "second", "--role", "counsellor", "--scope", "all",
        "--staff", "E2",
      ], on: daemon)
    let token = try run(["token", "create", "--principal", "second"], on: daemon)
    return token.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func assigns(_ name: String, _ daemon: Daemon) throws {
    let who = try run(["assignment", "who", name], on: daemon)
    #expect(who.lines.first == "김하나", "\(who.output)")
    #expect(try run(["assignment", "load", "--office", "01"], on: daemon).output.contains("김하나"))
    let offered = try run(
      ["assignment", "hand-over", name, "--to", "E2", "--reason", "전보"], on: daemon)
    let id = try #require(offered.output.firstMatch(of: #/([0-9a-f-]{36})/#)?.output.1)
    let stranger = try run(["assignment", "accept", String(id)], on: daemon, code: 1)
    #expect(stranger.complaint.contains("permission_denied"), "\(stranger.complaint)")
    let accepted = try PcrmRun(
      waitingFor: PcrmRun.start(
        ["assignment", "accept", String(id)], on: daemon.address, token: secondWorker(daemon)))
    #expect(accepted.code == 0, "\(accepted.complaint)")
    #expect(try run(["assignment", "who", name], on: daemon).lines.first == "이두리")
    _ = try run(
      [
        "assignment", "absence", "record", "E2", "--reason", "leave", "--from", "2026-01-01",
        "--deputy", "E1",
      ], on: daemon)
    let deputy = try run(["assignment", "who", name], on: daemon)
    #expect(deputy.lines.first == "김하나" && deputy.output.contains("✗ 이두리"), "\(deputy.output)")
    let proposal = try run(["assignment", "propose", "--case", name, "--to", "E1"], on: daemon)
    #expect(proposal.output.contains("김하나"), "\(proposal.output)")
    let plan = try #require(proposal.output.firstMatch(of: #/([0-9a-f-]{36})/#)?.output.1)
    _ = try run(
      ["assignment", "apply", String(plan), "--reason", "고르게", "--yes"], on: daemon)
    #expect(try run(["assignment", "duties", "--case", name], on: daemon).lines.count == 4)
  }

  @Test func refusesNonsense() throws {
    let daemon = try Daemon()
    for (arguments, code, complaint) in [
      (["case", "show", "INJ-2026-000001"], 1, "not_found: case INJ-2026-000001"),
      (["case", "open", "injury", "nobody"], 2, "the customer is \"nobody\""),
      (["case", "open", "injury", "member=1"], 1, "not_found: customer member=1"),
      (["case", "open", "injury", "member=1", "--severity", "bad"], 2, "bad"),
      (["segment", "explain", "only-one"], 2, "give a segment and a customer"),
      (["segment", "show", "nothing"], 1, "not_found"),
      (["segment", "preview"], 2, "give a rule"),
      (["classify", "sign-off", "X", "support_group", "--team", "1"], 2, "--member"),
      (["classify", "override", "X", "--reason", "r", "--until", "2029-01-01"], 2, "give either"),
      (["assignment", "propose"], 2, "say which cases"),
      (["assignment", "hand-over", "X", "--reason", "r"], 2, "--to-team"),
      (["assignment", "who", "nothing"], 1, "not_found: case nothing"),
      (["--language", "fr", "segment", "list"], 2, "fr"),
    ] as [([String], Int32, String)] {
      let run = try PcrmRun(arguments, on: daemon)
      #expect(run.code == code, "\(arguments): \(run.output)\(run.complaint)")
      #expect(run.complaint.contains(complaint), "\(arguments): \(run.complaint)")
    }
  }
}
