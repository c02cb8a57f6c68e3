import Foundation
import Import
import Testing

@Suite("pcrm: documents are planned, applied, and complained about by line", .serialized)
struct PcrmPlanTests {
  /// A small case type, so that each test can break one line of it.
  static let type = """
    case_types:
    - code: visit
      title: Visit
      number_series: {prefix: VIS, digits: 4}
      stages:
      - code: planned
        title: Planned
        may_begin: true
        transitions: [{to: done}]
      - code: done
        title: Done
        may_close: true

    """

  /// Each preset applies through the real server, and a second time changes nothing.
  @Test func presetsApplyTwiceWithoutChange() throws {
    let daemon = try Daemon()
    for preset in Preset.all {
      let apply =
        preset.kind.rawValue.split(separator: " ").map(String.init) + [
          "apply", "--preset", preset.name, "--yes",
        ]
      let first = try PcrmRun(apply, on: daemon)
      #expect(first.code == 0 && first.complaint.hasPrefix("applied: "), "\(first.complaint)")
      let second = try PcrmRun(apply, on: daemon)
      #expect(second.code == 0 && second.output.isEmpty, "\(preset.name): \(second.output)")
      #expect(second.complaint == "nothing changes: the server has it all\n", "\(preset.name)")
    }
    let unowned = try PcrmRun(["assignment", "matrix", "query", "--unowned"], on: daemon)
    #expect(unowned.output.contains("undue_payment"), "\(unowned.complaint)")
    let earlier = try PcrmRun(
      ["assignment", "matrix", "query", "--day", "2006-01-02", "--unowned"], on: daemon)
    #expect(!earlier.output.contains("undue_payment"), "\(earlier.output)")
    let joint = try PcrmRun(["assignment", "matrix", "query", "--joint"], on: daemon)
    #expect(joint.output.contains("counselling + care_support"), "\(joint.output)")
    let office = try PcrmRun(["classify", "models", "show"], on: daemon)
    #expect(office.output.contains("outreach"), "\(office.complaint)")
    let needs = try PcrmRun(["classify", "needs", "show", "--language", "ko"], on: daemon)
    #expect(needs.output.contains("생계"), "\(needs.complaint)")
    #expect(try PcrmRun(["programme", "weights", "show"], on: daemon).output.contains("severe"))
    #expect(
      try PcrmRun(["assignment", "authority", "show"], on: daemon).output
        .contains("claim_payment"))
  }

  @Test func dryRunChangesNothing() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let file = try folder.file("type.yaml", Self.type)
    let plan = try PcrmRun(["casetype", "apply", file, "--dry-run"], on: daemon)
    #expect(plan.code == 0 && plan.output.hasPrefix("+ visit"), "\(plan.complaint)")
    #expect(plan.complaint == "would apply: 1 added\n")
    #expect(try PcrmRun(["casetype", "list", "-o", "csv"], on: daemon).lines.count == 1)
    #expect(try PcrmRun(["casetype", "apply", file, "--yes"], on: daemon).code == 0)
    let changed = try folder.file(
      "changed.yaml", Self.type.replacing("title: Planned", with: "title: Arranged"))
    let diff = try PcrmRun(["casetype", "apply", changed, "--dry-run"], on: daemon)
    #expect(
      diff.output == "~ visit\n  ~ stages[planned].title: Planned → Arranged\n", "\(diff.output)")
    let json = try PcrmRun(["casetype", "apply", changed, "--dry-run", "-o", "ndjson"], on: daemon)
    #expect(json.output.contains(#""path":"stages[planned].title""#), "\(json.output)")
    #expect(
      try PcrmRun(["casetype", "list", "-o", "ndjson"], on: daemon).output.contains("Planned"))
  }

  @Test func asksNobodyWhoIsNotThere() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let file = try folder.file("type.yaml", Self.type)
    let run = try PcrmRun(["casetype", "apply", file], on: daemon)
    #expect(run.code == 2 && run.complaint.contains("--yes"), "\(run.complaint)")
    #expect(run.output.hasPrefix("+ visit"))
    #expect(try PcrmRun(["casetype", "list", "-o", "csv"], on: daemon).lines.count == 1)
    let piped = try PcrmRun(
      ["casetype", "apply", "-", "--yes"], on: daemon, input: Self.type)
    #expect(piped.code == 0, "\(piped.complaint)")
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var catches: String
    var from: String
    var to: String
    var code: Int32
    var complaint: String
    var testDescription: String { catches }
  }

  static let bad: [Bad] = [
    Bad(
      catches: "text that is no YAML", from: "case_types:", to: "case_types: [", code: 2,
      complaint: "type.yaml, line 2: is no YAML"),
    Bad(
      catches: "a key that is misspelt", from: "  may_close", to: "  may_clos", code: 2,
      complaint: "type.yaml, line 12, case_types[0].stages[1]: \"may_clos\" is no field here; "
        + "did you mean \"may_close\"?"),
    Bad(
      catches: "a word where yes or no belongs", from: "may_begin: true", to: "may_begin: perhaps",
      code: 2,
      complaint: "type.yaml, line 8, case_types[0].stages[0].may_begin: must be true or false"),
    Bad(
      catches: "a transition that the server refuses", from: "to: done", to: "to: gone", code: 1,
      complaint: "type.yaml, line 9: invalid_argument: "),
    Bad(
      catches: "a stage of no name", from: "title: Done", to: "title: ''", code: 1,
      complaint: "type.yaml, line 11: invalid_argument: "),
  ]

  @Test func complainsWithTheLine() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    for bad in Self.bad {
      let file = try folder.file("type.yaml", Self.type.replacing(bad.from, with: bad.to))
      let run = try PcrmRun(["casetype", "apply", file, "--yes"], on: daemon)
      #expect(run.code == bad.code, "\(bad.catches): \(run.complaint)")
      #expect(run.complaint.contains(bad.complaint), "\(bad.catches): \(run.complaint)")
    }
    let none = try PcrmRun(["casetype", "apply", "/nowhere.yaml", "--yes"], on: daemon)
    #expect(none.code == 2 && none.complaint.contains("cannot be read"))
    let wrong = try PcrmRun(["casetype", "apply", "--preset", "segments", "--yes"], on: daemon)
    #expect(wrong.code == 2 && wrong.complaint.contains("injury-cycle"), "\(wrong.complaint)")
    #expect(try PcrmRun(["casetype", "apply"], on: daemon).code == 2)
  }

  @Test func showsTheColumnOfABadRule() throws {
    let daemon = try Daemon()
    let folder = try Folder()
    let file = try folder.file(
      "s.yaml",
      """
      segments:
      - name: old
        rule: |
          kind == "person"
            && age() >= "65"
      """)
    let run = try PcrmRun(["segment", "apply", file, "--yes"], on: daemon)
    #expect(run.code == 1)
    #expect(run.complaint.contains("s.yaml, line 5: invalid_argument: "), "\(run.complaint)")
    let shown = run.complaint.split(separator: "\n").map(String.init)
    let text = try #require(shown.dropFirst().first { $0.contains("&& age()") })
    let mark = try #require(shown.last)
    #expect(mark.hasSuffix("^") && mark.count <= text.count, "\(run.complaint)")
    let inline = try PcrmRun(["segment", "preview", "agee() > 65"], on: daemon)
    #expect(inline.code == 1 && inline.complaint.contains("\n  ^"), "\(inline.complaint)")
    #expect(inline.complaint.contains("age"), "\(inline.complaint)")
  }

  @Test func printsPresets() throws {
    let list = try PcrmRun(["preset", "list"])
    #expect(list.code == 0 && list.output.contains("injury-cycle"))
    let shown = try PcrmRun(["preset", "show", "enquiry"])
    #expect(shown.output == Preset.named("enquiry")?.text)
    #expect(try PcrmRun(["preset", "show", "nothing"]).code == 2)
  }
}
