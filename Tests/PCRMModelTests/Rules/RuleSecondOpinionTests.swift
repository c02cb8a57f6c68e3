import Foundation
import PCRMCore
import PCRMModel
import PCRMTesting
import ProtobufCodec
import Testing

/// Another implementation of CEL, by other people, asked about the same random rules.
///
/// `tools/rules-second-opinion` installs it and names it in `PCRM_CEL_PYTHON`; without it the test says that it did not run.
struct RuleSecondOpinionTests {
  private static let python = ProcessInfo.processInfo.environment["PCRM_CEL_PYTHON"]
  private static let count =
    ProcessInfo.processInfo.environment["PCRM_CEL_RULES"].flatMap(Int.init) ?? 2000

  /// Would catch a misreading of CEL that evaluator and reference share, for one person wrote both.
  @Test(
    .enabled(if: python != nil, "PCRM_CEL_PYTHON is not set; tools/rules-second-opinion sets it"))
  func agreesWithPython() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = RuleGenerator(seed: seed)
    // CEL takes infinity for a double's overflow, where the language here takes unknown; compares no int with a double
    // in that implementation; and knows no segments.
    generator.features.subtract([.segments, .doubles])
    var cases: [(Rule, TestFacts, Timestamp)] = []
    for _ in 0..<Self.count {
      cases.append((generator.rule(), generator.facts(), generator.instant()))
    }
    let answers = try Self.ask(cases.map { try Self.line($0, $1, at: $2) })
    try #require(answers.count == cases.count)
    var differences = 0
    for ((rule, facts, now), answer) in zip(cases, answers) {
      let mine = "\(rule.truth(of: facts, at: now))"
      if answer == mine { continue }
      differences += 1
      if differences > 10 { continue }
      Issue.record(
        "seed \(seed): here \(mine), there \(answer): \(Self.cel(rule.root).printed)\n\(facts)")
    }
    #expect(differences == 0)
  }

  /// One answer a line.
  private static func ask(_ lines: [String]) throws -> [String] {
    let folder = TemporaryFolder()
    let (input, output) = ("\(folder.path)/rules", "\(folder.path)/answers")
    try lines.joined(separator: "\n").write(toFile: input, atomically: false, encoding: .utf8)
    try "".write(toFile: output, atomically: false, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: python ?? "")
    process.arguments = [
      URL(filePath: #filePath).appending(path: "../../../../tools/second-opinion/rules.py")
        .standardized.path
    ]
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try String(contentsOfFile: output, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  /// The rule as CEL has it: facts are fields of `f`, days are numbers.
  private static func cel(_ expression: PCRMModel.Expression) -> PCRMModel.Expression {
    var copy = expression.replacing(expression.children.map(cel))
    switch copy.node {
    case .fact(let fact): copy.node = .fact(RuleFact("f.\(fact.name)", fact.type, ""))
    case .now: copy.node = .fact(RuleFact("now", .timestamp, ""))
    case .today: copy.node = .fact(RuleFact("today", .int, ""))
    case .literal(.date(let day)): copy.node = .literal(.int(day))
    case .literal(.list(let values)):
      copy.node = .literal(
        .list(values.map { if case .date(let day) = $0 { .int(day) } else { $0 } }))
    default: break
    }
    return copy
  }

  private static func line(_ rule: Rule, _ facts: TestFacts, at now: Timestamp) throws -> String {
    var tree: [String: Any] = [:]
    for (name, value) in facts.values where !name.hasPrefix("ext.") { tree[name] = tagged(value) }
    var extensions: [String: Any] = [:]
    for (name, value) in facts.values where name.hasPrefix("ext.") {
      extensions[String(name.dropFirst(4))] = tagged(value)
    }
    tree["ext"] = ["map", extensions]
    for (name, records) in facts.records {
      tree[name] = ["list", records.map { ["record", $0.mapValues(tagged)] }]
    }
    let object: [String: Any] = [
      "rule": cel(rule.root).printed, "now": now.rfc3339 ?? "",
      "today": RuleMoment(now).today, "facts": ["map", tree],
    ]
    let data = try JSONSerialization.data(withJSONObject: object)
    return String(decoding: data, as: UTF8.self)
  }

  private static func tagged(_ value: RuleValue) -> [Any] {
    switch value {
    case .bool(let value): ["bool", value]
    case .int(let value): ["int", String(value)]
    case .double(let value): ["double", value]
    case .string(let value): ["string", value]
    case .timestamp: ["timestamp", value.plain]
    case .duration: ["duration", value.plain]
    case .date(let day): ["int", String(day)]
    case .list(let values): ["list", values.map(tagged)]
    }
  }
}
