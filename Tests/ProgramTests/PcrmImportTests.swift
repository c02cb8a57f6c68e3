import Foundation
import Testing

@Suite("pcrm: import against a daemon", .serialized)
struct PcrmImportTests {
  static let mapping = """
    key: n
    columns:
      no: external_ids.n
      name: { field: names.legal.full, required: true }
      mail: contact_points.email
      plan: { field: extensions.plan, type: choice, choices: [a, b] }
    """

  /// The summary's numbers, by name.
  private func counts(_ run: PcrmRun) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in run.lines {
      let words = line.split(separator: " ")
      if words.count == 2, let number = Int(words[1]) { counts[String(words[0])] = number }
    }
    return counts
  }

  private func rows(_ range: ClosedRange<Int>, plan: String = "a") -> String {
    range.map { "\($0),name \($0),m\($0)@example.kr,\(plan)\n" }.joined()
  }

  @Test func asksForTheSchemaThenMakesIt() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let file = try folder.file("a.csv", "no,name,mail,plan\n" + rows(1...3))
    let mapping = try folder.file("m.yaml", Self.mapping)
    let command = ["customer", "import", file, "--mapping", mapping]
    let early = try PcrmRun(command, on: daemon)
    #expect(early.code == 1)
    #expect(
      early.complaint.contains("no field plan; import with --create-schema"), "\(early.complaint)")
    #expect(try PcrmRun(command + ["--create-schema"], on: daemon).code == 0)
    let schema = try PcrmRun(["schema", "get"], on: daemon)
    #expect(schema.output.contains("plan  choice"), "\(schema.output)")
  }

  @Test func tellsEveryRejectedRowAndAddsUp() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let text =
      "no,name,mail,plan\n" + rows(1...1200) + "1201,,x@example.kr,a\n1202,n,not an address,a\n"
      + rows(1203...1210) + "1211,n,a@example.kr\n1,name 1,m1@example.kr,a\n"
    let file = try folder.file("a.csv", text)
    let mapping = try folder.file("m.yaml", Self.mapping)
    let command = ["customer", "import", file, "--mapping", mapping, "--create-schema"]
    let first = try PcrmRun(command, on: daemon)
    #expect(first.code == 1, "\(first.complaint)")
    #expect(
      counts(first)
        == ["read": 1212, "created": 1208, "updated": 0, "unchanged": 1, "rejected": 3])
    let report = try folder.text("a.csv.rejected.csv")
    let lines = report.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 4, "\(report)")
    #expect(lines[1] == "1202,name,is empty and must not be")
    #expect(lines[2].hasPrefix("1203,contact_points[0].value,"), "\(lines[2])")
    #expect(lines[3] == "1212,,has 3 fields; the first line has 4")
    let second = try PcrmRun(command, on: daemon)
    #expect(counts(second)["unchanged"] == 1209)
    #expect(counts(second)["created"] == 0)
    let third = try folder.file("a.csv", "no,name,mail,plan\n" + rows(1...10, plan: "b"))
    let changed = try PcrmRun(
      ["customer", "import", third, "--mapping", mapping, "-o", "json"], on: daemon)
    #expect(changed.code == 0)
    #expect(changed.output.contains(#""updated" : 10"#), "\(changed.output)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/a.csv.rejected.csv"))
  }

  @Test func storesNothingInADryRun() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let file = try folder.file("a.csv", "no,name\n1,n\n2,m\n")
    let mapping = try folder.file(
      "m.yaml", "key: n\ncolumns: {no: external_ids.n, name: names.legal.full}")
    let run = try PcrmRun(
      ["customer", "import", file, "--mapping", mapping, "--dry-run"], on: daemon)
    #expect(run.code == 0 && counts(run)["created"] == 2, "\(run.complaint)")
    #expect(try PcrmRun(["customer", "list", "-o", "ndjson"], on: daemon).lines.isEmpty)
  }

  @Test func lastRowOfACustomerWins() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let text = "no,name\n" + (1...3000).map { "\($0 % 7),name \($0)\n" }.joined()
    let file = try folder.file("a.csv", text)
    let mapping = try folder.file(
      "m.yaml", "key: n\ncolumns: {no: external_ids.n, name: names.legal.full}")
    let run = try PcrmRun(
      ["customer", "import", file, "--mapping", mapping, "--in-flight", "8"], on: daemon)
    #expect(
      counts(run) == ["read": 3000, "created": 7, "updated": 2993, "unchanged": 0, "rejected": 0])
    let names = try PcrmRun(["customer", "list", "-o", "ndjson"], on: daemon).output
    for number in 2994...3000 { #expect(names.contains("\"name \(number)\"")) }
  }

  @Test func importsCardsTwiceToTheSameCustomers() throws {
    let daemon = try Daemon()
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let cards = folder.appending(path: "ImportTests/Cards")
    for (name, count) in [("apple-3.0", 2), ("standard-4.0", 2), ("android-2.1", 1)] {
      let file = cards.appending(path: "\(name).vcf").path
      let first = try PcrmRun(["customer", "import", file], on: daemon)
      #expect(counts(first)["created"] == count, "\(name): \(first.output)\(first.complaint)")
      let second = try PcrmRun(["customer", "import", file], on: daemon)
      #expect(counts(second)["unchanged"] == count, "\(name)")
    }
  }

  /// Kills one side in the middle of an import, imports again, and counts.
  private func interrupted(killServer: Bool) throws {
    let folder = try Folder()
    let rowCount = 20_000
    let text = "no,name\n" + (1...rowCount).map { "\($0),name \($0)\n" }.joined()
    let file = try folder.file("a.csv", text)
    let mapping = try folder.file(
      "m.yaml", "key: n\ncolumns: {no: external_ids.n, name: names.legal.full}")
    let command = ["customer", "import", file, "--mapping", mapping, "--batch-size", "100"]
    let data = folder.path + "/data"
    let daemon = try Daemon(folder: data)
    let started = try PcrmRun.start(command, on: daemon.address, token: daemon.token)
    for _ in 0..<2000 {
      let status = try PcrmRun(["status", "-o", "ndjson"], on: daemon)
      let match = status.output.firstMatch(of: #/"customerCount":"(\d+)"/#)
      let count = match.flatMap { Int($0.output.1) } ?? 0
      if count > 500 || !started.process.isRunning { break }
    }
    if killServer {
      daemon.killNow()
      let lost = try PcrmRun(waitingFor: started)
      #expect(lost.code == 3 || lost.code == 0, "\(lost.complaint)")
    } else {
      kill(started.process.processIdentifier, SIGKILL)
      started.process.waitUntilExit()
      daemon.stop()
    }
    let again = try Daemon(folder: data)
    let rest = try PcrmRun(command, on: again)
    let sum = counts(rest)
    #expect(rest.code == 0, "\(rest.complaint)")
    #expect(sum["read"] == rowCount && sum["updated"] == 0 && sum["rejected"] == 0, "\(sum)")
    let keys = try PcrmRun(["customer", "list", "--all", "-o", "ndjson"], on: again).lines.map {
      $0.firstMatch(of: #/"scheme":"n","value":"(\d+)"/#)?.output.1 ?? ""
    }
    #expect(keys.count == rowCount)
    #expect(Set(keys).count == rowCount)
  }

  @Test func comesOnlyOnceWhenTheServerIsKilled() throws { try interrupted(killServer: true) }

  @Test func comesOnlyOnceWhenTheClientIsKilled() throws { try interrupted(killServer: false) }
}

/// The folder of real data, where there is one.
private let realData = ProcessInfo.processInfo.environment["PCRM_DATA"].flatMap {
  $0.isEmpty ? nil : $0
}

@Suite(
  "pcrm: import of real data", .serialized,
  .enabled(if: realData != nil, "PCRM_DATA is not set: these tests on real data did not run"))
struct PcrmRealDataTests {
  @Test func loadsEveryTelcoCustomer() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let command = [
      "customer", "import",
      "\(try #require(realData))/telco-customers/WA_Fn-UseC_-Telco-Customer-Churn.csv",
      "--mapping", "\(project)/docs/examples/telco-mapping.yaml", "--create-schema",
      "--report", folder.path + "/rejected.csv",
    ]
    let first = try PcrmRun(command, on: daemon)
    #expect(
      first.output == """
        read       7043
        created    7043
        updated       0
        unchanged     0
        rejected      0
        note: TotalCharges: empty in 11 rows, left absent

        """, "\(first.complaint)")
    let second = try PcrmRun(command, on: daemon)
    #expect(second.output.contains("unchanged  7043"), "\(second.output)")
    let one = try PcrmRun(
      ["customer", "lookup", "--external-id", "telco=5575-GNVDE", "-o", "ndjson"], on: daemon)
    for part in [
      #""name":"tenure_months","integer":"34""#, #""name":"total_charges","decimal":"1889.5""#,
      #""name":"contract","text":"One year""#, #""name":"churn","boolean":false"#, "SEX_MALE",
    ] {
      #expect(one.output.contains(part), "\(part) is not in \(one.output)")
    }
  }

  @Test func loadsEveryCard() throws {
    let daemon = try Daemon()
    let folder = try #require(realData)
    var created = 0
    for name in ["ANDROID", "IPHONE", "GMAIL", "MS_OUTLOOK"] {
      let run = try PcrmRun(
        ["customer", "import", "\(folder)/vcards/John_Doe_\(name).vcf", "-o", "ndjson"], on: daemon)
      #expect(run.code == 0, "\(run.complaint)")
      let count = run.output.firstMatch(of: #/"created":(\d+)/#).flatMap { Int($0.output.1) }
      created += count ?? 0
    }
    #expect(created == 9)
  }
}
