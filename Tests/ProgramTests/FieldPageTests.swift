import Foundation
import Testing

/// The commands of the page about the command line, typed as they are written there.
@Suite("pcrm field: as its page has it", .serialized)
struct FieldPageTests {
  /// The commands of the section, continued lines put together, comments taken off.
  private func commands() throws -> [String] {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: top.appending(path: "docs/command-line.md"), encoding: .utf8)
    let section = try #require(
      page.components(separatedBy: "\n## ").first { $0.hasPrefix("In the field") })
    let block = try #require(section.components(separatedBy: "```").dropFirst().first)
    return block.replacingOccurrences(of: "\\\n", with: " ").split(separator: "\n").map { line in
      (line.components(separatedBy: "   #").first ?? "").trimmingCharacters(in: .whitespaces)
    }
  }

  @Test func everyCommandDoesWhatItSays() throws {
    let folder = try Folder()
    let team = try FieldTeam(folder)
    let device = FieldHand(team: team, folder: folder.path + "/field")
    try Data([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
      .write(to: URL(filePath: folder.path + "/consent.jpg"))
    let lines = try commands()
    #expect(lines.count > 20 && lines.allSatisfy { $0.hasPrefix("pcrm field ") }, "\(lines)")
    var ids = ["7d9a01": team.visit(0), "3c55e2": team.visit(1), "5e21aa": team.visit(2)]
    // Who answers a form shows a token and is asked: `PcrmFieldFormsTests` does that.
    for line in lines where !line.hasPrefix("pcrm field answer") {
      if line.contains("task done") {
        try device.sync()
        let tasks = try device("tasks")
        let row = try #require(tasks.lines.first { $0.contains("서류 회수") }, "\(tasks.output)")
        ids["41c7e0"] = String(row.split(separator: " ").last ?? "")
      }
      if line.hasSuffix("field conflicts") {
        try device("customer", "edit", "김하나", "--mobile", "010-3333-4444")
        try team.call(
          "CustomerService/UpdateCustomer",
          #"""
          {"customer": {"id": "\#(team.customer)", "contactPoints": [
            {"kind": "CONTACT_POINT_KIND_MOBILE", "value": "010-5555-6666"}]},
            "updateMask": "contactPoints"}
          """#)
        try device.sync()
      }
      if line.contains("field resolve") {
        let shown = try device("conflicts").output
        // Fault: people are shown lists as programs have them.
        #expect(shown.contains("010-3333-4444 (mobile)"), "\(shown)")
        ids["1b2c3d"] = String(try #require(shown.firstMatch(of: #/^([0-9a-f]{6}) /#)?.output.1))
      }
      var command = line
      for (name, id) in ids { command = command.replacingOccurrences(of: name, with: id) }
      try type(command, team, folder)
    }
  }

  private func type(_ command: String, _ team: FieldTeam, _ folder: Folder) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = [
      "HOME": folder.path, "PATH": Daemon.programs + ":/usr/bin:/bin",
      "PCRM_FIELD_FOLDER": folder.path + "/field", "PCRM_SERVER": team.daemon.address,
      "PCRM_TOKEN": team.tokens[0],
    ]
    let said = Pipe()
    process.standardOutput = said
    process.standardError = said
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(command)\n\(text)")
  }
}
