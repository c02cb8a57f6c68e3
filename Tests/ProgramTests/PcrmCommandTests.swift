import Foundation
import PCRMCore
import Testing

@testable import pcrm

@Suite("pcrm: commands against a daemon", .serialized)
struct PcrmCommandTests {
  @Test func worksWithOneCustomer() throws {
    let daemon = try Daemon()
    let made = try PcrmRun(
      [
        "customer", "create", "--name", "김민수", "--mobile", "010-0000-1234", "--born", "1961-03-04",
        "--external-id", "member=17", "--output", "ndjson",
      ], on: daemon)
    #expect(made.code == 0, "\(made.complaint)")
    let id = try #require(made.output.firstMatch(of: #/"id":"([0-9a-f-]{36})"/#)?.output.1)
    let table = try PcrmRun(["customer", "list"], on: daemon).lines
    #expect(table.first?.hasPrefix("ID  ") == true)
    #expect(table.last?.contains("김민수  1961-03-04  010-0000-1234") == true, "\(table)")
    for how in [["--phone", "+82 10 0000 1234"], ["--external-id", "member=17"]] {
      let found = try PcrmRun(["customer", "lookup"] + how + ["-o", "ndjson"], on: daemon)
      #expect(found.output.contains(id) && found.lines.count == 1, "\(how)")
    }
    #expect(try PcrmRun(["customer", "search", "김민"], on: daemon).output.contains(id))
    let csv = try PcrmRun(["customer", "get", String(id), "-o", "csv"], on: daemon)
    #expect(csv.output.contains(",김민수,,1961-03-04,,,,010-0000-1234,"), "\(csv.output)")
    let gone = try PcrmRun(["customer", "delete", String(id)], on: daemon)
    #expect(gone.code == 0 && gone.output.contains("deleted"), "\(gone.complaint)")
    #expect(try PcrmRun(["customer", "list", "-o", "csv"], on: daemon).lines.count == 1)
    #expect(try PcrmRun(["customer", "undelete", String(id)], on: daemon).code == 0)
    #expect(try PcrmRun(["customer", "list", "-o", "ndjson"], on: daemon).lines.count == 1)
  }

  @Test func refusesWithCodeOne() throws {
    let daemon = try Daemon()
    let unknown = "018f3a5e-7c1b-7d2a-9f00-2b1c5d7e9a01"
    let missing = try PcrmRun(["customer", "get", unknown], on: daemon)
    #expect(missing.code == 1)
    #expect(missing.complaint.hasPrefix("pcrm: not_found: "), "\(missing.complaint)")
    let stranger = try PcrmRun(
      waitingFor: PcrmRun.start(["customer", "list"], on: daemon.address, token: "pcrm_wrong"))
    #expect(stranger.code == 1)
    #expect(stranger.complaint.hasPrefix("pcrm: unauthenticated: "), "\(stranger.complaint)")
  }

  @Test func refusesUsageWithCodeTwo() throws {
    for arguments in [
      ["nonsense"], ["customer", "list", "--page-size", "0"], ["customer", "get", "no-id"],
      ["customer", "lookup"], ["call", "no-slash", "{}"], ["--server", "x", "status"],
      ["customer", "import", "/nowhere.vcf", "--server", "unix:/nowhere"],
    ] {
      let run = try PcrmRun(arguments)
      let expected: Int32 = arguments.contains("unix:/nowhere") ? 3 : 2
      #expect(run.code == expected, "\(arguments): \(run.complaint)")
      #expect(!run.complaint.isEmpty && run.output.isEmpty, "\(arguments)")
    }
  }

  @Test func findsNoServerWithCodeThree() throws {
    let run = try PcrmRun(["--server", "unix:/nowhere/pcrm.sock", "status"])
    #expect(run.code == 3)
    #expect(run.complaint.hasPrefix("pcrm: cannot connect to unix:/nowhere/pcrm.sock"))
  }

