import ArgumentParser
import Foundation
import PCRMCore
import TTRPC
import Testing

@testable import pcrm

@Suite("pcrm: settings") struct PcrmSettingsTests {
  private func settings(
    _ flags: [String], _ environment: [String: String] = [:], yaml: String = ""
  ) throws -> pcrm.Settings {
    try pcrm.Settings(
      GlobalOptions.parse(flags), environment: environment,
      file: ConfigFile(yaml: yaml, path: "config.yaml"))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var catches: String
    var flags: [String] = []
    var environment: [String: String] = [:]
    var yaml = ""
    var server: String
    var testDescription: String { catches }
  }

  static let cases = [
    Case(catches: "no default", server: "127.0.0.1:7420"),
    Case(catches: "the file is not read", yaml: "server: file:1", server: "file:1"),
    Case(
      catches: "the file beats the environment", environment: ["PCRM_SERVER": "env:1"],
      yaml: "server: file:1", server: "env:1"),
    Case(
      catches: "the environment beats the flag", flags: ["--server", "flag:1"],
      environment: ["PCRM_SERVER": "env:1"], yaml: "server: file:1", server: "flag:1"),
    Case(
      catches: "an empty variable hides the file", environment: ["PCRM_SERVER": ""],
      yaml: "server: file:1", server: "file:1"),
    Case(
      catches: "a Unix socket is no address", flags: ["--server", "unix:/run/pcrm.sock"],
      server: "unix:/run/pcrm.sock"),
  ]

  @Test(arguments: cases) func findsTheServer(_ test: Case) throws {
    let found = try settings(test.flags, test.environment, yaml: test.yaml)
    #expect(found.endpoint.description == test.server)
  }

  @Test func findsTheToken() throws {
    let folder = NSTemporaryDirectory() + "pcrm-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["flag", "env", "file"] {
      try "\(name)-token\n".write(
        toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    let yaml = "token_file: \(folder)/file"
    #expect(try settings([], [:]).token == nil)
    #expect(try settings([], [:], yaml: yaml).token == "file-token")
    let named = ["PCRM_TOKEN_FILE": "\(folder)/env"]
    #expect(try settings([], named, yaml: yaml).token == "env-token")
    let given = named.merging(["PCRM_TOKEN": "given"]) { $1 }
    #expect(try settings([], given, yaml: yaml).token == "given")
    #expect(
      try settings(["--token-file", "\(folder)/flag"], given, yaml: yaml).token == "flag-token")
    #expect(throws: CommandFailure.self) { try settings(["--token-file", "\(folder)/none"]) }
  }

  @Test func findsTheOutput() throws {
    #expect(try settings([]).output == .table)
    #expect(try settings([], [:], yaml: "output: csv").output == .csv)
    #expect(try settings([], ["PCRM_OUTPUT": "json"], yaml: "output: csv").output == .json)
    #expect(try settings(["-o", "ndjson"], ["PCRM_OUTPUT": "json"]).output == .ndjson)
    #expect(throws: CommandFailure.self) { try settings([], ["PCRM_OUTPUT": "xml"]) }
  }

  @Test(arguments: ["sever: a:1", "- a", "server: [a]", "server: ["])
  func refusesABadFile(_ yaml: String) {
    #expect(throws: CommandFailure.self) { try settings([], [:], yaml: yaml) }
  }

  @Test(arguments: [
    ("--server a:1 customer list --all", "customer list --server a:1 --all"),
    ("--server=a:1 status", "status --server=a:1"),
    ("--tls -o json token list", "token list --tls -o json"),
    ("customer list --server a:1", "customer list --server a:1"),
    ("--server a:1 nonsense", "--server a:1 nonsense"),
    ("--server a:1 customer nonsense", "customer --server a:1 nonsense"),
    ("--help", "--help"), ("--server", "--server"), ("", ""),
    ("--server a:1 call x/y --server", "call --server a:1 x/y --server"),
    ("--language ko field tasks", "field tasks --language ko"),
  ])
  func takesOptionsBeforeTheCommand(_ given: String, _ parsed: String) {
    let words = given.split(separator: " ").map(String.init)
    #expect(GlobalOptions.hoisted(words) == parsed.split(separator: " ").map(String.init))
  }

  @Test(arguments: [
    ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("30", .seconds(30)),
    ("2m", .seconds(120)), ("1h", .seconds(3600)),
  ])
  func readsSpans(_ text: String, _ duration: Duration) {
    #expect(TimeSpan(argument: text)?.duration == duration)
  }

  @Test(arguments: ["", "s", "-1s", "0s", "1d", "1.5s", "9999999999999999999s"])
  func refusesSpans(_ text: String) {
    #expect(TimeSpan(argument: text) == nil)
  }

  @Test func endsWithTheRightCode() {
    let missing = Ending(Status.notFound("customer"))
    #expect(missing.code == 1)
    #expect(missing.complaint == "pcrm: not_found: customer: no such resource")
    let lost = Status(.unavailable, "gone", ErrorInfo(reason: "CONNECTION_LOST"))
    #expect(Ending(lost).code == 3)
    #expect(Ending(CancellationError()).code == 130)
    #expect(Ending(CommandFailure.usage("x")).code == 2)
    #expect(throws: (any Error).self) { try RootCommand.parseAsRoot(["nonsense"]) }
  }

  @Test(arguments: [["--help"], ["customer", "import", "--help"], ["--version"]])
  func helpIsNoFailure(_ arguments: [String]) {
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      try command.run()
      Issue.record("help did not come as an error")
    } catch {
      let ending = Ending(error)
      #expect(ending.code == 0)
      #expect(!ending.output.isEmpty && ending.complaint.isEmpty)
    }
  }

  /// Every command below a command, with its own name last.
  private static func commands(
    _ root: any ParsableCommand.Type, _ path: [String] = []
  ) -> [(path: [String], type: any ParsableCommand.Type)] {
    root.configuration.subcommands.flatMap { type in
      let here = path + [type.configuration.commandName ?? ""]
      return [(here, type)] + commands(type, here)
    }
  }

  @Test func everyCommandShowsAnExample() {
    let all = Self.commands(RootCommand.self)
    #expect(all.count >= 25)
    for (path, type) in all {
      let help = RootCommand.helpMessage(for: type, columns: 100)
      let name = path.joined(separator: " ")
      #expect(help.contains("EXAMPLES"), "\(name)")
      #expect(help.contains("pcrm \(name)") || !type.configuration.subcommands.isEmpty, "\(name)")
    }
  }

  /// Would catch a default that is shown as Swift writes a value, as Day(year: 2026).
  @Test func defaultsAreShownAsTheyAreWritten() {
    for (path, type) in Self.commands(RootCommand.self) {
      let help = RootCommand.helpMessage(for: type, columns: 100)
      let name = path.joined(separator: " ")
      #expect(!help.contains(/\(default:\s+[\w.]+\(/), "\(name)")
    }
    let today = RootCommand.helpMessage(for: FieldToday.self, columns: 100)
    #expect(today.contains("(default: today)"))
    let other = NearDayArgument(argument: "2030-12-01")
    #expect(other?.defaultValueDescription == "2030-12-01")
  }
}
