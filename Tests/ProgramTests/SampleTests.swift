import Foundation
import Testing

@Suite("pcrmd sample: people with their cases", .serialized)
struct SampleTests {
  /// Runs `pcrmd sample` into a folder, and answers what it printed.
  private func sample(_ folder: String, _ flags: [String] = []) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: Daemon.programs + "/pcrmd")
    process.arguments = ["sample", "--data", folder, "--customers", "600"] + flags
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private func cases(_ daemon: Daemon) throws -> [Substring] {
    let run = try PcrmRun(["case", "list", "--all", "-o", "csv"], on: daemon)
    #expect(run.code == 0, "\(run.complaint)")
    return run.output.split(separator: "\r\n").dropFirst().map { $0 }
  }

  @Test func makesCasesThatTheServerTakesForItsOwn() throws {
    let (one, two) = (try Folder(), try Folder())
    for folder in [one, two] {
      let (code, text) = try sample(folder.path + "/data", ["--seed", "7", "--cases", "0.4"])
      #expect(code == 0 && text.contains("600 customers and "), "\(text)")
    }
    let daemon = try Daemon(folder: one.path + "/data")
    let again = try Daemon(folder: two.path + "/data")
    let rows = try cases(daemon)
    let same = try cases(again)
    #expect(rows.count > 200 && same == rows, "the same seed makes the same cases")
    try visitsHold(daemon, again)
    let injuries = rows.filter { $0.contains(",injury,") }
    for stage in [
      "first_care", "care_extension", "care_end", "disability_aftereffect", "return_to_society",
    ] {
      #expect(injuries.contains { $0.contains(",\(stage),") }, "\(stage)")
    }
    #expect(Set(rows.compactMap { $0.split(separator: ",").first }).count == rows.count)
    try rulesHold(daemon)
    try segmentsHold(daemon)
    try classificationHolds(daemon)
    // A case of the sample goes on like any other, and the next number is free.
    let name = try #require(
      injuries.first { $0.contains(",open,care_extension,") }?.split(separator: ",").first)
    let ended = try PcrmRun(
      [
        "case", "advance", String(name), "care_end", "--reason", "종결", "--exit-reason", "progress",
      ], on: daemon)
    #expect(
      ended.code == 0 && ended.output.contains("+ due care_end_guidance"), "\(ended.complaint)")
    let customer = try #require(rows.first?.split(separator: ",").dropLast().last)
    let opened = try PcrmRun(["case", "open", "injury", String(customer)], on: daemon)
    #expect(opened.code == 0, "\(opened.complaint)")
    let load = try PcrmRun(["assignment", "load", "--office", "01"], on: daemon)
    #expect(load.lines.count == 10, "\(load.output)\(load.complaint)")
    daemon.stop()
    try verifies(one.path + "/data")
  }

  /// Visits and claims are those that the server itself would have stored.
  private func verifies(_ folder: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: Daemon.programs + "/pcrmd")
    process.arguments = ["verify", "--data", folder]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
  }

  private func rulesHold(_ daemon: Daemon) throws {
    for document in ["authority-limits", "qualifications"] {
      let command = document == "qualifications" ? "qualifications" : "authority"
      let applied = try PcrmRun(
        ["assignment", command, "apply", "--preset", document, "--yes"], on: daemon)
      #expect(
        applied.code == 0 && applied.complaint.contains("nothing changes"), "\(applied.complaint)")
    }
    // The third of the first office is new; the sixth has a role beside the job.
    for (number, modules, role) in [
      ("E0001", 5, ""), ("E0003", 4, ""), ("E0006", 5, "quasi_case_manager"),
    ] {
      let shown = try PcrmRun(
        ["assignment", "qualifications", "show", number, "-o", "ndjson"], on: daemon)
      #expect(shown.output.matches(of: #/"module"/#).count == modules, "\(shown.output)")
      #expect(shown.output.contains("\"role\"") == !role.isEmpty, "\(shown.output)")
      #expect(role.isEmpty || shown.output.contains(role), "\(shown.output)")
    }
  }

  private func segmentsHold(_ daemon: Daemon) throws {
    let built = try PcrmRun(
      ["segment", "apply", "--preset", "segments", "--yes", "--wait"], on: daemon)
    #expect(built.code == 0 && built.complaint.contains("nothing changes"), "\(built.complaint)")
    let list = try PcrmRun(["segment", "list", "-o", "csv"], on: daemon)
    let sizes = Dictionary(
      uniqueKeysWithValues: list.lines.dropFirst().map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return (String(cells[0]), Int(cells[2]) ?? -1)
      })
    for name in [
      "support.priority", "support.intensive", "support.general", "management.intensive",
      "management.general", "care.long-term", "phase.acute", "users.outside", "policy.holders",
      "severity.severe", "users.attention",
    ] {
      #expect(sizes[name].map { $0 > 0 } == true, "\(name): \(sizes)")
    }
    #expect(sizes["care.without-worker"] == 0, "everybody in care has a case worker")
    for name in ["management.intensive", "care.long-term", "users.attention", "users.outside"] {
      let audit = try PcrmRun(["segment", "audit", name], on: daemon)
      #expect(audit.code == 0, "\(name): \(audit.output)\(audit.complaint)")
    }
  }

  /// Past visits with what came of them, and coming ones: the same each time.
  private func visitsHold(_ daemon: Daemon, _ again: Daemon) throws {
    func visits(_ daemon: Daemon) throws -> [Substring] {
      let run = try PcrmRun(
        ["visit", "list", "--before", "today", "--all", "-o", "csv"], on: daemon)
      #expect(run.code == 0, "\(run.complaint)")
      return run.output.split(separator: "\r\n").dropFirst().map { $0 }
    }
    /// Without the cases' ids, which tell when the sample was made.
    func comparable(_ row: Substring) -> [Substring] {
      var cells = row.split(separator: ",", omittingEmptySubsequences: false)
      cells.remove(at: 10)
      return cells
    }
    let rows = try visits(daemon)
    let same = try visits(again)
    #expect(
      rows.count > 100 && same.map(comparable) == rows.map(comparable),
      "the same seed makes the same visits")
    for state in ["done", "no_show", "cancelled"] {
      #expect(rows.contains { $0.contains(",\(state),") }, "\(state)")
    }
    let quality = try PcrmRun(
      ["visit", "quality", "--from", "-40", "--before", "today", "-o", "csv"], on: daemon)
    let levels = quality.lines.dropFirst().map { $0.split(separator: ",") }
    #expect(levels.count == 3, "\(quality.output)\(quality.complaint)")
    // Each visit that took place has its report.
    for level in levels { #expect(level[1] == level[2] && Int(level[1]) ?? 0 > 0, "\(level)") }
  }

  private func classificationHolds(_ daemon: Daemon) throws {
    let waiting = try PcrmRun(["classify", "proposals", "-o", "ndjson"], on: daemon)
    #expect(!waiting.lines.isEmpty, "\(waiting.complaint)")
    for line in waiting.lines.prefix(5) {
      let id = try #require(line.firstMatch(of: #/"id":"([0-9a-f-]{36})"/#)?.output.1)
      let rerun = try PcrmRun(["classify", "rerun", String(id)], on: daemon)
      #expect(rerun.code == 0, "\(rerun.output)\(rerun.complaint)")
    }
  }

  @Test func refusesAnImpossibleShare() throws {
    let folder = try Folder()
    #expect(try sample(folder.path + "/data", ["--cases", "1.5"]).0 != 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/data"))
  }
}