  @Test func callsAnyMethodInJSON() throws {
    let daemon = try Daemon()
    let create = "pcrm.v1.CustomerService/CreateCustomer"
    let requests = (1...3).map { number in
      """
      {"customer":{"kind":"CUSTOMER_KIND_PERSON","names":[{"kind":"NAME_KIND_LEGAL","full":"n\(number)"}]}}
      """
    }
    let made = try PcrmRun(
      ["call", create], on: daemon, input: requests.joined(separator: "\n\n") + "\n")
    #expect(made.code == 0, "\(made.complaint)")
    #expect(made.lines.count == 3)
    let feed = try PcrmRun(
      ["call", "pcrm.v1.CustomerService/WatchChanges", #"{"stopAtEnd":true}"#], on: daemon)
    #expect(feed.code == 0 && feed.output.contains("CHANGE_KIND_CREATED"), "\(feed.complaint)")
    let wrong = try PcrmRun(["call", create, #"{"customr":{}}"#], on: daemon)
    #expect(wrong.code == 1 && wrong.complaint.contains("customr"), "\(wrong.complaint)")
    let none = try PcrmRun(["call", "pcrm.v1.CustomerService/Nothing", "{}"], on: daemon)
    #expect(none.code == 1 && none.complaint.hasPrefix("pcrm: unimplemented: "))
  }

  @Test func describesTheContract() throws {
    let daemon = try Daemon()
    let all = try PcrmRun(["describe"], on: daemon)
    #expect(all.code == 0 && all.output.contains("pcrm.v1.CustomerService/GetCustomer"))
    let field = try PcrmRun(["describe", "pcrm.v1.Customer.birth_date"], on: daemon)
    #expect(field.output.contains("Day of birth"), "\(field.output)\(field.complaint)")
    let json = try PcrmRun(["describe", "pcrm.v1.Customer", "--json"], on: daemon)
    #expect(json.output.contains("SYMBOL_KIND_MESSAGE"))
    #expect(try PcrmRun(["describe", "pcrm.v1.Nothing"], on: daemon).code == 1)
  }

  @Test func refusesATurnedSpanOfDays() throws {
    // Fault: an empty list, as if nobody went anywhere.
    let turned = try PcrmRun(["visit", "list", "--from", "tomorrow", "--before", "yesterday"])
    #expect(turned.code == 2 && turned.complaint.contains("--before"), "\(turned.complaint)")
  }

  @Test func tellsAdviceInKoreanToo() {
    let info = ErrorInfo(reason: "ON_BEHALF", field: "token")
    let status = Status(.permissionDenied, "token: a case worker does not record them", info)
    let said = StatusWords.text(status, .ko)
    #expect(said.contains("대신 답할 수 없습니다.") && said.contains("case worker"), "\(said)")
  }

  /// Would catch one sentence for groups, weights, people who moved and the number of questions alike.
  @Test func saysInKoreanTooWhatWasTooFew() {
    for (field, words) in [
      ("filter", "of one survey you may be told of 1000 groups"),
      ("margins", "weigh by larger groups"), ("unweighted", "ask for the figures without weights"),
    ] {
      let status = Status.precondition("DIFFERENCE_TOO_SMALL", field, words)
      let said = StatusWords.text(status, .ko)
      #expect(said.contains("드러날 수 있어") && said.contains("\(field): \(words)"), "\(said)")
    }
  }

  @Test func namesTheWayToAPartWithoutAFlag() {
    let info = ErrorInfo(
      reason: "PARTS_MISSING", field: "report", params: [.init(name: "parts", value: "adoption")])
    let status = Status(.failedPrecondition, "report: needs the parts adoption too", info)
    #expect(StatusWords.text(status, .en).contains("give the report as a document"))
    #expect(StatusWords.text(status, .ko).contains("문서"))
  }

  @Test func showsDaysAsDaysInItsHelp() throws {
    for command in [["field", "today"], ["visit", "today"]] {
      let help = try PcrmRun(command + ["--help"])
      #expect(!help.output.contains("NearDayArgument"), "\(help.output)")
    }
  }

  @Test func tellsTheStatus() throws {
    let daemon = try Daemon()
    let status = try PcrmRun(["status"], on: daemon)
    #expect(status.code == 0, "\(status.complaint)")
    #expect(status.output.contains("health             serving"), "\(status.output)")
  }

  @Test func handsOutTokens() throws {
    let daemon = try Daemon()
    // Fault: whoever leaves the scope out hands the whole agency over.
    let open = try PcrmRun(
      ["principal", "create", "--name", "payments", "--role", "integration"], on: daemon)
    #expect(open.code == 2 && open.complaint.contains("--scope"), "\(open.output)")
    let principal = try PcrmRun(
      ["principal", "create", "--name", "payments", "--role", "integration", "--scope", "all"],
      on: daemon)
    #expect(principal.code == 0, "\(principal.complaint)")
    let made = try PcrmRun(
      ["token", "create", "--principal", "payments", "--days", "1"], on: daemon)
    let secret = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(secret.hasPrefix("pcrm_") && !secret.contains("\n"), "\(made.complaint)")
    let id = try #require(made.complaint.firstMatch(of: #/token ([0-9a-f-]{36});/#)?.output.1)
    func asPayments() throws -> Int32 {
      try PcrmRun(
        waitingFor: PcrmRun.start(["customer", "list"], on: daemon.address, token: secret)
      ).code
    }
    #expect(try asPayments() == 0)
    let listed = try PcrmRun(["token", "list", "--principal", "payments"], on: daemon)
    #expect(listed.output.contains(id) && !listed.output.contains(secret))
    #expect(try PcrmRun(["principal", "disable", "payments"], on: daemon).code == 0)
    #expect(try asPayments() == 1)
    #expect(try PcrmRun(["principal", "enable", "payments"], on: daemon).code == 0)
    #expect(try asPayments() == 0)
    #expect(try PcrmRun(["token", "revoke", String(id)], on: daemon).code == 0)
    #expect(try asPayments() == 1)
  }

  @Test func pagesThroughAList() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let rows = (1...25).map { "\($0),name \($0)\n" }.joined()
    let file = try folder.file("a.csv", "no,name\n" + rows)
    let mapping = try folder.file(
      "m.yaml", "key: n\ncolumns: {no: external_ids.n, name: names.legal.full}")
    #expect(try PcrmRun(["customer", "import", file, "--mapping", mapping], on: daemon).code == 0)
    let page = try PcrmRun(
      ["customer", "list", "--page-size", "10", "-o", "ndjson"], on: daemon)
    #expect(page.lines.count == 10)
    let token = try #require(page.complaint.firstMatch(of: #/--page-token (\S+),/#)?.output.1)
    let second = try PcrmRun(
      ["customer", "list", "--page-size", "10", "--page-token", String(token), "-o", "ndjson"],
      on: daemon)
    #expect(second.lines.count == 10 && Set(second.lines).isDisjoint(with: page.lines))
    let all = try PcrmRun(
      ["customer", "list", "--page-size", "10", "--all", "-o", "ndjson"], on: daemon)
    #expect(Set(all.lines).count == 25 && all.complaint.isEmpty)
  }

  @Test func exportsWithAReason() throws {
    let daemon = try Daemon()
    for name in ["Ada", "김민수"] {
      #expect(try PcrmRun(["customer", "create", "--name", name], on: daemon).code == 0)
    }
    let export = ["customer", "export", "--purpose", "statistics", "--reason", "yearly report"]
    let none = try PcrmRun(export, on: daemon)
    #expect(none.code == 0 && none.output.isEmpty, "\(none.complaint)")
    #expect(none.complaint.contains("exported 0, without consent 2"))
    let lawful = try PcrmRun(
      export + ["--legal-basis", "산재보험법 제31조", "--output", "csv"], on: daemon)
    #expect(lawful.lines.count == 3, "\(lawful.complaint)")
    #expect(lawful.output.contains(",김민수,"))
    let refused = try PcrmRun(export + ["--refuse-missing"], on: daemon)
    #expect(refused.code == 1 && refused.complaint.hasPrefix("pcrm: failed_precondition: "))
  }

  @Test func endsOnInterrupt() throws {
    let daemon = try Daemon()
    let started = try PcrmRun.start(
      ["call", "pcrm.v1.CustomerService/WatchChanges", "{}"], on: daemon.address,
      token: daemon.token)
    usleep(300_000)
    kill(started.process.processIdentifier, SIGINT)
    let run = try PcrmRun(waitingFor: started)
    #expect(run.code == 130)
    #expect(run.complaint == "pcrm: interrupted\n")
  }
}
